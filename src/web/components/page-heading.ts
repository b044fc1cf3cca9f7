import { type Html, html, nothing } from '../html.ts';

export interface PageHeading {
  readonly title: string;
  /** A word or two above the title: the section this page belongs to. */
  readonly eyebrow?: string | undefined;
  readonly lead?: string | Html | undefined;
  /** Buttons beside it. */
  readonly actions?: Html | undefined;
}

/** The page's one `h1`. */
export function pageHeading({ title, eyebrow, lead, actions }: PageHeading): Html {
  return html`<div class="page-heading"><div>${eyebrow ? html`<p class="eyebrow">${eyebrow}</p>` : nothing}<h1>${title}</h1>${
    lead ? html`<p class="lead">${lead}</p>` : nothing
  }</div>${actions ? html`<div class="actions">${actions}</div>` : nothing}</div>`;
}

/** The heading of a section, with something beside it. */
export function sectionHeading(title: string, beside: Html = nothing, id?: string): Html {
  return html`<div class="section-head"><h2${id ? html` id="${id}"` : nothing}>${title}</h2>${beside}</div>`;
}
