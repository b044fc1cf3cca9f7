/** What a suite may need from the machine beside Node and the packages. Each has one step in this folder. */
export type Need =
  | 'mysql'
  | 'chromium'
  | 'nginx'
  | 'pebble'
  | 'wrk'
  | 'docker'
  /** A node of Kubernetes. */
  | 'cluster'
  | 'data'
  /** The packages of deploy/, which the shop itself does without. */
  | 'deploy'
  /** Several hosts on one machine. */
  | 'namespaces';

export type Provision =
  | {
      readonly ready: true;
      readonly environment?: Readonly<Record<string, string>>;
      readonly stop?: () => Promise<void>;
    }
  | { readonly ready: false; readonly reason: string };

export type ProvisionStep = () => Promise<Provision>;

export function unavailable(reason: string): Provision {
  return { ready: false, reason };
}
