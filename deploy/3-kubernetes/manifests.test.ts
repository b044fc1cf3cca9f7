import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maxConnections } from '../constructs/database.ts';
import { paymentSecrets } from '../environment/stage-environment.ts';
import { overlays } from './manifests/overlays.ts';
import type { Resource, Shape } from './manifests/shop.ts';
import { driftedFiles } from './render.ts';
import { allowedEdges } from './validation/calls.ts';
import { builtOverlay } from './validation/kubectl.ts';
import { brokenPolicies, workloadsOf } from './validation/policies.ts';
import { problemsOf } from './validation/validate-manifests.ts';

const built = new Map(Object.keys(overlays).map((name) => [name, builtOverlay(name).resources]));
const of = (name: string): Resource[] => structuredClone(built.get(name) ?? []);
const found = (resources: Resource[], kind: string, name: string): Record<string, Shape> => {
  const resource = resources.find((each) => each.kind === kind && each.metadata.name === name);
  assert.ok(resource, `${kind} ${name}`);
  return resource;
};

describe('the manifests of stage 3', () => {
  it('are in the repository as they are rendered', () => assert.deepEqual(driftedFiles(), []));

  for (const name of Object.keys(overlays)) {
    it(`of ${name} break no policy`, () => assert.deepEqual(brokenPolicies(of(name)), []));
    it(`of ${name} leave the operator’s settings out of the cluster`, () => {
      assert.ok(!of(name).some((each) => each.metadata.name === 'settings'));
    });
  }

  it('are valid for Kubernetes 1.36, custom resources included', async () => {
    assert.deepEqual(await problemsOf([...built.values()].flat()), []);
  });

  it('would be refused with a misspelling anywhere', async () => {
    const resources = of('cluster');
    found(resources, 'Deployment', 'web')['spec'].template.spec.containers[0].readynessProbe = {};
    found(resources, 'Gateway', 'bookstore')['spec'].listeners[0].hostnames = 'x';
    found(resources, 'EnvoyProxy', 'bookstore')['spec'].provider.kubernetes.envoyServices = {};
    found(resources, 'PodDisruptionBudget', 'web').apiVersion = 'policy/v1beta1';
    found(resources, 'Service', 'web')['spec'].ports[0].port = '3000';
    const problems = await problemsOf(resources);
    for (const pattern of [
      /readynessProbe: unknown field/,
      /hostnames/,
      /envoyServices/,
      /PodDisruptionBudget web: policy\/v1beta1 is not served/,
      /Service web: .*port.*number/,
    ])
      assert.ok(
        problems.some((each) => pattern.test(each)),
        `${String(pattern)}: ${problems.join('\n')}`,
      );
  });

  it('take the operator’s settings to every place', () => {
    const settings = {
      IMAGE: 'registry.example.org:5000/shop',
      RELEASE: '2.0.0-rc1',
      DOMAIN: 'libros.example.com',
      PHOTOS: 'fs-1::fsap-2',
      DATABASE_HOST: 'db.example.com',
    };
    const { text, resources } = builtOverlay('eks', settings);
    assert.equal([...text.matchAll(/image: registry\.example\.org:5000\/shop:2\.0\.0-rc1$/gm)].length, 4);
    found(resources, 'Job', 'migrate-2.0.0-rc1');
    const config = resources.find(
      (each) => each.kind === 'ConfigMap' && /^bookstore-[a-z0-9]{10}$/.test(each.metadata.name),
    );
    assert.equal(config?.['data'].PUBLIC_URL, 'https://libros.example.com');
    assert.equal(config['data'].DATABASE_HOST, 'db.example.com');
    assert.equal(found(resources, 'PersistentVolume', 'bookstore-photos')['spec'].csi.volumeHandle, 'fs-1::fsap-2');
    assert.doesNotMatch(text, /books\.example\.org/);
  });

  it('hand the payment gateway’s secrets to the application, from one secret outside on EKS, empty files elsewhere', () => {
    const { resources } = builtOverlay('eks', { PAYMENTS_SECRET: 'shop/payments' });
    const remote = found(resources, 'ExternalSecret', 'bookstore')['spec'].data.filter(
      (each: Shape) => each.remoteRef.key === 'shop/payments',
    );
    assert.deepEqual(
      remote.map((each: Shape) => [each.secretKey, each.remoteRef.property]),
      paymentSecrets.map((name) => [name, name]),
    );
    const given = found(of('cluster'), 'Secret', 'bookstore')['data'];
    for (const name of ['smtp-url', ...paymentSecrets]) assert.equal(given[name], '', name);
    for (const { name, pod, containers } of workloadsOf(of('local')).filter(({ name }) =>
      /^(web|worker)$/.test(name),
    )) {
      const { data } = found(of('local'), 'ConfigMap', containers[0]?.envFrom?.[0]?.configMapRef?.name ?? '');
      const files = pod['volumes'][0].projected.sources.flatMap((each: Shape) => each.secret?.items ?? []);
      const paths = files.map((each: Shape) => `/run/bookstore/${String(each.path)}`);
      for (const each of ['MERCADOPAGO_ACCESS_TOKEN_FILE', 'MERCADOPAGO_WEBHOOK_SECRET_FILE'])
        assert.ok(paths.includes(data[each]), `${name} ${each}`);
    }
  });

  it('let a notice of the payment gateway keep the id that is signed with it', () => {
    for (const name of ['cluster', 'eks-acme'])
      assert.equal(found(of(name), 'ClientTrafficPolicy', 'bookstore')['spec'].headers.preserveXRequestID, true, name);
  });

  it('name photos by file system and access point, for all pods at once', () => {
    const volume = found(of('eks'), 'PersistentVolume', 'bookstore-photos')['spec'];
    assert.match(volume.csi.volumeHandle, /^fs-[0-9a-f]+::fsap-[0-9a-f]+$/);
    assert.deepEqual(volume.accessModes, ['ReadWriteMany']);
  });

  it('leave a pod the time that its drain takes', () => {
    const resources = of('eks');
    const drain =
      Number(resources.find((each) => each.metadata.name === 'bookstore-release')?.['data'].SHUTDOWN_DRAIN_MS) / 1000;
    for (const name of ['web', 'worker']) {
      const { pod, containers } = workloadsOf(resources).find((each) => each.name === name) ?? assert.fail(name);
      const wait = Number(containers[0]?.lifecycle?.preStop?.exec?.command[1]);
      assert.ok(pod['terminationGracePeriodSeconds'] > wait + drain + 20, name);
    }
  });

  it('leave room in the database for every pod, those of an update too', () => {
    const most = found(of('eks'), 'HorizontalPodAutoscaler', 'web')['spec'].maxReplicas + 1 + 3 + 1;
    assert.ok(most * 10 < maxConnections);
  });

  const shared = [
    'nginx → web:3000/TCP',
    ...['web', 'worker'].flatMap((from) => [443, 465, 587].map((port) => `${from} → internet:${port}/TCP`)),
  ];
  const names = ['nginx', 'web', 'worker', 'migrate'].flatMap((from) =>
    ['UDP', 'TCP'].map((protocol) => `${from} → kube-system:53/${protocol}`),
  );
  const database = (to: string) => ['web', 'worker', 'migrate'].map((from) => `${from} → ${to}:3306/TCP`);
  const watched = ['web', 'worker'].map((to) => `monitoring → ${to}:9464/TCP`);
  for (const [overlay, own] of [
    ['local', database('database')],
    ['cluster', [...database('database'), ...watched, 'envoy-gateway-system → nginx:8080/TCP']],
    ['eks', [...database('net 10.20.0.0/16'), ...watched, 'net 10.20.0.0/16 → nginx:8080/TCP']],
    ['eks-acme', [...database('net 10.20.0.0/16'), ...watched, 'envoy-gateway-system → nginx:8080/TCP']],
  ] as const) {
    it(`let exactly these calls through in ${overlay}, and shut all else`, () => {
      assert.deepEqual([...allowedEdges(of(overlay))].sort(), [...shared, ...names, ...own].sort());
      assert.deepEqual(found(of(overlay), 'NetworkPolicy', 'deny-all')['spec'], {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
      });
    });
  }

  it('break a policy when someone breaks one', () => {
    const broken: [string, RegExp, (resources: Resource[]) => void][] = [
      [
        'selector',
        /Service web selects 0/,
        (all) => void (found(all, 'Service', 'web')['spec'].selector = { app: 'wbe' }),
      ],
      ['port', /names the port htp/, (all) => void (found(all, 'Service', 'web')['spec'].ports[0].targetPort = 'htp')],
      [
        'probe',
        /web\/web has no livenessProbe/,
        (all) => void delete found(all, 'Deployment', 'web')['spec'].template.spec.containers[0].livenessProbe,
      ],
      [
        'root',
        /nginx may run as root/,
        (all) => void (found(all, 'Deployment', 'nginx')['spec'].template.spec.securityContext.runAsUser = 0),
      ],
      [
        'image',
        /not pinned/,
        (all) =>
          void (found(all, 'Deployment', 'worker')['spec'].template.spec.containers[0].image = 'bookstore:latest'),
      ],
      [
        'budget',
        /blocks every drain/,
        (all) =>
          void (found(all, 'PodDisruptionBudget', 'web')['spec'] = {
            minAvailable: 2,
            selector: found(all, 'PodDisruptionBudget', 'web')['spec'].selector,
          }),
      ],
      [
        'secret',
        /which nobody makes/,
        (all) =>
          void all.splice(
            all.findIndex((each) => each.kind === 'Secret' && each.metadata.name === 'bookstore'),
            1,
          ),
      ],
      [
        'replicas',
        /a number of replicas and an autoscaler/,
        (all) => void (found(all, 'Deployment', 'web')['spec'].replicas = 2),
      ],
    ];
    for (const [what, pattern, breakIt] of broken) {
      const resources = of('local');
      breakIt(resources);
      assert.ok(
        brokenPolicies(resources).some((each) => pattern.test(each)),
        what,
      );
    }
  });
});
