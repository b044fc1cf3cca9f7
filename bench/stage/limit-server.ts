// The limit: bare node:http that sends the same bytes and does nothing else. `node limit-server.ts PORT FOLDER`
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [port, folder = '.'] = process.argv.slice(2);

interface Page {
  readonly type: string;
  readonly bodies: readonly Buffer[];
  next: number;
}

function readPage(name: string): Page {
  const { type, bodies } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { type: string; bodies: string[] };
  return { type, bodies: bodies.map((body) => Buffer.from(body)), next: 0 };
}

const pages = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [`/${name.slice(0, -'.json'.length)}`, readPage(name)]),
);

createServer((request, response) => {
  const page = pages.get(request.url ?? '/');
  if (!page) {
    response.writeHead(request.url === '/' ? 200 : 404).end();
    return;
  }
  const body = page.bodies[page.next++ % page.bodies.length];
  response.writeHead(200, { 'content-type': page.type, 'content-length': body?.length ?? 0 }).end(body);
}).listen(Number(port), '127.0.0.1');
