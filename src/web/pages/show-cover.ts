import { notFound } from '../../platform/errors.ts';
import { drawCover } from '../covers/draw-cover.ts';
import type { PageHandler } from '../route.ts';

const longCache = 'public, max-age=604800, stale-while-revalidate=2592000';

/** The drawn cover of a work. */
export const showCover: PageHandler = async ({ params, doors }) => {
  const id = /^([0-9A-Z]{26})\.svg$/.exec(params.file ?? '')?.[1];
  const [work] = id === undefined ? [] : await doors.catalogue.getWorks({ workIds: [id] });
  if (!work) throw notFound('work');
  return {
    content: drawCover({ title: work.title, authors: work.authors, key: work.id }),
    type: 'image/svg+xml; charset=utf-8',
    cacheControl: longCache,
  };
};
