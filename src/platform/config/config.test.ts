import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { ConfigError, readConfig } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
after(() => rmSync(folder, { recursive: true }));

const key = 'k'.repeat(32);
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), `${text}\n`);
  return join(folder, name);
};

describe('secrets by file', () => {
  test('are taken without their line break', () => {
    const config = readConfig({ NODE_ENV: 'production', SECRET_KEY_FILE: written('key', key) });
    assert.equal(config.secretKey, key);
  });

  for (const [what, name, textOf] of [
    ['password', 'DATABASE_PASSWORD_FILE', (password: string) => password],
    ['URL', 'DATABASE_URL_FILE', (password: string) => `mysql://shop:${password}@db.example:3307/books`],
  ] as const)
    test(`a rotated ${what} of the database is taken up`, () => {
      const file = written(what, textOf('first'));
      const place = name === 'DATABASE_URL_FILE' ? {} : { DATABASE_HOST: 'db.example' };
      const { database } = readConfig({ SECRET_KEY: key, ...place, [name]: file });
      assert.ok(database.kind === 'mysql' && database.host === 'db.example');
      assert.equal(database.password(), 'first');
      written(what, textOf('second'));
      assert.equal(database.password(), 'second');
    });

  test('that are empty count as absent, as an empty variable does', () => {
    const config = readConfig({ SECRET_KEY: key, SMTP_URL_FILE: written('smtp-url', '') });
    assert.deepEqual(config, readConfig({ SECRET_KEY: key }));
  });

  test('that cannot be read are named', () => {
    assert.throws(
      () => readConfig({ SECRET_KEY_FILE: join(folder, 'missing') }),
      new ConfigError('SECRET_KEY_FILE takes the path of a file that can be read.'),
    );
  });
});

describe('a wrong value stops the start with a sentence', () => {
  for (const [name, value] of [
    ['DATABASE_URL', 'postgres://db'],
    ['PORT', 'eighty'],
    ['ROLES', 'butler'],
    ['SHOP_COUNTRY', 'Colombia'],
  ] as const)
    test(name, () => {
      const said = new RegExp(`^${name} takes `);
      assert.throws(
        () => readConfig({ SECRET_KEY: key, [name]: value }),
        (error) => error instanceof ConfigError && said.test(error.message) && !error.message.includes('\n'),
      );
    });

  test('a production without a secret key', () => {
    assert.throws(() => readConfig({ NODE_ENV: 'production' }), /^ConfigError: SECRET_KEY takes at least 32/);
  });
});

describe('Mercado Pago', () => {
  const both = { MERCADOPAGO_ACCESS_TOKEN: 'APP_USR-1234567890', MERCADOPAGO_WEBHOOK_SECRET: 'a-secret-of-sixteen' };
  const refuses = (environment: Record<string, string>, message: RegExp): void => {
    assert.throws(
      () => readConfig({ SECRET_KEY: key, ...environment }),
      (error) => error instanceof ConfigError && message.test(error.message) && !/APP_USR|sixteen/.test(error.message),
    );
  };

  test('is there where it is set, also by files, and nowhere else', () => {
    assert.equal(readConfig({ SECRET_KEY: key }).mercadoPago, undefined);
    const files = {
      MERCADOPAGO_ACCESS_TOKEN_FILE: written('token', both.MERCADOPAGO_ACCESS_TOKEN),
      MERCADOPAGO_WEBHOOK_SECRET_FILE: written('secret', both.MERCADOPAGO_WEBHOOK_SECRET),
    };
    for (const environment of [both, files])
      assert.deepEqual(readConfig({ SECRET_KEY: key, ...environment }).mercadoPago, {
        accessToken: 'APP_USR-1234567890',
        webhookSecret: 'a-secret-of-sixteen',
        url: undefined,
      });
  });

  test('needs both halves, a currency that it has, and in production an address for its notices', () => {
    const { MERCADOPAGO_ACCESS_TOKEN, MERCADOPAGO_WEBHOOK_SECRET } = both;
    refuses({ MERCADOPAGO_ACCESS_TOKEN }, /MERCADOPAGO_WEBHOOK_SECRET/);
    refuses({ MERCADOPAGO_WEBHOOK_SECRET }, /^MERCADOPAGO_ACCESS_TOKEN takes/);
    refuses({ ...both, MERCADOPAGO_ACCESS_TOKEN: 'with a blank in it' }, /^MERCADOPAGO_ACCESS_TOKEN takes/);
    refuses({ ...both, SHOP_CURRENCY: 'EUR' }, /^SHOP_CURRENCY takes, with Mercado Pago, one of .*COP/);
    refuses({ ...both, NODE_ENV: 'production', PUBLIC_URL: 'http://shop.test' }, /^PUBLIC_URL takes, .*https/);
    assert.ok(
      readConfig({ SECRET_KEY: key, ...both, NODE_ENV: 'production', PUBLIC_URL: 'https://shop.test' }).mercadoPago,
    );
  });
});
