import { Fn, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Network } from '../constructs/network.ts';

export interface ClusterSettings {
  network: Network;
  operators: string[];
  nodes: { least: number; most: number; type: string };
}

/** Kubernetes on EKS: API for named addresses only, secrets encrypted, nodes in private subnets, add-ons by AWS. No chart is installed from here. */
export class Cluster extends Construct {
  readonly cluster: eks.Cluster;
  readonly nodeRole: iam.Role;
  /** What pods and nodes carry on the network. */
  readonly group: ec2.ISecurityGroup;

  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id);
    const { network, operators } = settings;
    this.cluster = new eks.Cluster(this, 'Cluster', {
      version: eks.KubernetesVersion.V1_35,
      vpc: network.vpc,
      vpcSubnets: [network.machines],
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom(...operators),
      secretsEncryptionKey: new kms.Key(this, 'Key', {
        enableKeyRotation: true,
        description: 'BookStore: secrets of the cluster',
      }),
      clusterLogging: [
        eks.ClusterLoggingTypes.API,
        eks.ClusterLoggingTypes.AUDIT,
        eks.ClusterLoggingTypes.AUTHENTICATOR,
        eks.ClusterLoggingTypes.CONTROLLER_MANAGER,
        eks.ClusterLoggingTypes.SCHEDULER,
      ],
      outputConfigCommand: false,
    });
    this.group = this.cluster.clusterSecurityGroup;
    for (const subnet of network.vpc.selectSubnets(network.balancers).subnets)
      Tags.of(subnet).add('kubernetes.io/role/elb', '1');
    this.addOn('vpc-cni', { enableNetworkPolicy: 'true' });
    for (const name of ['kube-proxy', 'eks-pod-identity-agent']) this.addOn(name);
    this.nodeRole = this.role();
    const nodes = this.nodes(settings);
    for (const name of ['coredns', 'metrics-server', 'aws-efs-csi-driver']) this.addOn(name).node.addDependency(nodes);
  }

  /** A role for the pods of one service account, and for nothing else. */
  identity(id: string, namespace: string, serviceAccount: string): iam.Role {
    const principal = new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com'));
    const role = new iam.Role(this, `${id}Role`, { assumedBy: principal });
    new eks.CfnPodIdentityAssociation(this, `${id}Identity`, {
      clusterName: this.cluster.clusterName,
      namespace,
      serviceAccount,
      roleArn: role.roleArn,
    });
    return role;
  }

  private addOn(name: string, configurationValues?: Record<string, unknown>): eks.Addon {
    return new eks.Addon(this, `Addon-${name}`, {
      cluster: this.cluster,
      addonName: name,
      ...(configurationValues ? { configurationValues } : {}),
    });
  }

  private role(): iam.Role {
    const policies = [
      'AmazonEKSWorkerNodePolicy',
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonEKS_CNI_Policy',
      'AmazonSSMManagedInstanceCore',
    ];
    return new iam.Role(this, 'NodeRole', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: policies.map((each) => iam.ManagedPolicy.fromAwsManagedPolicyName(each)),
    });
  }

  private nodes({ network, nodes }: ClusterSettings): eks.Nodegroup {
    const template = new ec2.LaunchTemplate(this, 'Template', {
      requireImdsv2: true,
      // A pod is one hop further, and none needs the node's role.
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(40, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    return this.cluster.addNodegroupCapacity('Nodes', {
      amiType: eks.NodegroupAmiType.AL2023_ARM_64_STANDARD,
      instanceTypes: [new ec2.InstanceType(nodes.type)],
      minSize: nodes.least,
      desiredSize: nodes.least,
      maxSize: nodes.most,
      maxUnavailable: 1,
      nodeRole: this.nodeRole,
      subnets: network.machines,
      launchTemplateSpec: {
        id: Fn.ref(template.stack.getLogicalId(template.node.defaultChild as ec2.CfnLaunchTemplate)),
        version: template.latestVersionNumber,
      },
    });
  }
}
