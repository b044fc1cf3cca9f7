import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../run-program.ts';
import { containerdSocket, type Place, pauseImage } from './configuration.ts';

/** Loads the image that holds a pod's network, made of the one program in it. Safe to repeat. */
export async function loadPauseImage(place: Place, programs: string): Promise<void> {
  const work = join(place.run, 'pause');
  mkdirSync(join(work, 'root'), { recursive: true });
  copyFileSync(join(programs, 'pause'), join(work, 'root/pause'));
  const layer = join(work, 'layer.tar');
  const same = ['--owner=0', '--group=0', '--mtime=@0', '--sort=name'];
  await runProgram('tar', ['-C', join(work, 'root'), ...same, '-cf', layer, 'pause']);
  const digest = createHash('sha256').update(readFileSync(layer)).digest('hex');
  const write = (name: string, content: object) => writeFileSync(join(work, name), JSON.stringify(content));
  write('config.json', {
    architecture: 'amd64',
    os: 'linux',
    config: { Entrypoint: ['/pause'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  });
  write('manifest.json', [{ Config: 'config.json', RepoTags: [pauseImage], Layers: ['layer.tar'] }]);
  const archive = join(work, 'image.tar');
  await runProgram('tar', ['-C', work, '-cf', archive, 'manifest.json', 'config.json', 'layer.tar']);
  await runProgram('ctr', ['-a', containerdSocket(place), '-n', 'k8s.io', 'images', 'import', archive]);
  rmSync(work, { recursive: true });
}
