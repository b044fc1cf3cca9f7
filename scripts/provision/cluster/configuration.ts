import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPort, namesAddress, podsNetwork } from './addresses.ts';
import { cniFolder } from './programs.ts';

export interface Place {
  /** Outlives the machine. */
  readonly kept: string;
  /** Goes with the machine. */
  readonly run: string;
  /** Names its groups of processes. */
  readonly group: string;
}

export const pauseImage = 'bookstore/pause:1';
export const apiUrl = `https://127.0.0.1:${String(apiPort)}`;
export const containerdSocket = ({ run }: Place): string => join(run, 'containerd.sock');

/** Writes what the daemons read; answers the administrator's token, which stands in RUN/token too. */
export function writeConfiguration(place: Place): string {
  const { run } = place;
  const write = (name: string, content: string | object): void =>
    writeFileSync(join(run, name), typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
  mkdirSync(join(run, 'cni'), { recursive: true });
  const token = randomBytes(16).toString('hex');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  write('accounts.pub', publicKey.export({ type: 'spki', format: 'pem' }).toString());
  write('accounts.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  write('tokens.csv', `${token},admin,admin,system:masters\n`);
  write('token', token);
  write('resolv.conf', '');
  write('kubeconfig', kubeconfig(token));
  write('containerd.toml', containerd(place));
  write('cni/10-pods.conflist', podNetwork(run));
  write('kubelet.json', kubelet(place));
  return token;
}

// JSON is YAML too.
const kubeconfig = (token: string): object => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'own', cluster: { server: apiUrl, 'insecure-skip-tls-verify': true } }],
  users: [{ name: 'admin', user: { token } }],
  contexts: [{ name: 'own', context: { cluster: 'own', user: 'admin' } }],
  'current-context': 'own',
});

const containerd = (place: Place): string => `version = 2
root = "${place.kept}/containerd"
state = "${place.run}/containerd"
[grpc]
  address = "${containerdSocket(place)}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "docker.io/${pauseImage}"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${cniFolder}"
    conf_dir = "${place.run}/cni"
`;

const podNetwork = (run: string): object => ({
  cniVersion: '0.4.0',
  name: 'pods',
  plugins: [
    {
      type: 'bridge',
      bridge: 'pods0',
      isGateway: true,
      ipMasq: true,
      ipam: {
        type: 'host-local',
        dataDir: join(run, 'addresses'),
        ranges: [[{ subnet: podsNetwork }]],
        routes: [{ dst: '0.0.0.0/0' }],
      },
    },
  ],
});

/** It trusts whoever reaches it, and nobody outside the machine can. Disks are the test machine's, and no reason to turn pods out. */
const kubelet = ({ run, group }: Place): object => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  cgroupDriver: 'cgroupfs',
  cgroupRoot: `/${group}`,
  failSwapOn: false,
  // The node is ready once it has said so, and it first says that it isn't.
  nodeStatusUpdateFrequency: '1s',
  authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
  authorization: { mode: 'AlwaysAllow' },
  evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
  resolvConf: join(run, 'resolv.conf'),
  clusterDNS: [namesAddress],
  clusterDomain: 'cluster.local',
});
