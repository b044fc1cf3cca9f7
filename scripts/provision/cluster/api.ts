import { Agent, request } from 'node:https';

export interface ApiAnswer {
  readonly status: number;
  /** What an object of Kubernetes holds is the reader's to say. */
  readonly body: unknown;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
}

const patienceMs = 30_000;

/** The API of a cluster of one's own, as its administrator. Its certificate is made at its start, and no one else can be there. */
export class KubernetesApi {
  readonly url: string;
  readonly token: string;
  private readonly agent = new Agent({ keepAlive: true, rejectUnauthorized: false });

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  /** Errors: no answer. */
  ask(method: string, path: string, body?: unknown, type = 'application/json'): Promise<ApiAnswer> {
    const headers = { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': type }) };
    return new Promise((resolve, reject) => {
      const asked = request(this.url + path, { method, headers, agent: this.agent, timeout: patienceMs }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body: read(Buffer.concat(chunks).toString()) });
        });
      });
      asked.on('timeout', () => asked.destroy(new Error(`${method} ${path}: no answer`)));
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Errors: also any answer but success. */
  async must(method: string, path: string, body?: unknown, type?: string): Promise<unknown> {
    const answer = await this.ask(method, path, body, type);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path}: ${String(answer.status)} ${JSON.stringify(answer.body).slice(0, 500)}`);
  }

  close(): void {
    this.agent.destroy();
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
