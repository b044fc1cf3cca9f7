import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import type { Network } from './network.ts';

export interface DatabaseSettings {
  network: Network;
  group: ec2.SecurityGroup;
  deletionProtection: boolean;
  /** Aurora capacity units; one is about 2 GiB. */
  least: number;
  most: number;
}

/** Connections that the database takes; every process's pool, on all instances, must fit (see the contract's test). */
export const maxConnections = 200;
export const databaseName = 'bookstore';

const parameters = {
  require_secure_transport: 'ON',
  character_set_server: 'utf8mb4',
  max_connections: String(maxConnections),
  slow_query_log: '1',
  long_query_time: '1',
  server_audit_logging: '1',
  server_audit_events: 'CONNECT,QUERY_DDL,QUERY_DCL',
};

/** Aurora MySQL: a writer, and a reader in another zone that takes its place when it fails. Encrypted, TLS only. */
export class Database extends Construct {
  readonly cluster: rds.DatabaseCluster;
  readonly key: kms.Key;
  readonly host: string;

  constructor(scope: Construct, id: string, settings: DatabaseSettings) {
    super(scope, id);
    const { network, group, deletionProtection, least, most } = settings;
    this.key = new kms.Key(this, 'Key', {
      enableKeyRotation: true,
      description: 'BookStore: database and its secrets',
    });
    const engine = rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_10_4 });
    this.cluster = new rds.DatabaseCluster(this, 'Cluster', {
      engine,
      credentials: rds.Credentials.fromUsername('administrator', { encryptionKey: this.key }),
      // Aurora makes the administrator's password and changes it every week by itself.
      manageMasterUserPassword: true,
      defaultDatabaseName: databaseName,
      vpc: network.vpc,
      vpcSubnets: network.data,
      securityGroups: [group],
      writer: rds.ClusterInstance.serverlessV2('Writer', { publiclyAccessible: false }),
      readers: [rds.ClusterInstance.serverlessV2('Reader', { publiclyAccessible: false, scaleWithWriter: true })],
      serverlessV2MinCapacity: least,
      serverlessV2MaxCapacity: most,
      storageEncrypted: true,
      storageEncryptionKey: this.key,
      deletionProtection,
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.SNAPSHOT,
      backup: { retention: Duration.days(14), preferredWindow: '07:00-08:00' },
      copyTagsToSnapshot: true,
      enableDataApi: true,
      iamAuthentication: true,
      cloudwatchLogsExports: ['audit', 'error', 'slowquery'],
      monitoringInterval: Duration.seconds(60),
      parameters,
    });
    this.host = this.cluster.clusterEndpoint.hostname;
  }
}
