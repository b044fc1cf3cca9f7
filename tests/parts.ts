import type { Need } from '../scripts/provision/provision.ts';

export const parts = ['shop', 'reliability', 'speed', 'stages 1-2', 'stages 3-4'] as const;
export type Part = (typeof parts)[number];

interface SuiteBase {
  readonly part: Part;
  readonly name: string;
  readonly needs?: readonly Need[];
  /** The whole suite is stopped after this; default 300. */
  readonly timeoutSeconds?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Files of node:test, by glob; each file is a process, `concurrency` of them at a time (default 2). */
export interface FilesSuite extends SuiteBase {
  readonly files: readonly string[];
  /** Files that the globs name and another suite runs. */
  readonly except?: readonly string[];
  readonly concurrency?: number;
  /** One file is stopped after this; default 120. */
  readonly fileTimeoutSeconds?: number;
}

export interface PlaywrightSuite extends SuiteBase {
  /** Path of its configuration. */
  readonly playwright: string;
}

/** Any program: it passes by ending with 0. */
export interface CommandSuite extends SuiteBase {
  readonly command: readonly [string, ...string[]];
}

export type Suite = FilesSuite | PlaywrightSuite | CommandSuite;

/** Every suite of `npm test`, in the order in which they run. */
export const suites: readonly Suite[] = [
  { part: 'shop', name: 'check', command: ['node', 'scripts/check.ts'], timeoutSeconds: 600 },
  { part: 'shop', name: 'boundaries', files: ['tests/boundaries/*.test.ts', 'tests/docs/*.test.ts'] },
  {
    part: 'shop',
    name: 'unit',
    files: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/support/*.test.ts'],
    needs: ['mysql'],
    timeoutSeconds: 1200,
  },
  { part: 'shop', name: 'pages', files: ['tests/pages/*.test.ts'] },
  {
    part: 'shop',
    name: 'journeys',
    playwright: 'tests/journeys/playwright.config.ts',
    needs: ['chromium', 'mysql'],
    timeoutSeconds: 900,
  },
  { part: 'shop', name: 'REST', files: ['tests/api/*.test.ts'], needs: ['mysql'] },
  { part: 'shop', name: 'processes', files: ['tests/process/*.test.ts'], needs: ['mysql'] },
  {
    // Side by side: slow clients take a minute in which nothing else happens.
    part: 'reliability',
    name: 'hostile, model, upgrade',
    files: [
      'tests/overload/slow-clients.test.ts',
      'tests/failover/upgrade.test.ts',
      'tests/hostile/*.test.ts',
      'tests/model/*.test.ts',
      'tests/torture/*.test.ts',
    ],
    needs: ['data', 'mysql', 'nginx'],
    concurrency: 3,
    fileTimeoutSeconds: 240,
  },
  {
    part: 'reliability',
    name: 'under load',
    files: ['tests/overload/overload.test.ts', 'tests/failover/failover.test.ts'],
    needs: ['mysql', 'nginx'],
    concurrency: 1,
    fileTimeoutSeconds: 240,
  },
  {
    part: 'reliability',
    name: 'torture',
    command: ['node', 'tests/torture/run.ts', '--short'],
    needs: ['mysql', 'namespaces'],
    timeoutSeconds: 300,
  },
  {
    part: 'speed',
    name: 'queries and bench',
    files: ['tests/queries/*.test.ts', 'bench/**/*.test.ts'],
    needs: ['mysql', 'nginx', 'wrk'],
  },
  { part: 'stages 1-2', name: 'deploy types', command: ['tsc', '-p', 'deploy', '--noEmit'], needs: ['deploy'] },
  {
    part: 'stages 1-2',
    name: 'deploy',
    files: ['deploy/**/*.test.ts'],
    except: ['deploy/1-single-vm/compose.test.ts', 'deploy/3-kubernetes/**', 'deploy/4-microservices/**'],
    needs: ['deploy', 'mysql', 'nginx', 'pebble', 'namespaces'],
    concurrency: 1,
    timeoutSeconds: 900,
    fileTimeoutSeconds: 500,
  },
  {
    part: 'stages 1-2',
    name: 'compose',
    files: ['deploy/1-single-vm/compose.test.ts'],
    needs: ['deploy', 'mysql', 'docker', 'namespaces', 'pebble'],
    concurrency: 1,
    timeoutSeconds: 900,
    fileTimeoutSeconds: 850,
  },
  {
    part: 'stages 3-4',
    name: 'manifests',
    files: ['deploy/3-kubernetes/**/*.test.ts', 'deploy/4-microservices/**/*.test.ts'],
    except: ['deploy/**/cluster.test.ts'],
    needs: ['deploy'],
    concurrency: 1,
    fileTimeoutSeconds: 240,
  },
  {
    part: 'stages 3-4',
    name: 'doors over HTTP',
    command: [
      'node',
      '--test',
      '--test-concurrency=2',
      'src/modules/{payments/payments,messaging/messaging}.test.ts',
      'src/modules/catalogue/{copies,copies-model,editions,import,listings,listing-states,listing-texts,photos,search-listings}.test.ts',
    ],
    environment: { TEST_DOORS: 'http', TEST_DATABASE: 'sqlite' },
  },
  { part: 'stages 3-4', name: 'services', files: ['tests/microservices/*.test.ts'], needs: ['mysql'], concurrency: 2 },
  {
    part: 'stages 3-4',
    name: 'cluster',
    files: ['deploy/**/cluster.test.ts'],
    needs: ['deploy', 'cluster', 'docker', 'mysql', 'namespaces'],
    concurrency: 1,
    timeoutSeconds: 600,
    fileTimeoutSeconds: 290,
  },
];
