import { type Browser, chromium, type LaunchOptions } from '@playwright/test';
import { findProgram } from '../../scripts/provision/run-program.ts';

/** No sandbox: tests run as root in containers. Nothing in the background: two cores serve shop, database and browser. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The system's browser, the lean build first: it takes half the CPU of the whole one. */
export function findChromium(): string | undefined {
  return findProgram('chromium-headless-shell') ?? findProgram('chromium') ?? findProgram('google-chrome-stable');
}

/** The reason why browser suites are skipped here, or undefined where there is one. */
export function chromiumMissing(): string | undefined {
  return findChromium() ? undefined : 'needs Chromium: `npm test -- --provision chromium` installs it';
}

/** How Playwright starts it: for `use.launchOptions` in a configuration, or `launchBrowser`. */
export function browserLaunchOptions(): LaunchOptions {
  const executablePath = findChromium();
  return { args: FLAGS, ...(executablePath !== undefined && { executablePath }) };
}

/** Errors: no Chromium on this machine. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(browserLaunchOptions());
}
