import { button, linkButton } from '../../components/button.ts';
import { form } from '../../components/form.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';

/** A button, as for the first address: programs that read mail follow its links. */
export function newEmailPage(ctx: PageContext, token: string): Page {
  const { account } = ctx.t;
  const body = button({ label: account.newEmailButton, kind: 'primary' });
  return {
    title: account.newEmailTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${pageHeading({ title: account.newEmailTitle, lead: account.newEmailText })}${form(ctx, { action: ctx.url(paths.newEmail), hidden: { token }, body })}</div>`,
  };
}

/** Somebody else's account has the address by now. */
export function takenEmailPage(ctx: PageContext): Page {
  const { account } = ctx.t;
  return {
    title: account.takenTitle,
    robots: 'noindex',
    body: html`<div class="door stack">${pageHeading({ title: account.takenTitle, lead: account.takenText })}<div class="actions">${linkButton(account.goToAccount, ctx.url(paths.account), { kind: 'primary' })}</div></div>`,
  };
}
