import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildAssets } from './build.ts';

const folder = mkdtempSync(join(tmpdir(), 'assets-'));
after(() => rmSync(folder, { recursive: true }));

const fileOf = (url: string) => join(folder, url.replace('/assets/', ''));

test('each file has a name made from its content, and compressed copies that unpack to it', async () => {
  const assets = await buildAssets(folder);
  for (const name of ['app.css', 'app.js', 'favicon.svg']) {
    const file = fileOf(assets.url(name));
    const content = readFileSync(file);
    assert.deepEqual(brotliDecompressSync(readFileSync(`${file}.br`)), content);
    assert.deepEqual(gunzipSync(readFileSync(`${file}.gz`)), content);
  }
  for (const name of ['icon-180.png', 'icon-192.png', 'icon-512.png', 'share.png'])
    assert.ok(existsSync(fileOf(assets.url(name))));
  assert.throws(() => assets.url('nothing.css'), /nothing\.css/);
});

test('styles are at most 12 kB and script at most 6 kB over the wire', async () => {
  const assets = await buildAssets(folder);
  const compressed = (name: string) => statSync(`${fileOf(assets.url(name))}.br`).size;
  assert.ok(compressed('app.css') > 3000 && compressed('app.css') <= 12_000, `${compressed('app.css')} bytes`);
  assert.ok(compressed('app.js') > 500 && compressed('app.js') <= 6000, `${compressed('app.js')} bytes`);
});

test('a second build writes nothing', async () => {
  const times = () => readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);
  await buildAssets(folder);
  const before = times();
  await buildAssets(folder);
  assert.deepEqual(times(), before);
});

test('two processes that build at once agree', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'assets-'));
  const [one, other] = await Promise.all([buildAssets(fresh), buildAssets(fresh)]);
  assert.equal(one.url('app.css'), other.url('app.css'));
  assert.deepEqual(readdirSync(fresh).sort(), readdirSync(folder).sort());
  rmSync(fresh, { recursive: true });
});

test('styles load nothing from elsewhere, and every name they use is a token', async () => {
  const assets = await buildAssets(folder);
  const css = readFileSync(fileOf(assets.url('app.css')), 'utf8');
  assert.deepEqual(
    [...css.matchAll(/url\(([^)]+)\)/g)].filter(([, target]) => !/^["']?data:image\/svg/.test(target ?? '')),
    [],
  );
  const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  assert.deepEqual(
    [...used].filter((name) => !defined.has(name)),
    [],
  );
});
