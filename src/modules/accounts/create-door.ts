import { notFound } from '../../platform/errors.ts';
import { normaliseEmail } from '../../platform/mail/email-address.ts';
import { toAccount } from './account.ts';
import { auditAccounts } from './audit-accounts.ts';
import { createAuthenticate } from './authenticate.ts';
import { changeEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { confirmEmail } from './confirm-email.ts';
import { confirmEmailChange } from './confirm-email-change.ts';
import { confirmSecondFactor } from './confirm-second-factor.ts';
import { countAttempts } from './count-attempt.ts';
import { createAccount } from './create-account.ts';
import type { Account, Accounts } from './door.ts';
import { findEmailChange } from './find-email-change.ts';
import { forgetExpired } from './forget-expired.ts';
import { network } from './limits.ts';
import { listAudit } from './list-audit.ts';
import { listSessions } from './list-sessions.ts';
import { publicProfiles } from './public-profiles.ts';
import { recordAudit } from './record-audit.ts';
import { register } from './register.ts';
import { clearSecondFactor, removeSecondFactor } from './remove-second-factor.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import type { Room } from './room.ts';
import { listAddresses, saveAddress } from './save-address.ts';
import { searchAccounts } from './search-accounts.ts';
import { sendConfirmation } from './send-confirmation.ts';
import { sendEmailChange } from './send-email-change.ts';
import { setRole } from './set-role.ts';
import { setSuspended } from './set-suspended.ts';
import { signIn } from './sign-in.ts';
import { startSecondFactor } from './start-second-factor.ts';
import { countRows, findAccountById, findAccountRowByEmail } from './store.ts';
import { deleteAddress } from './store-addresses.ts';
import { deleteEmailChange } from './store-email-changes.ts';
import { countRecoveryCodes } from './store-second-factors.ts';
import { deleteSession, deleteSessionByToken, deleteSessions } from './store-sessions.ts';
import { hashOfSecret } from './token.ts';
import { updateAccount } from './update-account.ts';

/** The front door: each verb, and the look-ups that are one line. */
export function createDoor(room: Room): Accounts {
  return { ...people(room), ...sessions(room), ...belongings(room), ...administration(room) };
}

const people = (room: Room) =>
  ({
    register: (input) => register(room, input),
    confirmEmail: (input) => confirmEmail(room, input),
    sendConfirmation: (input) => sendConfirmation(room, input),
    requestPasswordReset: (input) => requestPasswordReset(room, input),
    resetPassword: (input) => resetPassword(room, input),
    changePassword: (input) => changePassword(room, input),
    changeEmail: (input) => changeEmail(room, input),
    sendEmailChange: (input) => sendEmailChange(room, input),
    findEmailChange: (input) => findEmailChange(room, input),
    cancelEmailChange: (input) => deleteEmailChange(room.db.query, input.accountId),
    confirmEmailChange: (input) => confirmEmailChange(room, input),
    getAccount: (input) => getAccount(room, input.accountId),
    findAccountByEmail: (input) => findAccountByEmail(room, input.email),
    updateAccount: (input) => updateAccount(room, input),
    publicProfiles: (input) => publicProfiles(room, input),
  }) satisfies Partial<Accounts>;

const sessions = (room: Room) =>
  ({
    signIn: (input) => signIn(room, input),
    signOut: (input) => deleteSessionByToken(room.db.query, hashOfSecret(input.token)),
    authenticate: createAuthenticate(room),
    listSessions: (input) => listSessions(room, input),
    endSession: async (input) => {
      if (!(await deleteSession(room.db.query, input.accountId, input.sessionId))) throw notFound('session');
    },
    endOtherSessions: (input) => deleteSessions(room.db.query, input.accountId, input.sessionId),
    startSecondFactor: (input) => startSecondFactor(room, input),
    confirmSecondFactor: (input) => confirmSecondFactor(room, input),
    removeSecondFactor: (input) => removeSecondFactor(room, input),
    countRecoveryCodes: (input) => countRecoveryCodes(room.db.query, input.accountId),
    countAttempt: ({ key, from, ...limit }) => countAttempts(room, [{ ...limit, key: keyOf(key, from) }]),
  }) satisfies Partial<Accounts>;

const belongings = (room: Room) =>
  ({
    listAddresses: (input) => listAddresses(room, input),
    saveAddress: (input) => saveAddress(room, input),
    removeAddress: async (input) => {
      if (!(await deleteAddress(room.db.query, input.accountId, input.addressId))) throw notFound('address');
    },
  }) satisfies Partial<Accounts>;

const administration = (room: Room) =>
  ({
    createAccount: (input) => createAccount(room, input),
    searchAccounts: (input) => searchAccounts(room, input),
    setSuspended: (input) => setSuspended(room, input),
    setRole: (input) => setRole(room, input),
    clearSecondFactor: (input) => clearSecondFactor(room, input),
    countAccounts: () => countRows(room.db.query),
    recordAudit: (input) => recordAudit(room, input),
    listAudit: (input) => listAudit(room, input),
    forgetExpired: () => forgetExpired(room),
    audit: () => auditAccounts(room),
  }) satisfies Partial<Accounts>;

async function getAccount(room: Room, accountId: string): Promise<Account> {
  const row = await findAccountById(room.db.query, accountId);
  if (!row) throw notFound('account');
  return toAccount(row);
}

async function findAccountByEmail(room: Room, text: string): Promise<Account | undefined> {
  const email = normaliseEmail(text);
  const row = email === undefined ? undefined : await findAccountRowByEmail(room.db.query, email);
  return row && toAccount(row);
}

const keyOf = (key: string, from: string | undefined): string => (from === undefined ? key : `${key}:${network(from)}`);
