import { readFileSync } from 'node:fs';
import type { OptOut } from '../constructs/opt-out.ts';

/** What an operator decides for stage 1 on AWS; `settings.json` beside the application holds it. */
export interface Settings {
  region: string;
  zone: string;
  domain: string;
  acmeEmail: string;
  /** By tag or digest, from a registry that needs no sign-in, or from the account's own. */
  image: string;
  application: { type: string; gigabytes: number };
  database: { type: string; gigabytes: number };
  optOut?: { natGateway?: OptOut<'instance'>; deletionProtection?: OptOut<false> };
}

export function readSettings(file: URL | string): Settings {
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Settings;
  if (/:latest$|^[^:@]+$/.test(settings.image)) throw new Error('settings: image must name a release by tag or digest');
  return settings;
}
