import { Ajv } from 'ajv';

const text = { type: 'string' };
const object = (properties: Record<string, unknown>, required: string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const anything = { type: 'object' };
const reference = object({ group: text, kind: text, name: text }, ['group', 'kind', 'name']);
const resource = (spec: object) =>
  object({ apiVersion: text, kind: text, metadata: anything, spec }, ['apiVersion', 'kind', 'metadata', 'spec']);

/**
 * Custom resources that no package of models covers: the fields that their references name and that we use; any other is refused.
 * Source: AWS Load Balancer Controller v2 "TargetGroupBinding", Envoy Gateway v1 "EnvoyProxy" and "ClientTrafficPolicy".
 */
const schemas: Record<string, object> = {
  'elbv2.k8s.aws/v1beta1 TargetGroupBinding': resource(
    object(
      {
        serviceRef: object({ name: text, port: { type: ['integer', 'string'] } }, ['name', 'port']),
        targetGroupARN: {
          type: 'string',
          pattern: '^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\\d{12}:targetgroup/',
        },
        targetType: { enum: ['ip', 'instance'] },
        vpcID: text,
        ipAddressType: { enum: ['ipv4', 'ipv6'] },
      },
      ['serviceRef'],
    ),
  ),
  'gateway.envoyproxy.io/v1alpha1 EnvoyProxy': resource(
    object({
      provider: object(
        {
          type: { enum: ['Kubernetes'] },
          kubernetes: object({
            envoyDeployment: object({ replicas: { type: 'integer', minimum: 1 } }),
            envoyService: object({
              type: text,
              externalTrafficPolicy: { enum: ['Local', 'Cluster'] },
              annotations: { type: 'object', additionalProperties: text },
            }),
          }),
        },
        ['type'],
      ),
    }),
  ),
  'gateway.envoyproxy.io/v1alpha1 ClientTrafficPolicy': resource(
    object(
      {
        targetRefs: { type: 'array', items: reference, minItems: 1 },
        tls: object({ minVersion: { enum: ['1.2', '1.3'] }, maxVersion: { enum: ['1.2', '1.3'] } }),
        headers: object({ preserveXRequestID: { type: 'boolean' } }),
      },
      ['targetRefs'],
    ),
  ),
};

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

/** Undefined where the kind isn't one of these. */
export function ownSchemaProblems(resource: { apiVersion: string; kind: string }): string[] | undefined {
  const schema = schemas[`${resource.apiVersion} ${resource.kind}`];
  if (!schema) return undefined;
  const validate = ajv.compile(schema);
  return validate(resource)
    ? []
    : (validate.errors ?? []).map(
        (each) => `${each.instancePath}: ${each.message ?? each.keyword} ${JSON.stringify(each.params)}`,
      );
}
