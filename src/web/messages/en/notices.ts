import type { notices as spanish } from '../es/notices.ts';

/** What was done and what to do now, shown once after a form; named in the address as `done=NAME`. */
export const notices: typeof spanish = {
  signed_in: 'You are signed in. Good to see you!',
  signed_out: 'You are signed out.',
};
