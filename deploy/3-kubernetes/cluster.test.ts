import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { ask } from '../testing/ask.ts';
import { clusterMissing } from '../testing/cluster.ts';
import { Customer } from '../testing/customer.ts';
import { dockerMissing } from '../testing/docker.ts';
import { eventually } from '../testing/eventually.ts';
import { labMissing } from '../testing/lab.ts';
import { startLoad } from '../testing/load.ts';
import { type ShopOnCluster, shopOnCluster } from '../testing/shop-on-cluster.ts';
import { builtOverlay } from './validation/kubectl.ts';

const missing = clusterMissing() ?? (await dockerMissing()) ?? labMissing();
/** As a balancer in front of NGINX asks. */
const reader = { headers: { host: 'books.example.org', 'x-forwarded-proto': 'https' } };

describe('stage 3 on a cluster', { skip: missing ?? false }, () => {
  let shop: ShopOnCluster;
  let edge: string;
  let lucia: Customer;
  let listing: string;
  /** Readers go on while something happens, and none of them is failed. */
  const unnoticed = async (readers: number, happens: () => Promise<void>): Promise<void> => {
    const urls = ['/', '/api/v1/listings?q=soledad', `/api/v1/listings/${listing}`].map((path) => edge + path);
    const load = startLoad(urls, reader, { readers, pauseMs: 100, good: ({ status }) => status === 200 });
    await happens().finally(() => load.stop());
    assert.deepEqual(load.result.failures, []);
    assert.ok(load.result.asked > 20, `${String(load.result.asked)} requests`);
  };
  const ready = (app: string) => shop.cluster.readyPodsOf(app);

  before(async () => {
    shop = await shopOnCluster((settings) => builtOverlay('local', settings).resources, {
      namespace: 'stage-3',
      reached: ['nginx', 'web'],
    });
    await shop.release(shop.releases[0]);
    edge = await shop.cluster.urlOf('nginx', 'http');
  });
  after(() => shop.close());

  it('gets ready as applied: two NGINX, two web, two workers, the schema migrated', async () => {
    for (const app of ['nginx', 'web', 'worker']) assert.equal((await ready(app)).length, 2, app);
  });

  it('sells a book through the Service', async () => {
    lucia = new Customer(edge, reader);
    await lucia.register('Lucia');
    listing = await lucia.publish('Cien años de soledad', 50);
    const mateo = new Customer(edge, reader);
    await mateo.register('Mateo');
    const id = await mateo.purchase(listing, 'through-the-service');
    assert.equal((await mateo.must('GET', `/purchases/${id}`))['status'], 'paid');
    assert.equal((await lucia.must('GET', `/listings/${listing}`))['available'], 49);
  });

  it('shows a photo from every pod, whichever took it', async () => {
    const picture = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#274b8a' } })
      .jpeg()
      .toBuffer();
    const path = await lucia.addPhoto(listing, picture);
    const shown = await Promise.all(
      (await ready('web')).map(({ metadata }) =>
        shop.cluster.ask('GET', 'v1/pods', `${String(metadata.name)}:3000/proxy${path}`),
      ),
    );
    assert.deepEqual(
      shown.map(({ status }) => status),
      [200, 200],
    );
    assert.equal(shown[0]?.body, shown[1]?.body);
  });

  it('updates all of it under load without a failed request', async () => {
    const mateo = new Customer(edge, reader);
    const buying = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn++) {
        const { status, body } = await mateo.buy(listing, `during-the-update-${String(turn)}`);
        assert.equal(status, 201, body);
      }
    };
    await unnoticed(3, async () => void (await Promise.all([shop.release(shop.releases[1]), buying()])));
    for (const app of ['nginx', 'web', 'worker'])
      for (const { spec } of await ready(app)) {
        const { image } = (spec.initContainers ?? spec.containers)[0];
        assert.match(image, new RegExp(`:${shop.releases[1]}$`));
      }
  });

  it('replaces a pod that is killed without a failed read', async () => {
    const [victim] = await ready('web');
    await unnoticed(4, async () => {
      shop.cluster.kill(String(victim.metadata.uid));
      await eventually(async () => {
        const pod = await shop.cluster.get('v1/pods', String(victim.metadata.name));
        assert.ok(pod.status.containerStatuses[0].restartCount > 0);
        assert.equal((await ready('web')).length, 2);
      }, 40);
    });
  });

  it('lets one pod be evicted, not two, and nobody notices', async () => {
    const [one, other] = await ready('web');
    const evict = ({ metadata: { name, namespace } }: typeof one) =>
      shop.cluster.ask('POST', 'v1/pods', `${String(name)}/eviction`, {
        apiVersion: 'policy/v1beta1',
        kind: 'Eviction',
        metadata: { name, namespace },
      });
    await unnoticed(2, async () => {
      assert.equal((await evict(one)).status, 201);
      const refused = await evict(other);
      assert.equal(refused.status, 429);
      assert.match(JSON.stringify(refused.body), /disruption budget/);
      await eventually(async () => {
        const names = (await ready('web')).map(({ metadata }) => String(metadata.name));
        assert.equal(names.length, 2);
        assert.ok(!names.includes(String(one.metadata.name)));
      }, 40);
    });
  });

  it('grows under load, and goes back; no pod takes more memory than it asks for', async (t) => {
    const web = await shop.cluster.urlOf('web', 'http');
    await shop.letGrow();
    const scaler = async () =>
      JSON.stringify((await shop.cluster.get('autoscaling/v2beta2/horizontalpodautoscalers', 'web')).status);
    const load = startLoad([`${web}/search?q=soledad`, `${web}/`], {}, { readers: 8, pauseMs: 0 });
    const used = new Map<string, number>();
    await eventually(async () => {
      for (const [app, mib] of await shop.cluster.memoryOfPods()) used.set(app, Math.max(mib, used.get(app) ?? 0));
      assert.ok((await ready('web')).length > 2, await scaler());
    }, 90).finally(() => load.stop());
    await eventually(async () => assert.equal((await shop.cluster.podsOf('web')).length, 2, await scaler()), 60);
    assert.equal((await ask(`${edge}/health`, reader)).status, 200);
    for (const app of ['web', 'worker', 'nginx']) {
      const asked = Number.parseInt((await ready(app))[0]?.spec.containers[0].resources.requests.memory, 10);
      const mib = used.get(app) ?? Number.NaN;
      t.diagnostic(`${app}: ${mib.toFixed(0)} of ${asked.toFixed(0)} MiB`);
      assert.ok(mib > 5 && mib <= asked, `${app}: ${mib.toFixed(0)} of ${asked.toFixed(0)} MiB`);
    }
  });
});
