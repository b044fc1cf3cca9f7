import type { Chart } from 'cdk8s';
import { KubeHorizontalPodAutoscalerV2 } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { labelsOf } from './shop.ts';

export const webReplicas = { least: 2, most: 6 };
const cpuPercent = 70;

/** Doubles within a minute when CPU rises, goes back one by one after five quiet minutes. */
export function scaling(chart: Chart): void {
  new KubeHorizontalPodAutoscalerV2(chart, 'web-scaling', {
    metadata: { name: 'web', labels: labelsOf('web') },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: webReplicas.least,
      maxReplicas: webReplicas.most,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } },
        },
      ],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 60 }] },
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
      },
    },
  });
}
