import { findChromium } from '../../tests/support/browser.ts';
import { installDebianPackages } from './apt.ts';
import { type Provision, unavailable } from './provision.ts';

export async function provisionChromium(): Promise<Provision> {
  const problem = findChromium() ? undefined : await installDebianPackages('chromium-headless-shell');
  return problem === undefined ? { ready: true } : unavailable(`needs Chromium: ${problem}`);
}
