import { join } from 'node:path';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { browserLaunchOptions } from './browser.ts';

const root = join(import.meta.dirname, '../..');

/** What every suite in the browser shares; a suite's own `playwright.config.ts` adds its folder and its projects. */
export function playwrightConfig(own: PlaywrightTestConfig): PlaywrightTestConfig {
  return defineConfig(
    {
      workers: 2,
      fullyParallel: true,
      forbidOnly: Boolean(process.env.CI),
      timeout: 45_000,
      expect: { timeout: 10_000 },
      outputDir: join(root, 'var/test-results'),
      reporter: [['list']],
      use: { launchOptions: browserLaunchOptions(), trace: 'off', locale: 'es-CO', timezoneId: 'America/Bogota' },
    },
    own,
  );
}
