import { CfnOutput, Duration, RemovalPolicy, Size, Stack, type StackProps } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { allow } from '../constructs/network.ts';
import { safely } from '../constructs/opt-out.ts';
import { applicationScript, cloudInit, databaseScript } from './machine-files.ts';
import type { Settings } from './settings.ts';

const ubuntu = '/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id';
const mysql = 3306;

/** Stage 1 on AWS: the application's machine with an elastic address, the database's in a private subnet. No port for signing in. */
export class SingleVmStack extends Stack {
  private readonly settings: Settings;
  private readonly keep: boolean;
  private readonly key: kms.Key;
  private readonly vpc: ec2.Vpc;

  constructor(scope: Construct, id: string, settings: Settings, props: StackProps = {}) {
    super(scope, id, { description: 'BookStore, stage 1: two virtual machines', ...props });
    this.settings = settings;
    this.keep = safely<boolean>(this, 'DeletionProtection', true, settings.optOut?.deletionProtection);
    this.key = new kms.Key(this, 'Key', { enableKeyRotation: true, description: 'BookStore: disks and secrets' });
    this.vpc = this.network();
    const groups = this.groups();
    const secrets = { password: this.secret('DatabasePassword'), key: this.secret('SecretKey') };
    const authority = `/${this.stackName}/database-authority`;

    const database = this.database(groups.database, secrets.password, authority);
    const application = this.application(groups.application, secrets, authority, database.instancePrivateIp);
    const address = new ec2.CfnEIP(this, 'Address', { domain: 'vpc', instanceId: application.instanceId });
    this.snapshots(application, database);
    new CfnOutput(this, 'Url', { value: `https://${settings.domain}` });
    new CfnOutput(this, 'ElasticAddress', {
      value: address.attrPublicIp,
      description: 'an A record of the domain must say this',
    });
    new CfnOutput(this, 'SignIn', { value: `aws ssm start-session --target ${application.instanceId}` });
  }

  private network(): ec2.Vpc {
    const nat = safely<'gateway' | 'instance'>(this, 'NatGateway', 'gateway', this.settings.optOut?.natGateway);
    const small = new ec2.InstanceType('t4g.nano');
    return new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr('10.10.0.0/16'),
      availabilityZones: [this.settings.zone],
      natGateways: 1,
      natGatewayProvider:
        nat === 'gateway'
          ? ec2.NatProvider.gateway()
          : ec2.NatProvider.instanceV2({
              instanceType: small,
              defaultAllowedTraffic: ec2.NatTrafficDirection.OUTBOUND_ONLY,
            }),
      subnetConfiguration: [
        { name: 'application', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'database', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
      ],
      flowLogs: { Refused: { trafficType: ec2.FlowLogTrafficType.REJECT } },
    });
  }

  private groups() {
    const group = (id: string, description: string) =>
      new ec2.SecurityGroup(this, id, { vpc: this.vpc, description, allowAllOutbound: false });
    const application = group('ApplicationGroup', 'the application machine');
    const database = group('DatabaseGroup', 'the database machine');
    for (const port of [80, 443]) application.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port), 'readers');
    allow(application, database, mysql, 'the database');
    for (const each of [application, database])
      for (const port of [80, 443]) each.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port), 'packages, images, AWS');
    for (const port of [465, 587]) application.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port), 'mail');
    return { application, database };
  }

  private secret(id: string): secretsmanager.Secret {
    return new secretsmanager.Secret(this, id, {
      encryptionKey: this.key,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
  }

  private machine(
    id: string,
    settings: { type: string; gigabytes: number; group: ec2.SecurityGroup; subnets: string; userData: string },
  ): ec2.Instance {
    return new ec2.Instance(this, id, {
      vpc: this.vpc,
      vpcSubnets: { subnetGroupName: settings.subnets },
      machineImage: ec2.MachineImage.fromSsmParameter(ubuntu),
      instanceType: new ec2.InstanceType(settings.type),
      securityGroup: settings.group,
      httpTokens: ec2.HttpTokens.REQUIRED,
      // A container is one hop further, and none needs the machine's role.
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      disableApiTermination: this.keep,
      ssmSessionPermissions: true,
      propagateTagsToVolumeOnCreation: true,
      blockDevices: [
        {
          deviceName: '/dev/sda1',
          volume: ec2.BlockDeviceVolume.ebs(settings.gigabytes, {
            encrypted: true,
            kmsKey: this.key,
            volumeType: ec2.EbsDeviceVolumeType.GP3,
          }),
        },
      ],
      userData: ec2.UserData.custom(settings.userData),
    });
  }

  private database(group: ec2.SecurityGroup, password: secretsmanager.Secret, authority: string): ec2.Instance {
    const { type, gigabytes } = this.settings.database;
    const script = databaseScript({ region: this.region, password: password.secretArn, authority });
    const userData = cloudInit('db', { DATABASE_ADDRESS: '0.0.0.0' }, script);
    const instance = this.machine('Database', { type, gigabytes: 12, group, subnets: 'database', userData });
    const disk = new ec2.Volume(this, 'Data', {
      availabilityZone: this.settings.zone,
      size: Size.gibibytes(gigabytes),
      encrypted: true,
      encryptionKey: this.key,
      volumeType: ec2.EbsDeviceVolumeType.GP3,
      removalPolicy: this.keep ? RemovalPolicy.RETAIN : RemovalPolicy.SNAPSHOT,
    });
    new ec2.CfnVolumeAttachment(this, 'DataAttached', {
      device: '/dev/sdf',
      instanceId: instance.instanceId,
      volumeId: disk.volumeId,
    });
    password.grantRead(instance);
    this.allowParameter(instance, authority, 'ssm:PutParameter');
    return instance;
  }

  private application(
    group: ec2.SecurityGroup,
    secrets: { password: secretsmanager.Secret; key: secretsmanager.Secret },
    authority: string,
    database: string,
  ): ec2.Instance {
    const { domain, acmeEmail, image } = this.settings;
    const { type, gigabytes } = this.settings.application;
    const script = applicationScript({
      region: this.region,
      password: secrets.password.secretArn,
      key: secrets.key.secretArn,
      authority,
    });
    const userData = cloudInit(
      'app',
      { DOMAIN: domain, ACME_EMAIL: acmeEmail, BOOKSTORE_IMAGE: image, DATABASE_ADDRESS: database },
      script,
    );
    const instance = this.machine('Application', { type, gigabytes, group, subnets: 'application', userData });
    for (const secret of Object.values(secrets)) secret.grantRead(instance);
    this.allowParameter(instance, authority, 'ssm:GetParameter');
    return instance;
  }

  private allowParameter(instance: ec2.Instance, name: string, action: string): void {
    instance.addToRolePolicy(
      new iam.PolicyStatement({
        actions: [action],
        resources: [this.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) })],
      }),
    );
  }

  /** Of both machines' disks, every night, for two weeks. */
  private snapshots(...machines: ec2.Instance[]): void {
    const vault = new backup.BackupVault(this, 'Vault', {
      encryptionKey: this.key,
      removalPolicy: this.keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const plan = new backup.BackupPlan(this, 'Nightly', { backupVault: vault });
    plan.addRule(
      new backup.BackupPlanRule({
        scheduleExpression: events.Schedule.cron({ hour: '8', minute: '0' }),
        deleteAfter: Duration.days(14),
      }),
    );
    plan.addSelection('Machines', { resources: machines.map((each) => backup.BackupResource.fromEc2Instance(each)) });
  }
}
