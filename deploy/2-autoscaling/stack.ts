import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { Balancer } from '../constructs/balancer.ts';
import { Budget } from '../constructs/budget.ts';
import { Database } from '../constructs/database.ts';
import { DatabaseUser } from '../constructs/database-user.ts';
import { Firewall } from '../constructs/firewall.ts';
import { Instances } from '../constructs/instances.ts';
import { addresses, allow, Network } from '../constructs/network.ts';
import { safely } from '../constructs/opt-out.ts';
import { Release } from '../constructs/release.ts';
import { SharedFiles } from '../constructs/shared-files.ts';
import { paymentSecrets, stageEnvironment, withoutSecrets } from '../environment/stage-environment.ts';
import { cloudInit, settingsFile, watchingFiles } from './machine-files.ts';
import { checkSettings, type Settings } from './settings.ts';

interface Data {
  database: Database;
  user: DatabaseUser;
  files: SharedFiles;
  secretKey: secretsmanager.Secret;
  mail: secretsmanager.ISecret;
  payments: secretsmanager.ISecret | undefined;
  repository: ecr.IRepository;
}

const mysql = 3306;
const nfs = 2049;

/** Stage 2: an autoscaling group behind a balancer, Aurora and EFS. Its output `Url` is the shop. */
export class AutoscalingStack extends Stack {
  readonly network: Network;
  private readonly settings: Settings;
  private readonly keep: boolean;

  constructor(scope: Construct, id: string, settings: Settings, props: StackProps = {}) {
    super(scope, id, { description: 'BookStore, stage 2: an autoscaling group', ...props });
    checkSettings(settings);
    this.settings = settings;
    this.keep = safely<boolean>(this, 'DeletionProtection', true, settings.optOut?.deletionProtection);
    const natGateways = safely(this, 'NatGateways', settings.zones.length, settings.optOut?.natGateways);
    this.network = new Network(this, 'Network', { zones: settings.zones, natGateways });
    const groups = this.groups();

    const data = this.data(groups);
    const edge = this.edge(groups.balancer);
    const release = this.release(groups.release, data);
    release.done.node.addDependency(data.user, data.database.cluster, data.files.fileSystem);
    const alarms = new Alarms(this, 'Alarms', {
      email: settings.email,
      balancer: edge.balancer,
      targets: edge.targets,
      cluster: data.database.cluster,
      leastInstances: settings.instances.least,
    });
    const instances = this.instances({ ...data, group: groups.instances, edge, topic: alarms.topic });
    instances.node.addDependency(release.done);

    if (safely<boolean>(this, 'Firewall', true, settings.optOut?.firewall))
      new Firewall(this, 'Firewall', edge.balancer);
    new Budget(this, 'Budget', { dollarsAMonth: settings.budgetDollars, email: settings.email });
    new CfnOutput(this, 'Url', { value: `https://${settings.domain}` });
    new CfnOutput(this, 'BalancerName', { value: edge.balancer.loadBalancerDnsName });
  }

  /** What outlives every instance: database, photos, secrets, images. */
  private data(groups: { database: ec2.SecurityGroup; files: ec2.SecurityGroup }): Data {
    const { network, settings, keep } = this;
    const named = (id: string, name: string) => secretsmanager.Secret.fromSecretNameV2(this, id, name);
    const database = new Database(this, 'Database', {
      network,
      group: groups.database,
      deletionProtection: keep,
      ...settings.database,
    });
    return {
      database,
      user: new DatabaseUser(this, 'DatabaseUser', database),
      files: new SharedFiles(this, 'Files', { network, group: groups.files, keep }),
      secretKey: new secretsmanager.Secret(this, 'SecretKey', {
        description: 'BookStore: signs cookies and links',
        encryptionKey: database.key,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
      }),
      mail: named('Mail', settings.mailSecret),
      payments: settings.paymentsSecret ? named('Payments', settings.paymentsSecret) : undefined,
      repository: ecr.Repository.fromRepositoryName(this, 'Images', settings.image.repository),
    };
  }

  private edge(group: ec2.SecurityGroup): Balancer {
    const { domain, hostedZone, certificateArn } = this.settings;
    return new Balancer(this, 'Edge', {
      network: this.network,
      group,
      domain,
      deletionProtection: this.keep,
      ...(hostedZone ? { hostedZone } : {}),
      ...(certificateArn ? { certificateArn } : {}),
    });
  }

