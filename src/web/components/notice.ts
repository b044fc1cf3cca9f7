import { type Html, html, nothing } from '../html.ts';
import type { Notice } from '../layout.ts';
import { icons } from './icon.ts';

const iconOf = { done: icons.check, info: icons.info, problem: icons.warning } as const;

/** What was done, and what to do now; read out by a screen reader when the page opens. */
export function noticeBanner(notice: Notice): Html {
  const role = notice.kind === 'problem' ? 'alert' : 'status';
  return html`<div class="notice" data-kind="${notice.kind}" role="${role}">${iconOf[notice.kind]}<p>${notice.text}${
    notice.next ? html` <a href="${notice.next.href}">${notice.next.label}</a>` : nothing
  }</p></div>`;
}
