import type { IncomingMessage, ServerResponse } from 'node:http';

/** How many requests are let in and not answered yet. */
export interface UnderWay {
  /** Those whose body is still arriving. They don't count as work, or a few slow senders would keep everybody out. */
  readonly arriving: () => number;
  readonly working: () => number;
  readonly add: (request: IncomingMessage, response: ServerResponse) => void;
}

/** `onFinished` is told of each that was worked on and is answered, or gone. */
export function countUnderWay(onFinished: () => void): UnderWay {
  let [arriving, working] = [0, 0];
  return {
    arriving: () => arriving,
    working: () => working,
    add: (request, response) => {
      let works = !hasBody(request);
      if (works) working++;
      else {
        arriving++;
        request.once('end', () => {
          if (works || response.closed) return;
          works = true;
          arriving--;
          working++;
        });
      }
      response.once('close', () => {
        if (works) working--;
        else arriving--;
        if (works) onFinished();
      });
    },
  };
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
