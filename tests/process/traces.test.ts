import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { type RunningShop, startShop } from '../support/shop.ts';

interface Told {
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code?: number };
}

interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Told[] }[];
  }[];
}

const trace = '0af7651916cd43dd8448eb211c80319c';
const parent = 'b7ad6b7169203331';

describe('traces, with a collector that takes OTLP over HTTP', () => {
  const batches: { url: string | undefined; batch: Batch }[] = [];
  let collector: Server;
  let shop: RunningShop;

  const spans = (): Told[] =>
    batches.flatMap(({ batch }) => batch.resourceSpans.flatMap((each) => each.scopeSpans.flatMap((one) => one.spans)));

  before(async () => {
    collector = createServer((request, response) => {
      void json(request).then((batch) => {
        batches.push({ url: request.url, batch: batch as Batch });
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    shop = await startShop({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(port)}` } });
    const ask = (path: string, flags: string): Promise<Response> =>
      fetch(`${shop.url}${path}`, { headers: { traceparent: `00-${trace}-${parent}-${flags}` } });
    await ask('/listings/01ARZ3NDEKTSV4RRFFQ69G5FAV?secret=1', '01');
    await ask('/search', '00');
    const registration = { name: 'Ana', email: 'ana@example.org', password: 'un-buen-sombrero-42', acceptTerms: true };
    await fetch(`${shop.url}/api/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(registration),
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await shop.stop();
  });
  after(() => collector.close());

  test('are sent at the end of a process at the latest, under its name', () => {
    assert.ok(batches.length > 0);
    for (const { url, batch } of batches) {
      assert.equal(url, '/v1/traces');
      assert.deepEqual(
        batch.resourceSpans.flatMap(({ resource }) => resource.attributes.map(({ value }) => value.stringValue)),
        ['bookstore'],
      );
    }
  });

  test("name a request by its route, and go on with the client's trace", () => {
    const [page] = spans().filter(({ traceId }) => traceId === trace);
    assert.ok(page);
    assert.deepEqual([page.parentSpanId, page.kind], [parent, 2]);
    assert.match(page.name, /^GET \/listings\/:/);
    assert.doesNotMatch(JSON.stringify(batches), /01ARZ3NDEKTSV4RRFFQ69G5FAV|secret=1|example\.org/);
  });

  test('leave out what the client does not want kept', () => {
    assert.equal(spans().filter(({ traceId }) => traceId === trace).length, 1);
  });

  test('show what the worker does of an outbox', () => {
    assert.ok(
      spans().some(({ kind }) => kind === 5),
      JSON.stringify(spans().map(({ name }) => name)),
    );
  });
});
