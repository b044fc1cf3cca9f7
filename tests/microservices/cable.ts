import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a service that can be cut, or go silent, while both ends run on. */
export interface Cable {
  readonly port: number;
  /** Connections break, and nobody can connect. */
  cut(): void;
  /** Connections stay and carry nothing, as when a machine vanishes or a firewall drops packets. */
  silence(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openCable(to: number): Promise<Cable> {
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'silent' = 'whole';
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const join = (from: Socket): void => {
    keep(from);
    if (state === 'cut') {
      from.resetAndDestroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    keep(far);
    const pass = (one: Socket, other: Socket): void => {
      one.on('data', (chunk: Buffer) => {
        if (state === 'whole') other.write(chunk);
      });
      one.once('close', () => other.destroy());
      one.once('end', () => other.end());
    };
    pass(from, far);
    pass(far, from);
  };
  const server = createServer(join);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      breakAll();
    },
    silence: () => {
      state = 'silent';
    },
    mend: () => {
      // What was on its way while it was silent is lost for ever, and its connection with it.
      if (state === 'silent') breakAll();
      state = 'whole';
    },
    close: () => {
      breakAll();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
