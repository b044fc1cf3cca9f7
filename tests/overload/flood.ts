// Sends requests at a steady rate, whether they are answered or not, on connections that stay; run as a process of its own, so that it can
// have a core of its own. Writes what came of them as JSON.
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FloodPlan {
  readonly port: number;
  /** Asked for in turn. */
  readonly paths: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
  /** Opened as they are needed, and no more: whoever finds none free is not sent. */
  readonly connections: number;
}

export interface FloodResult {
  /** Times in ms by status; 0 is no answer. */
  readonly answers: Partial<Record<string, number[]>>;
  readonly sent: number;
  /** For which no connection was free. */
  readonly unsent: number;
  /** Of the answers 503, those that say when to come again. */
  readonly retryAfter: number;
}

interface Line {
  readonly socket: Socket;
  since: number;
  text: string;
  /** What is still to come of the body, once the head was read. */
  left: number;
  status: number;
}

const headEnd = '\r\n\r\n';

class Flood {
  readonly result: { -readonly [K in keyof FloodResult]: FloodResult[K] } = {
    answers: {},
    sent: 0,
    unsent: 0,
    retryAfter: 0,
  };
  readonly #plan: FloodPlan;
  readonly #free: Line[] = [];
  #open = 0;
  #underWay = 0;

  constructor(plan: FloodPlan) {
    this.#plan = plan;
  }

  async run(): Promise<void> {
    const { seconds, perSecond } = this.#plan;
    const began = performance.now();
    let due = 0;
    for (let passed = 0; passed < seconds * 1000; passed = performance.now() - began) {
      for (; due < (passed / 1000) * perSecond; due++) this.#send(due);
      await sleep(1);
    }
    const end = performance.now() + 40_000;
    while (this.#underWay > 0 && performance.now() < end) await sleep(5);
    if (this.#underWay > 0) for (let each = 0; each < this.#underWay; each++) this.#count(0, 40_000);
    for (const line of this.#free) line.socket.destroy();
  }

  #send(number: number): void {
    const line = this.#free.pop() ?? (this.#open < this.#plan.connections ? this.#dial() : undefined);
    if (!line) {
      this.result.unsent++;
      return;
    }
    this.result.sent++;
    this.#underWay++;
    Object.assign(line, { since: performance.now(), text: '', left: -1, status: 0 });
    const path = this.#plan.paths[number % this.#plan.paths.length] ?? '/';
    line.socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${String(this.#plan.port)}\r\n\r\n`);
  }

  #dial(): Line {
    this.#open++;
    const socket = connect({ port: this.#plan.port, host: '127.0.0.1', noDelay: true });
    const line: Line = { socket, since: 0, text: '', left: -1, status: 0 };
    socket.on('data', (chunk) => this.#read(line, chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#open--;
      const place = this.#free.indexOf(line);
      if (place >= 0) this.#free.splice(place, 1);
      else this.#done(line, 0);
    });
    return line;
  }

  #read(line: Line, chunk: Buffer): void {
    if (line.left < 0) {
      line.text += chunk.toString('latin1');
      const end = line.text.indexOf(headEnd);
      if (end < 0) return;
      const head = line.text.slice(0, end);
      line.status = Number(head.slice(9, 12));
      if (line.status === 503 && /\r\nretry-after: \d+/i.test(head)) this.result.retryAfter++;
      line.left = Number(/content-length: (\d+)/i.exec(head)?.[1]) - (line.text.length - end - headEnd.length);
    } else line.left -= chunk.length;
    if (line.left > 0) return;
    this.#done(line, line.status);
    this.#free.push(line);
  }

  #done(line: Line, status: number): void {
    this.#underWay--;
    this.#count(status, performance.now() - line.since);
  }

  #count(status: number, ms: number): void {
    (this.result.answers[status] ??= []).push(ms);
  }
}

const flood = new Flood(JSON.parse(process.argv[2] ?? '{}') as FloodPlan);
await flood.run();
process.stdout.write(JSON.stringify(flood.result));
