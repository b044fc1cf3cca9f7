import { button } from '../../components/button.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { textInput } from '../../components/text-input.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { paths } from '../../paths.ts';

export const withoutIsbn = `${paths.publish}?by=hand`;

/** The first step of publishing: which book, by its ISBN, typed or scanned. A link leads on without one. */
export function isbnPage(ctx: PageContext, isbn: string, errors: FormErrors = {}): Page {
  const { publishing } = ctx.t;
  const field = textInput(ctx, {
    name: 'isbn',
    label: publishing.isbn,
    help: publishing.isbnHelp,
    value: isbn,
    error: errors.isbn,
    inputmode: 'numeric',
    autocomplete: 'off',
    enterkeyhint: 'go',
    maxlength: 40,
    width: 'middle',
    autofocus: isbn === '',
  });
  return {
    title: publishing.title,
    robots: 'noindex',
    body: html`<div class="door stack">${errorSummary(ctx, errors)}${pageHeading({ title: publishing.title, lead: publishing.isbnLead })}<form method="get" action="${ctx.url(paths.publish)}" novalidate><div class="stack">${field}<isbn-scanner data-start="${publishing.scan}" data-stop="${publishing.scanStop}" data-aim="${publishing.scanAim}" data-failed="${publishing.scanFailed}"></isbn-scanner>${button({ label: publishing.isbnNext, kind: 'primary', wide: true })}</div></form><p class="door-other"><a href="${ctx.url(withoutIsbn)}">${publishing.withoutIsbn}</a></p></div>`,
  };
}
