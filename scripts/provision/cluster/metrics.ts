import { createServer, type Server } from 'node:https';
import type { KubernetesApi, Listed } from './api.ts';
import type { Usage } from './usage.ts';

interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

const apiVersion = 'metrics.k8s.io/v1beta1';
/** /apis/metrics.k8s.io/v1beta1, then perhaps a namespace. */
const podsPath = /^\/apis\/metrics\.k8s\.io\/v1beta1(\/namespaces\/[^/]+)?\/pods\/?$/;

/** As much of metrics.k8s.io as an autoscaler asks for. */
export function serveMetrics(api: KubernetesApi, usage: Usage, identity: { certificate: string; key: string }): Server {
  return createServer({ cert: identity.certificate, key: identity.key }, (request, response) => {
    const send = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    answerTo(new URL(request.url ?? '/', 'https://metrics'), api, usage).then(
      (body) => send(body ? 200 : 404, body ?? failure(404, 'not known')),
      (error: unknown) => send(500, failure(500, String(error))),
    );
  });
}

async function answerTo(url: URL, api: KubernetesApi, usage: Usage): Promise<object | undefined> {
  if (url.pathname.replace(/\/$/, '') === `/apis/${apiVersion}`) return resourceList;
  const path = podsPath.exec(url.pathname);
  if (!path) return undefined;
  const { items } = (await api.must('GET', `/api/v1${path[1] ?? ''}/pods${url.search}`)) as Listed<Pod>;
  const timestamp = new Date().toISOString();
  const metrics = items.flatMap(({ metadata: { name, namespace, uid, labels = {} } }) => {
    const containers = usage.of(uid);
    const metadata = { name, namespace, labels };
    return containers ? [{ apiVersion, kind: 'PodMetrics', metadata, timestamp, window: '5s', containers }] : [];
  });
  return { apiVersion, kind: 'PodMetricsList', metadata: {}, items: metrics };
}

const resourceList = {
  apiVersion: 'v1',
  kind: 'APIResourceList',
  groupVersion: apiVersion,
  resources: [{ name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs: ['get', 'list'] }],
};
const failure = (code: number, message: string) => ({
  apiVersion: 'v1',
  kind: 'Status',
  status: 'Failure',
  code,
  message,
});
