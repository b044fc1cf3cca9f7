import { type CfnResource, CustomResource, Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Database, databaseName } from './database.ts';
import { InlineFunction } from './inline-function.ts';

/** The application's own user: may read and write rows, not change tables; its password changes every 30 days. */
export class DatabaseUser extends Construct {
  readonly secret: secretsmanager.Secret;

  constructor(scope: Construct, id: string, database: Database) {
    super(scope, id);
    const administrator = database.cluster.secret;
    if (!administrator) throw new Error('the database has no administrator’s secret');
    this.secret = new secretsmanager.Secret(this, 'Secret', {
      description: 'BookStore: the application’s user of the database',
      encryptionKey: database.key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'bookstore' }),
        generateStringKey: 'password',
        passwordLength: 40,
        excludePunctuation: true,
      },
    });
    const { function: handler } = new InlineFunction(this, 'Keeper', {
      file: new URL('../2-autoscaling/functions/database-user.cjs', import.meta.url),
      minutes: 5,
      environment: {
        CLUSTER: database.cluster.clusterArn,
        ADMINISTRATOR: administrator.secretArn,
        DATABASE: databaseName,
        SECRET: this.secret.secretArn,
      },
    });
    administrator.grantRead(handler);
    this.secret.grantRead(handler);
    this.secret.grantWrite(handler);
    handler.addToRolePolicy(
      new iam.PolicyStatement({ actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] }),
    );
    handler.addToRolePolicy(
      new iam.PolicyStatement({ actions: ['rds-data:ExecuteStatement'], resources: [database.cluster.clusterArn] }),
    );
    this.secret.addRotationSchedule('Rotation', {
      rotationLambda: handler,
      automaticallyAfter: Duration.days(30),
      rotateImmediatelyOnUpdate: false,
    });
    const made = new CustomResource(this, 'Made', {
      serviceToken: handler.functionArn,
      properties: { Database: databaseName },
    });
    (made.node.defaultChild as CfnResource).addPropertyOverride('ServiceTimeout', 600);
    made.node.addDependency(database.cluster, handler);
  }
}
