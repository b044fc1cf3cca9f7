import { dataTable } from '../../components/data-table.ts';
import { pagination } from '../../components/pagination.ts';
import { html } from '../../html.ts';
import { formatDateTime } from '../../messages/formats.ts';
import type { PageHandler } from '../../route.ts';
import { adminPage, asked, nextHref, orNothing, pageLimit } from './frame.ts';

/** What administrators did, newest first. */
export const listAudit: PageHandler = async (request) => {
  const { ctx, doors } = request;
  const { admin } = ctx.t;
  const log = await doors.accounts.listAudit({ cursor: asked(request, 'cursor'), limit: pageLimit });
  const table = orNothing(ctx, log.items, () =>
    dataTable({
      caption: admin.sections.audit,
      columns: [
        { label: admin.when },
        { label: admin.who },
        { label: admin.what },
        { label: admin.about },
        { label: admin.details },
      ],
      rows: log.items.map((entry) => [
        formatDateTime(ctx, entry.at),
        entry.actorName,
        entry.action,
        entry.subject,
        JSON.stringify(entry.details),
      ]),
    }),
  );
  return {
    page: adminPage(
      ctx,
      'audit',
      html`${table}${pagination(ctx, { next: nextHref(ctx, 'audit', {}, log.nextCursor) })}`,
    ),
  };
};
