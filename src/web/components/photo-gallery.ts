import { attributes, type Html, html } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { bookPicture, type Photo } from './book-picture.ts';

export interface GalleryPhoto extends Photo {
  /** The largest size. */
  readonly largeUrl: string;
}

const sizes = '(min-width: 60rem) 26rem, 92vw';

/** The photos of a copy, pushed sideways by the thumb; small ones below lead to each. Without photos, the drawn cover. */
export function photoGallery(ctx: PageContext, title: string, workId: string, photos: readonly GalleryPhoto[]): Html {
  const { book } = ctx.t;
  if (photos.length === 0) {
    return html`<figure class="gallery-cover">${bookPicture({ workId }, book.coverOf(title), true)}<figcaption>${book.drawnCover}</figcaption></figure>`;
  }
  const large = photos.map((photo, place) => largePhoto(book.photoOf(title, place + 1), photo, place));
  return html`<section class="gallery" aria-label="${book.photos}"><ul class="gallery-photos" tabindex="0">${large}</ul>${
    photos.length > 1
      ? html`<ul class="gallery-thumbs">${photos.map((photo, place) => thumb(book.photoOf(title, place + 1), photo, place))}</ul>`
      : ''
  }</section>`;
}

function largePhoto(alt: string, photo: GalleryPhoto, place: number): Html {
  const { url, srcset, width, height } = photo;
  const first = place === 0;
  return html`<li id="photo-${place + 1}"><a href="${photo.largeUrl}"><img src="${url}"${attributes({ srcset, sizes: srcset ? sizes : null, width, height, fetchpriority: first ? 'high' : null, loading: first ? null : 'lazy' })} alt="${alt}" decoding="async"></a></li>`;
}

function thumb(label: string, photo: GalleryPhoto, place: number): Html {
  return html`<li><a href="#photo-${place + 1}" aria-label="${label}"><img src="${photo.url}" width="${photo.width}" height="${photo.height}" alt="" loading="lazy" decoding="async"></a></li>`;
}
