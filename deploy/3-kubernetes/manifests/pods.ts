import type * as k8s from 'cdk8s-plus-34/lib/imports/k8s.js';
import { IntOrString, Quantity } from 'cdk8s-plus-34/lib/imports/k8s.js';

/** What the `restricted` standard asks of a pod, and a little more: no token of the API, no variables named after Services. */
export function confinedPod(
  user: number,
): Pick<k8s.PodSpec, 'automountServiceAccountToken' | 'enableServiceLinks' | 'securityContext'> {
  return {
    automountServiceAccountToken: false,
    // A Service called "database" would set DATABASE_PORT to a URL.
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

export const confinedContainer: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** `cpu` in thousandths; memory in MiB. CPU has no limit: a throttled process answers late though the machine is idle. */
export function resourcesOf(requests: { cpu: number; memory: number }, memoryLimit: number): k8s.ResourceRequirements {
  return {
    requests: { cpu: Quantity.fromString(`${requests.cpu}m`), memory: Quantity.fromString(`${requests.memory}Mi`) },
    limits: { memory: Quantity.fromString(`${memoryLimit}Mi`) },
  };
}

/** A folder that goes with the pod, the only kind of place that may be written beside volumes. */
export function scratch(name: string, mebibytes: number, inMemory = false): k8s.Volume {
  return {
    name,
    emptyDir: { sizeLimit: Quantity.fromString(`${mebibytes}Mi`), ...(inMemory ? { medium: 'Memory' } : {}) },
  };
}

export function httpProbe(
  path: string,
  port: string,
  timing: { period: number; failures: number; timeout?: number },
): k8s.Probe {
  return { httpGet: { path, port: IntOrString.fromString(port) }, ...timingOf(timing) };
}

export function tcpProbe(port: string, timing: { period: number; failures: number; timeout?: number }): k8s.Probe {
  return { tcpSocket: { port: IntOrString.fromString(port) }, ...timingOf(timing) };
}

const timingOf = ({ period, failures, timeout = 5 }: { period: number; failures: number; timeout?: number }) => ({
  periodSeconds: period,
  failureThreshold: failures,
  timeoutSeconds: timeout,
});

/** Services, balancers and NGINX hear of a pod's end a moment after the pod does: it goes on as if nothing were for that long. */
export const beforeStop = (seconds: number): k8s.Lifecycle => ({
  preStop: { exec: { command: ['sleep', String(seconds)] } },
});

/** Over zones first, then over machines; where a cluster has only one of either, pods run all the same. */
export function spread(
  labels: Record<string, string>,
  zones: 'ScheduleAnyway' | 'DoNotSchedule' = 'ScheduleAnyway',
): k8s.TopologySpreadConstraint[] {
  const by = (topologyKey: string, whenUnsatisfiable: string): k8s.TopologySpreadConstraint => ({
    topologyKey,
    whenUnsatisfiable,
    maxSkew: 1,
    nodeTaintsPolicy: 'Honor',
    matchLabelKeys: ['pod-template-hash'],
    labelSelector: { matchLabels: labels },
  });
  return [by('topology.kubernetes.io/zone', zones), by('kubernetes.io/hostname', 'ScheduleAnyway')];
}
