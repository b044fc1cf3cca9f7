import { type Html, html, nothing } from '../html.ts';
import { paths } from '../paths.ts';

/** A copy's first photo or, where there is none, the work whose drawn cover stands for it. */
export interface PictureSource {
  readonly workId: string;
  readonly photo?: Photo | null | undefined;
}

export interface Photo {
  /** The middle size; the server's own path. */
  readonly url: string;
  /** `srcset` with width descriptors. */
  readonly srcset?: string | undefined;
  readonly width: number;
  readonly height: number;
}

const cardSizes = html` sizes="(min-width: 60rem) 13rem, (min-width: 30rem) 30vw, 45vw"`;
const atOnce = html`fetchpriority="high"`;
const later = html`loading="lazy"`;

/** A picture in the proportions of a book, 3:4; `alt` is empty where the title stands beside it. */
export function bookPicture({ workId, photo }: PictureSource, alt: string, eager = false): Html {
  const loading = eager ? atOnce : later;
  if (!photo) {
    return html`<div class="book-picture drawn"><img src="${paths.cover(workId)}" width="300" height="400" alt="${alt}" ${loading} decoding="async"></div>`;
  }
  const { url, srcset, width, height } = photo;
  return html`<div class="book-picture"><img src="${url}"${srcset ? html` srcset="${srcset}"${cardSizes}` : nothing} width="${width}" height="${height}" alt="${alt}" ${loading} decoding="async"></div>`;
}
