/** Writes the manifests into base/ and overlays/; `--check` only says what differs, and fails. `settings.env` and `application.env` are the operator's. */
import { KubeNamespace, KubeServiceAccount } from 'cdk8s-plus-34/lib/imports/k8s.js';
import { nginx } from '../../3-kubernetes/manifests/edge-nginx.ts';
import { allowEdges, denyAll } from '../../3-kubernetes/manifests/network.ts';
import {
  driftIn,
  type Files,
  operatorFiles,
  overlayFiles,
  render,
  unhashed,
  writerOf,
} from '../../3-kubernetes/manifests/rendering.ts';
import { namespace, type Resource, resources } from '../../3-kubernetes/manifests/shop.ts';
import { applications } from './manifests/applications.ts';
import { edgeEnvironment, environmentOf, operatorNames } from './manifests/environment.ts';
import { edgesOfBase } from './manifests/network.ts';
import { overlays } from './manifests/overlays.ts';
import { releaseConfig, releaseJob } from './manifests/release.ts';
import { scaling } from './manifests/scaling.ts';
import { serviceNames } from './services.ts';

const writer = writerOf('services.ts or manifests/');
const standard = 'pod-security.kubernetes.io';

const baseFiles = (): Record<string, Resource[]> => ({
  'namespace.yaml': resources((chart) => {
    const labels = Object.fromEntries(
      ['enforce', 'audit', 'warn'].map((mode) => [`${standard}/${mode}`, 'restricted']),
    );
    new KubeNamespace(chart, 'namespace', { metadata: { name: namespace, labels } });
  }, undefined),
  'account.yaml': resources((chart) => {
    new KubeServiceAccount(chart, 'account', { metadata: { name: namespace }, automountServiceAccountToken: false });
  }),
  'applications.yaml': resources(applications),
  'release.yaml': resources(releaseJob),
  'nginx.yaml': resources(nginx),
  'scaling.yaml': resources(scaling),
  'network.yaml': resources((chart) => {
    denyAll(chart);
    allowEdges(chart, 'base', edgesOfBase);
  }),
});

function generatedFiles(): Files {
  const base = baseFiles();
  return new Map([
    ...Object.entries(base).map(([name, all]) => [`base/${name}`, writer.documents(all)] as const),
    ...serviceNames.map((service) => [`base/${service}.env`, writer.environmentFile(environmentOf(service))] as const),
    ['base/edge.env', writer.environmentFile(edgeEnvironment)],
    ['base/kustomization.yaml', writer.kustomization(baseKustomization(Object.keys(base)))],
    ...overlayFiles(writer, overlays, {
      namespace,
      configs: serviceNames.flatMap((service) => [
        { name: service },
        { name: releaseConfig(service), ofJob: true as const },
      ]),
      spread: [...serviceNames, 'worker', 'nginx'],
    }),
  ]);
}

/** A Job can't be changed, so its configurations keep their names. */
const baseKustomization = (files: string[]): object => ({
  namespace,
  resources: files,
  configMapGenerator: [
    ...serviceNames.flatMap((service) => [
      { name: service, envs: [`${service}.env`] },
      { name: releaseConfig(service), envs: [`${service}.env`], options: unhashed },
    ]),
    { name: 'edge', envs: ['edge.env'] },
  ],
});

export const driftedFiles = (): string[] => driftIn(import.meta.dirname, generatedFiles());

if (import.meta.main) render(import.meta.dirname, generatedFiles(), operatorFiles(overlays, operatorNames()));
