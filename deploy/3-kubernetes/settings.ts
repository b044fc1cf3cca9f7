import { readFileSync } from 'node:fs';
import type { OptOut } from '../constructs/opt-out.ts';

/** What an operator decides for stage 3; `settings.json` beside the application holds it. */
export interface Settings {
  region: string;
  /** Two or three zones of the region. */
  zones: string[];
  domain: string;
  /** `acm`: the stack makes balancer and certificate · `acme`: the gateway in the cluster does. */
  edge: 'acm' | 'acme';
  hostedZone?: { id: string; name: string };
  certificateArn?: string;
  /** Addresses that may reach the cluster's API, by CIDR. */
  operators: string[];
  nodes: { least: number; most: number; type: string };
  database: { least: number; most: number };
  /** Name of a secret that holds SMTP_URL. */
  mailSecret: string;
  email: string;
  budgetDollars: number;
  optOut?: { deletionProtection?: OptOut<false>; natGateways?: OptOut<number>; firewall?: OptOut<false> };
}

export function readSettings(file: URL | string): Settings {
  const settings = JSON.parse(readFileSync(file, 'utf8')) as Settings;
  checkSettings(settings);
  return settings;
}

/** Errors: a setting that would be found out only an hour into a deployment. */
export function checkSettings({ edge, hostedZone, certificateArn, operators, nodes }: Settings): void {
  if (edge === 'acm' && !hostedZone && !certificateArn)
    throw new Error('settings: hostedZone or certificateArn must be given for the edge "acm"');
  if (operators.length === 0 || operators.some((each) => each.endsWith('/0')))
    throw new Error('settings: operators must name who may reach the API, not everyone');
  if (nodes.least < 2) throw new Error('settings: nodes.least must be 2 or more, so that one may fail');
}
