import { type Confirmation, confirmation } from '../../components/confirmation.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { tabs } from '../../components/tabs.ts';
import { type Html, html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';
import type { PageRequest } from '../../route.ts';

export type Section = 'figures' | 'accounts' | 'listings' | 'orders' | 'payments' | 'payouts' | 'delivery' | 'audit';

const sections: readonly Section[] = [
  'figures',
  'accounts',
  'listings',
  'orders',
  'payments',
  'payouts',
  'delivery',
  'audit',
];

export const sectionPath = (section: Section): string =>
  section === 'figures' ? paths.administration : `${paths.administration}/${section}`;

/** A page of the administration: its tabs, a heading, the body. */
export function adminPage(ctx: PageContext, section: Section, body: Html, title = ctx.t.admin.sections[section]): Page {
  const heading = pageHeading({ title, eyebrow: ctx.t.admin.title });
  return framed(ctx, section, title, html`${heading}${body}`);
}

/** A page that asks once before something is done; its question is its heading. */
export const adminConfirmation = (ctx: PageContext, section: Section, asked: Confirmation): Page =>
  framed(ctx, section, asked.title, confirmation(ctx, asked));

function framed(ctx: PageContext, section: Section, title: string, body: Html): Page {
  const { admin } = ctx.t;
  const items = sections.map((each) => ({
    label: admin.sections[each],
    href: ctx.url(sectionPath(each)),
    current: each === section,
  }));
  return {
    title,
    robots: 'noindex',
    wide: true,
    body: html`<div class="stack">${tabs(ctx, admin.sectionsLabel, items)}${body}</div>`,
  };
}

export const pageLimit = 50;

/** The next page's address: the same query with another cursor. */
export function nextHref(
  ctx: PageContext,
  section: Section,
  query: Readonly<Record<string, string | undefined>>,
  nextCursor: string | null,
): string | undefined {
  if (nextCursor === null) return undefined;
  const words = new URLSearchParams(
    Object.entries({ ...query, cursor: nextCursor }).flatMap(([name, value]): [string, string][] =>
      value ? [[name, value]] : [],
    ),
  );
  return ctx.url(`${sectionPath(section)}?${words.toString()}`);
}

/** A word of the query; undefined where it is absent or empty. */
export function asked(request: Pick<PageRequest, 'query'>, name: string): string | undefined {
  const value = request.query[name];
  const word = Array.isArray(value) ? value[0] : value;
  return word === undefined || word.trim() === '' ? undefined : word.slice(0, 500);
}

/** Writes what an administrator did into the audit log. */
export async function record(
  { doors, actor }: PageRequest,
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  if (!actor) throw new Error('Administration was reached without an administrator.');
  await doors.accounts.recordAudit({ actorId: actor.accountId, actorName: actor.name, action, subject, details });
}

/** A search field above a table. */
export function searchForm(ctx: PageContext, section: Section, label: string, words: string | undefined): Html {
  return html`<form class="actions" method="get" action="${ctx.url(sectionPath(section))}" role="search"><label class="visually-hidden" for="admin-q">${label}</label><input id="admin-q" name="q" type="search" value="${words ?? ''}" placeholder="${label}" maxlength="200"><button class="button secondary"><span>${ctx.t.admin.search}</span></button></form>`;
}

/** The table, or a sentence that there is nothing. */
export const orNothing = (ctx: PageContext, rows: readonly unknown[], table: () => Html): Html =>
  rows.length === 0 ? html`<p class="muted">${ctx.t.admin.nothingFound}</p>` : table();
