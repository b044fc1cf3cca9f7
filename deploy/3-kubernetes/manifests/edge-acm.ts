import { ApiObject, type Chart } from 'cdk8s';
import { labelsOf } from './shop.ts';

export interface TargetGroupBinding {
  serviceRef: { name: string; port: number };
  targetGroupARN: string;
  targetType: 'ip' | 'instance';
}

/** Profile `acm`: the balancer and its certificate are the stack's; only the addresses of the NGINX pods are handed to it. */
export function acm(chart: Chart): void {
  const spec: TargetGroupBinding = {
    serviceRef: { name: 'nginx', port: 80 },
    targetGroupARN: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/bookstore/0123456789abcdef',
    targetType: 'ip',
  };
  new ApiObject(chart, 'target-group', {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { name: 'nginx', labels: labelsOf('nginx') },
    spec,
  });
}
