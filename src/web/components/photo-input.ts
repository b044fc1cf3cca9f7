import { type Html, html, nothing } from '../html.ts';
import type { PageContext } from '../layout.ts';
import { controlState, type Field, fieldFrame, fieldId } from './field.ts';
import { icons } from './icon.ts';

export interface PhotoInput extends Omit<Field, 'help'> {
  readonly help?: string | undefined;
  /** Most photos that can still be added; default 8. */
  readonly most?: number | undefined;
}

/** Photos from the phone's camera or its gallery; the script makes them smaller before they travel, and shows them. */
export function photoInput(ctx: PageContext, { most = 8, ...input }: PhotoInput): Html {
  const { forms } = ctx.t;
  const field = { ...input, help: input.help ?? forms.photosHelp };
  return fieldFrame(
    ctx,
    field,
    html`<photo-input data-most="${most}" data-shrinking="${forms.photosShrinking}" data-too-many="${forms.errors.photoCount(most)}"><div class="photo-drop">${icons.camera}<span aria-hidden="true">${forms.photosAdd}</span><input type="file" id="${fieldId(field.name)}" name="${field.name}" accept="image/jpeg,image/png,image/webp"${most > 1 ? ' multiple' : nothing}${controlState(field)}></div></photo-input>`,
  );
}
