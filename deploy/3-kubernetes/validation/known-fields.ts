import * as client from '@kubernetes/client-node';

type Model = { getAttributeTypeMap?: () => { baseName: string; type: string }[] };
const models = client as unknown as Record<string, Model | undefined>;
const primitives: Record<string, string> = { string: 'string', number: 'number', boolean: 'boolean' };

/** The client's model of a kind that Kubernetes 1.36 serves: `apps/v1 Deployment` is V1Deployment. Undefined where it isn't served. */
export function builtInModel(apiVersion: string, kind: string): string | undefined {
  const version = apiVersion.split('/').at(-1) ?? '';
  const name = `${version.charAt(0).toUpperCase()}${version.slice(1)}${kind}`;
  return models[name]?.getAttributeTypeMap ? name : undefined;
}

/** Every field below `value` that the model doesn't know, or that has another type, with its path. */
export function fieldProblems(type: string, value: unknown, path: string): string[] {
  if (value === null || value === undefined) return [];
  const primitive = primitives[type];
  if (primitive) return typeof value === primitive ? [] : [`${path}: expected ${primitive}, got ${typeof value}`];
  const items = /^Array<(.*)>$/.exec(type)?.[1];
  if (items)
    return Array.isArray(value)
      ? value.flatMap((each, index) => fieldProblems(items, each, `${path}[${index}]`))
      : [`${path}: expected a list`];
  if (typeof value !== 'object') return [];
  const values = /^(?:\{ \[key: string\]: (.*); \}|Map<string, (.*)>)$/.exec(type);
  if (values)
    return Object.entries(value).flatMap(([key, each]) =>
      fieldProblems(values[1] ?? values[2] ?? 'any', each, `${path}.${key}`),
    );
  const fields = models[type]?.getAttributeTypeMap?.();
  return fields ? objectProblems(new Map(fields.map((each) => [each.baseName, each.type])), value, path) : [];
}

function objectProblems(known: Map<string, string>, value: object, path: string): string[] {
  if (Array.isArray(value)) return [`${path}: expected an object`];
  return Object.entries(value).flatMap(([key, each]) => {
    const type = known.get(key);
    return type === undefined ? [`${path}.${key}: unknown field`] : fieldProblems(type, each, `${path}.${key}`);
  });
}
