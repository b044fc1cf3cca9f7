// Lets Lighthouse judge home, search, a copy's page and the checkout: median of five runs, on a phone and on a desktop.
// `npm run judge [-- RUNS]`; ends with 1 where a page is under its target. Needs the whole Chromium.
import { chromium } from '@playwright/test';
import lighthouse, { desktopConfig, type Flags } from 'lighthouse';
import { startDemoShop } from '../tests/support/demo-shop.ts';
import { freePort } from '../tests/support/free-port.ts';
import { installDebianPackages } from './provision/apt.ts';
import { findProgram } from './provision/run-program.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];
type Scores = Record<Category, number>;
const profiles = ['mobile', 'desktop'] as const;
type Profile = (typeof profiles)[number];

interface JudgedPage {
  readonly name: string;
  readonly path: string;
  /** The checkout is not for search engines. */
  readonly hidden?: true;
}

const runs = Number(process.argv[2] ?? '5');
const least = 95;
/** Performance has a target of its own: instant on a desktop, nearly so on a telephone. */
const leastPerformance: Readonly<Record<Profile, number>> = { mobile: 97, desktop: 100 };

async function main(): Promise<void> {
  const browser = await wholeChromium();
  const shop = await startDemoShop();
  const port = await freePort();
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  const context = await chromium.launch({
    executablePath: browser,
    args: [...flags, `--remote-debugging-port=${port}`],
  });
  let good = true;
  try {
    const { pages, cookie } = await pagesOf(shop.url);
    for (const profile of profiles)
      for (const page of pages) good = (await judge(shop.url, port, page, profile, cookie)) && good;
  } finally {
    await context.close();
    await shop.stop();
  }
  process.exitCode = good ? 0 : 1;
}

async function wholeChromium(): Promise<string> {
  if (!findProgram('chromium')) {
    const problem = await installDebianPackages('chromium');
    if (problem !== undefined) throw new Error(`Lighthouse needs Chromium: ${problem}`);
  }
  return findProgram('chromium') ?? 'chromium';
}

/** A visitor's cart, so that there is a checkout to look at. */
async function pagesOf(url: string): Promise<{ pages: readonly JudgedPage[]; cookie: string }> {
  const found = await fetch(`${url}/api/v1/listings?q=soledad&limit=1`);
  const { items } = (await found.json()) as { items: { id: string }[] };
  const id = items[0]?.id ?? '';
  const put = await fetch(`${url}/cart/items`, {
    method: 'POST',
    body: new URLSearchParams({ listingId: id }),
    redirect: 'manual',
  });
  const cookie = put.headers.get('set-cookie')?.split(';')[0] ?? '';
  const pages: readonly JudgedPage[] = [
    { name: 'home', path: '/' },
    { name: 'search', path: '/search?q=soledad' },
    { name: 'listing', path: `/listings/${id}` },
    { name: 'checkout', path: '/checkout', hidden: true },
  ];
  return { pages, cookie };
}

async function judge(url: string, port: number, page: JudgedPage, profile: Profile, cookie: string): Promise<boolean> {
  const seen: Scores[] = [];
  for (let run = 0; run < runs; run++)
    seen.push(await lookOnce(url + page.path, port, profile, page.hidden ? cookie : ''));
  const verdicts = categories.map((category) =>
    verdict(
      page,
      profile,
      category,
      seen.map((scores) => scores[category]),
    ),
  );
  console.log(`${profile.padEnd(8)} ${page.name.padEnd(9)} ${verdicts.map(({ text }) => text).join('  ')}`);
  return verdicts.every(({ good }) => good);
}

function verdict(
  page: JudgedPage,
  profile: Profile,
  category: Category,
  scores: readonly number[],
): { good: boolean; text: string } {
  const median = scores.toSorted((a, b) => a - b)[Math.floor(scores.length / 2)] ?? 0;
  const wanted = category === 'performance' && !page.hidden ? leastPerformance[profile] : least;
  const good = median >= wanted || (category === 'seo' && page.hidden === true);
  return { good, text: `${category} ${String(median).padStart(3)}${good ? ' ' : '!'}` };
}

async function lookOnce(url: string, port: number, profile: Profile, cookie: string): Promise<Scores> {
  const flags: Flags = {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: [...categories],
    ...(cookie === '' ? {} : { extraHeaders: { Cookie: cookie } }),
  };
  const result = await lighthouse(url, flags, profile === 'desktop' ? desktopConfig : undefined);
  if (!result) throw new Error(`Lighthouse says nothing about ${url}`);
  sayWhatCosts(result.lhr.audits, url);
  return Object.fromEntries(
    categories.map((category) => [category, Math.round((result.lhr.categories[category]?.score ?? 0) * 100)]),
  ) as Scores;
}

/** With `DETAILS` set: each audit that is not passed. */
function sayWhatCosts(
  audits: Readonly<Record<string, { score: number | null; title: string; displayValue?: string }>>,
  url: string,
): void {
  if (process.env.DETAILS === undefined) return;
  for (const [id, { score, title, displayValue }] of Object.entries(audits))
    if (score !== null && score < 0.9) console.log(`  ${url} ${id} ${score} ${title} ${displayValue ?? ''}`);
}

await main();
