import type { admin as spanish } from '../es/admin.ts';

export const admin: typeof spanish = {};
