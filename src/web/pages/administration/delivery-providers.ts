import type { DeliveryProvider } from '../../../modules/delivery/index.ts';
import { isDomainError } from '../../../platform/errors.ts';
import { minorPerMajor } from '../../../platform/money.ts';
import { button, linkButton } from '../../components/button.ts';
import { checkbox } from '../../components/choices.ts';
import { dataTable } from '../../components/data-table.ts';
import { errorSummary, type FormErrors } from '../../components/error-summary.ts';
import { form } from '../../components/form.ts';
import { moneyInput } from '../../components/money-input.ts';
import { select } from '../../components/select.ts';
import { textInput } from '../../components/text-input.ts';
import { html } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatMoney } from '../../messages/formats.ts';
import { readMoneyMinor } from '../../read-money.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';
import { typed } from '../buying/form-values.ts';
import { adminPage, record, sectionPath } from './frame.ts';

const place = sectionPath('delivery');
const coverages = ['national', 'international', 'pickup'] as const;

/** Delivery providers with their costs. */
export const listProviders: PageHandler = async ({ ctx, doors }): Promise<PageAnswer> => {
  const { admin } = ctx.t;
  const providers = await doors.delivery.listProviders({ includeInactive: true });
  const table = dataTable({
    caption: admin.sections.delivery,
    columns: [
      { label: admin.provider },
      { label: admin.coverage },
      { label: admin.cost, kind: 'number' },
      { label: admin.offered },
      { label: admin.actions, kind: 'actions' },
    ],
    rows: providers.map((provider) => [
      provider.name,
      admin.coverages[provider.coverage],
      formatMoney(ctx, provider.costMinor),
      provider.active ? admin.offeredYes : admin.offeredNo,
      linkButton(admin.change, ctx.url(`${place}/${provider.id}`), { kind: 'quiet' }),
    ]),
  });
  return {
    page: adminPage(
      ctx,
      'delivery',
      html`${table}<div class="actions">${linkButton(admin.newProvider, ctx.url(`${place}/new`), { kind: 'secondary' })}</div>`,
    ),
  };
};

interface Draft {
  id: string;
  name: string;
  coverage: DeliveryProvider['coverage'];
  cost: string;
  active: boolean;
}

export const showProvider: PageHandler = async ({ ctx, doors, params, config }): Promise<PageAnswer> => {
  const id = params.id ?? '';
  const known = (await doors.delivery.listProviders({ includeInactive: true })).find((provider) => provider.id === id);
  if (!known)
    return { page: providerPage(ctx, { id: 'new', name: '', coverage: 'national', cost: '', active: true }, {}) };
  const cost = String(known.costMinor / minorPerMajor(config.shop.currency));
  return { page: providerPage(ctx, { ...known, cost }, {}) };
};

function providerPage(ctx: PageContext, draft: Draft, errors: FormErrors): Page {
  const { admin, forms } = ctx.t;
  const fields = html`${errorSummary(ctx, errors)}
${textInput(ctx, { name: 'name', label: admin.provider, value: draft.name, maxlength: 80, error: errors.name })}
${select(ctx, { name: 'coverage', label: admin.coverage, value: draft.coverage, options: coverages.map((value) => ({ value, label: admin.coverages[value] })) })}
${moneyInput(ctx, { name: 'cost', label: admin.cost, value: draft.cost, error: errors.cost })}
${checkbox('active', admin.offered, draft.active)}
<div class="actions">${button({ label: forms.save, kind: 'primary' })}${linkButton(forms.cancel, ctx.url(place), { kind: 'quiet' })}</div>`;
  return adminPage(
    ctx,
    'delivery',
    form(ctx, { action: ctx.url(`${place}/${draft.id}`), body: fields }),
    draft.id === 'new' ? admin.newProvider : draft.name,
  );
}

export const saveProvider: PageHandler = async (request): Promise<PageAnswer> => {
  const { ctx, body, doors, params, config } = request;
  const coverage = coverages.find((each) => each === typed(body, 'coverage')) ?? 'national';
  const draft: Draft = {
    id: params.id ?? 'new',
    name: typed(body, 'name'),
    coverage,
    cost: typed(body, 'cost'),
    active: typed(body, 'active') === 'yes',
  };
  const costMinor = readMoneyMinor(draft.cost, config.shop.currency);
  if (costMinor === undefined)
    return { page: providerPage(ctx, draft, { cost: ctx.t.forms.errors.number }), status: 422 };
  try {
    const saved = await doors.delivery.saveProvider({
      ...(draft.id === 'new' ? {} : { id: draft.id }),
      name: draft.name,
      coverage,
      costMinor,
      active: draft.active,
    });
    await record(request, 'provider.saved', saved.id, { name: saved.name, costMinor, active: saved.active });
    return { redirect: place, done: 'provider_saved' };
  } catch (error) {
    if (!isDomainError(error) || error.status !== 422) throw error;
    const field = typeof error.details.field === 'string' ? error.details.field : 'form';
    return { page: providerPage(ctx, draft, { [field]: ctx.t.forms.errors.invalid }), status: 422 };
  }
};
