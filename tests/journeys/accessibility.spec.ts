/// <reference lib="dom" />
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import type { ServedWorld } from './serve-page-world.ts';

const world = JSON.parse(process.env.JOURNEY_WORLD ?? '{"visits":[]}') as ServedWorld;
const parts = 8;
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };
/** What depends on the theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

for (let part = 0; part < parts; part++)
  test(`every page can be used by everyone, in both themes, on a narrow phone and a desktop (${String(part + 1)} of ${String(parts)})`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const contexts = new Map<string, BrowserContext>();
    const findings: string[] = [];
    for (const visit of world.visits.filter((_visit, at) => at % parts === part)) {
      const context = contexts.get(visit.as) ?? (await openContext(browser, visit.as));
      contexts.set(visit.as, context);
      const page = context.pages()[0] ?? (await context.newPage());
      const errors = listenForErrors(page);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.setViewportSize(phone);
      const answer = await page.goto(visit.path);
      expect(answer?.status(), visit.path).toBe(visit.status);
      await page.evaluate(axe.source);
      findings.push(...(await look(page, visit.path)).map((finding) => `light, phone: ${finding}`));
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      await page.setViewportSize(desktop);
      findings.push(...(await look(page, visit.path, colourRules)).map((finding) => `dark, desktop: ${finding}`));
      findings.push(...errors.splice(0).filter((error) => visit.status === 200 || !error.includes('status of 4')));
      page.removeAllListeners();
    }
    expect(findings.join('\n')).toBe('');
    await Promise.all([...contexts.values()].map((context) => context.close()));
  });

test('what a page lacks is found', async ({ page }) => {
  await page.setContent('<main style="width: 3000px"><img src="/book.webp"><p style="color: #eee">Pale</p></main>');
  await page.evaluate(axe.source);
  const found = (await look(page, 'planted')).join('\n');
  for (const lacking of ['image-alt', 'html-has-lang', 'color-contrast', 'pixels too wide'])
    expect(found).toContain(lacking);
  expect((await look(page, 'planted', colourRules)).join('\n')).not.toContain('image-alt');
});

async function openContext(browser: Browser, as: keyof ServedWorld['cookies']) {
  const context = await browser.newContext({ baseURL: world.url });
  await context.addCookies(world.cookies[as].map((cookie) => ({ ...cookie, url: world.url })));
  return context;
}

/** What the browser itself complains of: a refused script, a missing file. */
function listenForErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`);
  });
  return errors;
}

async function look(page: Page, path: string, rules?: string[]): Promise<string[]> {
  const { violations } = await page.evaluate(
    (runOnly) => axe.run(document, { resultTypes: ['violations'], ...(runOnly ? { runOnly } : {}) }),
    rules,
  );
  const found = violations.map(
    ({ id, nodes }) =>
      `${path} — ${id}: ${nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`)
        .join(' | ')}`,
  );
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 0 ? [...found, `${path} — is ${String(overflow)} pixels too wide`] : found;
}
