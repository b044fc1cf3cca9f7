import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as rds from 'aws-cdk-lib/aws-rds';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { maxConnections } from './database.ts';

export interface AlarmSettings {
  email: string;
  balancer: elb.ApplicationLoadBalancer;
  targets: elb.ApplicationTargetGroup;
  cluster: rds.DatabaseCluster;
  leastInstances: number;
}

/** Where the application's metrics of `METRICS_PORT` arrive in CloudWatch. */
export const metricNamespace = 'BookStore';
const minute = Duration.minutes(1);

/** Mail when readers notice something, or soon will: instances, latency, errors, database, jobs that wait. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, settings: AlarmSettings) {
    super(scope, id);
    this.topic = this.mailTo(settings.email);
    this.watchReaders(settings);
    this.watchDatabase(settings.cluster);
    this.alarm('Queue', 'jobs wait: mails and effects of sales come late', waitingJobs(), '>', 500, 10);
  }

  private watchReaders({ balancer, targets, leastInstances }: AlarmSettings): void {
    const healthy = (statistic: string) => targets.metrics.healthyHostCount({ period: minute, statistic });
    const few = 'fewer instances answer for their health than should';
    this.alarm('Availability', few, healthy('Minimum'), '<', leastInstances, 3);
    this.alarm('NoAnswer', 'no instance answers', healthy('Maximum'), '<', 1, 1);
    const slow = targets.metrics.targetResponseTime({ period: minute, statistic: 'p95' });
    this.alarm('Latency', '5 % of the pages take longer than a second', slow, '>', 1, 5);
    this.alarm('Errors', 'more than 1 % of the requests end with an error of ours', errorPercent(balancer), '>', 1, 3);
  }

  private watchDatabase(cluster: rds.DatabaseCluster): void {
    const busy = cluster.metricCPUUtilization({ period: minute });
    this.alarm('DatabaseBusy', 'the database has little to spare', busy, '>', 85, 10);
    const connections = cluster.metricDatabaseConnections({ period: minute, statistic: 'Maximum' });
    this.alarm('DatabaseFull', 'connections of the database run out', connections, '>', maxConnections * 0.8, 3);
  }

  private alarm(
    id: string,
    description: string,
    metric: cloudwatch.IMetric,
    than: '<' | '>',
    threshold: number,
    minutes: number,
  ): void {
    const { LESS_THAN_THRESHOLD, GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: description,
      metric,
      threshold,
      comparisonOperator: than === '<' ? LESS_THAN_THRESHOLD : GREATER_THAN_THRESHOLD,
      evaluationPeriods: minutes,
      // No figure of healthy instances is no health; no requests are no errors.
      treatMissingData:
        than === '<' ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new actions.SnsAction(this.topic));
    alarm.addOkAction(new actions.SnsAction(this.topic));
  }

  private mailTo(email: string): sns.Topic {
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true, description: 'BookStore: alarms' });
    for (const service of ['cloudwatch', 'autoscaling'])
      key.grantEncryptDecrypt(new iam.ServicePrincipal(`${service}.amazonaws.com`));
    const topic = new sns.Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    topic.addSubscription(new subscriptions.EmailSubscription(email));
    return topic;
  }
}

/** Modules of the application that keep an outbox, each with its own figure. */
export const outboxes = ['accounts', 'catalogue', 'sales', 'payments', 'messaging'];

function waitingJobs(): cloudwatch.MathExpression {
  const figures = outboxes.map((module): [string, cloudwatch.IMetric] => [
    module,
    new cloudwatch.Metric({
      namespace: metricNamespace,
      metricName: `bookstore_${module}_jobs_waiting`,
      statistic: 'Maximum',
      period: minute,
    }),
  ]);
  const sum = outboxes.map((module) => `FILL(${module}, 0)`).join(' + ');
  return new cloudwatch.MathExpression({
    label: 'jobs that wait',
    period: minute,
    expression: sum,
    usingMetrics: Object.fromEntries(figures),
  });
}

function errorPercent(balancer: elb.ApplicationLoadBalancer): cloudwatch.MathExpression {
  const sum = { period: minute, statistic: 'Sum' };
  return new cloudwatch.MathExpression({
    label: 'errors, % of requests',
    period: minute,
    expression: 'IF(requests > 100, 100 * (FILL(ours, 0) + FILL(balancers, 0)) / requests, 0)',
    usingMetrics: {
      requests: balancer.metrics.requestCount(sum),
      ours: balancer.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT, sum),
      balancers: balancer.metrics.httpCodeElb(elb.HttpCodeElb.ELB_5XX_COUNT, sum),
    },
  });
}
