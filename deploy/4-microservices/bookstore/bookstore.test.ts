import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partners, placementOf } from '../../../src/placement.ts';
import { readConfig } from '../../../src/platform/config/index.ts';
import type { Resource, Shape } from '../../3-kubernetes/manifests/shop.ts';
import { allowedEdges } from '../../3-kubernetes/validation/calls.ts';
import { builtOverlay } from '../../3-kubernetes/validation/kubectl.ts';
import { brokenPolicies, workloadsOf } from '../../3-kubernetes/validation/policies.ts';
import { problemsOf } from '../../3-kubernetes/validation/validate-manifests.ts';
import { maxConnections } from '../../constructs/database.ts';
import { environmentOf } from './manifests/environment.ts';
import { overlays } from './manifests/overlays.ts';
import { driftedFiles } from './render.ts';
import { type ServiceName, serviceNames, services } from './services.ts';

const build = (name: string, settings: Record<string, string> = {}): Resource[] =>
  builtOverlay(name, settings, { folder: import.meta.dirname, overlays }).resources;
const names = Object.keys(overlays);
const built = new Map(names.map((name) => [name, build(name)]));
const of = (name: string): Resource[] => structuredClone(built.get(name) ?? []);
const found = (resources: Resource[], kind: string, name: string): Record<string, Shape> =>
  resources.find((each) => each.kind === kind && each.metadata.name === name) ?? assert.fail(`${kind} ${name}`);
const serviceOfModule = (module: string): ServiceName =>
  serviceNames.find((name) => services[name].modules.includes(module)) ?? assert.fail(module);

