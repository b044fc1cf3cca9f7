import { z } from 'zod';
import { accountOf, operation } from './operation.ts';
import { accountOf as present } from './present.ts';
import { account } from './shapes.ts';

const locale = z.enum(['es', 'en']);
const signedIn = z.object({ token: z.string(), expiresAt: z.string(), account });

/** Who: registering, signing in, one's own account. */
export const accountOperations = [
  operation({
    method: 'POST',
    path: '/accounts',
    access: 'anyone',
    tag: 'accounts',
    summary: 'Register. The answer is the same for an address that is taken.',
    body: z.object({
      name: z.string().max(500),
      email: z.string().max(500),
      password: z.string().max(1000),
      locale: locale.optional(),
    }),
    answers: { 201: z.object({ name: z.string(), email: z.string() }) },
    handle: async ({ doors, body, config, from }) => ({
      status: 201,
      body: await doors.accounts.register({ ...body, locale: body.locale ?? config.shop.locale, from }),
    }),
  }),
  operation({
    method: 'POST',
    path: '/sessions',
    access: 'anyone',
    tag: 'accounts',
    summary: 'Sign in. An account with a second factor needs its code as well.',
    body: z.object({ email: z.string().max(500), password: z.string().max(1000), code: z.string().max(40).optional() }),
    answers: { 201: signedIn },
    handle: async ({ doors, body, from, userAgent }) => {
      const answer = await doors.accounts.signIn({ ...body, from, userAgent });
      if ('secondFactorRequired' in answer) return secondFactorProblem;
      return {
        status: 201,
        body: {
          token: answer.token,
          expiresAt: new Date(answer.expiresAt).toISOString(),
          account: present(answer.account),
        },
      };
    },
  }),
  operation({
    method: 'DELETE',
    path: '/sessions/current',
    access: 'member',
    tag: 'accounts',
    summary: 'Sign out.',
    answers: { 204: z.undefined() },
    handle: async ({ doors, bearer }) => {
      await doors.accounts.signOut({ token: bearer ?? '' });
      return { status: 204 };
    },
  }),
  operation({
    method: 'GET',
    path: '/me',
    access: 'member',
    tag: 'accounts',
    summary: 'My account.',
    answers: { 200: account },
    handle: async (request) => ({
      status: 200,
      body: present(await request.doors.accounts.getAccount({ accountId: accountOf(request).accountId })),
    }),
  }),
  operation({
    method: 'PATCH',
    path: '/me',
    access: 'member',
    tag: 'accounts',
    summary: 'Change my name, city or language.',
    body: z.object({
      name: z.string().max(500).optional(),
      city: z.string().max(500).nullable().optional(),
      locale: locale.optional(),
    }),
    answers: { 200: account },
    handle: async (request) => ({
      status: 200,
      body: present(
        await request.doors.accounts.updateAccount({ accountId: accountOf(request).accountId, ...request.body }),
      ),
    }),
  }),
];

/** Right password, and a code is wanted: a refusal with a code of its own, so that a client can ask for it. */
const secondFactorProblem = {
  status: 401,
  body: {
    type: '/api/docs#second_factor.required',
    title: 'Sign in first',
    status: 401,
    detail: 'Send the code of your second factor as well.',
    code: 'second_factor.required',
  },
};
