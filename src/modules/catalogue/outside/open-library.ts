import { z } from 'zod';
import type { OutsideBooks } from '../context.ts';
import type { EditionFacts, Format } from '../door.ts';
import { findLanguage } from '../language.ts';
import { limits } from '../listing-input.ts';

const timeoutMs = 2000;
const largestAnswer = 500_000;
const mostSubjects = 5;

const detailsSchema = z.object({
  title: z.string(),
  subtitle: z.string().optional().catch(undefined),
  authors: z
    .array(z.object({ name: z.string() }))
    .default([])
    .catch([]),
  publishers: z.array(z.string()).default([]).catch([]),
  publish_date: z.string().default('').catch(''),
  languages: z
    .array(z.object({ key: z.string() }))
    .default([])
    .catch([]),
  physical_format: z.string().default('').catch(''),
  subjects: z.array(z.string()).default([]).catch([]),
});
const answerSchema = z.record(z.string(), z.object({ details: detailsSchema }));

/**
 * Book data from a service that speaks as Open Library does.
 * Errors: whatever fetching and reading the answer throws, after two seconds at most.
 * Source: openlibrary.org/dev/docs/api/books
 */
export function openLibrary({ url: serviceUrl }: { url: string }): OutsideBooks {
  return {
    find: async (isbn) => {
      const url = new URL('/api/books', serviceUrl);
      url.search = new URLSearchParams({ bibkeys: `ISBN:${isbn}`, format: 'json', jscmd: 'details' }).toString();
      const response = await fetch(url, {
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: 'application/json' },
      });
      if (!response.ok) throw new Error(`the service answered ${String(response.status)}`);
      const answer = answerSchema.parse(JSON.parse(await readText(response)));
      const details = answer[`ISBN:${isbn}`]?.details;
      return details && factsOf(details);
    },
  };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largestAnswer) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function factsOf(details: z.infer<typeof detailsSchema>): EditionFacts {
  const year = /\b(1[4-9]\d\d|20\d\d)\b/.exec(details.publish_date)?.[1];
  const code = details.languages[0]?.key.split('/').at(-1);
  return {
    title: cut(details.subtitle ? `${details.title}: ${details.subtitle}` : details.title, limits.title),
    authors: details.authors.slice(0, limits.authors).map(({ name }) => cut(name, limits.author)),
    publisher: details.publishers[0] === undefined ? undefined : cut(details.publishers[0], limits.publisher),
    year: year === undefined ? undefined : Number(year),
    language: code === undefined ? undefined : findLanguage(code),
    format: formatOf(details.physical_format),
    subjects: details.subjects.slice(0, mostSubjects).map((subject) => cut(subject, limits.subject)),
  };
}

function formatOf(text: string): Format | undefined {
  if (/hard|bound|dura/i.test(text)) return 'hardcover';
  return /paper|soft|r[úu]stica|tapa blanda/i.test(text) ? 'paperback' : undefined;
}

const cut = (text: string, longest: number): string =>
  [...text.replace(/\p{Cc}+/gu, ' ').trim()].slice(0, longest).join('');