describe('the manifests of BookStore as services', () => {
  it('are in the repository as they are rendered', () => assert.deepEqual(driftedFiles(), []));

  for (const name of names) {
    it(`of ${name} break no policy`, () => assert.deepEqual(brokenPolicies(of(name)), []));
    it(`of ${name} leave the operator’s settings out of the cluster`, () => {
      assert.ok(!of(name).some((each) => each.metadata.name === 'settings'));
    });
  }

  it('are valid for Kubernetes 1.36, custom resources included', async () =>
    assert.deepEqual(await problemsOf([...built.values()].flat()), []));

  it('would be refused with a misspelling, and break a policy when someone breaks one', async () => {
    const resources = of('cluster');
    found(resources, 'Deployment', 'payments')['spec'].template.spec.containers[0].livenesProbe = {};
    assert.match((await problemsOf(resources)).join('\n'), /Deployment payments: .*livenesProbe: unknown field/);
    found(resources, 'Service', 'catalogue')['spec'].selector = { app: 'katalogue' };
    assert.ok(brokenPolicies(resources).some((each) => /Service catalogue selects 0/.test(each)));
  });

  it('run every module once, and give each service what the application takes', () => {
    const all = serviceNames.flatMap((name) => services[name].modules);
    assert.deepEqual(all.toSorted(), Object.keys(partners).toSorted());
    for (const name of serviceNames) {
      const files = Object.entries(environmentOf(name)).filter(([variable]) => !/_FILE$|_SSL_CA$/.test(variable));
      const secret = 'x'.repeat(32);
      const config = readConfig({ ...Object.fromEntries(files), SECRET_KEY: secret, SERVICE_KEY: secret });
      assert.deepEqual([...placementOf(config).local].toSorted(), services[name].modules.toSorted(), name);
      assert.equal(config.database.kind === 'mysql' && config.database.name, `bookstore_${name}`);
    }
  });

  it('let each module call its partners, nobody anybody else', () => {
    const doors = [...allowedEdges(of('local'))].filter((edge) => edge.endsWith(':4000/TCP'));
    const needed = Object.entries(partners).flatMap(([module, { always, worker }]) =>
      [...always, ...worker].map((partner) => [serviceOfModule(module), serviceOfModule(partner)] as const),
    );
    const between = [...new Set(needed.map(([from, to]) => `${from} → ${to}:4000/TCP`))].filter(
      (edge) => !/^(\w+) → \1:/.test(edge),
    );
    const ofWorker = services.web.calls.map((to) => `worker → ${to}:4000/TCP`);
    assert.deepEqual(doors.toSorted(), [...between, ...ofWorker].toSorted());
  });

  it('let exactly these calls through beside, and shut all else', () => {
    const database = [...serviceNames, 'worker', 'migrate'].map((from) => `${from} → database:3306/TCP`);
    const dns = ['nginx', ...serviceNames, 'worker', 'migrate'].flatMap((from) =>
      ['UDP', 'TCP'].map((protocol) => `${from} → kube-system:53/${protocol}`),
    );
    const others = [...allowedEdges(of('cluster'))].filter((edge) => !edge.endsWith(':4000/TCP'));
    const expected = [
      ...database,
      ...dns,
      'nginx → web:3000/TCP',
      'catalogue → internet:443/TCP',
      'payments → internet:443/TCP',
      'messaging → internet:465/TCP',
      'messaging → internet:587/TCP',
      'envoy-gateway-system → nginx:8080/TCP',
      ...[...serviceNames, 'worker'].map((to) => `monitoring → ${to}:9464/TCP`),
    ];
    assert.deepEqual(others.toSorted(), expected.toSorted());
    assert.deepEqual(found(of('cluster'), 'NetworkPolicy', 'deny-all')['spec'].podSelector, {});
  });

  it('give a service no secret but its own, and the key that signs calls', () => {
    for (const { name, pod } of workloadsOf(of('eks')).filter(({ kind }) => kind === 'Deployment')) {
      if (name === 'nginx') continue;
      const sources = pod['volumes'].flatMap((each: Shape) => each.projected?.sources ?? []);
      const secrets = sources.flatMap((each: Shape) => (each.secret ? [each.secret.name] : []));
      assert.deepEqual(secrets, [name === 'worker' ? 'web' : name, 'calls'], name);
    }
  });

  it('name and hold the files of a secret where it belongs, and nowhere else', () => {
    const configs = of('cluster').filter(({ kind }) => kind === 'ConfigMap');
    const pods = workloadsOf(of('cluster')).filter(({ name }) => !['nginx', 'database'].includes(name));
    for (const [variable, file, owner] of [
      ['SMTP_URL_FILE', 'smtp-url', 'messaging'],
      ['MERCADOPAGO_ACCESS_TOKEN_FILE', 'mercadopago-access-token', 'payments'],
      ['MERCADOPAGO_WEBHOOK_SECRET_FILE', 'mercadopago-webhook-secret', 'payments'],
    ] as const) {
      const told = configs.filter(({ data }) => data[variable] !== undefined).map(({ metadata }) => metadata.name);
      assert.deepEqual([...new Set(told.map((each) => each.split('-')[0]))], [owner], variable);
      const holding = pods.filter(({ pod }) => JSON.stringify(pod['volumes']).includes(`"${file}"`));
      assert.deepEqual(
        holding.map(({ name }) => name),
        [owner],
        file,
      );
      assert.equal(found(of('cluster'), 'Secret', owner)['data'][file], '', `${file} is empty until it is given`);
    }
  });

  it('let no container read a file that its pod does not hold', () => {
    const configs = new Map(of('cluster').map((each) => [`${each.kind} ${each.metadata.name}`, each['data']]));
    for (const { name, pod, all } of workloadsOf(of('cluster'))) {
      const sources = (pod['volumes'] ?? []).flatMap((each: Shape) => each.projected?.sources ?? []);
      const files = sources.flatMap((each: Shape) => each.secret?.items ?? []);
      const held = new Set(files.map((each: Shape) => `/run/bookstore/${String(each.path)}`));
      for (const { name: container, envFrom = [], env = [] } of all) {
        const told = envFrom.map((each) => configs.get(`ConfigMap ${String(each.configMapRef?.name)}`));
        const own = Object.fromEntries(env.map((each) => [each.name, each.value]));
        for (const [variable, path] of Object.entries({ ...Object.assign({}, ...told), ...own }))
          if (variable.endsWith('_FILE') && String(path).startsWith('/run/bookstore'))
            assert.ok(held.has(path), `${name}/${container} ${variable}`);
      }
    }
  });

  it('give photos to whom they belong, and for reading only to whoever shows them', () => {
    const mounts = workloadsOf(of('eks')).flatMap(({ name, containers }) =>
      containers.flatMap((each) =>
        (each['volumeMounts'] ?? [])
          .filter((mount: Shape) => mount.name === 'photos')
          .map((mount: Shape) => `${name} ${mount.readOnly ? 'reads' : 'writes'}`),
      ),
    );
    assert.deepEqual(mounts.toSorted(), ['catalogue writes', 'web reads', 'worker reads']);
  });

  it('grow each service by itself, within what the database takes', () => {
    const scaled = of('eks').filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    assert.deepEqual(scaled.map(({ metadata }) => metadata.name).toSorted(), [...serviceNames].toSorted());
    // One more of each in an update, the worker's three, the migration.
    const connections = scaled.map(({ metadata, spec }) => {
      const more = metadata.name === 'web' ? 4 : 1;
      return (Number(spec.maxReplicas) + more) * services[metadata.name as ServiceName].connections;
    });
    assert.ok(connections.reduce((sum, each) => sum + each, 1) < maxConnections, connections.join(' + '));
    for (const name of serviceNames)
      assert.equal(environmentOf(name)['DATABASE_POOL_SIZE'], String(services[name].connections));
  });

  it('take the operator’s settings to every place', () => {
    const resources = build('eks', {
      IMAGE: 'registry.example.org:5000/shop',
      RELEASE: '2.0.0-rc1',
      DOMAIN: 'libros.example.com',
      DATABASE_HOST: 'db.example.com',
      PAYMENTS_SECRET: 'arn:payments',
    });
    const images = workloadsOf(resources)
      .flatMap(({ all }) => all.map(({ image }) => image))
      .filter((each) => !each.startsWith('nginx:'));
    assert.deepEqual([...new Set(images)], ['registry.example.org:5000/shop:2.0.0-rc1']);
    found(resources, 'Job', 'migrate-2.0.0-rc1');
    for (const { metadata, data } of resources.filter(({ kind }) => kind === 'ConfigMap')) {
      if (!/^(web|catalogue|payments|messaging)-/.test(metadata.name)) continue;
      assert.deepEqual([data.PUBLIC_URL, data.DATABASE_HOST], ['https://libros.example.com', 'db.example.com']);
    }
    for (const { remoteRef } of found(resources, 'ExternalSecret', 'payments')['spec'].data)
      assert.equal(remoteRef.key, 'arn:payments');
    assert.doesNotMatch(JSON.stringify(resources), /books\.example\.org/);
  });
});
