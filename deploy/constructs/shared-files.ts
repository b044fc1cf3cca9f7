import { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Network } from './network.ts';

/** The user in the image, whose files these are whoever writes them. */
export const applicationUser = '1000';

/** EFS with a folder for photos and one for built files, each entered by its own access point, over TLS, by role; backed up daily. */
export class SharedFiles extends Construct {
  readonly fileSystem: efs.FileSystem;
  readonly photos: efs.AccessPoint;
  readonly assets: efs.AccessPoint;

  constructor(scope: Construct, id: string, settings: { network: Network; group: ec2.SecurityGroup; keep: boolean }) {
    super(scope, id);
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true, description: 'BookStore: photos' });
    this.fileSystem = new efs.FileSystem(this, 'FileSystem', {
      vpc: settings.network.vpc,
      vpcSubnets: settings.network.data,
      securityGroup: settings.group,
      encrypted: true,
      kmsKey: key,
      enableAutomaticBackups: true,
      throughputMode: efs.ThroughputMode.ELASTIC,
      lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS,
      outOfInfrequentAccessPolicy: efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS,
      allowAnonymousAccess: false,
      removalPolicy: settings.keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.photos = this.folder('Photos', '/photos');
    this.assets = this.folder('Assets', '/assets');
    this.refuse('PlainTraffic', { Bool: { 'aws:SecureTransport': 'false' } });
    this.refuse('NoAccessPoint', { Null: { 'elasticfilesystem:AccessPointArn': 'true' } });
  }

  /** Lets a role read and write, through one of the two folders. */
  grant(role: iam.IGrantable, ...folders: efs.AccessPoint[]): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        resources: [this.fileSystem.fileSystemArn],
        conditions: {
          StringEquals: { 'elasticfilesystem:AccessPointArn': folders.map((each) => each.accessPointArn) },
        },
      }),
    );
  }

  private folder(id: string, path: string): efs.AccessPoint {
    const owner = { ownerUid: applicationUser, ownerGid: applicationUser, permissions: '0750' };
    return this.fileSystem.addAccessPoint(id, {
      path,
      createAcl: owner,
      posixUser: { uid: applicationUser, gid: applicationUser },
    });
  }

  private refuse(sid: string, conditions: Record<string, Record<string, string>>): void {
    this.fileSystem.addToResourcePolicy(
      new iam.PolicyStatement({
        sid,
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: [
          'elasticfilesystem:ClientMount',
          'elasticfilesystem:ClientWrite',
          'elasticfilesystem:ClientRootAccess',
        ],
        conditions,
      }),
    );
  }
}
