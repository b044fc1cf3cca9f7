// Writes a page with every component on it: node src/web/assets/preview.ts FOLDER
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '../html.ts';
import { layout, type PageContext } from '../layout.ts';
import { messagesFor } from '../messages/index.ts';
import { localisedPath } from '../paths.ts';
import { buildAssets } from './build.ts';
import { previewCovers } from './preview/covers.ts';
import { previewPages } from './preview/pages.ts';

const folder = process.argv[2] ?? 'var/preview';
mkdirSync(join(folder, 'covers'), { recursive: true });
const assets = await buildAssets(join(folder, 'built'));
cpSync(assets.folder, join(folder, 'assets'), { recursive: true });
for (const [file, svg] of await previewCovers()) writeFileSync(join(folder, 'covers', file), svg);
for (const locale of ['es', 'en'] as const) {
  for (const [name, page] of Object.entries(previewPages(context(locale)))) {
    writeFileSync(join(folder, `${name}-${locale}.html`), render(layout(context(locale), page)));
  }
}

function context(locale: 'es' | 'en'): PageContext {
  const url = (path: string) => localisedPath(locale, 'es', path);
  return {
    locale,
    t: messagesFor(locale),
    path: '/search?q=borges',
    url,
    asset: (name) => assets.url(name),
    shop: { name: 'BookStore', currency: 'COP', country: 'CO', locale: 'es', publicUrl: 'http://localhost:3000' },
    viewer: locale === 'es' ? null : { accountId: '1', name: 'Lucía', role: 'administrator' },
    cartCount: 2,
    csrf: locale === 'es' ? null : 'token',
  };
}