  /** Every edge of the network; what isn't here can't happen. */
  private groups() {
    const { network } = this;
    const balancer = network.group('BalancerGroup', 'the balancer');
    const instances = network.group('InstancesGroup', 'the instances');
    const release = network.group('ReleaseGroup', 'the release task');
    const database = network.group('DatabaseGroup', 'the database');
    const files = network.group('FilesGroup', 'photos and built files');
    allow(balancer, instances, 80, 'readers, by the balancer');
    for (const from of [instances, release]) {
      allow(from, database, mysql, 'the database');
      allow(from, files, nfs, 'photos and built files');
      from.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'AWS and payment gateways');
    }
    for (const port of [465, 587]) instances.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port), 'mail');
    return { balancer, instances, release, database, files };
  }

  private environmentOf(database: Database, deployment: Record<string, string>): Record<string, string> {
    const { domain, shop, paymentsSecret } = this.settings;
    const environment = stageEnvironment('autoscaling', {
      deployment: { DATABASE_HOST: database.host, PUBLIC_URL: `https://${domain}`, ...deployment },
      operator: shop,
    });
    return paymentsSecret ? environment : withoutSecrets(environment, paymentSecrets);
  }

  private release(group: ec2.SecurityGroup, { database, files, secretKey, repository }: Data): Release {
    const administrator = database.cluster.secret;
    if (!administrator) throw new Error('the database has no administrator');
    const secrets = ['database-password', 'secret-key', 'smtp-url', ...paymentSecrets];
    const environment = withoutSecrets(this.environmentOf(database, { ROLES: 'worker' }), secrets);
    return new Release(this, 'Release', {
      network: this.network,
      group,
      files,
      image: ecs.ContainerImage.fromEcrRepository(repository, this.settings.image.tag),
      imageTag: this.settings.image.tag,
      environment: { ...environment, DATABASE_USER: 'administrator', AWS_REGION: this.region },
      secrets: { databasePassword: [administrator, 'password'], secretKey },
    });
  }

  private instances(parts: Data & { group: ec2.SecurityGroup; edge: Balancer; topic: sns.ITopic }): Instances {
    const { cpuPercent, requestsPerMinute, instances } = this.settings;
    const log = new logs.LogGroup(this, 'Log', {
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new Instances(this, 'Instances', {
      network: this.network,
      group: parts.group,
      role: this.role(parts, log),
      targets: parts.edge.targets,
      topic: parts.topic,
      cpuPercent,
      requestsPerMinute,
      ...instances,
      userData: (names) =>
        cloudInit([
          {
            path: '/etc/bookstore/environment',
            content: settingsFile(this.environmentOf(parts.database, { ROLES: 'web' })),
          },
          { path: '/etc/bookstore/settings', content: settingsFile(this.machineSettings(parts, log, names)) },
          ...watchingFiles(log.logGroupName),
        ]),
    });
  }

  private machineSettings(
    data: Data,
    log: logs.LogGroup,
    names: { group: string; hook: string; resource: string },
  ): Record<string, string> {
    const { files, repository } = data;
    return {
      AWS_REGION: this.region,
      AWS_DEFAULT_REGION: this.region,
      STACK: this.stackName,
      GROUP_RESOURCE: names.resource,
      GROUP: names.group,
      HOOK: names.hook,
      DOMAIN: this.settings.domain,
      BALANCERS: addresses,
      IMAGE: repository.repositoryUriForTag(this.settings.image.tag),
      NGINX_IMAGE: this.settings.nginxImage,
      LOG_GROUP: log.logGroupName,
      FILE_SYSTEM: files.fileSystem.fileSystemId,
      PHOTOS_ACCESS_POINT: files.photos.accessPointId,
      ASSETS_ACCESS_POINT: files.assets.accessPointId,
      DATABASE_SECRET: data.user.secret.secretArn,
      KEY_SECRET: data.secretKey.secretArn,
      MAIL_SECRET: data.mail.secretArn,
      ...(data.payments ? { PAYMENTS_SECRET: data.payments.secretArn } : {}),
    };
  }

  /** What an instance may do: be reached by session manager, pull its image, read its secrets, write its log and figures, mount its files. */
  private role({ repository, files, user, secretKey, mail, payments }: Data, log: logs.LogGroup): iam.Role {
    const role = new iam.Role(this, 'InstanceRole', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
    });
    repository.grantPull(role);
    log.grantWrite(role);
    for (const secret of [user.secret, secretKey, mail, payments]) secret?.grantRead(role);
    files.grant(role, files.photos, files.assets);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': 'BookStore' } },
      }),
    );
    role.addToPolicy(new iam.PolicyStatement({ actions: ['ec2:DescribeTags'], resources: ['*'] }));
    return role;
  }
}
