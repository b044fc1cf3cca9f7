import { drawCover } from '../../covers/draw-cover.ts';
import { previewBooks } from './books.ts';

/** The drawn covers of the preview's books: file name and SVG. */
export async function previewCovers(): Promise<readonly (readonly [string, string])[]> {
  return previewBooks.map(({ workId, title, authors }) => [
    `${workId}.svg`,
    drawCover({ title, authors, key: workId }),
  ]);
}
