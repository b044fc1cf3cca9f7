import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { builtOverlay } from '../../3-kubernetes/validation/kubectl.ts';
import { ask } from '../../testing/ask.ts';
import { clusterMissing } from '../../testing/cluster.ts';
import { Customer } from '../../testing/customer.ts';
import { dockerMissing } from '../../testing/docker.ts';
import { eventually } from '../../testing/eventually.ts';
import { labMissing } from '../../testing/lab.ts';
import { type ShopOnCluster, shopOnCluster } from '../../testing/shop-on-cluster.ts';
import { overlays } from './manifests/overlays.ts';
import { serviceNames } from './services.ts';

const missing = clusterMissing() ?? (await dockerMissing()) ?? labMissing();

describe('BookStore as services on a cluster', { skip: missing ?? false }, () => {
  let shop: ShopOnCluster;
  let url: string;
  let lucia: Customer;
  let mateo: Customer;
  let listing: string;
  const deployment = (name: string, replicas: number) =>
    shop.cluster.kubectl(['scale', `deployment/${name}`, `--replicas=${String(replicas)}`]);

  before(async () => {
    shop = await shopOnCluster(
      (settings) => builtOverlay('local', settings, { folder: import.meta.dirname, overlays }).resources,
      // One of each: who is killed is missing, and a node of two cores starts half as many.
      { namespace: 'stage-4', reached: ['web'], replicas: 1 },
    );
    await shop.release(shop.releases[0]);
    url = await shop.cluster.urlOf('web', 'http');
    lucia = new Customer(url);
    mateo = new Customer(url);
    await lucia.register('Lucia');
    await mateo.register('Mateo');
    listing = await lucia.publish('Cien años de soledad', 10);
  });
  after(() => shop.close());

  it('gets ready as applied: every service, the worker and NGINX', async () => {
    for (const app of [...serviceNames, 'worker', 'nginx'])
      assert.equal((await shop.cluster.readyPodsOf(app)).length, 1, app);
  });

  it('sells a book through the Service of web', async () => {
    const id = await mateo.purchase(listing, 'by-services');
    assert.equal((await mateo.must('GET', `/purchases/${id}`))['status'], 'paid');
    assert.equal((await lucia.must('GET', `/listings/${listing}`))['available'], 9);
  });

  it('goes on with what needs no payments while they are gone, and with the purchase when they are back', async () => {
    const { json } = await mateo.buy(listing, 'while-it-is-gone');
    const id = String(json['id']);
    const [victim] = await shop.cluster.readyPodsOf('payments');
    shop.cluster.kill(String(victim.metadata.uid));
    await deployment('payments', 0);
    await eventually(async () =>
      assert.equal(
        (await shop.cluster.list('v1/endpoints')).find((each) => each.metadata.name === 'payments')?.subsets,
        undefined,
      ),
    );
    const refused = await mateo.pay(id, 'the-same-key');
    assert.equal(refused.status, 503, refused.body);
    assert.equal(refused.json['code'], 'service.unavailable');
    for (const page of ['/', '/search?q=soledad', `/api/v1/listings/${listing}`, '/readyz'])
      assert.equal((await ask(url + page)).status, 200, page);
    await deployment('payments', 1);
    await eventually(async () => {
      const { status, json: payment, body } = await mateo.pay(id, 'the-same-key');
      assert.deepEqual([status, payment['status']], [201, 'paid'], body);
    }, 60);
    assert.equal((await mateo.must('GET', `/purchases/${id}`))['status'], 'paid');
  });

  it('leaves nothing that the doctor finds', async () => {
    await eventually(async () => {
      const said = await shop.cluster.kubectl(['exec', 'deployment/web', '--', 'bin/bookstore', 'doctor']);
      assert.equal(said.trim(), 'All rules hold.');
    }, 30);
  });
});
