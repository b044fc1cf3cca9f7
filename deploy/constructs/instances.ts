import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Network } from './network.ts';

export interface InstancesSettings {
  network: Network;
  group: ec2.SecurityGroup;
  targets: elb.ApplicationTargetGroup;
  role: iam.Role;
  type: string;
  least: number;
  most: number;
  /** Who is told of every instance that comes, goes or fails. */
  topic: sns.ITopic;
  cpuPercent: number;
  requestsPerMinute: number;
  userData: (names: { group: string; hook: string; resource: string }) => string;
}

const resource = 'BookStoreInstances';
const hook = 'drain';

/** Equal machines behind the balancer: two at least, replaced one by one, each only after the one before answers for its health. */
export class Instances extends Construct {
  readonly autoScaling: autoscaling.AutoScalingGroup;

  constructor(scope: Construct, id: string, settings: InstancesSettings) {
    super(scope, id);
    const { network, least, most } = settings;
    const name = `${Stack.of(this).stackName}-instances`;
    this.autoScaling = new autoscaling.AutoScalingGroup(this, 'Group', {
      autoScalingGroupName: name,
      vpc: network.vpc,
      vpcSubnets: network.machines,
      launchTemplate: this.template(settings, name),
      minCapacity: least,
      maxCapacity: most,
      healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
        gracePeriod: Duration.minutes(10),
        additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
      }),
      defaultInstanceWarmup: Duration.minutes(3),
      notifications: [{ topic: settings.topic, scalingEvents: autoscaling.ScalingEvents.ALL }],
      groupMetrics: [autoscaling.GroupMetrics.all()],
      signals: autoscaling.Signals.waitForMinCapacity({ timeout: Duration.minutes(15) }),
      updatePolicy: autoscaling.UpdatePolicy.rollingUpdate({
        minInstancesInService: least,
        maxBatchSize: 1,
        pauseTime: Duration.minutes(15),
      }),
    });
    (this.autoScaling.node.defaultChild as autoscaling.CfnAutoScalingGroup).overrideLogicalId(resource);
    this.autoScaling.attachToApplicationTargetGroup(settings.targets);
    this.scale(settings);
    this.autoScaling.addLifecycleHook('Drain', {
      lifecycleHookName: hook,
      lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_TERMINATING,
      heartbeatTimeout: Duration.minutes(3),
      defaultResult: autoscaling.DefaultResult.CONTINUE,
    });
    this.allowOwnSteps(settings.role, name);
    // Its policies, before the first instance asks for anything.
    this.autoScaling.node.addDependency(settings.role);
  }

  private template(settings: InstancesSettings, group: string): ec2.LaunchTemplate {
    return new ec2.LaunchTemplate(this, 'Template', {
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
      instanceType: new ec2.InstanceType(settings.type),
      securityGroup: settings.group,
      role: settings.role,
      requireImdsv2: true,
      // A container is one hop further, and none needs the instance's role.
      httpPutResponseHopLimit: 1,
      httpEndpoint: true,
      detailedMonitoring: true,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(20, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
      userData: ec2.UserData.custom(settings.userData({ group, hook, resource })),
    });
  }

  private scale(settings: InstancesSettings): void {
    this.autoScaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: settings.cpuPercent });
    this.autoScaling.scaleOnRequestCount('Requests', { targetRequestsPerMinute: settings.requestsPerMinute });
  }

  /** An instance says that it works, and that it has drained; of its own group only. */
  private allowOwnSteps(role: iam.Role, name: string): void {
    const stack = Stack.of(this);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['autoscaling:CompleteLifecycleAction'],
        resources: [
          stack.formatArn({
            service: 'autoscaling',
            resource: 'autoScalingGroup',
            resourceName: `*:autoScalingGroupName/${name}`,
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({ actions: ['cloudformation:SignalResource'], resources: [stack.stackId] }),
    );
  }
}
