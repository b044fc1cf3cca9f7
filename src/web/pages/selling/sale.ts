import type { DeliveryProvider } from '../../../modules/delivery/index.ts';
import type { SellerOrder } from '../../../modules/sales/index.ts';
import type { FormErrors } from '../../components/error-summary.ts';
import type { SaleMoney } from './sale-money.ts';

/** A form on the page as it was typed. */
export interface SaleForm {
  readonly provider: string;
  readonly tracking: string;
  readonly code: string;
}

export interface Sale {
  readonly order: SellerOrder;
  readonly money: SaleMoney;
  /** Those that carry parcels. */
  readonly providers: readonly DeliveryProvider[];
  readonly typed: SaleForm;
  readonly errors: FormErrors;
  /** The idempotency key of the form that the page has. */
  readonly key: string;
}
