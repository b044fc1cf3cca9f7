import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Network } from './network.ts';

export interface BalancerSettings {
  network: Network;
  group: ec2.SecurityGroup;
  domain: string;
  hostedZone?: { id: string; name: string };
  certificateArn?: string;
  deletionProtection: boolean;
  /** The port of pods that are targets by their own addresses; otherwise machines are, at port 80. */
  podsAt?: number;
}

/** How the balancer judges an instance: out of use after `timesBad` × `seconds`, back after `timesGood` × `seconds`. */
export const health = { path: '/health', seconds: 10, timeoutSeconds: 5, timesBad: 2, timesGood: 2 };

/** The edge of stages 2 and 3: TLS 1.2 and 1.3 with a certificate of ACM, 80 → 443, log to S3. */
export class Balancer extends Construct {
  readonly balancer: elb.ApplicationLoadBalancer;
  readonly targets: elb.ApplicationTargetGroup;

  constructor(scope: Construct, id: string, settings: BalancerSettings) {
    super(scope, id);
    const { network, group } = settings;
    this.balancer = new elb.ApplicationLoadBalancer(this, 'Balancer', {
      vpc: network.vpc,
      vpcSubnets: network.balancers,
      internetFacing: true,
      securityGroup: group,
      deletionProtection: settings.deletionProtection,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: elb.DesyncMitigationMode.STRICTEST,
      // Longer than NGINX's keepalive would be a connection that NGINX closes just as it is used.
      idleTimeout: Duration.seconds(60),
    });
    this.balancer.logAccessLogs(this.logBucket(settings.deletionProtection));
    this.targets = new elb.ApplicationTargetGroup(this, 'Instances', {
      vpc: network.vpc,
      protocol: elb.ApplicationProtocol.HTTP,
      port: settings.podsAt ?? 80,
      targetType: settings.podsAt ? elb.TargetType.IP : elb.TargetType.INSTANCE,
      deregistrationDelay: Duration.seconds(30),
      loadBalancingAlgorithmType: elb.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      healthCheck: {
        path: health.path,
        healthyHttpCodes: '200',
        interval: Duration.seconds(health.seconds),
        timeout: Duration.seconds(health.timeoutSeconds),
        unhealthyThresholdCount: health.timesBad,
        healthyThresholdCount: health.timesGood,
      },
    });
    this.listen(settings);
  }

  private listen(settings: BalancerSettings): void {
    const zone =
      settings.hostedZone &&
      route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: settings.hostedZone.id,
        zoneName: settings.hostedZone.name,
      });
    const certificate = settings.certificateArn
      ? acm.Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn)
      : new acm.Certificate(this, 'Certificate', {
          domainName: settings.domain,
          validation: acm.CertificateValidation.fromDns(zone),
        });
    this.balancer.addListener('Https', {
      port: 443,
      open: false,
      certificates: [certificate],
      sslPolicy: elb.SslPolicy.TLS13_RES,
      defaultTargetGroups: [this.targets],
    });
    this.balancer.addListener('Http', {
      port: 80,
      open: false,
      defaultAction: elb.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
    for (const port of [80, 443]) settings.group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port), 'readers');
    if (zone) {
      const target = route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(this.balancer));
      new route53.ARecord(this, 'Name', { zone, recordName: settings.domain, target });
    }
  }

  private logBucket(keep: boolean): s3.Bucket {
    return new s3.Bucket(this, 'Log', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(30) }],
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
