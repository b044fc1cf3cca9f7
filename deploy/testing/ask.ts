import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request on a connection of its own; a closed connection without an answer rejects. `https:` trusts `ca`, or anything without it. */
export function ask(url: string, options: RequestOptions & { body?: string | Uint8Array } = {}): Promise<Answered> {
  const { body, ...rest } = options;
  const secure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const all = { agent: false as const, rejectUnauthorized: Boolean(rest.ca), timeout: 30_000, ...rest };
    const request = (secure ? httpsRequest : httpRequest)(url, all, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`no answer from ${url}`)));
    request.on('error', reject);
    request.end(body);
  });
}
