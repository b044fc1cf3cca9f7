import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceUnavailable } from '../errors.ts';
import { type CallContext, continuedCall, currentCall, traceHeaders } from './call-context.ts';
import { LineFailure } from './exchange.ts';
import type { CallOutcome, Line, LineCall } from './line.ts';
import { isRepeatable, type Verb, type Verbs } from './verbs.ts';
import { type Answer, deadlineHeader, errorOf, inputHeader, pathOf, streamType } from './wire.ts';

const mostTries = 3;
const firstWaitMs = 40;
const leastRetrySeconds = 2;

/**
 * A module that runs in another process: the same interface, each verb a call over HTTP. A refusal comes back as the `DomainError` that it was;
 * no answer within the verb's deadline, or within that of whoever asked, is `ServiceUnavailable`.
 */
export function remoteDoor<Door extends object>(line: Line, door: string, verbs: Verbs<Door>): Door {
  const calls = Object.entries<Verb>(verbs).map(([name, verb]) => [
    name,
    (input: unknown) => call(line, { door, name, verb, input }),
  ]);
  return Object.fromEntries(calls) as Door;
}

interface Call {
  readonly door: string;
  readonly name: string;
  readonly verb: Verb;
  readonly input: unknown;
}

async function call(line: Line, given: Call): Promise<unknown> {
  const started = Date.now();
  const context = currentCall() ?? continuedCall({});
  const tell = (outcome: CallOutcome): void => {
    line.told(outcome, Date.now() - started);
  };
  try {
    const answer = await callUntilAnswered(line, given, context, started);
    return readAnswer(line, given, answer, tell);
  } catch (error) {
    if (!(error instanceof LineFailure)) throw error;
    tell(error instanceof NotTried ? 'not_tried' : 'unavailable');
    throw unavailable(line, error);
  }
}

/** The circuit is open: nobody was asked. */
class NotTried extends LineFailure {}

const unavailable = (line: Line, cause: unknown): ServiceUnavailable =>
  new ServiceUnavailable(line.service, Math.max(leastRetrySeconds, Math.ceil(line.breaker.pauseMs() / 1000)), {
    cause,
  });

async function callUntilAnswered(line: Line, given: Call, context: CallContext, started: number): Promise<Answer> {
  const deadlineAt = Math.min(started + given.verb.deadlineMs, context.deadlineAt);
  for (let attempt = 1; ; attempt++) {
    try {
      return await callOnce(line, given, context, deadlineAt);
    } catch (error) {
      const wait = firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random());
      if (!mayTryAgain(given, error) || attempt >= mostTries || Date.now() + wait >= deadlineAt) throw error;
      await sleep(wait);
    }
  }
}

/** A stream can't be read twice. */
const mayTryAgain = ({ verb, input }: Call, error: unknown): boolean =>
  error instanceof LineFailure &&
  !(error instanceof NotTried) &&
  verb.stream === undefined &&
  (!error.arrived || isRepeatable(verb, input));

async function callOnce(line: Line, given: Call, context: CallContext, deadlineAt: number): Promise<Answer> {
  const leftMs = deadlineAt - Date.now();
  if (leftMs <= 0) throw new NotTried('nobody waits any more', false);
  if (!line.breaker.admits()) throw new NotTried('the circuit is open', false);
  try {
    const { status, body } = await line.post(messageOf(given, context, leftMs, timeoutOf(given, leftMs)));
    const answer = parse(body, status);
    if ('begun' in answer && !answer.begun && status === 503) throw new LineFailure(answer.failure, false);
    line.breaker.succeeded();
    return answer;
  } catch (error) {
    if (error instanceof LineFailure) line.breaker.failed();
    else line.breaker.abandoned();
    throw error;
  }
}

/** A call that can be made again does not wait for one silent process until the end. */
const timeoutOf = ({ verb, input }: Call, leftMs: number): number =>
  isRepeatable(verb, input) ? Math.min(leftMs, Math.max(1_000, verb.deadlineMs / 2)) : leftMs;

function messageOf(given: Call, context: CallContext, leftMs: number, timeoutMs: number): LineCall {
  const { door, name, verb, input = {} } = given;
  const shared = { ...traceHeaders(context), [deadlineHeader]: String(leftMs) };
  const place = { door, path: pathOf(door, name), timeoutMs };
  if (verb.stream !== undefined) {
    const { [verb.stream]: stream, ...rest } = input as Record<string, unknown>;
    const beside = Buffer.from(JSON.stringify(rest)).toString('base64url');
    const headers = { ...shared, 'content-type': streamType, [inputHeader]: beside };
    return { ...place, headers, body: stream as AsyncIterable<Uint8Array> };
  }
  const body = JSON.stringify(input);
  const headers = { ...shared, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  return { ...place, headers, body };
}

/** What is no answer of ours comes from something between, and says that nobody is there. */
function parse(body: string, status: number): Answer {
  try {
    const answer = JSON.parse(body) as Answer;
    if (typeof answer === 'object') return answer;
  } catch {
    // Told below.
  }
  throw new LineFailure(`an answer of ${String(status)} that cannot be read`, true);
}

function readAnswer(line: Line, { door, name }: Call, answer: Answer, tell: (outcome: CallOutcome) => void): unknown {
  if ('refusal' in answer) {
    tell('refused');
    throw errorOf(answer.refusal);
  }
  if ('unavailable' in answer) {
    tell('unavailable');
    throw new ServiceUnavailable(answer.unavailable, leastRetrySeconds);
  }
  if ('failure' in answer) {
    tell('failed');
    throw new Error(`${line.service}: ${door}.${name} failed: ${answer.failure}`);
  }
  tell('answered');
  return answer.answer;
}
