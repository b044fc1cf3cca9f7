import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { operatorVariables } from '../../environment/operator-variables.ts';

export const namespace = 'bookstore';
/** What a rendered document holds: of any shape until validate-manifests.ts has held it against its schema. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Shape = any;
/** An object of the Kubernetes API as it is written to a file. */
export type Resource = {
  apiVersion: string;
  kind: string;
  metadata: { name: string } & Record<string, unknown>;
} & Record<string, Shape>;

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
/** The release that stands in the base; an overlay's settings replace both. */
export const release = version;
export const image = `bookstore:${release}`;

/** The image that stage 1 names too. Errors: it isn't in the table. */
export function operatorDefault(name: string): string {
  const value = operatorVariables.find((each) => each.name === name)?.default;
  if (value === undefined) throw new Error(`${name} has no default in deploy/environment/operator-variables.ts`);
  return value;
}

export const ports = { web: 3000, nginx: 8080, metrics: 9464, mysql: 3306 } as const;
/** The applications of the shop that others reach or that reach others. */
export type AppName = 'web' | 'worker' | 'nginx' | 'migrate' | 'database' | 'catalogue' | 'payments' | 'messaging';

/** What a selector picks an application by; the same on its pods, its Service and its policies. */
export const labelsOf = (app: AppName): Record<string, string> => ({
  'app.kubernetes.io/name': app,
  'app.kubernetes.io/part-of': namespace,
});

/** The resources that `fill` adds to a chart, in the order of their dependencies. */
export function resources(fill: (chart: Chart) => void, inNamespace: string | undefined = namespace): Resource[] {
  const chart = new Chart(new App(), 'shop', {
    disableResourceNameHashes: true,
    ...(inNamespace ? { namespace: inNamespace } : {}),
  });
  fill(chart);
  return chart.toJson() as Resource[];
}
