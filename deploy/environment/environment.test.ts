import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { variables as applicationVariables, readConfig } from '../../src/platform/config/index.ts';
import { stages, variableNames, variables } from '../environment.ts';
import { driftedFiles, replacePart } from '../generate.ts';
import { defaults } from '../nginx/render.ts';
import { composeReference } from './compose-variables.ts';
import { operatorVariables } from './operator-variables.ts';
import { settingsOf, stageEnvironment } from './stage-environment.ts';

const given = Object.fromEntries(
  variables.flatMap((each) =>
    each.stages.autoscaling?.by === 'deployment' ? [[each.name, 'https://books.example.org']] : [],
  ),
);
const compose = (name: string) =>
  parse(readFileSync(new URL(`../1-single-vm/${name}`, import.meta.url), 'utf8'), { merge: true }) as Compose;

interface Compose {
  services: Record<string, { environment?: Record<string, string>; image?: string; command?: string[] }>;
}

describe('the environment', () => {
  it('is the one that the application reads', () => {
    assert.deepEqual(variables.map((each) => each.name).sort(), Object.keys(applicationVariables).sort());
    for (const each of variables)
      assert.equal(
        Boolean(each.secret),
        'secret' in applicationVariables[each.name as keyof typeof applicationVariables],
        each.name,
      );
  });

  it('is named once', () => {
    assert.equal(new Set(variableNames()).size, variableNames().length);
  });

  it('stands in every generated file as it is here', () => {
    assert.deepEqual(driftedFiles(), []);
  });

  it('would be missed in a file without its marks', () => {
    assert.throws(() => replacePart('nothing', 'environment', 'x'), /no part/);
    assert.equal(
      replacePart('a\n# generated: b\nold\n# generated end\nc', 'b', 'new'),
      'a\n# generated: b\nnew\n# generated end\nc',
    );
  });

  for (const stage of stages) {
    it(`gives stage ${stage} no secret in clear`, () => {
      for (const { variable, setting } of settingsOf(stage))
        assert.ok(!variable.secret || setting.by !== 'stage', variable.name);
    });
  }

  it('is taken by the application as stage 2 gives it', () => {
    const environment = stageEnvironment('autoscaling', {
      deployment: { ...given, ROLES: 'web', DATABASE_HOST: 'db.example.org' },
    });
    const withSecrets = { ...environment, SECRET_KEY: 'x'.repeat(32), SMTP_URL: 'smtp://mail', DATABASE_SSL_CA: '' };
    const config = readConfig(
      Object.fromEntries(Object.entries(withSecrets).filter(([name]) => !name.endsWith('_FILE'))),
    );
    assert.equal(config.database.kind, 'mysql');
    assert.equal(config.migrate, false);
    assert.equal(config.uploadFolder, '/srv/photos');
    assert.equal(config.shutdownDrainMs, 30_000);
  });

  it('refuses what the stage does not set, and what it needs and did not get', () => {
    assert.throws(
      () => stageEnvironment('autoscaling', { deployment: { ...given, NOBODY: 'x' } }),
      /does not set NOBODY/,
    );
    assert.throws(
      () => stageEnvironment('autoscaling', { deployment: given, operator: { PORT: '1' } }),
      /does not set PORT/,
    );
    assert.throws(() => stageEnvironment('autoscaling', { deployment: {} }), /DATABASE_HOST is missing: the writer/);
  });

  it('reaches both web processes and the worker of stage 1', () => {
    const { services } = compose('compose.app.yml');
    for (const name of ['web-a', 'web-b', 'worker', 'migrate']) {
      const { environment = {} } = services[name] ?? {};
      const known = new Set(variableNames());
      assert.deepEqual(
        Object.keys(environment).filter((each) => !known.has(each)),
        [],
      );
      for (const { variable, setting } of settingsOf('single-vm'))
        assert.ok(
          variable.name in environment || (setting.by === 'secret' && `${variable.name}_FILE` in environment),
          `${name}: ${variable.name}`,
        );
    }
  });

  it('is asked of the operator by the same sentence and default in every compose file', () => {
    for (const name of ['compose.app.yml', 'compose.db.yml']) {
      const text = readFileSync(new URL(`../1-single-vm/${name}`, import.meta.url), 'utf8');
      const references = [...text.matchAll(/\$\{([A-Z_]+)(:[-?][^}]*)?\}/g)];
      for (const [reference, variable = ''] of references) {
        if (variables.some((each) => each.name === variable)) continue;
        assert.ok(
          operatorVariables.some((each) => each.name === variable),
          `${variable} is in no table`,
        );
        if (!reference.endsWith(':?}'))
          assert.ok(reference === composeReference(variable) || reference.includes(':?'), reference);
      }
    }
  });

  it('drains longer than NGINX sets an instance aside, so that the one before is back in use', () => {
    const drain = stageEnvironment('single-vm', {
      deployment: { ROLES: 'web', PUBLIC_URL: 'https://books.example.org' },
    })['SHUTDOWN_DRAIN_MS'];
    assert.ok(Number(drain) > (defaults.setAsideSeconds + 1) * 1000);
  });

  it('pins every image by tag, never "latest"', () => {
    for (const each of operatorVariables.filter(({ name }) => name.endsWith('_IMAGE')))
      assert.match(each.default ?? each.example ?? '', /:(?!latest)[\w.-]+$/);
  });

  it('leaves room in the database of stage 1 for every process', () => {
    const { services } = compose('compose.app.yml');
    const processes = Object.values(services).filter(({ environment }) => environment?.['DATABASE_HOST']).length;
    const pool = Number(variables.find((each) => each.name === 'DATABASE_POOL_SIZE')?.default);
    const most = /--max-connections=(\d+)/.exec(
      compose('compose.db.yml').services['database']?.command?.join(' ') ?? '',
    )?.[1];
    assert.equal(processes, 4);
    assert.ok(pool * processes < Number(most));
  });
});
