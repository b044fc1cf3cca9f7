import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import mysql, { type Connection } from 'mysql2/promise';
import { mysqlMissing } from '../../tests/support/databases.ts';
import { type MysqlServer, startMysql } from '../../tests/support/mysql.ts';

process.env['CLUSTER'] = 'cluster';
process.env['ADMINISTRATOR'] = 'administrator';
process.env['DATABASE'] = 'bookstore';
process.env['SECRET'] = 'secret';

interface Secret {
  username: string;
  password: string;
}

const require = createRequire(import.meta.url);
const { act } = require('./functions/database-user.cjs') as { act: (event: object, aws: object) => Promise<void> };
const release = (
  require('./functions/release.cjs') as { act: (event: object, ecs: object, limits?: object) => Promise<void> }
).act;

/** Secrets Manager's rules of versions and stages, kept in memory. */
class Secrets {
  readonly versions = new Map<string, { value: Secret; stages: string[] }>([
    ['v1', { value: { username: 'bookstore', password: 'first-password' }, stages: ['AWSCURRENT'] }],
  ]);

  version(stage: string): [string, { value: Secret; stages: string[] }] {
    const found = [...this.versions].find(([, { stages }]) => stages.includes(stage));
    if (!found) throw new Error(`no version ${stage}`);
    return found;
  }

  getSecretValue({ VersionStage = 'AWSCURRENT', VersionId }: { VersionStage?: string; VersionId?: string }) {
    return Promise.resolve().then(() => {
      const [id, { value }] = this.version(VersionStage);
      if (VersionId && VersionId !== id) throw new Error(`${VersionId} is not ${VersionStage}`);
      return { SecretString: JSON.stringify(value) };
    });
  }

  getRandomPassword() {
    return Promise.resolve({ RandomPassword: `new${String(this.versions.size)}password` });
  }

  putSecretValue({
    ClientRequestToken,
    SecretString,
    VersionStages,
  }: {
    ClientRequestToken: string;
    SecretString: string;
    VersionStages: string[];
  }) {
    for (const each of this.versions.values())
      each.stages = each.stages.filter((stage) => !VersionStages.includes(stage));
    this.versions.set(ClientRequestToken, { value: JSON.parse(SecretString) as Secret, stages: VersionStages });
    return Promise.resolve({});
  }

  describeSecret() {
    return Promise.resolve({
      VersionIdsToStages: Object.fromEntries([...this.versions].map(([id, { stages }]) => [id, stages])),
    });
  }

  updateSecretVersionStage({ MoveToVersionId, RemoveFromVersionId, VersionStage }: Record<string, string>) {
    const [to, from] = [this.versions.get(MoveToVersionId ?? ''), this.versions.get(RemoveFromVersionId ?? '')];
    if (from) from.stages = from.stages.filter((each) => each !== VersionStage);
    to?.stages.push(VersionStage ?? '');
    return Promise.resolve({});
  }
}

