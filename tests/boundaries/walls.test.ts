import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { root } from './repository-files.ts';

/** A small house built as the real one is, in which nothing is wrong. */
const house: Record<string, string> = {
  'tsconfig.json':
    '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
  'package.json':
    '{ "type": "module", "dependencies": { "zod": "1.0.0" }, "devDependencies": { "fast-check": "1.0.0" } }',
  'node_modules/zod/package.json': '{ "name": "zod", "version": "1.0.0", "main": "index.js" }',
  'node_modules/zod/index.js': '',
  'node_modules/fast-check/package.json': '{ "name": "fast-check", "version": "1.0.0", "main": "index.js" }',
  'node_modules/fast-check/index.js': '',
  'src/platform/ids.ts': "import 'zod'; export const id = 1;",
  'src/modules/sales/index.ts':
    "import type { Catalogue } from '../catalogue/index.ts'; import './store.ts'; export type S = Catalogue;",
  'src/modules/sales/store.ts':
    "import { id } from '../../platform/ids.ts'; export const store = id; export type Row = number;",
  'src/modules/sales/store.test.ts':
    "import 'fast-check'; import './store.ts'; import '../../../tests/support/world.ts';",
  'src/modules/catalogue/index.ts':
    "import './store.ts'; export type Catalogue = number; export const createCatalogue = 1;",
  'src/modules/catalogue/store.ts': 'export const store = 1; export type Row = number;',
  'src/compose.ts':
    "import { createCatalogue } from './modules/catalogue/index.ts'; export const all = createCatalogue;",
  'src/web/routes.ts': "import type { Catalogue } from '../modules/catalogue/index.ts'; export type R = Catalogue;",
  'src/api/routes.ts': "import { id } from '../platform/ids.ts'; export const route = id;",
  'src/cli/serve.ts': "import { all } from '../compose.ts'; export const serve = all;",
  'tests/support/world.ts': 'export const world = 1;',
  'deploy/stack.ts': 'export const stack = 1;',
};

interface Breach {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
  readonly to: string;
}

/** One breach of each wall, and of each side of it. */
const breaches: readonly Breach[] = [
  {
    rule: 'module-by-its-front-door',
    file: 'src/modules/sales/peek.ts',
    source: "import type { Row } from '../catalogue/store.ts'; export type P = Row;",
    to: 'src/modules/catalogue/store.ts',
  },
  {
    rule: 'types-only-across-modules',
    file: 'src/modules/sales/call.ts',
    source: "import { createCatalogue } from '../catalogue/index.ts'; export const c = createCatalogue;",
    to: 'src/modules/catalogue/index.ts',
  },
  {
    rule: 'faces-by-the-front-door',
    file: 'src/web/pages/peek.ts',
    source: "import { store } from '../../modules/sales/store.ts'; export const p = store;",
    to: 'src/modules/sales/store.ts',
  },
  {
    rule: 'faces-by-the-front-door',
    file: 'src/api/peek.ts',
    source: "import type { Row } from '../modules/sales/store.ts'; export type P = Row;",
    to: 'src/modules/sales/store.ts',
  },
  {
    rule: 'faces-by-the-front-door',
    file: 'src/cli/peek.ts',
    source: "import { store } from '../modules/sales/store.ts'; export const p = store;",
    to: 'src/modules/sales/store.ts',
  },
  {
    rule: 'modules-know-no-face',
    file: 'src/modules/sales/show.ts',
    source: "import type { R } from '../../web/routes.ts'; export type P = R;",
    to: 'src/web/routes.ts',
  },
  {
    rule: 'faces-apart',
    file: 'src/web/pages/rest.ts',
    source: "import { route } from '../../api/routes.ts'; export const p = route;",
    to: 'src/api/routes.ts',
  },
  {
    rule: 'platform-knows-nobody',
    file: 'src/platform/peek.ts',
    source: "import type { S } from '../modules/sales/index.ts'; export type P = S;",
    to: 'src/modules/sales/index.ts',
  },
  {
    rule: 'shop-without-deploy',
    file: 'src/web/pages/stack.ts',
    source: "import { stack } from '../../../deploy/stack.ts'; export const p = stack;",
    to: 'deploy/stack.ts',
  },
  {
    rule: 'deploy-without-shop',
    file: 'deploy/peek.ts',
    source: "import { all } from '../src/compose.ts'; export const p = all;",
    to: 'src/compose.ts',
  },
  {
    rule: 'code-without-tests',
    file: 'src/web/pages/world.ts',
    source: "import { world } from '../../../tests/support/world.ts'; export const p = world;",
    to: 'tests/support/world.ts',
  },
  {
    rule: 'code-without-development-packages',
    file: 'src/web/pages/guess.ts',
    source: "import 'fast-check'; export const p = 1;",
    to: 'node_modules/fast-check/index.js',
  },
  {
    rule: 'no-unknown-package',
    file: 'src/web/pages/unknown.ts',
    source: "import 'left-pad'; export const p = 1;",
    to: 'left-pad',
  },
  {
    rule: 'no-cycles',
    file: 'src/web/pages/about.ts',
    source: "import { a } from './round.ts'; export const b = () => a;",
    to: 'src/web/pages/round.ts',
  },
];

const folder = mkdtempSync(join(tmpdir(), 'bookstore-walls-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a house without a breach is accepted', () => {
  for (const [path, source] of Object.entries(house)) plant(path, source);
  assert.deepEqual(violations(), []);
});

test('each breach is refused by its own rule, and nothing else is', () => {
  plant('src/web/pages/round.ts', "import { b } from './about.ts'; export const a = () => b;");
  for (const { file, source } of breaches) plant(file, source);
  const expected = breaches.map(({ rule, file, to }) => `${rule}: ${file} → ${to}`);
  assert.deepEqual(violations().sort(), expected.sort());
});

test('every rule has a breach here', () => {
  const rules = new Set(breaches.map((breach) => breach.rule));
  assert.deepEqual(
    ruleNames().filter((name) => !rules.has(name)),
    [],
  );
});

function plant(path: string, source: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), source);
}

interface Report {
  readonly summary: {
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
    readonly ruleSetUsed: { forbidden: readonly { name: string }[] };
  };
}

function report(): Report {
  const program = join(root, 'node_modules/.bin/depcruise');
  const args = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src', 'deploy', 'tests'];
  const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  assert.ok(stdout, stderr);
  return JSON.parse(stdout) as Report;
}

function violations(): string[] {
  return report().summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

function ruleNames(): string[] {
  return report().summary.ruleSetUsed.forbidden.map((rule) => rule.name);
}
