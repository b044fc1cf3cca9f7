import { type CfnResource, CustomResource, Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type Database, databaseName } from './database.ts';
import { InlineFunction } from './inline-function.ts';

/** The application's own user: may read and write rows, not change tables; its password changes every 30 days. */
export class DatabaseUser extends Construct {
  readonly secret: secretsmanager.Secret;

  constructor(scope: Construct, id: string, database: Database) {
    super(scope, id);
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
    const keeper = this.keeper(database);
    this.secret.addRotationSchedule('Rotation', {
      rotationLambda: keeper,
      automaticallyAfter: Duration.days(30),
      rotateImmediatelyOnUpdate: false,
    });
    const made = new CustomResource(this, 'Made', {
      serviceToken: keeper.functionArn,
      properties: { Database: databaseName },
    });
    (made.node.defaultChild as CfnResource).addPropertyOverride('ServiceTimeout', 600);
    made.node.addDependency(database.cluster, keeper);
  }

  /** The function that makes the user and changes its password, as the administrator, through the Data API. */
  private keeper(database: Database): lambda.Function {
    const administrator = database.cluster.secret;
    if (!administrator) throw new Error('the database has no administrator’s secret');
    const { function: keeper } = new InlineFunction(this, 'Keeper', {
      file: new URL('../2-autoscaling/functions/database-user.cjs', import.meta.url),
      minutes: 5,
      environment: {
        CLUSTER: database.cluster.clusterArn,
        ADMINISTRATOR: administrator.secretArn,
        DATABASE: databaseName,
        SECRET: this.secret.secretArn,
      },
    });
    administrator.grantRead(keeper);
    this.secret.grantRead(keeper);
    this.secret.grantWrite(keeper);
    const may = (actions: string[], resources: string[]) =>
      keeper.addToRolePolicy(new iam.PolicyStatement({ actions, resources }));
    may(['secretsmanager:GetRandomPassword'], ['*']);
    may(['rds-data:ExecuteStatement'], [database.cluster.clusterArn]);
    return keeper;
  }
}
