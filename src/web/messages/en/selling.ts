import type { selling as spanish } from '../es/selling.ts';

export const selling: typeof spanish = {};
