import type { mail as spanish } from '../es/mail.ts';

export const mail: typeof spanish = {};
