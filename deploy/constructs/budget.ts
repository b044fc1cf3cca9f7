import * as budgets from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

/** Mail at 80 % of the month's budget spent, and when the month is foreseen to pass it. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, settings: { dollarsAMonth: number; email: string }) {
    super(scope, id);
    const subscribers = [{ subscriptionType: 'EMAIL', address: settings.email }];
    const at = (notificationType: string, threshold: number) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
      subscribers,
    });
    new budgets.CfnBudget(this, 'Month', {
      budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: settings.dollarsAMonth, unit: 'USD' } },
      notificationsWithSubscribers: [at('ACTUAL', 80), at('FORECASTED', 100)],
    });
  }
}
