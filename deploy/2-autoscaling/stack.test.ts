import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { outboxes } from '../constructs/alarms.ts';
import { maxConnections } from '../constructs/database.ts';
import { edges, ofType, synthesize } from '../testing/synthesize.ts';
import { acknowledged } from './acknowledged.ts';
import { mostUserData } from './machine-files.ts';
import { readSettings, type Settings } from './settings.ts';
import { AutoscalingStack } from './stack.ts';

const settings = readSettings(new URL('settings.example.json', import.meta.url));
const made =
  (change: Partial<Settings> = {}) =>
  (app: App) =>
    new AutoscalingStack(app, 'BookStore', { ...settings, ...change }, { env: { region: settings.region } });
const { template, resources, findings } = synthesize(made(), acknowledged);

describe('stage 2 on AWS', () => {
  it('has no finding of AwsSolutions without a written reason', () => {
    assert.deepEqual(findings, []);
  });

  it('would have findings without the reasons', () => {
    const bare = synthesize(made(), []);
    assert.equal(new Set(bare.findings.map((each) => each.split(' ')[0])).size > 8, true);
  });

  it('has exactly these edges between its security groups', () => {
    assert.deepEqual(edges(resources), [
      'in: anyone → the balancer :443',
      'in: anyone → the balancer :80',
      'in: the balancer → the instances :80',
      'in: the instances → photos and built files :2049',
      'in: the instances → the database :3306',
      'in: the release task → photos and built files :2049',
      'in: the release task → the database :3306',
      'out: photos and built files → nobody :252-86',
      'out: the balancer → the instances :80',
      'out: the database → nobody :252-86',
      'out: the instances → anyone :443',
      'out: the instances → anyone :465',
      'out: the instances → anyone :587',
      'out: the instances → photos and built files :2049',
      'out: the instances → the database :3306',
      'out: the release task → anyone :443',
      'out: the release task → photos and built files :2049',
      'out: the release task → the database :3306',
    ]);
  });

  it('spreads over the zones, with machines and data out of reach from outside', () => {
    template.resourceCountIs('AWS::EC2::Subnet', 6);
    template.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
    template.resourceCountIs('AWS::EC2::NatGateway', 2);
    const three = synthesize(made({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] }), acknowledged);
    three.template.resourceCountIs('AWS::EC2::Subnet', 9);
  });

  it('encrypts all that is stored', () => {
    template.hasResourceProperties('AWS::RDS::DBCluster', { StorageEncrypted: true, KmsKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::EFS::FileSystem', { Encrypted: true, KmsKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.allResourcesProperties('AWS::SecretsManager::Secret', { KmsKeyId: Match.anyValue() });
    template.allResourcesProperties('AWS::S3::Bucket', { BucketEncryption: Match.anyValue() });
    const disks = { BlockDeviceMappings: [{ Ebs: Match.objectLike({ Encrypted: true }) }] };
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: Match.objectLike(disks) });
  });

  it('asks for TLS on every way', () => {
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Parameters: Match.objectLike({ require_secure_transport: 'ON' }),
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    });
    const refused = Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    template.hasResourceProperties('AWS::EFS::FileSystem', {
      FileSystemPolicy: { Version: '2012-10-17', Statement: Match.arrayWith([refused]) },
    });
  });

  it('keeps the data when the stack goes, unless a reason says otherwise', () => {
    template.hasResourceProperties('AWS::RDS::DBCluster', { DeletionProtection: true, BackupRetentionPeriod: 14 });
    template.hasResource('AWS::RDS::DBCluster', { DeletionPolicy: 'Retain' });
    template.hasResource('AWS::EFS::FileSystem', {
      DeletionPolicy: 'Retain',
      Properties: { BackupPolicy: { Status: 'ENABLED' } },
    });
    assert.throws(
      () => made({ optOut: { deletionProtection: { value: false, reason: 'test' } } })(new App()),
      /say in a sentence/,
    );
    const reason = 'This copy only serves a course and goes in June.';
    const open = synthesize(made({ optOut: { deletionProtection: { value: false, reason } } }), acknowledged);
    open.template.hasResourceProperties('AWS::RDS::DBCluster', { DeletionProtection: false });
    open.template.hasOutput('OptOutDeletionProtection', { Value: `false: ${reason}` });
  });

  it('has a writer and a reader that takes its place', () => {
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
    template.allResourcesProperties('AWS::RDS::DBInstance', { PubliclyAccessible: false });
    assert.deepEqual(
      ofType(resources, 'AWS::RDS::DBInstance').map(([, each]) => each.Properties['PromotionTier']),
      [0, 1],
    );
  });

  it('judges an instance by the application’s health and lets it finish', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 10,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }]),
    });
    template.hasResourceProperties('AWS::AutoScaling::LifecycleHook', {
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      HeartbeatTimeout: 180,
    });
  });

  it('scales by CPU and by requests, between its bounds', () => {
    const group = ofType(resources, 'AWS::AutoScaling::AutoScalingGroup')[0]?.[1];
    assert.equal(group?.Properties['MinSize'], '2');
    assert.equal(group.Properties['MaxSize'], '3');
    assert.equal(group.Properties['HealthCheckType'], 'ELB');
    assert.equal(group.Properties['DefaultInstanceWarmup'], 180);
    const policy = (configuration: object) =>
      template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration: Match.objectLike(configuration),
      });
    policy({ TargetValue: 70, PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' } });
    policy({
      TargetValue: 6000,
      PredefinedMetricSpecification: Match.objectLike({ PredefinedMetricType: 'ALBRequestCountPerTarget' }),
    });
  });

  it('replaces instances one by one, each after the release task and after the one before works', () => {
    const [id, group] = ofType(resources, 'AWS::AutoScaling::AutoScalingGroup')[0] ?? [];
    const rolling = Match.objectLike({ MinInstancesInService: 2, MaxBatchSize: 1, WaitOnResourceSignals: true });
    template.hasResource('AWS::AutoScaling::AutoScalingGroup', { UpdatePolicy: { AutoScalingRollingUpdate: rolling } });
    assert.equal(id, 'BookStoreInstances');
    assert.ok(group?.DependsOn?.some((each) => each.startsWith('ReleaseDone')));
  });

  it('runs the release task again for every release, and only then', () => {
    const done = (tag: string) => {
      const each = synthesize(made({ image: { repository: 'bookstore', tag } }), acknowledged);
      return JSON.stringify(
        Object.entries(each.resources).find(([id]) => id.startsWith('ReleaseDone'))?.[1].Properties,
      );
    };
    assert.equal(done('1.0.0'), done('1.0.0'));
    assert.notEqual(done('1.0.0'), done('1.0.1'));
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          User: '1000:1000',
          ReadonlyRootFilesystem: true,
          Command: ['node', 'deploy/2-autoscaling/release.ts'],
        }),
      ],
    });
  });

  it('gives no container the instance’s role, and no secret to a description', () => {
    const data = { MetadataOptions: Match.objectLike({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 }) };
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: Match.objectLike(data) });
    assert.doesNotMatch(JSON.stringify(resources), /\{\{resolve:secretsmanager/);
  });

  describe('with a payment gateway', () => {
    const paying = synthesize(made({ paymentsSecret: 'bookstore/payments' }), acknowledged);
    const rights = (all: typeof resources) =>
      ofType(all, 'AWS::IAM::Policy').flatMap(([id, each]) =>
        JSON.stringify(each.Properties).includes(':secret:bookstore/payments-') ? [id.replace(/[0-9A-F]{8}$/, '')] : [],
      );
    const about = (all: typeof resources) => JSON.stringify(all).match(/mercadopago|PAYMENTS_SECRET|MERCADOPAGO\w+/g);

    it('gives its secret to the instances alone', () => {
      assert.deepEqual(rights(paying.resources), ['InstanceRoleDefaultPolicy']);
      assert.deepEqual(about(Object.fromEntries(ofType(paying.resources, 'AWS::ECS::TaskDefinition'))), null);
      const text = userData(paying.resources);
      for (const name of ['access-token', 'webhook-secret']) {
        const variable = `MERCADOPAGO_${name.toUpperCase().replace('-', '_')}_FILE`;
        assert.ok(text.includes(`${variable}=/run/bookstore/mercadopago-${name}\n`), variable);
      }
      assert.match(text, /PAYMENTS_SECRET=/);
      assert.ok(text.length < mostUserData, `${String(text.length)} characters`);
      assert.deepEqual(paying.findings, []);
    });

    it('or asks for nothing where the settings name none', () => {
      assert.deepEqual(rights(resources), []);
      assert.equal(about(resources), null);
    });
  });

  it('fits into the user data that EC2 takes', () => {
    const text = userData(resources);
    assert.ok(text.length < mostUserData, `${String(text.length)} characters`);
    assert.match(text, /accesspoint|PHOTOS_ACCESS_POINT/);
  });

  it('tells the operator when readers notice something', () => {
    const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(([, each]) =>
      String(each.Properties['AlarmDescription']),
    );
    assert.equal(alarms.length, 7);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [Match.anyValue()] });
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: Match.objectLike({ BudgetLimit: { Amount: settings.budgetDollars, Unit: 'USD' } }),
    });
    template.hasResourceProperties('AWS::WAFv2::WebACL', { DefaultAction: { Allow: {} }, Rules: Match.anyValue() });
    template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  });

  it('hears of the jobs of every module that keeps an outbox', () => {
    const composed = readFileSync(new URL('../../src/compose.ts', import.meta.url), 'utf8');
    const modules = /export interface Modules \{([^}]*)\}/.exec(composed)?.[1] ?? '';
    assert.deepEqual([...modules.matchAll(/(\w+): \w+Module/g)].map(([, name]) => name).sort(), [...outboxes].sort());
    assert.match(composed, /_jobs_waiting/);
  });

  it('has room in the database for every process of every instance', () => {
    const pool = Number(settings.shop['DATABASE_POOL_SIZE'] ?? 10);
    const processes = settings.instances.most * 2 + 1;
    assert.ok(pool * processes < maxConnections, `${String(pool * processes)} of ${String(maxConnections)}`);
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Parameters: Match.objectLike({ max_connections: String(maxConnections) }),
    });
  });

  it('changes the database user’s password every month, by a function that may do nothing else', () => {
    template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
      RotationRules: { ScheduleExpression: 'rate(30 days)' },
      RotateImmediatelyOnUpdate: false,
    });
  });

  it('says where the shop is', () => {
    template.hasOutput('Url', { Value: 'https://books.example.org' });
  });

  for (const [what, change] of [
    ['one instance', { instances: { ...settings.instances, least: 1 } }],
    ['no room for an update', { instances: { ...settings.instances, most: 2 } }],
    ['no certificate', { hostedZone: undefined as never }],
    ['"latest"', { image: { repository: 'bookstore', tag: 'latest' } }],
    ['a variable that the stage does not set', { shop: { PORT: '1' } }],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => made(change as Partial<Settings>)(new App()));
    });
  }

  it('is judged by assertions that can fail', () => {
    assert.throws(() => template.hasResourceProperties('AWS::RDS::DBCluster', { StorageEncrypted: false }));
    assert.throws(() => Template.fromJSON({ Resources: {} }).hasResource('AWS::RDS::DBCluster', {}));
  });
});

function userData(all: typeof resources): string {
  const data = ofType(all, 'AWS::EC2::LaunchTemplate')[0]?.[1].Properties['LaunchTemplateData'] as {
    UserData: { 'Fn::Base64': { 'Fn::Join': [string, unknown[]] } };
  };
  return data.UserData['Fn::Base64']['Fn::Join'][1]
    .map((each) => (typeof each === 'string' ? each : 'x'.repeat(90)))
    .join('');
}
