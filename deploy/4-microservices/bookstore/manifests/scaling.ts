import type { Chart } from 'cdk8s';
import { KubeHorizontalPodAutoscalerV2 } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { labelsOf } from '../../../3-kubernetes/manifests/shop.ts';
import { serviceNames, services } from '../services.ts';

const cpuPercent = 70;

/** Each service grows by itself: doubles within a minute when CPU rises, goes back one by one after five quiet minutes. */
export function scaling(chart: Chart): void {
  for (const name of serviceNames) {
    const { least, most } = services[name].replicas;
    new KubeHorizontalPodAutoscalerV2(chart, `${name}-scaling`, {
      metadata: { name, labels: labelsOf(name) },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: least,
        maxReplicas: most,
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
}
