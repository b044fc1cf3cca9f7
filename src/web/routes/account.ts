import { changeAccount, sendConfirmationAgain } from '../pages/account/change-account.ts';
import {
  cancelEmailChange,
  sendChangeEmail,
  sendEmailChangeAgain,
  showChangeEmail,
} from '../pages/account/change-email.ts';
import { changePassword, showPassword } from '../pages/account/change-password.ts';
import { sendConfirm, showConfirm } from '../pages/account/confirm-email.ts';
import { sendNewEmail, showNewEmail } from '../pages/account/confirm-new-email.ts';
import { endOtherSessions, endSession, showSessions } from '../pages/account/end-sessions.ts';
import { addAddress, removeAddress, showAddresses, showAddressRemoval } from '../pages/account/keep-addresses.ts';
import { sendForgotPassword, sendReset, showForgotPassword, showReset } from '../pages/account/reset-password.ts';
import { sendRegister } from '../pages/account/send-register.ts';
import { sendSignIn } from '../pages/account/send-sign-in.ts';
import { sendSignOut } from '../pages/account/send-sign-out.ts';
import {
  confirmSecondFactor,
  removeSecondFactor,
  showSecondFactor,
  startSecondFactor,
} from '../pages/account/set-up-second-factor.ts';
import { showAccount } from '../pages/account/show-account.ts';
import { showRegister } from '../pages/account/show-register.ts';
import { showSignIn } from '../pages/account/show-sign-in.ts';
import type { Route } from '../route.ts';

/** Who one is: in, out, and what is one's own. */
export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '/sign-in', access: 'anyone', handle: showSignIn },
  { method: 'POST', path: '/sign-in', access: 'anyone', handle: sendSignIn },
  { method: 'POST', path: '/sign-out', access: 'anyone', handle: sendSignOut },
  { method: 'GET', path: '/register', access: 'anyone', handle: showRegister },
  { method: 'POST', path: '/register', access: 'anyone', handle: sendRegister },
  { method: 'GET', path: '/confirm', access: 'anyone', handle: showConfirm },
  { method: 'POST', path: '/confirm', access: 'anyone', handle: sendConfirm },
  { method: 'GET', path: '/new-email', access: 'anyone', handle: showNewEmail },
  { method: 'POST', path: '/new-email', access: 'anyone', handle: sendNewEmail },
  { method: 'GET', path: '/forgot-password', access: 'anyone', handle: showForgotPassword },
  { method: 'POST', path: '/forgot-password', access: 'anyone', handle: sendForgotPassword },
  { method: 'GET', path: '/reset', access: 'anyone', handle: showReset },
  { method: 'POST', path: '/reset', access: 'anyone', handle: sendReset },
  { method: 'GET', path: '/account', access: 'member', handle: showAccount },
  { method: 'POST', path: '/account', access: 'member', handle: changeAccount },
  { method: 'POST', path: '/account/confirmation', access: 'member', handle: sendConfirmationAgain },
  { method: 'GET', path: '/account/email', access: 'member', handle: showChangeEmail },
  { method: 'POST', path: '/account/email', access: 'member', handle: sendChangeEmail },
  { method: 'POST', path: '/account/email/confirmation', access: 'member', handle: sendEmailChangeAgain },
  { method: 'POST', path: '/account/email/cancellation', access: 'member', handle: cancelEmailChange },
  { method: 'GET', path: '/account/password', access: 'member', handle: showPassword },
  { method: 'POST', path: '/account/password', access: 'member', handle: changePassword },
  { method: 'GET', path: '/account/sessions', access: 'member', handle: showSessions },
  { method: 'POST', path: '/account/sessions/others', access: 'member', handle: endOtherSessions },
  { method: 'POST', path: '/account/sessions/:id', access: 'member', handle: endSession },
  { method: 'GET', path: '/account/addresses', access: 'member', handle: showAddresses },
  { method: 'POST', path: '/account/addresses', access: 'member', handle: addAddress },
  { method: 'GET', path: '/account/addresses/:id/removal', access: 'member', handle: showAddressRemoval },
  { method: 'POST', path: '/account/addresses/:id/removal', access: 'member', handle: removeAddress },
  { method: 'GET', path: '/account/second-factor', access: 'member', handle: showSecondFactor },
  { method: 'POST', path: '/account/second-factor', access: 'member', handle: startSecondFactor },
  { method: 'POST', path: '/account/second-factor/confirmation', access: 'member', handle: confirmSecondFactor },
  { method: 'POST', path: '/account/second-factor/removal', access: 'member', handle: removeSecondFactor },
];
