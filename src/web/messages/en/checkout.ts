import type { checkout as spanish } from '../es/checkout.ts';

export const checkout: typeof spanish = {};
