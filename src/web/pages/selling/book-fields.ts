import { flags as allFlags, formats, subjectShelf } from '../../../modules/catalogue/index.ts';
import { checkboxGroup, conditionCards } from '../../components/choices.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import { moneyInput } from '../../components/money-input.ts';
import { select } from '../../components/select.ts';
import { type TextInput, textInput } from '../../components/text-input.ts';
import { textarea } from '../../components/textarea.ts';
import { type Html, html } from '../../html.ts';
import type { PageContext } from '../../layout.ts';
import { formatNumber, languageName } from '../../messages/formats.ts';
import type { BookForm } from './book-form.ts';

// Languages that are read here; any other that a book has already is offered with them.
const languages = ['es', 'en', 'pt', 'fr', 'de', 'it', 'la', 'ca', 'ja', 'zh', 'ru', 'ar'];

/** Which book it is: title and author, and the rest for who likes to say it. */
export function factFields(ctx: PageContext, form: BookForm, errors: FormErrors): Html {
  const { publishing } = ctx.t;
  const input = (name: 'title' | 'authors' | 'publisher' | 'year', more: Partial<TextInput>): Html =>
    textInput(ctx, {
      name,
      label: name === 'title' ? publishing.bookTitle : publishing[name],
      value: form[name],
      error: errors[name],
      enterkeyhint: 'next',
      autocomplete: 'off',
      ...more,
    });
  const main = html`${input('title', { maxlength: 500 })}${input('authors', { help: publishing.authorsHelp, maxlength: 2000, required: false })}`;
  const row = html`<div class="field-row">${input('publisher', { maxlength: 200, required: false })}${input('year', { inputmode: 'numeric', maxlength: 4, width: 'short', required: false })}</div><div class="field-row">${languageField(ctx, form, errors)}${formatField(ctx, form, errors)}</div>`;
  return html`${main}${moreFields(publishing.moreFacts, html`${row}${subjectsField(ctx, form, errors)}`, isAnyWrong(errors, ['publisher', 'year', 'language', 'format', 'subjects']))}`;
}

function languageField(ctx: PageContext, form: BookForm, errors: FormErrors): Html {
  const codes = form.language === '' || languages.includes(form.language) ? languages : [form.language, ...languages];
  const options = codes.map((value) => ({ value, label: languageName(ctx.locale, value) }));
  return select(ctx, {
    name: 'language',
    label: ctx.t.publishing.language,
    options,
    value: form.language,
    error: errors.language,
    prompt: ctx.t.publishing.notSaid,
    required: false,
  });
}

function formatField(ctx: PageContext, form: BookForm, errors: FormErrors): Html {
  const options = formats.map((value) => ({ value, label: ctx.t.book.formats[value] }));
  return select(ctx, {
    name: 'format',
    label: ctx.t.publishing.format,
    options,
    value: form.format,
    error: errors.format,
    prompt: ctx.t.publishing.notSaid,
    required: false,
  });
}

/** The shop's shelves; a subject of another name that the book has stays. */
function subjectsField(ctx: PageContext, form: BookForm, errors: FormErrors): Html {
  const shelves = subjectShelf.map((subject) => ({ value: subject.slug, label: subject[ctx.locale] }));
  const others = form.subjects.filter((subject) => !shelves.some(({ value }) => value === subject));
  const choices = [...shelves, ...others.map((value) => ({ value, label: value }))];
  return checkboxGroup(ctx, {
    name: 'subjects',
    label: ctx.t.publishing.subjects,
    choices,
    values: form.subjects,
    error: errors.subjects,
    required: false,
  });
}

/** What this copy is like, and what it costs. */
export function copyFields(ctx: PageContext, form: BookForm, errors: FormErrors, commissionPercent: number): Html {
  const { publishing } = ctx.t;
  const condition = conditionCards(ctx, {
    name: 'condition',
    label: publishing.condition,
    value: form.condition,
    error: errors.condition,
  });
  const price = moneyInput(ctx, {
    name: 'price',
    label: publishing.price,
    help: publishing.priceHelp(formatNumber(ctx, commissionPercent)),
    value: form.price,
    error: errors.price,
  });
  return html`${condition}${price}`;
}

export function quantityField(ctx: PageContext, form: BookForm, errors: FormErrors, label: string): Html {
  return textInput(ctx, {
    name: 'quantity',
    label,
    value: form.quantity,
    error: errors.quantity,
    inputmode: 'numeric',
    maxlength: 4,
    width: 'short',
    autocomplete: 'off',
    enterkeyhint: 'next',
  });
}

export function notesAndFlags(ctx: PageContext, form: BookForm, errors: FormErrors): Html {
  const { book, publishing } = ctx.t;
  const choices = allFlags.map((value) => ({ value, label: book.flags[value] }));
  return html`${textarea(ctx, { name: 'notes', label: publishing.notes, help: publishing.notesHelp, value: form.notes, error: errors.notes, maxlength: 4000, required: false })}${checkboxGroup(ctx, { name: 'flags', label: publishing.flags, choices, values: form.flags, error: errors.flags, required: false })}`;
}

/** Fields that most people leave as they are; open where one of them needs a look. */
export const moreFields = (summary: string, body: Html, open: boolean): Html =>
  html`<details class="more-fields"${open ? ' open' : ''}><summary>${summary}</summary><div class="stack">${body}</div></details>`;

export const isAnyWrong = (errors: FormErrors, names: readonly string[]): boolean =>
  names.some((name) => errors[name] !== undefined);
