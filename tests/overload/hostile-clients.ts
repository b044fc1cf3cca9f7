import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a connection ended: when, and what the server said on it. */
export interface Ending {
  readonly ms: number;
  readonly said: string;
}

const host = '127.0.0.1';
const mostKept = 2_000;

/** Sends a byte of a request's head every now and then, for ever. */
export const dripHead = (port: number): Promise<Ending> => drip(port, 'GET / HTTP/1.1\r\nhost: shop\r\nx-slow: ', 500);

/** Promises a body and sends a byte of it a second. */
export const dripBody = (port: number): Promise<Ending> =>
  drip(
    port,
    'POST /api/v1/accounts HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n',
    1_000,
  );

async function drip(port: number, beginning: string, everyMs: number): Promise<Ending> {
  const { socket, ending } = open(port);
  socket.write(beginning);
  const timer = setInterval(() => socket.write('a'), everyMs);
  return ending.finally(() => {
    clearInterval(timer);
  });
}

/** Sends a head, then as much as the server takes, until it is cut off or `mostBytes` have gone. */
export async function pour(
  port: number,
  head: readonly string[],
  { mostBytes, chunked = false }: { mostBytes: number; chunked?: boolean },
): Promise<Ending & { readonly sent: number }> {
  const { socket, ending } = open(port);
  const block = Buffer.alloc(65_536, 'x');
  const piece = chunked ? Buffer.concat([Buffer.from('10000\r\n'), block, Buffer.from('\r\n')]) : block;
  socket.write(`${head.join('\r\n')}\r\n${chunked && head.includes('') ? '' : '\r\n'}`, 'latin1');
  let sent = 0;
  let closed = false;
  void ending.then(() => {
    closed = true;
  });
  const isClosed = (): boolean => closed;
  while (!isClosed() && sent < mostBytes) {
    sent += block.length;
    if (!socket.write(piece)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), ending]);
    else await sleep(0);
  }
  if (sent >= mostBytes) socket.destroy();
  return { ...(await ending), sent };
}

/** Connections on which nothing is ever said; resolves once all are open, and tells when each was cut off. */
export async function openSilent(port: number, count: number): Promise<{ endings: Promise<Ending>[]; close(): void }> {
  const all: Line[] = [];
  for (let number = 0; number < count; number++) {
    const one = open(port);
    all.push(one);
    if (number % 200 === 199) await Promise.all(all.slice(-200).map(({ opened }) => opened));
  }
  await Promise.all(all.map(({ opened }) => opened));
  return {
    endings: all.map(({ ending }) => ending),
    close: () => {
      for (const { socket } of all) socket.destroy();
    },
  };
}

interface Line {
  readonly socket: Socket;
  readonly opened: Promise<void>;
  readonly ending: Promise<Ending>;
}

function open(port: number): Line {
  const began = performance.now();
  let said = '';
  const socket = connect({ port, host, noDelay: true });
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    if (said.length < mostKept) said += chunk.toString('latin1');
  });
  const opened = new Promise<void>((resolve) => {
    socket.once('connect', () => resolve());
    socket.once('close', () => resolve());
  });
  const ending = new Promise<Ending>((resolve) => {
    socket.once('close', () => resolve({ ms: performance.now() - began, said }));
  });
  return { socket, opened, ending };
}
