/** What was done and what to do now, shown once after a form; named in the address as `done=NAME`. */
export const notices = {
  signed_in: 'Entraste. ¡Qué bueno verte!',
  signed_out: 'Saliste de tu cuenta.',
};
