import { CfnOutput, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Balancer } from '../constructs/balancer.ts';
import { Budget } from '../constructs/budget.ts';
import { Database } from '../constructs/database.ts';
import { DatabaseUser } from '../constructs/database-user.ts';
import { Firewall } from '../constructs/firewall.ts';
import { Network } from '../constructs/network.ts';
import { safely } from '../constructs/opt-out.ts';
import { SharedFiles } from '../constructs/shared-files.ts';
import { paymentSecrets } from '../environment/stage-environment.ts';
import { Cluster } from './cluster.ts';
import { ports } from './manifests/shop.ts';
import { checkSettings, type Settings } from './settings.ts';

const nfs = 2049;
/** What the load-balancer controller looks at before it registers a pod. */
const describing = [
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'ec2:DescribeVpcs',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeInstances',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeAvailabilityZones',
];

/** Stage 3: EKS with the database, files and edge of stage 2. Its outputs are the lines of `overlays/eks/settings.env`. */
export class KubernetesStack extends Stack {
  private readonly settings: Settings;
  private readonly keep: boolean;
  private readonly network: Network;

  constructor(scope: Construct, id: string, settings: Settings, props: StackProps = {}) {
    super(scope, id, { description: 'BookStore, stage 3: Kubernetes', ...props });
    checkSettings(settings);
    this.settings = settings;
    this.keep = safely<boolean>(this, 'DeletionProtection', true, settings.optOut?.deletionProtection);
    const natGateways = safely(this, 'NatGateways', settings.zones.length, settings.optOut?.natGateways);
    this.network = new Network(this, 'Network', { zones: settings.zones, natGateways });
    const cluster = new Cluster(this, 'Cluster', { network: this.network, ...settings });
    const outputs = { ...this.data(cluster), ...(settings.edge === 'acm' ? this.edge(cluster) : {}) };
    new Budget(this, 'Budget', { dollarsAMonth: settings.budgetDollars, email: settings.email });
    for (const [name, value] of Object.entries({ REGION: this.region, DOMAIN: settings.domain, ...outputs }))
      new CfnOutput(this, name.replaceAll('_', ''), { value, description: name });
  }

  private data(cluster: Cluster): Record<string, string> {
    const { network, keep, settings } = this;
    const databaseGroup = network.group('DatabaseGroup', 'the database');
    const filesGroup = network.group('FilesGroup', 'photos');
    databaseGroup.addIngressRule(cluster.group, ec2.Port.tcp(ports.mysql), 'the pods');
    filesGroup.addIngressRule(cluster.group, ec2.Port.tcp(nfs), 'the nodes');
    const database = new Database(this, 'Database', {
      network,
      group: databaseGroup,
      deletionProtection: keep,
      ...settings.database,
    });
    const user = new DatabaseUser(this, 'DatabaseUser', database);
    const files = new SharedFiles(this, 'Files', { network, group: filesGroup, keep });
    // The driver's pods on each node mount by the node's role: they alone reach its credentials.
    files.grant(cluster.nodeRole, files.photos);
    const key = new secretsmanager.Secret(this, 'SecretKey', {
      description: 'BookStore: signs cookies and links',
      encryptionKey: database.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    const mail = secretsmanager.Secret.fromSecretNameV2(this, 'Mail', settings.mailSecret);
    const payments = this.payments(database);
    const administrator = database.cluster.secret;
    if (!administrator) throw new Error('the database has no administrator');
    const reader = cluster.identity('Secrets', 'external-secrets', 'external-secrets');
    for (const each of [user.secret, key, mail, payments, administrator]) each.grantRead(reader);
    return {
      DATABASE_HOST: database.host,
      PHOTOS: `${files.fileSystem.fileSystemId}::${files.photos.accessPointId}`,
      DATABASE_SECRET: user.secret.secretName,
      KEY_SECRET: key.secretName,
      MAIL_SECRET: settings.mailSecret,
      PAYMENTS_SECRET: payments.secretName,
      ADMINISTRATOR_SECRET: administrator.secretArn,
    };
  }

  /** Two empty texts, which are none, until the operator puts the gateway's in their place. */
  private payments({ key }: Database): secretsmanager.Secret {
    const empty = paymentSecrets.map((each) => [each, SecretValue.unsafePlainText('')] as const);
    return new secretsmanager.Secret(this, 'Payments', {
      description: 'BookStore: what Mercado Pago gave the shop',
      encryptionKey: key,
      secretObjectValue: Object.fromEntries(empty),
    });
  }

  /** The stack owns balancer, certificate and target group, so nothing stays when it goes; the controller only registers pods. */
  private edge(cluster: Cluster): Record<string, string> {
    const { network, keep, settings } = this;
    const group = network.group('BalancerGroup', 'the balancer');
    group.addEgressRule(cluster.group, ec2.Port.tcp(ports.nginx), 'NGINX');
    cluster.group.addIngressRule(group, ec2.Port.tcp(ports.nginx), 'readers, by the balancer');
    const { domain, hostedZone, certificateArn } = settings;
    const edge = new Balancer(this, 'Edge', {
      network,
      group,
      domain,
      deletionProtection: keep,
      podsAt: ports.nginx,
      ...(hostedZone ? { hostedZone } : {}),
      ...(certificateArn ? { certificateArn } : {}),
    });
    if (safely<boolean>(this, 'Firewall', true, settings.optOut?.firewall))
      new Firewall(this, 'Firewall', edge.balancer);
    const controller = cluster.identity('Targets', 'kube-system', 'aws-load-balancer-controller');
    controller.addToPolicy(
      new iam.PolicyStatement({
        actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
        resources: [edge.targets.targetGroupArn],
      }),
    );
    controller.addToPolicy(
      new iam.PolicyStatement({
        actions: describing,
        resources: ['*'],
      }),
    );
    return { TARGET_GROUP_ARN: edge.targets.targetGroupArn };
  }
}
