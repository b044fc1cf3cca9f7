import { readFileSync } from 'node:fs';
import type { ImportOutcome, ImportRow } from '../modules/catalogue/index.ts';
import { minorPerMajor } from '../platform/money.ts';
import { type Command, Failure, requiredOption } from './command.ts';
import type { RefusedLine } from './inventory-file.ts';
import { withShop } from './with-shop.ts';

export const importCommand: Command = {
  name: 'import',
  usage: 'FILE --seller EMAIL',
  does: "Publishes a seller's CSV or TSV file; run again with the same references it updates, and never doubles.",
  options: { seller: { type: 'string' } },
  takes: { least: 1, most: 1 },
  run: async (given) => {
    const [path = ''] = given.positionals;
    const email = requiredOption(given, 'seller');
    const bytes = readOrFail(path);
    await withShop(async (shop) => {
      const seller = await shop.doors.accounts.findAccountByEmail({ email });
      if (!seller) throw new Failure(`no account has the address ${email}`);
      const { readInventory } = await import('./inventory-file.ts');
      const { rows, refused } = readInventory(bytes, minorPerMajor(shop.config.shop.currency));
      // All at once: rows without a reference are told apart within one call only, and batches are made inside.
      const outcomes = await shop.doors.catalogue.importRows({ sellerId: seller.id, rows });
      report(rows, outcomes, refused);
    });
  },
};

function readOrFail(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Failure(`${path} cannot be read (${(error as { code?: string }).code ?? 'unknown'})`);
  }
}

function report(rows: readonly ImportRow[], outcomes: readonly ImportOutcome[], refused: readonly RefusedLine[]): void {
  const all: RefusedLine[] = [
    ...refused,
    ...outcomes.flatMap(({ line, outcome, reason }) =>
      outcome === 'refused' ? [{ line, reason: reason ?? 'refused' }] : [],
    ),
  ];
  for (const { line, reason } of all.toSorted((a, b) => a.line - b.line))
    process.stdout.write(`line ${String(line)}: ${reason}\n`);
  const count = (outcome: ImportOutcome['outcome']): string =>
    `${String(outcomes.filter((each) => each.outcome === outcome).length)} ${outcome}`;
  process.stdout.write(
    `${String(rows.length + refused.length)} rows: ${count('added')}, ${count('updated')}, ${count('unchanged')}, ${count('removed')}, ${String(all.length)} refused\n`,
  );
  if (all.length > 0) throw new Failure(`${String(all.length)} rows were refused; the others are in`);
}
