import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generate } from 'otplib';
import { openWebShop, type WebShop } from '../support/web-shop.ts';

let shop: WebShop;

before(async () => {
  shop = await openWebShop({ api: true, environment: { SHOP_ADMIN_SECOND_FACTOR: 'required' } });
});
after(() => shop.close());

test('administration by REST needs the second factor that the shop asks for', async () => {
  const token = (await shop.signIn('ana@example.com')).cookies.get('session') ?? '';
  const figures = () =>
    shop.server.inject({ url: '/api/v1/admin/figures', headers: { authorization: `Bearer ${token}` } });

  const refused = await figures();
  assert.equal(refused.statusCode, 403);
  assert.equal(refused.json<{ code: string }>().code, 'second_factor.missing');

  const { accountId, sessionId } = (await shop.doors.accounts.authenticate({ token })) ?? assert.fail();
  const { secret } = await shop.doors.accounts.startSecondFactor({ accountId });
  await shop.doors.accounts.confirmSecondFactor({ accountId, sessionId, code: await generate({ secret }) });
  assert.equal((await figures()).statusCode, 200);
});
