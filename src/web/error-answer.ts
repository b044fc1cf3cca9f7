import { errorPage, errorWords } from './components/error-page.ts';
import type { Page, PageContext } from './layout.ts';

/** The page that says what went wrong, and a way on. */
export function answerError(
  ctx: PageContext,
  { status, code, requestId }: { status: number; code?: string; requestId: string },
): Page {
  const { title } = errorWords(ctx, status);
  const refusals = ctx.t.refusals as Readonly<Record<string, string | undefined>>;
  const text = code === undefined ? undefined : refusals[code];
  return {
    title,
    robots: 'noindex',
    body: errorPage(ctx, { status, requestId, ...(text === undefined ? {} : { text }) }),
  };
}
