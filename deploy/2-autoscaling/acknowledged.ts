import type { Acknowledged } from '../constructs/acknowledged.ts';

const managed = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy';
const anyResource = 'AwsSolutions-IAM5[Resource::*]';

const everywhere: Acknowledged[] = [
  {
    path: 'Network/BalancerGroup',
    id: 'AwsSolutions-EC23',
    reason: 'The balancer is what readers reach: 80 and 443 are open to all, and nothing else is.',
  },
  {
    path: 'Database/Cluster/MonitoringRole',
    id: `${managed}/service-role/AmazonRDSEnhancedMonitoringRole]`,
    reason: 'AWS keeps this policy for its own agent; a copy would age.',
  },
  {
    path: 'Database/Cluster',
    id: 'AwsSolutions-RDS11',
    reason: 'Another port hides nothing: only two security groups can reach the database at all.',
  },
  {
    path: 'Database/Cluster',
    id: 'AwsSolutions-RDS14',
    reason: 'Backtrack does not exist for Serverless v2; point-in-time recovery covers 14 days.',
  },
  { path: 'DatabaseUser/Keeper', id: anyResource, reason: 'GetRandomPassword knows no resource.' },
  {
    path: 'Release/Task',
    id: anyResource,
    reason: 'ecr:GetAuthorizationToken knows no resource; pulling itself is limited to the repository.',
  },
  {
    path: 'Release/Runner',
    id: anyResource,
    reason: 'A task has no name before it runs; the condition limits it to the release’s own cluster.',
  },
  {
    path: 'Release/Task',
    id: 'AwsSolutions-ECS2',
    reason: 'What stands there is configuration; the secrets come from Secrets Manager.',
  },
  {
    path: 'InstanceRole',
    id: anyResource,
    reason:
      'ecr:GetAuthorizationToken, cloudwatch:PutMetricData (limited to our namespace) and ec2:DescribeTags know no resource.',
  },
  {
    path: 'InstanceRole',
    id: `${managed}/AmazonSSMManagedInstanceCore]`,
    reason: 'AWS keeps this policy for session manager, which replaces an open port 22.',
  },
  {
    path: 'SecretKey',
    id: 'AwsSolutions-SMG4',
    reason: 'Changing it signs everyone out; the operator does so when it may be known to others.',
  },
  {
    path: 'Edge/Log',
    id: 'AwsSolutions-S1',
    reason: 'It holds the balancer’s log itself; a log of who reads the log would need another one.',
  },
];

/** Findings of AwsSolutions that stay, each with its reason. */
export const acknowledged = (stack: { region: string; stackName: string }): Acknowledged[] => [
  ...everywhere,
  {
    path: 'InstanceRole',
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:autoscaling:${stack.region}:<AWS::AccountId>:autoScalingGroup:*:autoScalingGroupName/${stack.stackName}-instances]`,
    reason: 'The part between is a number that AWS gives; the name of the group is exact.',
  },
];
