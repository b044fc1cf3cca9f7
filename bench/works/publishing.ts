import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { ShopClient } from '../load/shop-client.ts';
import { cpuMicros } from '../measure/accounting.ts';
import type { Sample } from '../measure/sample.ts';
import { percentile } from '../measure/statistics.ts';
import type { Place } from '../stage/stage.ts';
import { bothDatabases, type Work } from './work.ts';

const [width, height] = [4000, 3000];
const grain = 8;
const price = { amount: 2_500_000, currency: 'COP' };
const knockMs = 4;

/** Publishes a book and its photo; somebody else keeps knocking meanwhile, to see how long the shop is deaf. */
export const publishingWork: Work = {
  name: 'publishing, 12-megapixel photo',
  databases: bothDatabases,
  mostRounds: 3,
  prepare: async (place) => {
    await publish(place);
    return { measure: () => publish(place) };
  },
};

async function publish(place: Place): Promise<Sample> {
  const { shop, filled, databasePids } = place;
  const client = new ShopClient(shop.url, 2);
  const [photo, token] = [await picture(), filled.tokens[0] ?? ''];
  await knocks(shop.url, sleep(300));
  const pids = [shop.pid];
  const [application, database] = [cpuMicros(pids), cpuMicros(databasePids)];
  const began = performance.now();
  const work = publishOne(client, token, photo);
  const delays = await knocks(shop.url, work);
  await work;
  const tookMs = performance.now() - began;
  client.close();
  const cpu = { application: cpuMicros(pids) - application, database: cpuMicros(databasePids) - database };
  return {
    requests: 1,
    perSecond: 1000 / tookMs,
    p50Ms: tookMs,
    p99Ms: tookMs,
    cpu: databasePids.length === 0 ? { application: cpu.application } : cpu,
    failures: 0,
    other: { 'CPU ms': (cpu.application + cpu.database) / 1000, 'loop p99 ms': percentile(delays, 0.99) },
  };
}

async function publishOne(client: ShopClient, token: string, photo: Buffer): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const book = { title: 'Rayuela', authors: ['Julio Cortázar'], condition: 'good', price, quantity: 1 };
  const json = { ...headers, 'content-type': 'application/json' };
  const published = await client.send({
    method: 'POST',
    path: '/api/v1/listings',
    headers: json,
    body: JSON.stringify(book),
  });
  const { id } = JSON.parse(published.text) as { id: string };
  const boundary = 'photo-of-the-bench';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="book.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const answer = await client.send({
    method: 'POST',
    path: `/api/v1/listings/${id}/photos`,
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  if (answer.status !== 201) throw new Error(`the photo is answered ${answer.status}: ${answer.text}`);
}

/** Milliseconds until `/livez` answers, which asks nobody, again and again until the work is done. */
async function knocks(url: string, work: Promise<unknown>): Promise<number[]> {
  const client = new ShopClient(url, 1);
  const delays: number[] = [];
  const state = { working: true };
  const ended = work.finally(() => {
    state.working = false;
  });
  while (state.working) {
    const start = performance.now();
    await client.send({ method: 'GET', path: '/livez' });
    delays.push(performance.now() - start);
    await sleep(knockMs);
  }
  await ended;
  client.close();
  return delays;
}

/** A photo as phones take them: noise that JPEG can't leave out, no two alike. */
async function picture(): Promise<Buffer> {
  const raw = { width: width / grain, height: height / grain, channels: 3 as const };
  return sharp(randomBytes(raw.width * raw.height * raw.channels), { raw })
    .resize(width, height, { kernel: 'cubic' })
    .jpeg({ quality: 90 })
    .toBuffer();
}
