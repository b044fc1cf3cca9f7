import { playwrightConfig } from '../support/playwright-config.ts';

export default playwrightConfig({
  testDir: '.',
  globalSetup: './open-shops.ts',
  timeout: 150_000,
  projects: [
    { name: 'pages', testMatch: 'accessibility.spec.ts' },
    { name: 'sqlite', testIgnore: 'accessibility.spec.ts', metadata: { database: 'sqlite' } },
    { name: 'mysql', testIgnore: 'accessibility.spec.ts', metadata: { database: 'mysql' } },
  ],
});
