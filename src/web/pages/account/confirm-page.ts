import { button, linkButton } from '../../components/button.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';

/** A button, since programs that read mail follow its links, and a token counts once. */
export function confirmPage(ctx: PageContext, token: string): Page {
  const { account } = ctx.t;
  const body = button({ label: account.confirmButton, kind: 'primary' });
  return {
    title: account.confirmTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${pageHeading({ title: account.confirmTitle, lead: account.confirmText })}${form(ctx, { action: ctx.url(paths.confirm), hidden: { token }, body })}</div>`,
  };
}

/** A link that was used, or is too old: what to do instead. */
export function deadLinkPage(ctx: PageContext, text: string, way: { label: string; href: string }): Page {
  const { account } = ctx.t;
  return {
    title: account.linkTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${pageHeading({ title: account.linkTitle, lead: text })}<div class="actions">${linkButton(way.label, way.href, { kind: 'primary' })}</div></div>`,
  };
}
