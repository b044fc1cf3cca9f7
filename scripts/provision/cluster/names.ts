import { createSocket, type Socket } from 'node:dgram';
import type { KubernetesApi, Listed } from './api.ts';

interface Named {
  readonly metadata: { readonly name: string; readonly namespace: string };
}
interface Service extends Named {
  readonly spec: { readonly clusterIP?: string };
}
interface Endpoints extends Named {
  readonly subsets?: readonly { readonly addresses?: readonly { readonly ip: string }[] }[];
}
/** Addresses by name. */
type Table = ReadonlyMap<string, readonly string[]>;

const KEPT_MS = 1000;
const MOST_ADDRESSES = 24;
const typeA = 1;
const noSuchName = 3;
const serverFailed = 2;

/** Answers names of Services by UDP: the Service's own address, or for a headless one those of its ready pods. There are no other names. */
export function serveNames(api: KubernetesApi, address: string, port: number): Socket {
  const socket = createSocket('udp4');
  const table = keptFor(KEPT_MS, () => readTable(api));
  socket.on('message', (query, from) => {
    void answerTo(query, table).then((answer) => socket.send(answer, from.port, from.address));
  });
  return socket.bind(port, address);
}

function keptFor<Value>(ms: number, read: () => Promise<Value>): () => Promise<Value> {
  let since = 0;
  let kept: Promise<Value> | undefined;
  return () => {
    if (kept && Date.now() - since < ms) return kept;
    since = Date.now();
    kept = read();
    return kept;
  };
}

async function readTable(api: KubernetesApi): Promise<Table> {
  const [services, endpoints] = await Promise.all([
    api.must('GET', '/api/v1/services') as Promise<Listed<Service>>,
    api.must('GET', '/api/v1/endpoints') as Promise<Listed<Endpoints>>,
  ]);
  const nameOf = ({ metadata: { name, namespace } }: Named) => `${name}.${namespace}.svc.cluster.local`;
  const ready = new Map(
    endpoints.items.map((each) => [
      nameOf(each),
      (each.subsets ?? []).flatMap(({ addresses = [] }) => addresses.map(({ ip }) => ip)),
    ]),
  );
  return new Map(
    services.items.map((each) => {
      const own = each.spec.clusterIP;
      return [nameOf(each), own && own !== 'None' ? [own] : (ready.get(nameOf(each)) ?? [])];
    }),
  );
}

/** Source: RFC 1035, 4.1. */
export async function answerTo(query: Buffer, table: () => Promise<Table>): Promise<Buffer> {
  const { name, type, end } = questionOf(query);
  const [code, addresses] = await table().then(
    (known): [number, readonly string[]] => [known.has(name) ? 0 : noSuchName, known.get(name) ?? []],
    (): [number, readonly string[]] => [serverFailed, []],
  );
  const told = type === typeA ? addresses.slice(0, MOST_ADDRESSES) : [];
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  // An answer, with authority, with recursion where it was asked for.
  head.writeUInt16BE(0x8480 | (query.readUInt8(2) & 1 ? 0x100 : 0) | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(told.length, 6);
  return Buffer.concat([head, query.subarray(12, end), ...told.map(record)]);
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** The name that was asked for, class IN, to be kept for a second. */
function record(address: string): Buffer {
  const head = Buffer.from([0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 1, 0, 4]);
  return Buffer.concat([head, Buffer.from(address.split('.').map(Number))]);
}
