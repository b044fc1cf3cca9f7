import { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Breaker } from './breaker.ts';
import { exchange, LineFailure } from './exchange.ts';
import { callSigner } from './identity.ts';

/** What became of one call, for metrics. */
export type CallOutcome = 'answered' | 'refused' | 'failed' | 'unavailable' | 'not_tried';

export interface LineOptions {
  /** What the service behind the address is called in errors and metrics. */
  readonly service: string;
  readonly url: string;
  /** The key that signs, and who calls. */
  readonly key: string;
  readonly caller: string;
  readonly onCall?: (service: string, outcome: CallOutcome, ms: number) => void;
}

/** The way to one service: its connections, kept open, and what is known of its health. Several doors may share it. */
export interface Line {
  readonly service: string;
  readonly breaker: Breaker;
  /** Sends a call once. Errors: LineFailure; what the body's stream throws. */
  post(call: LineCall): Promise<{ status: number; body: string }>;
  /** Asks whether it is alive, within `withinMs`. */
  isReachable(withinMs: number): Promise<boolean>;
  told(outcome: CallOutcome, ms: number): void;
  close(): void;
}

export interface LineCall {
  readonly door: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array>;
  readonly timeoutMs: number;
}

const mostConnections = 64;
const mostIdle = 16;

export function openLine({ service, url, key, caller, onCall }: LineOptions): Line {
  const base = url.replace(/\/+$/, '');
  const options = { keepAlive: true, maxSockets: mostConnections, maxFreeSockets: mostIdle };
  const agent = base.startsWith('https:') ? new HttpsAgent(options) : new Agent(options);
  const signers = new Map<string, () => string>();
  const signerFor = (door: string): (() => string) => {
    const known = signers.get(door) ?? callSigner(key, caller, door);
    signers.set(door, known);
    return known;
  };
  return {
    service,
    breaker: new Breaker(),
    post: ({ door, path, headers, body, timeoutMs }) =>
      exchange({
        url: new URL(base + path),
        agent,
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${signerFor(door)()}` },
        body,
        timeoutMs,
      }),
    isReachable: (withinMs) => isAlive(new URL(`${base}/livez`), agent, withinMs),
    told: (outcome, ms) => {
      onCall?.(service, outcome, ms);
    },
    close: () => {
      agent.destroy();
    },
  };
}

async function isAlive(url: URL, agent: Agent, timeoutMs: number): Promise<boolean> {
  try {
    return (await exchange({ url, agent, method: 'GET', headers: {}, timeoutMs })).status === 200;
  } catch (error) {
    if (error instanceof LineFailure) return false;
    throw error;
  }
}
