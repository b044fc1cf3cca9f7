import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Request } from './wrk.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request, uncompressed; `fetch` would not send the Host header that NGINX knows the shop by. */
export function ask(url: string, { path, headers }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(new URL(path, url), { headers: headers ?? {} }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
