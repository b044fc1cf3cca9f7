import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export const addresses = '10.20.0.0/16';

/** Public subnets for balancers, private ones for machines, isolated ones for data, in each zone. The default security group is shut. */
export class Network extends Construct {
  readonly vpc: ec2.Vpc;
  readonly balancers: ec2.SubnetSelection = { subnetGroupName: 'public' };
  readonly machines: ec2.SubnetSelection = { subnetGroupName: 'machines' };
  readonly data: ec2.SubnetSelection = { subnetGroupName: 'data' };

  constructor(scope: Construct, id: string, settings: { zones: string[]; natGateways: number }) {
    super(scope, id);
    if (settings.zones.length < 2 || settings.zones.length > 3) throw new Error('a network takes two or three zones');
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(addresses),
      availabilityZones: settings.zones,
      natGateways: settings.natGateways,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'machines', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      // Images lie in S3 behind their registry: free this way, metered through a NAT gateway.
      gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
    });
    this.vpc.addFlowLog('Refused', {
      trafficType: ec2.FlowLogTrafficType.REJECT,
      destination: ec2.FlowLogDestination.toCloudWatchLogs(
        new logs.LogGroup(this, 'RefusedLog', {
          retention: logs.RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
    });
    new CfnOutput(this, 'VpcId', { value: this.vpc.vpcId });
  }

  /** A security group that lets nothing in or out until an edge is added. */
  group(name: string, description: string): ec2.SecurityGroup {
    return new ec2.SecurityGroup(this, name, { vpc: this.vpc, description, allowAllOutbound: false });
  }
}

/** One edge of the network, opened on both sides: `from` may call `to` on the port, and nothing else follows. */
export function allow(from: ec2.SecurityGroup, to: ec2.SecurityGroup, port: number, what: string): void {
  to.addIngressRule(from, ec2.Port.tcp(port), what);
  from.addEgressRule(to, ec2.Port.tcp(port), what);
}
