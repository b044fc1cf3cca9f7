import { notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { subjectAddress } from '../browsing/search-address.ts';
import { listingsAPart, urlSet } from './show-sitemap.ts';

/** One part of the sitemap: `pages.xml`, `listings.xml`, `listings-ID.xml`, which goes on after that id. */
export const showSitemapPart: PageHandler = async ({ ctx, doors, params }) => {
  const part = params.part ?? '';
  if (part === 'pages.xml') {
    const subjects = await doors.catalogue.subjects();
    return urlSet(
      ctx,
      [paths.home, paths.search, paths.howItWorks, ...subjects.map(({ value }) => subjectAddress(value))].map(
        (path) => ({ path }),
      ),
    );
  }
  const listings = await doors.catalogue.sitemap({ after: afterOf(part), limit: listingsAPart });
  return urlSet(
    ctx,
    listings.map(({ listingId, updatedAt }) => ({ path: paths.listing(listingId), changedAt: updatedAt })),
  );
};

function afterOf(part: string): string | undefined {
  if (part === 'listings.xml') return undefined;
  const id = /^listings-([0-9A-Z]{26})\.xml$/.exec(part)?.[1] ?? '';
  if (!isId(id)) throw notFound('page');
  return id;
}
