import type { FormErrors } from '../../components/error-summary.ts';
import { select } from '../../components/select.ts';
import { type TextInput, textInput } from '../../components/text-input.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { type CheckoutForm, hasDepartments } from './checkout-form.ts';
import { countryOptions } from './countries.ts';
import { biggerTowns, departments } from './departments.ts';

/** Where it goes, in the order in which people write it here. */
export function addressFieldset(ctx: PageContext, form: CheckoutForm, errors: FormErrors): Html {
  const { checkout } = ctx.t;
  const input = (name: keyof CheckoutForm['fields'], more: Partial<TextInput> = {}): Html =>
    textInput(ctx, {
      name,
      label: checkout[name],
      value: form.fields[name],
      error: errors[name],
      enterkeyhint: 'next',
      maxlength: 200,
      ...more,
    });
  const line1 = input('line1', {
    autocomplete: 'address-line1',
    placeholder: form.abroad ? undefined : checkout.line1Placeholder,
  });
  return html`${input('name', { autocomplete: 'name', maxlength: 100 })}${input('phone', { type: 'tel', inputmode: 'tel', autocomplete: 'tel', help: checkout.phoneHelp, maxlength: 40 })}${countryField(ctx, form, errors)}${line1}${input('line2', { autocomplete: 'address-line2', required: false })}<div class="field-row">${input('city', { autocomplete: 'address-level2', maxlength: 100, list: hasDepartments(form) ? 'bigger-towns' : undefined })}${regionField(ctx, form, errors)}</div>${form.abroad ? input('postalCode', { autocomplete: 'postal-code', required: false, width: 'short', maxlength: 20 }) : nothing}${hasDepartments(form) ? townList : nothing}`;
}

const townList = html`<datalist id="bigger-towns">${biggerTowns.map((town) => html`<option value="${town}"></option>`)}</datalist>`;

function regionField(ctx: PageContext, form: CheckoutForm, errors: FormErrors): Html {
  const { checkout } = ctx.t;
  const field = { name: 'region', error: errors.region, value: form.fields.region, autocomplete: 'address-level1' };
  if (!hasDepartments(form)) return textInput(ctx, { ...field, label: checkout.regionAbroad, maxlength: 100 });
  const options = departments.map((name) => ({ value: name, label: name }));
  return select(ctx, { ...field, label: checkout.region, options, prompt: checkout.regionPrompt });
}

function countryField(ctx: PageContext, form: CheckoutForm, errors: FormErrors): Html {
  if (!form.abroad) return nothing;
  const { checkout } = ctx.t;
  const options = countryOptions(ctx.locale).filter((country) => country.value !== ctx.shop.country);
  return select(ctx, {
    name: 'country',
    label: checkout.country,
    error: errors.country,
    value: form.country,
    autocomplete: 'country',
    options,
    prompt: checkout.countryPrompt,
  });
}
