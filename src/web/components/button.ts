import { type AttributeValue, attributes, type Html, html, nothing } from '../html.ts';
import { type IconName, icons } from './icon.ts';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonLook {
  /** One primary button a page: what is mostly wanted. */
  readonly kind?: ButtonKind | undefined;
  readonly icon?: IconName | undefined;
  /** Fills the width of its column. */
  readonly wide?: boolean | undefined;
}

export interface Button extends ButtonLook {
  /** Says what happens: "Pagar $ 41.000". */
  readonly label: string;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Further attributes: `formaction`, `form`, `aria-describedby`, … */
  readonly more?: Readonly<Record<string, AttributeValue>> | undefined;
}

/** A button that sends its form. */
export function button({ label, name, value, disabled, more, ...look }: Button): Html {
  return html`<button class="${className(look)}"${attributes({ name, value, disabled, ...more })}>${content(label, look)}</button>`;
}

/** A link that looks like a button, for what leads somewhere and changes nothing. */
export function linkButton(label: string, href: string, look: ButtonLook = {}): Html {
  return html`<a class="${className(look)}" href="${href}">${content(label, look)}</a>`;
}

function className({ kind = 'secondary', wide }: ButtonLook): string {
  return wide ? `button ${kind} fill` : `button ${kind}`;
}

function content(label: string, { icon }: ButtonLook): Html {
  return html`${icon ? icons[icon] : nothing}<span>${label}</span>`;
}
