import type { errors as spanish } from '../es/errors.ts';

export const errors: typeof spanish = {
  notFoundTitle: 'This page isn’t on the shelf',
  notFoundText: 'The book may have been sold, or the address has a wrong letter.',
  goneTitle: 'This copy is no longer for sale',
  goneText: 'It was sold or withdrawn. Someone else may have one like it.',
  brokenTitle: 'Something fell off the shelf',
  brokenText: 'It wasn’t your fault. We have made a note of it; try again in a moment.',
  busyTitle: 'There is a queue in the shop',
  busyText: 'Many people came in at once. Wait a few seconds and try again.',
  forbiddenTitle: 'We could not accept that form',
  forbiddenText: 'It had expired, or it came from another site. Go back, reload the page and send it again.',
  tooManyTitle: 'One moment',
  tooManyText: 'That was too many attempts in a row. Wait a few minutes and try again.',
  refusedTitle: 'That can’t be done',
  tryAgain: 'Try again',
  goHome: 'Go home',
  goSearch: 'Find a book',
  reference: (id) => `If you write to us, mention this number: ${id}`,
  somethingRefused: 'That could not be done. Check the details and try again.',
};
