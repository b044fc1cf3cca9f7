import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import type { IIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer';
import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { ApiObject, type Chart } from 'cdk8s';
import { operatorDefault } from './shop.ts';

export const gatewayNamespace = 'envoy-gateway-system';
/** Pods that answer the certificate authority; cert-manager starts and ends them. */
export const solverLabels = { 'acme.cert-manager.io/http01-solver': 'true' };
export const solverPort = 8089;

const exampleDomain = 'books.example.org';
const gateway = 'bookstore';
const secret = 'bookstore-tls';

export interface EnvoyProxy {
  provider: {
    type: 'Kubernetes';
    kubernetes: { envoyService: Record<string, unknown>; envoyDeployment?: Record<string, unknown> };
  };
}

/** Profile `acme`: a plain network balancer → Envoy Gateway, whose certificate cert-manager gets by HTTP-01. No right at a cloud is needed. */
export function acme(chart: Chart): void {
  proxy(chart);
  object<IGateway>(chart, 'gateway', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: gateway },
    spec: {
      gatewayClassName: gateway,
      infrastructure: { parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: gateway } },
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          hostname: exampleDomain,
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          hostname: exampleDomain,
          tls: { mode: 'Terminate', certificateRefs: [{ name: secret }] },
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    },
  });
  certificate(chart);
  routes(chart);
}

/** `externalTrafficPolicy: Local` keeps the reader's address; on AWS the annotation asks the cluster's own cloud controller for a network balancer. */
function proxy(chart: Chart): void {
  object(chart, 'class', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: gateway, namespace: undefined },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  });
  const spec: EnvoyProxy = {
    provider: {
      type: 'Kubernetes',
      kubernetes: {
        envoyDeployment: { replicas: 2 },
        envoyService: {
          type: 'LoadBalancer',
          externalTrafficPolicy: 'Local',
          annotations: {
            'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
            'service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled': 'true',
          },
        },
      },
    },
  };
  object(chart, 'proxy', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyProxy',
    metadata: { name: gateway },
    spec,
  });
  object(chart, 'tls', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'ClientTrafficPolicy',
    metadata: { name: gateway },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }],
      tls: { minVersion: '1.2', maxVersion: '1.3' },
      // A payment gateway signs the one of its notices; NGINX lets no other through.
      headers: { preserveXRequestID: true },
    },
  });
}

function certificate(chart: Chart): void {
  object<IIssuer>(chart, 'issuer', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'acme' },
    spec: {
      acme: {
        server: operatorDefault('ACME_SERVER'),
        email: 'ops@example.org',
        privateKeySecretRef: { name: 'acme-account' },
        solvers: [
          {
            http01: {
              gatewayHTTPRoute: {
                parentRefs: [
                  { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway, sectionName: 'http' },
                ],
              },
            },
          },
        ],
      },
    },
  });
  object<ICertificate>(chart, 'certificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'bookstore' },
    spec: {
      secretName: secret,
      dnsNames: [exampleDomain],
      issuerRef: { name: 'acme', kind: 'Issuer', group: 'cert-manager.io' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
}

/** Everything goes to NGINX by https; by http a reader is only sent there. The authority's question is a longer path, and so goes before. */
function routes(chart: Chart): void {
  const route = (id: string, section: string, rule: NonNullable<NonNullable<IHTTPRoute['spec']>['rules']>[number]) =>
    object<IHTTPRoute>(chart, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: id },
      spec: { parentRefs: [{ name: gateway, sectionName: section }], hostnames: [exampleDomain], rules: [rule] },
    });
  route('shop', 'https', { backendRefs: [{ name: 'nginx', port: 80 }] });
  route('to-https', 'http', {
    filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
  });
}

type AnyObject = {
  apiVersion: string;
  kind: string;
  metadata?: { name?: string; namespace?: string | undefined } | undefined;
  spec?: unknown;
};

/** A custom resource whose fields the compiler checks. */
export function object<Kind extends AnyObject = AnyObject>(
  chart: Chart,
  id: string,
  { apiVersion, kind, metadata, spec }: Kind,
): void {
  new ApiObject(chart, id, { apiVersion, kind, metadata: { ...metadata } as Record<string, string>, spec });
}