describe('the database user of stage 2', { skip: mysqlMissing() ?? false }, () => {
  let server: MysqlServer;
  let administrator: Connection;
  const secrets = new Secrets();
  /** The Data API over a real MySQL. */
  const data = {
    async executeStatement({ sql }: { sql: string }) {
      const [rows] = await administrator.query(sql);
      return { formattedRecords: Array.isArray(rows) ? JSON.stringify(rows) : undefined };
    },
  };
  const connects = async (password: string): Promise<boolean> => {
    try {
      const ssl = { rejectUnauthorized: false };
      await (
        await mysql.createConnection({ host: '127.0.0.1', port: server.port, user: 'bookstore_user', password, ssl })
      ).end();
      return true;
    } catch {
      return false;
    }
  };
  const rotate = async (token: string) => {
    for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'])
      await act({ Step, ClientRequestToken: token, SecretId: 'secret' }, { secrets, data });
  };
  const password = () => secrets.version('AWSCURRENT')[1].value.password;

  before(async () => {
    server = await startMysql();
    administrator = await mysql.createConnection(server.url());
    await administrator.query('CREATE DATABASE bookstore');
    secrets.versions.set('v1', {
      value: { username: 'bookstore_user', password: 'first-password' },
      stages: ['AWSCURRENT'],
    });
  });
  after(async () => {
    await administrator.end();
    await server.stop();
  });

  it('is made once, may read and write rows, over TLS, and no more', async () => {
    await act({ RequestType: 'Create' }, { secrets, data });
    await act({ RequestType: 'Update' }, { secrets, data });
    assert.ok(await connects('first-password'));
    const [grants] = await administrator.query("SHOW GRANTS FOR bookstore_user@'%'");
    assert.match(JSON.stringify(grants), /GRANT SELECT, INSERT, UPDATE, DELETE ON `bookstore`/);
    const plain = mysql.createConnection({
      host: '127.0.0.1',
      port: server.port,
      user: 'bookstore_user',
      password: 'first-password',
    });
    await assert.rejects(plain, /denied/);
  });

  it('gets a new password while the former one still works', async () => {
    await rotate('v2');
    assert.notEqual(password(), 'first-password');
    assert.ok(await connects(password()));
    assert.ok(await connects('first-password'), 'an instance that has not read the new one yet');
  });

  it('loses the one before the former at the next change', async () => {
    const former = password();
    await rotate('v3');
    assert.ok(await connects(password()));
    assert.ok(await connects(former));
    assert.equal(await connects('first-password'), false);
  });

  it('changes nothing when a step comes twice', async () => {
    const former = password();
    for (const Step of [
      'createSecret',
      'createSecret',
      'setSecret',
      'setSecret',
      'testSecret',
      'finishSecret',
      'finishSecret',
    ])
      await act({ Step, ClientRequestToken: 'v4', SecretId: 'secret' }, { secrets, data });
    assert.ok(await connects(password()));
    assert.ok(await connects(former));
  });

  it('is not called changed before the database has the password', async () => {
    await act({ Step: 'createSecret', ClientRequestToken: 'v5', SecretId: 'secret' }, { secrets, data });
    await assert.rejects(
      act({ Step: 'testSecret', ClientRequestToken: 'v5', SecretId: 'secret' }, { secrets, data }),
      /has not taken/,
    );
    assert.ok(await connects(password()));
  });
});

describe('the release task of stage 2', () => {
  const event = {
    RequestType: 'Update',
    RequestId: 'r1',
    ResourceProperties: { Cluster: 'c', TaskDefinition: 't', Subnets: ['s'], SecurityGroup: 'g', Platform: '1.4.0' },
  };
  const ecs = (states: object[]) => {
    const asked: object[] = [];
    return {
      asked,
      runTask: (request: object) => Promise.resolve(asked.push(request) && { tasks: [{ taskArn: 'task' }] }),
      describeTasks: () => Promise.resolve({ tasks: [states.length > 1 ? states.shift() : states[0]] }),
    };
  };
  const limits = { everyMs: 1 };

  it('is waited for, and may be asked for twice', async () => {
    const calls = ecs([{ lastStatus: 'RUNNING' }, { lastStatus: 'STOPPED', containers: [{ exitCode: 0 }] }]);
    await release(event, calls, limits);
    assert.equal((calls.asked[0] as { clientToken: string }).clientToken, 'r1');
  });

  it('stops the deployment where it fails', async () => {
    const calls = ecs([{ lastStatus: 'STOPPED', containers: [{ exitCode: 1 }] }]);
    await assert.rejects(release(event, calls, limits), /failed.*exit code 1/);
  });

  it('stops the deployment where it does not start, or does not end', async () => {
    const none = { runTask: () => Promise.resolve({ tasks: [], failures: [{ reason: 'RESOURCE:MEMORY' }] }) };
    await assert.rejects(release(event, none, limits), /RESOURCE:MEMORY/);
    await assert.rejects(
      release(event, ecs([{ lastStatus: 'RUNNING' }]), { everyMs: 1, deadline: Date.now() + 20 }),
      /did not end in time/,
    );
  });

  it('is not run when the stack goes', async () => {
    await release({ ...event, RequestType: 'Delete' }, {}, limits);
  });
});
