import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import mysql from 'mysql2/promise';
import nodemailer from 'nodemailer';
import { mysqlMissing } from './databases.ts';
import { claimFolder, removeLeftovers } from './leftovers.ts';
import { startMysql } from './mysql.ts';
import { startSmtpCatcher } from './smtp-catcher.ts';

describe("a MySQL of one's own", { skip: mysqlMissing() ?? false }, () => {
  test('keeps what was committed when it is killed, and hangs while it is paused', async () => {
    const server = await startMysql({ durable: true });
    try {
      const url = await server.createDatabase();
      await execute(url, 'CREATE TABLE copies (id INT PRIMARY KEY)');
      await execute(url, 'INSERT INTO copies VALUES (7)');
      await server.kill();
      await assert.rejects(execute(url, 'SELECT 1'));
      await server.start();
      assert.deepEqual(await execute(url, 'SELECT id FROM copies'), [{ id: 7 }]);
      server.pause();
      const answer = execute(url, 'SELECT 1').then(() => 'answered');
      assert.equal(await Promise.race([answer, after(300)]), 'time is up');
      server.resume();
      assert.equal(await answer, 'answered');
    } finally {
      await server.stop();
    }
  });
});

test('the mail catcher keeps what it takes, and refuses when told to', async () => {
  const catcher = await startSmtpCatcher();
  const sender = nodemailer.createTransport(catcher.url);
  const mail = {
    from: 'shop@bookstore.test',
    to: 'mateo@bookstore.test',
    subject: 'Pago',
    text: 'Ver http://x.test/a?b=1',
  };
  await sender.sendMail(mail);
  const caught = await catcher.waitForMailTo('mateo@bookstore.test', /Pago/);
  assert.deepEqual(caught.links, ['http://x.test/a?b=1']);
  catcher.refuseWith(451);
  await assert.rejects(sender.sendMail(mail), /451/);
  assert.equal(catcher.mails.length, 1);
  await assert.rejects(
    catcher.waitForMail(() => false, 50),
    /no such mail/,
  );
  sender.close();
  await catcher.stop();
});

test('only folders of processes that have ended are cleared away', () => {
  const parent = mkdtempSync(join(tmpdir(), 'bookstore-leftovers-'));
  for (const name of ['x-mine', 'x-dead', 'x-unclaimed', 'y-dead']) mkdirSync(join(parent, name));
  claimFolder(join(parent, 'x-mine'));
  for (const name of ['x-dead', 'y-dead']) writeFileSync(join(parent, name, 'owner.pid'), '999999999');
  removeLeftovers(parent, 'x-');
  const left = ['x-mine', 'x-dead', 'x-unclaimed', 'y-dead'].filter((name) => existsSync(join(parent, name)));
  assert.deepEqual(left, ['x-mine', 'x-unclaimed', 'y-dead']);
  rmSync(parent, { recursive: true });
});

async function execute(url: string, statement: string): Promise<unknown> {
  const connection = await mysql.createConnection(url);
  try {
    const [rows] = await connection.query(statement);
    return rows;
  } finally {
    await connection.end();
  }
}

function after(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'time is up'));
}
