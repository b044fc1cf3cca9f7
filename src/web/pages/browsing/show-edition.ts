import type { Doors } from '../../../compose.ts';
import { notFound } from '../../../platform/errors.ts';
import { isId } from '../../../platform/ids.ts';
import type { PageHandler } from '../../route.ts';
import { cheapestDeliveryMinor, deliveryOptions } from './delivery-options.ts';
import { editionPage } from './edition-page.ts';
import { queryText } from './query-text.ts';

const copiesAPage = 20;
const longestName = 60;

/** All copies of an edition, by its id or by its ISBN in any spelling. */
export const showEdition: PageHandler = async ({ ctx, doors, params, query }) => {
  const isbnOrId = params.id ?? '';
  if (isbnOrId.length > longestName) throw notFound('edition');
  const cursor = queryText(query, 'cursor');
  const options = deliveryOptions(doors);
  const early = isId(isbnOrId) ? copiesOf(doors, isbnOrId, cursor) : undefined;
  early?.catch(() => undefined);
  const { edition, otherEditions } = await doors.catalogue.getEdition({ isbnOrId });
  const copies = await (early ?? copiesOf(doors, edition.id, cursor));
  return {
    page: editionPage(ctx, {
      edition,
      otherEditions,
      copies,
      isFirst: cursor === undefined,
      deliveryMinor: cheapestDeliveryMinor(await options),
    }),
  };
};

const copiesOf = (doors: Doors, editionId: string, cursor: string | undefined) =>
  doors.catalogue.listEditionListings({ editionId, cursor, limit: copiesAPage });
