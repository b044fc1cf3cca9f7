import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningShop, startShop } from '../support/shop.ts';

const root = join(import.meta.dirname, '../..');
const told = 'Saltar al contenido';

describe('npm run dev', () => {
  let project: string;
  let words: string;
  let shop: RunningShop;

  const page = (): Promise<string> =>
    fetch(shop.url, { headers: { 'accept-language': 'es' } }).then(
      (answer) => answer.text(),
      () => '',
    );

  /** What the home page says once it says `text`, or after ten seconds. */
  async function pageWith(text: string): Promise<string> {
    let shown = await page();
    for (let tries = 0; tries < 200 && !shown.includes(text); tries++) {
      await sleep(50);
      shown = await page();
    }
    return shown;
  }

  before(async () => {
    project = await mkdtemp(join(tmpdir(), 'bookstore-dev-'));
    for (const part of ['src', 'scripts/dev', 'package.json'])
      await cp(join(root, part), join(project, part), { recursive: true });
    await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
    words = join(project, 'src/web/messages/es/shell.ts');
    shop = await startShop({ program: join(project, 'scripts/dev/run.ts') });
  });
  after(async () => {
    await shop.stop();
    await rm(project, { recursive: true, force: true });
  });

  const edit = (from: string, to: string): void => {
    writeFileSync(words, readFileSync(words, 'utf8').replace(from, to));
  };

  test('shows a change of the sources', async () => {
    assert.match(await page(), new RegExp(told));
    edit(told, 'Ir al grano');
    assert.match(await pageWith('Ir al grano'), /Ir al grano/);
  });

  test('goes on serving what last could be built, and then what can be built again', async () => {
    edit('{', '{{');
    await sleep(500);
    assert.match(await page(), /Ir al grano/);
    assert.match(shop.log(), /shell\.ts:\d+:\d+/);
    edit('{{', '{');
    edit('Ir al grano', 'Al libro');
    assert.match(await pageWith('Al libro'), /Al libro/);
  });
});
