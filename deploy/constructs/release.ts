import { type CfnResource, CustomResource, RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { InlineFunction } from './inline-function.ts';
import type { Network } from './network.ts';
import type { SharedFiles } from './shared-files.ts';

export interface ReleaseSettings {
  network: Network;
  group: ec2.SecurityGroup;
  image: ecs.ContainerImage;
  imageTag: string;
  files: SharedFiles;
  environment: Record<string, string>;
  secrets: { databasePassword: [secretsmanager.ISecret, string]; secretKey: secretsmanager.ISecret };
}

const sharedAssets = '/srv/shared-assets';
const platform = '1.4.0';

/** Once per release, before an instance turns over: migrates as the administrator and publishes the built files. What follows waits for `done`. */
export class Release extends Construct {
  readonly done: CustomResource;

  constructor(scope: Construct, id: string, settings: ReleaseSettings) {
    super(scope, id);
    const cluster = new ecs.Cluster(this, 'Cluster', {
      vpc: settings.network.vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
    });
    const task = this.task(settings);
    const { function: runner } = new InlineFunction(this, 'Runner', {
      file: new URL('../2-autoscaling/functions/release.cjs', import.meta.url),
      minutes: 15,
    });
    task.grantRun(runner);
    const whatRuns = { ArnEquals: { 'ecs:cluster': cluster.clusterArn } };
    runner.addToRolePolicy(
      new iam.PolicyStatement({ actions: ['ecs:DescribeTasks'], resources: ['*'], conditions: whatRuns }),
    );
    this.done = new CustomResource(this, 'Done', {
      serviceToken: runner.functionArn,
      properties: {
        Release: settings.imageTag,
        Cluster: cluster.clusterArn,
        TaskDefinition: task.taskDefinitionArn,
        Subnets: settings.network.vpc.selectSubnets(settings.network.machines).subnetIds,
        SecurityGroup: settings.group.securityGroupId,
        Platform: platform,
      },
    });
    (this.done.node.defaultChild as CfnResource).addPropertyOverride('ServiceTimeout', 960);
    this.done.node.addDependency(runner, task);
  }

  private task(settings: ReleaseSettings): ecs.FargateTaskDefinition {
    const { files } = settings;
    const task = new ecs.FargateTaskDefinition(this, 'Task', {
      cpu: 512,
      memoryLimitMiB: 1024,
      runtimePlatform: {
        cpuArchitecture: ecs.CpuArchitecture.ARM64,
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
      },
    });
    task.addVolume({
      name: 'assets',
      efsVolumeConfiguration: {
        fileSystemId: files.fileSystem.fileSystemId,
        transitEncryption: 'ENABLED',
        authorizationConfig: { accessPointId: files.assets.accessPointId, iam: 'ENABLED' },
      },
    });
    task.addVolume({ name: 'scratch' });
    files.grant(task.taskRole, files.assets);
    const container = task.addContainer('release', this.container(settings));
    container.addMountPoints(
      { sourceVolume: 'assets', containerPath: sharedAssets, readOnly: false },
      { sourceVolume: 'scratch', containerPath: '/tmp', readOnly: false },
    );
    return task;
  }

  private container(settings: ReleaseSettings): ecs.ContainerDefinitionOptions {
    const [password, field] = settings.secrets.databasePassword;
    const logGroup = new logs.LogGroup(this, 'Log', {
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return {
      image: settings.image,
      command: ['node', 'deploy/2-autoscaling/release.ts'],
      user: '1000:1000',
      readonlyRootFilesystem: true,
      environment: { ...settings.environment, SHARED_ASSETS: sharedAssets, DATABASE_SSL_CA: '/tmp/database-ca.pem' },
      secrets: {
        DATABASE_PASSWORD: ecs.Secret.fromSecretsManager(password, field),
        SECRET_KEY: ecs.Secret.fromSecretsManager(settings.secrets.secretKey),
      },
      logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'release', logGroup }),
    };
  }
}
