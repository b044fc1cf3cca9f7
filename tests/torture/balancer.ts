import { connect, createServer, type Socket } from 'node:net';

/** A front door that stays while the processes behind it come and go: where the gateway sends its notices. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startBalancer(urls: () => string[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    const chosen = urls();
    const port = Number(new URL(chosen[turn++ % Math.max(1, chosen.length)] ?? 'http://127.0.0.1:1').port);
    const behind = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    client.pipe(behind);
    behind.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
