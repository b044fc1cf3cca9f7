import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { forEachDatabase } from '../../../tests/support/databases.ts';
import { readConfig } from '../../platform/config/index.ts';
import { type Database, migrate, openDatabase } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { createDelivery, type Delivery, type DeliveryTables, deliveryMigrations } from './index.ts';

const refusal = (code: string, status: number) => ({ name: 'DomainError', code, status });

forEachDatabase('delivery', (open) => {
  let db: Database<DeliveryTables>;
  let door: Delivery;
  before(async () => {
    db = openDatabase(readConfig({ DATABASE_URL: await open(), SECRET_KEY: 'x'.repeat(32) }).database);
    await Promise.all([1, 2, 3].map(() => migrate(db, 'delivery', deliveryMigrations)));
    door = createDelivery({ db, country: 'CO' });
  });
  after(() => db.close());
  const named = async (name: string) => {
    const provider = (await door.listProviders({ includeInactive: true })).find((each) => each.name === name);
    assert.ok(provider, name);
    return provider;
  };
  const shipped = async (name: string) => {
    const orderId = newId();
    const [shipment] = await door.createShipments({ orders: [{ orderId, providerId: (await named(name)).id }] });
    return { orderId, shipment };
  };

  it('begins with five providers', async () => {
    const providers = await door.listProviders({});
    assert.deepEqual(
      providers.map(({ name, coverage, costMinor }) => [name, coverage, costMinor / 100_000]),
      [
        ['Recogida en persona', 'pickup', 0],
        ['Servientrega', 'national', 15],
        ['Envía', 'national', 20],
        ['FedEx', 'international', 45],
        ['DHL', 'international', 50],
      ],
    );
  });

  it('takes the cheapest that carries there, and pick-up only when chosen', async () => {
    const quote = async (country: string, providerId?: string) =>
      (await door.quote({ country, orders: [{ sellerId: newId(), providerId }] }))[0]?.provider.name;
    assert.equal(await quote('CO'), 'Servientrega');
    assert.equal(await quote('PE'), 'FedEx');
    assert.equal(await quote('CO', (await named('Recogida en persona')).id), 'Recogida en persona');
    assert.equal(await quote('PE', (await named('DHL')).id), 'DHL');
    await assert.rejects(quote('PE', (await named('Envía')).id), refusal('delivery.not_covered', 422));
    await assert.rejects(quote('CO', newId()), refusal('delivery.unknown_provider', 422));
  });

  it('does not offer what is switched off, and no longer takes it', async () => {
    const provider = await named('Servientrega');
    await door.saveProvider({ ...provider, active: false });
    assert.ok(!(await door.listProviders({})).some((each) => each.id === provider.id));
    await assert.rejects(
      door.quote({ country: 'CO', orders: [{ sellerId: newId(), providerId: provider.id }] }),
      refusal('delivery.unknown_provider', 422),
    );
    const { orderId, shipment } = await shipped('Servientrega');
    assert.equal(shipment?.providerName, 'Servientrega', 'what an order names already holds');
    assert.equal((await door.dispatchShipment({ orderId, providerId: provider.id })).status, 'in_transit');
    await door.saveProvider({ ...provider, active: true });
  });

  it('saves providers with a name and a cost', async () => {
    const provider = { name: ' Bicimensajero ', coverage: 'national' as const, costMinor: 600_000, active: true };
    const saved = await door.saveProvider(provider);
    assert.equal((await named('Bicimensajero')).id, saved.id);
    assert.equal((await door.saveProvider({ ...saved, costMinor: 700_000 })).costMinor, 700_000);
    await assert.rejects(door.saveProvider({ ...provider, name: ' ' }), refusal('provider.name', 422));
    for (const costMinor of [-1, 1.5, Number.NaN, 1e13])
      await assert.rejects(door.saveProvider({ ...provider, costMinor }), refusal('provider.cost', 422));
    await door.saveProvider({ ...saved, active: false });
  });

  it('makes a shipment once, and sends it once', async () => {
    const { orderId } = await shipped('Envía');
    await door.createShipments({ orders: [{ orderId, providerId: (await named('DHL')).id }] });
    const [kept] = await door.getShipments({ orderIds: [orderId] });
    assert.deepEqual([kept?.providerName, kept?.status, kept?.handoverCode], ['Envía', 'pending', null]);
    const sent = await door.dispatchShipment({ orderId, tracking: ' 123 ' });
    assert.deepEqual([sent.status, sent.tracking], ['in_transit', '123']);
    assert.equal((await door.dispatchShipment({ orderId, tracking: '123' })).status, 'in_transit');
    await assert.rejects(door.dispatchShipment({ orderId, tracking: '456' }), refusal('shipment.state', 409));
    await assert.rejects(door.dispatchShipment({ orderId: newId() }), refusal('shipment.not_found', 404));
    assert.equal((await door.markShipment({ orderId, status: 'delivered' })).status, 'delivered');
    assert.equal((await door.markShipment({ orderId, status: 'returned' })).status, 'returned');
    await assert.rejects(door.markShipment({ orderId, status: 'delivered' }), refusal('shipment.state', 409));
  });

  it('loses a parcel for good', async () => {
    const { orderId } = await shipped('Envía');
    await assert.rejects(door.markShipment({ orderId, status: 'lost' }), refusal('shipment.state', 409));
    await door.dispatchShipment({ orderId });
    await door.markShipment({ orderId, status: 'lost' });
    await assert.rejects(door.markShipment({ orderId, status: 'returned' }), refusal('shipment.state', 409));
  });

  it('knows the hand-over code, and stops after ten wrong ones, also at once', async () => {
    const { orderId, shipment } = await shipped('Recogida en persona');
    const code = shipment?.handoverCode ?? '';
    assert.match(code, /^\d{6}$/);
    await door.checkHandoverCode({ orderId, code });
    const guesses = await Promise.allSettled(
      Array.from({ length: 20 }, () => door.checkHandoverCode({ orderId, code: 'x' })),
    );
    const codes = guesses.map((guess) =>
      guess.status === 'rejected' ? (guess.reason as { code: string }).code : 'right',
    );
    assert.equal(codes.filter((each) => each === 'handover.wrong_code').length, 10);
    assert.equal(codes.filter((each) => each === 'attempts.too_many').length, 10);
    await assert.rejects(door.checkHandoverCode({ orderId, code }), refusal('attempts.too_many', 429));
    const { orderId: parcel } = await shipped('DHL');
    await assert.rejects(door.checkHandoverCode({ orderId: parcel, code: '' }), refusal('handover.wrong_code', 422));
  });
});
