/** Writes the manifests into base/ and overlays/; `--check` only says what differs, and fails. `settings.env` and `application.env` are the operator's. */
import { baseEnvironment, baseFiles, edgeEnvironment, operatorNames } from './manifests/base.ts';
import { overlays } from './manifests/overlays.ts';
import { driftIn, type Files, operatorFiles, overlayFiles, render, unhashed, writerOf } from './manifests/rendering.ts';
import { namespace } from './manifests/shop.ts';

const writer = writerOf('manifests/');

function generatedFiles(): Files {
  const base = baseFiles();
  return new Map([
    ...Object.entries(base).map(([name, all]) => [`base/${name}`, writer.documents(all)] as const),
    ['base/bookstore.env', writer.environmentFile(baseEnvironment())],
    ['base/edge.env', writer.environmentFile(edgeEnvironment)],
    ['base/kustomization.yaml', writer.kustomization(baseKustomization(Object.keys(base)))],
    ...overlayFiles(writer, overlays, {
      namespace,
      configs: [{ name: 'bookstore' }, { name: 'bookstore-release', ofJob: true }],
      spread: ['web', 'worker', 'nginx'],
    }),
  ]);
}

const baseKustomization = (files: string[]): object => ({
  namespace,
  resources: files,
  configMapGenerator: [
    { name: 'bookstore', envs: ['bookstore.env'] },
    // A Job can't be changed, so its configuration keeps its name.
    { name: 'bookstore-release', envs: ['bookstore.env'], options: unhashed },
    { name: 'edge', envs: ['edge.env'] },
  ],
});

export const driftedFiles = (): string[] => driftIn(import.meta.dirname, generatedFiles());

if (import.meta.main) render(import.meta.dirname, generatedFiles(), operatorFiles(overlays, operatorNames()));
