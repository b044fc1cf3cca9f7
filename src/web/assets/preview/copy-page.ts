import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { button } from '../../components/button.ts';
import { conditionScale } from '../../components/condition-scale.ts';
import { facts } from '../../components/facts.ts';
import { flagList, offerList } from '../../components/offer-list.ts';
import { sectionHeading } from '../../components/page-heading.ts';
import { panel, withAside, withPicture } from '../../components/panel.ts';
import { photoGallery } from '../../components/photo-gallery.ts';
import { leadingPrice } from '../../components/price.ts';
import { reviewList } from '../../components/review.ts';
import { sellerLine } from '../../components/seller-line.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { previewBooks } from './books.ts';

const seller = { id: '1', name: 'Librería Merlín', city: 'Bogotá', ratingAverage: 4.7, ratingCount: 200 };

/** One copy, and the other copies of its edition. */
export function copyPage(ctx: PageContext): Page {
  const { book } = ctx.t;
  const photos = [1, 2, 3].map((place) => ({
    url: `/covers/work-${place}.svg`,
    largeUrl: `/covers/work-${place}.svg`,
    width: 600,
    height: 800,
  }));
  const words = html`<h1>Cien años de soledad</h1><p class="lead">Gabriel García Márquez</p>${conditionScale(ctx, 'very_good')}<p>${book.conditionMeanings.very_good}</p>${flagList(ctx, ['first_edition', 'dust_jacket'])}<blockquote class="prose">Ejemplar leído una vez, sin subrayados. El lomo tiene una línea de lectura.</blockquote>`;
  const buy = panel({
    body: html`<div class="stack">${leadingPrice(ctx, 2500000, 1500000)}${button({ label: 'Poner en el carrito', kind: 'primary', wide: true, icon: 'cart' })}${button({ label: 'Comprar ahora', kind: 'secondary', wide: true })}${sellerLine(ctx, seller)}</div>`,
  });
  const about = facts([
    [book.publisher, 'Editorial Sudamericana'],
    [book.year, '1967'],
    [book.language, 'español'],
    [book.format, book.formats.paperback],
    [book.isbn, '978-84-376-0494-7'],
  ]);
  const offers = previewBooks.slice(0, 3).map((copy, place) => ({
    ...copy,
    seller: { ...seller, name: ['Lucía', 'Librería Merlín', 'Mateo'][place] ?? '', ratingCount: place * 12 },
    flags: place === 0 ? (['signed'] as const) : [],
    notes: place === 1 ? 'Tiene el nombre del dueño anterior en la primera página y una esquina doblada.' : undefined,
    deliveryFromMinor: place === 2 ? 0 : 1500000,
  }));
  return {
    title: 'Cien años de soledad',
    wide: true,
    canonical: '/listings/1',
    og: { type: 'book', image: '/covers/work-0.svg' },
    body: html`${breadcrumbs(ctx, [
      { label: ctx.t.shell.home, href: '/' },
      { label: 'Literatura colombiana', href: '/search' },
    ])}${withPicture(photoGallery(ctx, 'Cien años de soledad', 'work-0', photos), words, buy)}${sectionHeading('El libro')}${withAside(about, panel({ title: book.notes, tone: 'sunken', body: html`<p class="prose">Ejemplar leído una vez, sin subrayados. El lomo tiene una línea de lectura.</p>` }))}${sectionHeading('Otros ejemplares')}${offerList(ctx, offers)}${sectionHeading('Reseñas')}${reviewList(
      ctx,
      [
        {
          stars: 5,
          text: 'Llegó en dos días y mejor de lo que decía. Venía envuelto con cariño.',
          author: 'Mateo',
          at: Date.UTC(2026, 9, 3),
        },
        { stars: 3, text: '', author: 'Ana', at: Date.UTC(2026, 8, 3) },
      ],
    )}${sectionHeading('Sin foto')}${photoGallery(ctx, 'Rayuela', 'work-1', [])}`,
  };
}
