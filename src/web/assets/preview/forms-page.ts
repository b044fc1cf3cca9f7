import { button, linkButton } from '../../components/button.ts';
import { checkbox, checkboxGroup, conditionCards, radioCards } from '../../components/choices.ts';
import { errorSummary } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { holdCountdown } from '../../components/hold-countdown.ts';
import { moneyInput } from '../../components/money-input.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { photoInput } from '../../components/photo-input.ts';
import { select } from '../../components/select.ts';
import { progress } from '../../components/steps.ts';
import { textInput } from '../../components/text-input.ts';
import { textarea } from '../../components/textarea.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';

/** Every control of a form, with and without errors. */
export function formsPage(ctx: PageContext): Page {
  const { book, forms } = ctx.t;
  const errors = { isbn: forms.errors.isbn, price: forms.errors.price };
  const flags = (['signed', 'first_edition', 'annotated'] as const).map((value) => ({
    value,
    label: book.flags[value],
    meaning: book.flagMeanings[value],
  }));
  const body = html`${textInput(ctx, { name: 'isbn', label: book.isbn, value: '978-84-376-04', error: errors.isbn, help: 'Está en la contraportada, sobre el código de barras.', inputmode: 'numeric', width: 'middle' })}
<div class="field-row">${textInput(ctx, { name: 'publisher', label: book.publisher, required: false })}${textInput(ctx, { name: 'year', label: book.year, width: 'short', inputmode: 'numeric', required: false })}</div>
${select(ctx, { name: 'language', label: book.language, options: [{ value: 'es', label: 'español' }], prompt: forms.choose })}
${conditionCards(ctx, { name: 'condition', label: book.condition, value: 'very_good' })}
${checkboxGroup(ctx, { name: 'flags', label: 'Lo que lo hace distinto', required: false, choices: flags, values: ['signed'] })}
${radioCards(ctx, {
  name: 'delivery',
  label: book.delivery,
  value: 'x',
  choices: [
    { value: 'x', label: 'Servientrega', meaning: 'De 2 a 4 días', beside: '$ 15.000' },
    { value: 'y', label: 'Recoger en Bogotá', meaning: 'Quien vende te da la dirección', beside: 'Gratis' },
  ],
})}
${textarea(ctx, { name: 'notes', label: book.notes, required: false })}
${moneyInput(ctx, { name: 'price', label: book.price, value: 'mucho', error: errors.price })}
${photoInput(ctx, { name: 'photos', label: book.photos, required: false })}
${checkbox('news', 'Avísame cuando alguien pregunte por mis libros', true)}
<div class="actions">${button({ label: 'Publicar por $ 25.000', kind: 'primary' })}${linkButton(forms.cancel, '/', { kind: 'quiet' })}</div>`;
  return {
    title: ctx.t.shell.publish,
    body: html`${errorSummary(ctx, errors)}${progress('Compra', ['Carrito', 'Envío', 'Pago'], 1)}${pageHeading({ title: ctx.t.shell.publish, eyebrow: ctx.t.shell.myBooks, lead: 'Con el ISBN basta: lo demás aparece solo.' })}${holdCountdown(ctx, 1_790_000_000_000, 1_790_000_000_000 - 731_000)}${form(ctx, { action: '/publish', body, multipart: true })}`,
  };
}
