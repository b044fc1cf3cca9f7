import assert from 'node:assert/strict';
import { it } from 'node:test';
import { moduleNames, placementOf } from './placement.ts';
import { readConfig } from './platform/config/index.ts';

const secrets = { SECRET_KEY: 'a secret of the tests, 32 characters long' };
const serviceKey = { SERVICE_KEY: 'a-key-for-calls-between-services-in-tests' };
const place = (environment: Record<string, string>) => placementOf(readConfig({ ...secrets, ...environment }));
const paymentsUrl = { PAYMENTS_URL: 'http://payments:4000' };

it('is one process unless something else is said', () => {
  const { local, elsewhere } = place({});
  assert.deepEqual([...local], [...moduleNames]);
  assert.equal(elsewhere.size, 0);
});

it('calls a module that has a URL, and runs the others', () => {
  const { local, elsewhere } = place({ ...serviceKey, ...paymentsUrl });
  assert.deepEqual([...elsewhere], [['payments', 'http://payments:4000']]);
  assert.equal(local.has('payments'), false);
  assert.equal(local.size, moduleNames.length - 1);
});

it('runs only what MODULES names', () => {
  const { local } = place({
    ...serviceKey,
    MODULES: 'payments',
    SERVICE_PORT: '4000',
    ROLES: 'worker',
    SALES_URL: 'http://web:4000',
  });
  assert.deepEqual([...local], ['payments']);
});

for (const [what, environment, line] of [
  ['an unknown module', { MODULES: 'payments,shipping' }, /^MODULES takes all, or some of accounts, catalogue/],
  ['a module in two places', { ...serviceKey, ...paymentsUrl, MODULES: 'payments' }, /^PAYMENTS_URL takes nothing/],
  ['a partner that is nowhere', { ...serviceKey, MODULES: 'payments', ROLES: 'worker' }, /^SALES_URL takes the URL/],
  ['pages without a module', { ...serviceKey, MODULES: 'accounts,sales', ROLES: 'web' }, /^CATALOGUE_URL takes/],
  ['calls that nobody signs', paymentsUrl, /^SERVICE_KEY takes at least 32 characters/],
  ['a port that anyone may call', { SERVICE_PORT: '4000' }, /^SERVICE_KEY takes at least 32 characters/],
] as const)
  it(`refuses ${what}, in one line`, () => {
    assert.throws(() => place(environment), { name: 'ConfigError', message: line });
  });
