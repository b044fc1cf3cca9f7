import type { publishing as spanish } from '../es/publishing.ts';

export const publishing: typeof spanish = {};
