import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { forEachDatabase, leaseMysql, type MysqlLease, mysqlMissing } from '../support/databases.ts';
import { bookstore } from './command-line.ts';

const password = 'tres tristes tigres tragan\n';

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-cli-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('says how it is used, and ends with 2 on wrong usage', async () => {
    assert.equal((await bookstore(['--help'], { folder })).status, 0);
    assert.match(
      (await bookstore(['import', '--help'], { folder })).out,
      /usage: bookstore import FILE --seller EMAIL/,
    );
    for (const words of [
      [],
      ['nonsense'],
      ['import'],
      ['import', 'x.csv'],
      ['account', 'love', 'a@b.co'],
      ['backup', '--nonsense'],
    ]) {
      const { status, err } = await bookstore(words, { folder });
      assert.equal(status, 2, words.join(' '));
      assert.notEqual(err, '');
    }
  });

  test('a failure is one clear line on standard error, and ends with 1', async () => {
    const missing = await bookstore(['import', 'nowhere.csv', '--seller', 'lucia@example.com'], { folder });
    assert.deepEqual([missing.status, missing.err], [1, 'bookstore import: nowhere.csv cannot be read (ENOENT)\n']);
    const wrong = await bookstore(['doctor'], { folder, environment: { DATABASE_POOL_SIZE: 'many' } });
    assert.deepEqual(
      [wrong.status, wrong.err],
      [1, 'bookstore doctor: DATABASE_POOL_SIZE takes a number from 1 to 200.\n'],
    );
  });
});

forEachDatabase('the command line', (open) => {
  let folder: string;
  let environment: Record<string, string>;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bookstore-cli-'));
    environment = { DATABASE_URL: await open() };
    await run(['account', 'create', 'lucia@example.com', '--name', 'Lucía', '--city', 'Medellín'], password);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (words: readonly string[], input = '') => bookstore(words, { folder, environment, input });
  const importText = (text: string | Buffer) => {
    writeFileSync(join(folder, 'books.csv'), text);
    return run(['import', 'books.csv', '--seller', 'lucia@example.com']);
  };

  test('promotes and suspends accounts', async () => {
    assert.equal((await run(['account', 'promote', 'lucia@example.com'])).status, 0);
    assert.match((await run(['account', 'suspend', 'nobody@example.com'])).err, /no account has the address/);
  });

  test('imports a file, says of each refused line why, and updates when run again', async () => {
    const header = 'reference,isbn,title,authors,price,quantity,condition,notes';
    const rows = [
      'a1,9780812968972,The Birth of Venus,Sarah Dunant,"25.000",2,good,',
      'a2,,María,Jorge Isaacs,18000,1,very good,"con, coma"',
      'a3,123,Malo,,10000,1,good,',
      'a4,,Sin precio,,,1,good,',
      'a5,,Raro,,10000,1,splendid,',
    ];
    const first = await importText([header, ...rows].join('\n'));
    assert.equal(first.status, 1);
    assert.match(first.out, /line 4: .*ISBN/i);
    assert.match(first.out, /line 5: the price/);
    assert.match(first.out, /line 6: the condition "splendid"/);
    assert.match(first.out, /5 rows: 2 added, 0 updated, 0 unchanged, 0 removed, 3 refused/);
    const second = await importText([header, rows[0], rows[1]?.replace('18000', '17000')].join('\n'));
    assert.deepEqual(
      [second.status, second.out],
      [0, '2 rows: 0 added, 1 updated, 1 unchanged, 0 removed, 0 refused\n'],
    );
    const third = await importText([header, rows[1]?.replace('18000,1', '17000,0')].join('\n'));
    assert.match(third.out, /1 rows: 0 added, 0 updated, 0 unchanged, 1 removed, 0 refused/);
  });

  test('reads Windows-1252 with semicolons, and refuses what is no text with the line', async () => {
    const latin = await importText(
      Buffer.from('reference;title;authors;price\r\nb1;Coraz\xf3n tan blanco;Javier Mar\xedas;30.000\r\n', 'latin1'),
    );
    assert.match(latin.out, /1 rows: 1 added/);
    const nul = await importText(Buffer.from('title,price\nx\0y,1000\n'));
    assert.deepEqual([nul.status, nul.err.startsWith('bookstore import: line 2: there is a NUL byte')], [1, true]);
    const quote = await importText('title,price\n"Sin cerrar,1000\nOtro,2000\n');
    assert.match(quote.err, /^bookstore import: line \d+: /);
  });

  test('the doctor finds that all rules hold', async () => {
    const { status, out } = await run(['doctor']);
    assert.deepEqual([status, out], [0, 'All rules hold.\n']);
  });
});

describe('backup and restore', { skip: mysqlMissing() ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-backup-'));
  let mysql: MysqlLease;
  before(async () => {
    mysql = await leaseMysql();
  });
  after(async () => {
    await mysql.release();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a shop moves from SQLite to MySQL and back, and is what it was', async () => {
    const small = { DATABASE_URL: 'sqlite:small.db', UPLOAD_FOLDER: 'photos' };
    await succeed(['seed'], small);
    await succeed(['backup', 'first'], small);
    const large = { DATABASE_URL: await mysql.open(), UPLOAD_FOLDER: 'photos-of-mysql' };
    await succeed(['restore', 'first'], large);
    await succeed(['doctor'], large);
    await succeed(['backup', 'second'], large);
    const again = { DATABASE_URL: 'sqlite:again.db', UPLOAD_FOLDER: 'photos-again' };
    const { out } = await succeed(['restore', 'second'], again);
    assert.match(out, /rows restored/);
    await succeed(['doctor'], again);
    const full = await bookstore(['restore', 'second'], { folder, environment: again });
    assert.deepEqual(
      [full.status, full.err],
      [1, 'bookstore restore: this shop is not empty; restore into a new database\n'],
    );
  });

  test('a damaged backup is refused before anything is written', async () => {
    cpSync(join(folder, 'first'), join(folder, 'damaged'), { recursive: true });
    writeFileSync(join(folder, 'damaged/tables/accounts.jsonl.gz'), 'x');
    const { status, err } = await bookstore(['restore', 'damaged'], {
      folder,
      environment: { DATABASE_URL: 'sqlite:never.db' },
    });
    assert.equal(status, 1);
    assert.match(err, /the backup is damaged: tables\/accounts\.jsonl\.gz/);
  });

  async function succeed(words: readonly string[], environment: Record<string, string>) {
    const ended = await bookstore(words, { folder, environment });
    assert.equal(ended.status, 0, `${words.join(' ')}: ${ended.err}${ended.out}`);
    return ended;
  }
});
