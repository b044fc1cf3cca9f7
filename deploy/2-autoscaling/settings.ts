import { readFileSync } from 'node:fs';
import type { OptOut } from '../constructs/opt-out.ts';

/** What an operator decides for stage 2; `settings.json` beside the application holds it. */
export interface Settings {
  region: string;
  /** Two or three zones of the region. */
  zones: string[];
  domain: string;
  /** A hosted zone of Route 53 that the domain is in: certificate and name are made there. Otherwise `certificateArn`. */
  hostedZone?: { id: string; name: string };
  certificateArn?: string;
  /** A repository of the account's registry, and the release in it. */
  image: { repository: string; tag: string };
  nginxImage: string;
  /** Name of a secret that holds SMTP_URL. */
  mailSecret: string;
  /** Name of a secret that holds `{"mercadopago-access-token": …, "mercadopago-webhook-secret": …}`; without it the shop takes no real money. */
  paymentsSecret?: string;
  /** Who is told of alarms and of the budget. */
  email: string;
  instances: { least: number; most: number; type: string };
  cpuPercent: number;
  /** Per instance and minute, before another one is added. */
  requestsPerMinute: number;
  database: { least: number; most: number };
  budgetDollars: number;
  /** The application's own variables that the operator may set: see docs/deploy/environment.md. */
  shop: Record<string, string>;
  optOut?: {
    deletionProtection?: OptOut<false>;
    natGateways?: OptOut<number>;
    firewall?: OptOut<false>;
  };
}

export function readSettings(file: URL | string): Settings {
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Settings;
  checkSettings(settings);
  return settings;
}

/** Errors: a setting that would be found out only an hour into a deployment. */
export function checkSettings(settings: Settings): void {
  const { instances, hostedZone, certificateArn, image } = settings;
  if (!hostedZone && !certificateArn) throw new Error('settings: hostedZone or certificateArn must be given');
  if (image.tag === 'latest') throw new Error('settings: image.tag must name a release, not "latest"');
  if (instances.least < 2) throw new Error('settings: instances.least must be 2 or more, so that one may fail');
  if (instances.most <= instances.least)
    throw new Error('settings: instances.most must exceed least, so that an update has room');
}
