import type { Acknowledged } from '../constructs/acknowledged.ts';
import type { Settings } from './settings.ts';

const managed = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy';
const anyResource = 'AwsSolutions-IAM5[Resource::*]';
const nodePolicies = [
  'AmazonEKSWorkerNodePolicy',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEKS_CNI_Policy',
  'AmazonSSMManagedInstanceCore',
];

const findingsOfBalancer: Acknowledged[] = [
  {
    path: 'Network/BalancerGroup',
    id: 'AwsSolutions-EC23',
    reason: 'The balancer is what readers reach: 80 and 443 are open to all, and nothing else is.',
  },
  {
    path: 'Cluster/TargetsRole',
    id: anyResource,
    reason: 'Describe… knows no resource; registering is limited to the one target group.',
  },
  {
    path: 'Edge/Log',
    id: 'AwsSolutions-S1',
    reason: 'It holds the balancer’s log itself; a log of who reads the log would need another one.',
  },
];

/** Findings of AwsSolutions that stay, each with its reason. */
export const acknowledged = ({ edge }: Pick<Settings, 'edge'>): Acknowledged[] => [
  {
    path: 'Cluster/Cluster',
    id: `${managed}/AmazonEKSClusterPolicy]`,
    reason: 'AWS keeps this policy for the control plane; a copy would age.',
  },
  ...nodePolicies.map((each) => ({
    path: 'Cluster/NodeRole',
    id: `${managed}/${each}]`,
    reason: 'AWS keeps this policy for its own agents on a node; no pod reaches the role.',
  })),
  { path: 'DatabaseUser/Keeper', id: anyResource, reason: 'GetRandomPassword knows no resource.' },
  {
    path: 'Database/Cluster/MonitoringRole',
    id: `${managed}/service-role/AmazonRDSEnhancedMonitoringRole]`,
    reason: 'AWS keeps this policy for its own agent; a copy would age.',
  },
  {
    path: 'Database/Cluster',
    id: 'AwsSolutions-RDS11',
    reason: 'Another port hides nothing: only the cluster’s group can reach the database at all.',
  },
  {
    path: 'Database/Cluster',
    id: 'AwsSolutions-RDS14',
    reason: 'Backtrack does not exist for Serverless v2; point-in-time recovery covers 14 days.',
  },
  {
    path: 'SecretKey',
    id: 'AwsSolutions-SMG4',
    reason: 'Changing it signs everyone out; the operator does so when it may be known to others.',
  },
  {
    path: 'Payments',
    id: 'AwsSolutions-SMG4',
    reason: 'Mercado Pago alone can change what it holds; the operator asks for that there.',
  },
  ...(edge === 'acm' ? findingsOfBalancer : []),
];
