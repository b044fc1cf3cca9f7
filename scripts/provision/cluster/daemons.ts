import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPort, etcdUrl, nodeAddress, podsNetwork, servicesNetwork } from './addresses.ts';
import { containerdSocket, type Place } from './configuration.ts';

/** Starts a daemon of the machine; the machine ends with it. */
export function startDaemon(run: string, program: string, flags: Readonly<Record<string, string>>, name: string): void {
  const path = join(run, `${name}.log`);
  const log = openSync(path, 'a');
  const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
  spawn(program, args, { stdio: ['ignore', log, log] }).once('exit', (code) => {
    const said = readFileSync(path, 'utf8').trim().split('\n').slice(-3).join(' | ');
    process.stderr.write(`${name} ended with ${String(code)}: ${said}\n`);
    process.exit(1);
  });
}

export const etcdFlags = ({ run }: Place): Record<string, string> => ({
  'data-dir': join(run, 'etcd'),
  'listen-client-urls': etcdUrl,
  'advertise-client-urls': etcdUrl,
  'listen-peer-urls': 'http://127.0.0.1:2380',
  'initial-advertise-peer-urls': 'http://127.0.0.1:2380',
  'initial-cluster': 'default=http://127.0.0.1:2380',
  // Nothing of it outlives the machine.
  'unsafe-no-fsync': 'true',
});

export const apiserverFlags = ({ run }: Place): Record<string, string> => ({
  'etcd-servers': etcdUrl,
  'bind-address': '0.0.0.0',
  'secure-port': String(apiPort),
  'insecure-port': '0',
  'advertise-address': nodeAddress,
  'cert-dir': join(run, 'apiserver'),
  'service-cluster-ip-range': servicesNetwork,
  'service-account-key-file': join(run, 'accounts.pub'),
  'service-account-signing-key-file': join(run, 'accounts.key'),
  'service-account-issuer': 'https://kubernetes.default.svc',
  'token-auth-file': join(run, 'tokens.csv'),
  'authorization-mode': 'RBAC',
  'kubelet-preferred-address-types': 'InternalIP',
});

/** An autoscaler looks every two seconds instead of fifteen, and believes a new pod after fifteen seconds instead of five minutes. */
export const controllersFlags = ({ run }: Place): Record<string, string> => ({
  kubeconfig: join(run, 'kubeconfig'),
  'leader-elect': 'false',
  'service-account-private-key-file': join(run, 'accounts.key'),
  'root-ca-file': join(run, 'apiserver/apiserver.crt'),
  port: '0',
  'bind-address': '127.0.0.1',
  'cert-dir': join(run, 'controllers'),
  'flex-volume-plugin-dir': join(run, 'volume-plugins'),
  'horizontal-pod-autoscaler-sync-period': '2s',
  'horizontal-pod-autoscaler-cpu-initialization-period': '15s',
  'horizontal-pod-autoscaler-initial-readiness-delay': '5s',
});

export const schedulerFlags = ({ run }: Place): Record<string, string> => ({
  kubeconfig: join(run, 'kubeconfig'),
  'leader-elect': 'false',
  port: '0',
  'bind-address': '127.0.0.1',
  'cert-dir': join(run, 'scheduler'),
});

export const kubeletFlags = (place: Place): Record<string, string> => ({
  kubeconfig: join(place.run, 'kubeconfig'),
  config: join(place.run, 'kubelet.json'),
  'container-runtime': 'remote',
  'container-runtime-endpoint': `unix://${containerdSocket(place)}`,
  'root-dir': join(place.run, 'kubelet'),
  'cert-dir': join(place.run, 'kubelet-certificate'),
  'volume-plugin-dir': join(place.run, 'volume-plugins'),
  'hostname-override': 'node',
  'node-ip': nodeAddress,
  'node-labels': 'topology.kubernetes.io/zone=zone-a',
});

export const proxyFlags = ({ run }: Place): Record<string, string> => ({
  kubeconfig: join(run, 'kubeconfig'),
  'hostname-override': 'node',
  'proxy-mode': 'iptables',
  // So that an answer finds the way back through the node, on one bridge with the one who asked.
  'masquerade-all': 'true',
  'cluster-cidr': podsNetwork,
  'metrics-bind-address': '127.0.0.1:10249',
  'conntrack-max-per-core': '0',
});
