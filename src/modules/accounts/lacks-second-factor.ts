import type { ShopSettings } from '../../platform/config/index.ts';
import type { Actor } from './door.ts';

/** Where the shop's setting says so, nobody administrates it with a password alone. */
export const lacksSecondFactor = (shop: Pick<ShopSettings, 'adminSecondFactor'>, actor: Actor | null): boolean =>
  shop.adminSecondFactor === 'required' && actor?.secondFactor === 'none';
