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
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { previewBooks } from './books.ts';

const seller = { id: '1', name: 'Librería Merlín', city: 'Bogotá', ratingAverage: 4.7, ratingCount: 200 };

/** One copy, and the other copies of its edition. */
export function copyPage(ctx: PageContext): Page {
  const { book, shell } = ctx.t;
  const title = 'Cien años de soledad';
  const crumbs = breadcrumbs(ctx, [
    { label: shell.home, href: '/' },
    { label: 'Literatura colombiana', href: '/search' },
  ]);
  const note = panel({
    title: book.notes,
    tone: 'sunken',
    body: html`<p class="prose">El lomo tiene una línea de lectura.</p>`,
  });
  return {
    title,
    wide: true,
    canonical: '/listings/1',
    og: { type: 'book', image: '/covers/work-0.svg' },
    body: html`${crumbs}${withPicture(photoGallery(ctx, title, 'work-0', photos), words(ctx), buyBox(ctx))}${sectionHeading('El libro')}${withAside(about(ctx), note)}${sectionHeading('Otros ejemplares')}${offerList(ctx, offers)}${sectionHeading('Reseñas')}${reviewList(ctx, reviews)}${sectionHeading('Sin foto')}${photoGallery(ctx, 'Rayuela', 'work-1', [])}`,
  };
}

const photos = [1, 2, 3].map((place) => ({
  url: `/covers/work-${place}.svg`,
  largeUrl: `/covers/work-${place}.svg`,
  width: 600,
  height: 800,
}));

const reviews = [
  {
    stars: 5,
    text: 'Llegó en dos días y mejor de lo que decía. Venía envuelto con cariño.',
    author: 'Mateo',
    at: Date.UTC(2026, 9, 3),
  },
  { stars: 3, text: '', author: 'Ana', at: Date.UTC(2026, 8, 3) },
];

const offers = previewBooks.slice(0, 3).map((copy, place) => ({
  ...copy,
  seller: { ...seller, name: ['Lucía', 'Librería Merlín', 'Mateo'][place] ?? '', ratingCount: place * 12 },
  flags: place === 0 ? (['signed'] as const) : [],
  notes: place === 1 ? 'Tiene el nombre del dueño anterior en la primera página y una esquina doblada.' : undefined,
  deliveryFromMinor: place === 2 ? 0 : 1_500_000,
}));

function words(ctx: PageContext): Html {
  return html`<h1>Cien años de soledad</h1><p class="lead">Gabriel García Márquez</p>${conditionScale(ctx, 'very_good')}<p>${ctx.t.book.conditionMeanings.very_good}</p>${flagList(ctx, ['first_edition', 'dust_jacket'])}<blockquote class="prose">Ejemplar leído una vez, sin subrayados. El lomo tiene una línea de lectura.</blockquote>`;
}

function buyBox(ctx: PageContext): Html {
  const put = button({ label: 'Poner en el carrito', kind: 'primary', wide: true, icon: 'cart' });
  const buy = button({ label: 'Comprar ahora', kind: 'secondary', wide: true });
  return panel({
    body: html`<div class="stack">${leadingPrice(ctx, 2_500_000, 1_500_000)}${put}${buy}${sellerLine(ctx, seller)}</div>`,
  });
}

function about(ctx: PageContext): Html {
  const { book } = ctx.t;
  return facts([
    [book.publisher, 'Editorial Sudamericana'],
    [book.year, '1967'],
    [book.language, 'español'],
    [book.format, book.formats.paperback],
    [book.isbn, '978-84-376-0494-7'],
  ]);
}
