import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import sharp from 'sharp';
import { faviconSvg, maskableIconSvg } from '../covers/brand.ts';

type Made = readonly (readonly [name: string, content: Uint8Array])[];

/** Everything that pages link to, by its plain name, from the sources in `folder`. Loaded only when something has changed. */
export async function makeAssets(folder: string): Promise<Made> {
  const share = await readFile(join(folder, 'static/share.svg'));
  const pictures = await Promise.all([
    ...[180, 192, 512].map(async (size) => [`icon-${size}.png`, await square(size)] as const),
    sharp(share)
      .png({ palette: true })
      .toBuffer()
      .then((content) => ['share.png', content] as const),
  ]);
  return [...(await bundle(folder)), ['favicon.svg', Buffer.from(faviconSvg)], ...pictures];
}

async function bundle(folder: string): Promise<Made> {
  const { outputFiles } = await build({
    entryPoints: { app: join(folder, 'browser/app.ts'), style: join(folder, 'styles/app.css') },
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    legalComments: 'none',
  });
  const named = (ending: string) =>
    outputFiles.find((file) => file.path.endsWith(ending))?.contents ?? new Uint8Array();
  return [
    ['app.js', named('app.js')],
    ['app.css', named('style.css')],
  ];
}

async function square(size: number): Promise<Uint8Array> {
  return await sharp(Buffer.from(maskableIconSvg)).resize(size, size).png({ palette: true }).toBuffer();
}
