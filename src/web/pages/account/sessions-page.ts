import type { Session } from '../../../modules/accounts/index.ts';
import { actionButton } from '../../components/form.ts';
import { badge } from '../../components/order-status.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatDate, formatDateTime } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';
import { accountCrumb } from './account-page.ts';
import { deviceName } from './device-name.ts';

export function sessionsPage(ctx: PageContext, sessions: readonly Session[]): Page {
  const { account } = ctx.t;
  const others =
    sessions.length > 1
      ? actionButton(ctx, ctx.url(paths.otherSessions), { label: account.endOthers })
      : html`<p class="muted">${account.onlyThis}</p>`;
  return {
    title: account.sessionsTitle,
    robots: 'noindex',
    body: html`${accountCrumb(ctx)}${pageHeading({ title: account.sessionsTitle, lead: account.sessionsLead })}<div class="stack"><ul class="record-list">${sessions.map((session) => sessionRow(ctx, session))}</ul>${others}</div>`,
  };
}

function sessionRow(ctx: PageContext, session: Session): Html {
  const { account } = ctx.t;
  const device = deviceName(ctx, session.userAgent);
  const beside = session.current
    ? badge(account.thisSession, 'accent')
    : actionButton(ctx, ctx.url(paths.session(session.id)), {
        label: account.endSession,
        kind: 'quiet',
        more: { 'aria-label': account.endSessionOf(device) },
      });
  return html`<li><div><p><b>${device}</b></p><p class="muted">${account.lastSeen(formatDateTime(ctx, session.lastSeenAt))}</p><p class="muted">${account.since(formatDate(ctx, session.createdAt))}</p></div>${beside}</li>`;
}
