import type { PageContext } from '../../layout.ts';

/** Why a payment did not go through, by the gateway's stable code. */
export function failureText(ctx: PageContext, code: string | null): string {
  const texts: Readonly<Record<string, string>> = ctx.t.checkout.failures;
  return texts[code ?? ''] ?? ctx.t.checkout.failures.declined;
}
