import { readFileSync } from 'node:fs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

const mostCharacters = 4096;

/** A function whose whole code stands in the template, so that a deployment needs no bucket; it may write its own log and no more. */
export class InlineFunction extends Construct {
  readonly function: lambda.Function;

  constructor(
    scope: Construct,
    id: string,
    settings: { file: URL; minutes: number; environment?: Record<string, string> },
  ) {
    super(scope, id);
    const code = readFileSync(settings.file, 'utf8');
    if (code.length > mostCharacters)
      throw new Error(`${settings.file.pathname} has more than ${String(mostCharacters)} characters`);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new logs.LogGroup(this, 'Log', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);
    this.function = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromInline(code),
      timeout: Duration.minutes(settings.minutes),
      role,
      logGroup,
      environment: settings.environment ?? {},
    });
  }
}
