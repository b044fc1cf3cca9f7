/**
 * Strict validation of rendered manifests, custom resources included, against the models of Kubernetes 1.36, without a cluster:
 * unknown fields at any depth, wrong types, missing fields, API versions that are served no more. A kind without a schema is refused.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Resource } from '../manifests/shop.ts';
import { builtInModel, fieldProblems } from './known-fields.ts';
import { ownSchemaProblems } from './own-schemas.ts';

const packages: Record<string, string> = {
  'cert-manager.io': '@kubernetes-models/cert-manager',
  'external-secrets.io': '@kubernetes-models/external-secrets',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
};
const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '');
const isBuiltIn = (group: string): boolean => !packages[group] && (!group.includes('.') || group.endsWith('.k8s.io'));

/** The documents of a file of YAML, read as Kubernetes does: YAML 1.1, no key twice. Errors: a document that isn't one. */
export function parseResources(text: string): Resource[] {
  return parseAllDocuments(text, { version: '1.1', uniqueKeys: true }).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const value = document.toJS() as Resource | null;
    return value ? [value] : [];
  });
}

/** What is wrong, each with the kind, the name and the field; empty where all is right. */
export async function problemsOf(resources: Resource[]): Promise<string[]> {
  const found = await Promise.all(
    resources.map(async (each) =>
      (await problemsOfOne(each)).map((problem) => `${each.kind} ${each.metadata.name}: ${problem}`),
    ),
  );
  return [...found.flat(), ...typeProblems(resources.filter(({ apiVersion }) => packages[groupOf(apiVersion)]))];
}

async function problemsOfOne(resource: Resource): Promise<string[]> {
  const { apiVersion, kind } = resource;
  const own = ownSchemaProblems(resource);
  if (own) return own;
  const group = groupOf(apiVersion);
  const model = isBuiltIn(group) ? builtInModel(apiVersion, kind) : undefined;
  if (isBuiltIn(group) && !model) return [`${apiVersion} is not served`];
  if (!model && !packages[group]) return [`${apiVersion} has no schema`];
  return [
    ...(model ? fieldProblems(model, resource, kind) : []),
    ...(await schemaProblems(resource, packages[group] ?? 'kubernetes-models')),
  ];
}

async function schemaProblems(resource: Resource, from: string): Promise<string[]> {
  const models = (await import(`${from}/${resource.apiVersion}`)) as Record<
    string,
    (new (value: Resource) => { validate(): void }) | undefined
  >;
  const Model = models[resource.kind];
  if (!Model) return [`${resource.apiVersion} has no schema`];
  try {
    new Model(withoutLineBreaks(resource)).validate();
    return [];
  } catch (error) {
    const { errors = [], message } = error as {
      errors?: { instancePath: string; keyword: string; params: unknown }[];
      message: string;
    };
    return errors.length > 0
      ? errors.map((each) => `${each.instancePath}: ${each.keyword} ${JSON.stringify(each.params)}`)
      : [message];
  }
}

/** Kustomize breaks long secrets into lines, which Kubernetes reads and the schema does not. */
function withoutLineBreaks(resource: Resource): Resource {
  if (resource.kind !== 'Secret') return resource;
  const data = Object.entries((resource['data'] ?? {}) as Record<string, string>).map(([key, value]) => [
    key,
    value.replace(/\s/g, ''),
  ]);
  return { ...resource, data: Object.fromEntries(data) as Record<string, string> };
}

/** Unknown fields of custom resources: the schemas let them pass, the compiler's check of excess properties does not. */
function typeProblems(resources: Resource[]): string[] {
  if (resources.length === 0) return [];
  const folder = mkdtempSync(join(import.meta.dirname, '.validate-'));
  try {
    const file = join(folder, 'manifests.ts');
    const from = ({ apiVersion, kind }: Resource): string =>
      JSON.stringify(`${packages[groupOf(apiVersion)] ?? ''}/${apiVersion}/${kind}`);
    const lines = resources.map(
      (each, index) =>
        `import type { I${each.kind} as T${index} } from ${from(each)}; export const d${index}: T${index} = ${JSON.stringify(each)};`,
    );
    writeFileSync(file, `${lines.join('\n')}\n`);
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      file,
    ];
    const { stdout, status } = spawnSync(process.execPath, [tsc, ...options], { encoding: 'utf8' });
    const problems = [...stdout.matchAll(/\((\d+),\d+\): error TS\d+: (.*)/g)].map(([, line, problem = '']) => {
      const { kind = '', metadata } = resources[Number(line) - 1] ?? {};
      return `${kind} ${metadata?.name ?? ''}: ${problem}`;
    });
    if (status !== 0 && problems.length === 0) throw new Error(`tsc: ${stdout}`);
    return problems;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const problems = await problemsOf(
    process.argv.slice(2).flatMap((path) => parseResources(readFileSync(path, 'utf8'))),
  );
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
