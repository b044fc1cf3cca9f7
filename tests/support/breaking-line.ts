import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface BreakingLine {
  /** The URL, with this line in the place of the server. */
  over(url: string): string;
  /** Whether it broke. */
  broke(): boolean;
  close(): void;
}

/** A line to a database that breaks, with all who talk over it, the first time that somebody says `words`; then it holds. */
export async function breakingLine(port: number, words: string): Promise<BreakingLine> {
  const sockets = new Set<Socket>();
  let broken = false;
  const breakNow = (): void => {
    broken = true;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    const database = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
    client.on('data', (said) => {
      if (!broken && said.includes(words)) breakNow();
    });
    client.pipe(database).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    over: (url) => url.replace(`:${String(port)}/`, `:${String(own)}/`),
    broke: () => broken,
    close: () => server.close(),
  };
}
