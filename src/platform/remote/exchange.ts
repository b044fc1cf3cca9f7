import { type Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

/** No answer came. `arrived`: the request may have reached the other side, so it may have been done. */
export class LineFailure extends Error {
  readonly arrived: boolean;

  constructor(message: string, arrived: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LineFailure';
    this.arrived = arrived;
  }
}

export interface Exchange {
  readonly url: URL;
  readonly agent: Agent;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly timeoutMs: number;
}

/** One request and its answer, whatever its status. Errors: LineFailure; what the body's stream throws. */
export async function exchange(given: Exchange): Promise<{ status: number; body: string }> {
  const open = given.url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = open(given.url, { method: given.method, agent: given.agent, headers: given.headers });
  const connected = watchConnection(request);
  const source: { error?: unknown } = {};
  const timer = setTimeout(
    () => request.destroy(new LineFailure(`no answer in ${String(given.timeoutMs)} ms`, connected())),
    given.timeoutMs,
  );
  try {
    const response = answerOf(request);
    const sent = send(request, given.body, source);
    // What comes back decides, also before all was sent.
    sent.catch(() => undefined);
    const answer = await response;
    return { status: answer.statusCode ?? 0, body: await text(answer) };
  } catch (error) {
    request.destroy();
    if ('error' in source) throw source.error;
    throw error instanceof LineFailure ? error : new LineFailure(reasonOf(error), connected(), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function watchConnection(request: ClientRequest): () => boolean {
  let connected = false;
  request.once('socket', (socket) => {
    if (!socket.connecting) connected = true;
    else
      socket.once('connect', () => {
        connected = true;
      });
  });
  return () => connected;
}

const answerOf = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
  });

function send(request: ClientRequest, body: Exchange['body'], source: { error?: unknown }): Promise<void> {
  if (body === undefined || typeof body === 'string') {
    request.end(body);
    return Promise.resolve();
  }
  return pipeline(noting(body, source), request);
}

/** An upload that its sender breaks off is no failure of the line. */
async function* noting(body: AsyncIterable<Uint8Array>, source: { error?: unknown }): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    source.error = error;
    throw error;
  }
}

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? 'unknown';
};
