import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { App } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { edges, ofType, synthesize } from '../testing/synthesize.ts';
import { acknowledged } from './acknowledged.ts';
import { readSettings, type Settings } from './settings.ts';
import { SingleVmStack } from './stack.ts';

const settings = readSettings(new URL('settings.example.json', import.meta.url));
const made =
  (change: Partial<Settings> = {}) =>
  (app: App) =>
    new SingleVmStack(app, 'BookStore', { ...settings, ...change }, { env: { region: settings.region } });
const { template, resources, findings } = synthesize(made(), acknowledged);

describe('stage 1 on AWS', () => {
  it('has no finding of AwsSolutions without a written reason', () => {
    assert.deepEqual(findings, []);
    assert.ok(synthesize(made(), []).findings.length > 4);
  });

  it('has exactly these edges: no port for signing in, the database reachable from the application alone', () => {
    assert.deepEqual(edges(resources), [
      'in: anyone → the application machine :443',
      'in: anyone → the application machine :80',
      'in: the application machine → the database machine :3306',
      'out: the application machine → anyone :443',
      'out: the application machine → anyone :465',
      'out: the application machine → anyone :587',
      'out: the application machine → anyone :80',
      'out: the application machine → the database machine :3306',
      'out: the database machine → anyone :443',
      'out: the database machine → anyone :80',
    ]);
  });

  it('has two machines, the database’s without an address of the Internet', () => {
    template.resourceCountIs('AWS::EC2::Instance', 2);
    template.resourceCountIs('AWS::EC2::EIP', 2);
    const database = ofType(resources, 'AWS::EC2::Instance').find(([id]) => id.startsWith('Database'))?.[1];
    assert.match(JSON.stringify(database?.Properties['SubnetId']), /database/);
    assert.doesNotMatch(
      JSON.stringify(ofType(resources, 'AWS::EC2::EIP').map(([, each]) => each.Properties)),
      /Database/,
    );
  });

  it('asks for IMDSv2 and encrypts every disk', () => {
    template.allResourcesProperties('AWS::EC2::Instance', {
      DisableApiTermination: true,
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: Match.objectLike({ Encrypted: true, VolumeType: 'gp3' }) }],
    });
    template.hasResource('AWS::EC2::Volume', { DeletionPolicy: 'Retain', Properties: { Encrypted: true, Size: 30 } });
  });

  it('is reached through session manager', () => {
    const roles = ofType(resources, 'AWS::IAM::Role').filter(([id]) => /InstanceRole/.test(id));
    assert.equal(roles.length, 2);
    for (const [, each] of roles)
      assert.match(JSON.stringify(each.Properties['ManagedPolicyArns']), /AmazonSSMManagedInstanceCore/);
    assert.ok(ofType(resources, 'AWS::EC2::Instance').every(([, each]) => !('KeyName' in each.Properties)));
  });

  it('is copied every night for two weeks', () => {
    template.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: Match.objectLike({
        BackupPlanRule: [
          Match.objectLike({ ScheduleExpression: 'cron(0 8 * * ? *)', Lifecycle: { DeleteAfterDays: 14 } }),
        ],
      }),
    });
    template.hasResourceProperties('AWS::Backup::BackupSelection', {
      BackupSelection: Match.objectLike({ Resources: [Match.anyValue(), Match.anyValue()] }),
    });
  });

  it('has user data that EC2 takes, with no secret in it', () => {
    for (const [id, each] of ofType(resources, 'AWS::EC2::Instance')) {
      const text = JSON.stringify(each.Properties['UserData']);
      assert.ok(text.length < 16_384, `${id}: ${String(text.length)} characters`);
      assert.doesNotMatch(text, /resolve:secretsmanager|SecretString"/);
    }
  });

  it('takes a cheaper way out of the private subnet only for a reason', () => {
    assert.throws(
      () => made({ optOut: { natGateway: { value: 'instance', reason: 'cheap' } } })(new App()),
      /say in a sentence/,
    );
    const chosen = synthesize(
      made({
        optOut: { natGateway: { value: 'instance', reason: 'A campus shop of 300 books can wait for packages.' } },
      }),
      [],
    );
    chosen.template.resourceCountIs('AWS::EC2::NatGateway', 0);
    chosen.template.resourceCountIs('AWS::EC2::Instance', 3);
  });
});
