import { type Dice, diceFor } from '../../../platform/dice.ts';
import { demoSellers } from './demo-people.ts';
import { type DemoWork, demoWorks } from './demo-works.ts';
import type { DemoCondition, DemoFlag } from './grades.ts';
import { closingNotes, englishNotesByCondition, notesByCondition, notesByFlag } from './notes.ts';
import { priceCopy } from './price-copy.ts';

export type DemoListing = {
  readonly sellerEmail: string;
  /** Index into `demoWorks`. */
  readonly workIndex: number;
  readonly isbn: string | null;
  readonly condition: DemoCondition;
  readonly flags: readonly DemoFlag[];
  readonly notes: string;
  /** In major units: 25000 is $ 25.000 COP. */
  readonly price: number;
  readonly quantity: number;
  readonly daysAgo: number;
};

/** The edition of Cien años de soledad that Lucía always has, since tests and guides name it. */
const soledad = 1;

/** The listings of the demonstration catalogue, about 400, the same at each call. */
export function demoListings(): DemoListing[] {
  const dice = diceFor('demo listings');
  return demoWorks.flatMap((work, workIndex) => {
    const sellers = chooseSellers(dice, countCopies(dice, work));
    if (workIndex === soledad && !sellers.includes('lucia@bookstore.test')) sellers[0] = 'lucia@bookstore.test';
    return sellers.map((sellerEmail) => describeCopy(dice, work, workIndex, sellerEmail));
  });
}

function countCopies(dice: Dice, work: DemoWork): number {
  if (work.popular) return 2 + dice(2) + (dice(4) === 0 ? 2 + dice(4) : 0);
  return dice(12) === 0 ? 2 : 1;
}

function chooseSellers(dice: Dice, count: number): string[] {
  const tickets = demoSellers.flatMap(({ email, share }) => Array.from({ length: share }, () => email));
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(pick(dice, tickets));
  return [...chosen];
}

function describeCopy(dice: Dice, work: DemoWork, workIndex: number, sellerEmail: string): DemoListing {
  const condition = gradeCopy(dice, work);
  const flags = flagCopy(dice, work, condition);
  return {
    sellerEmail,
    workIndex,
    isbn: work.isbn,
    condition,
    flags,
    notes: writeNotes(dice, work, condition, flags),
    price: priceCopy(dice, work, condition, flags),
    quantity: condition === 'new' ? 1 + dice(4) : 1,
    daysAgo: 1 + dice(dice(3) === 0 ? 90 : 40),
  };
}

const recentGrades = spread({ new: 5, as_new: 4, fine: 4, very_good: 6, good: 5, fair: 1 });
const agedGrades = spread({ as_new: 1, fine: 2, very_good: 6, good: 9, fair: 4, poor: 2 });
const oldGrades = spread({ very_good: 2, good: 5, fair: 4, poor: 2 });

function gradeCopy(dice: Dice, work: DemoWork): DemoCondition {
  if (work.year >= 2005) return pick(dice, recentGrades);
  return pick(dice, work.year >= 1980 ? agedGrades : oldGrades);
}

function flagCopy(dice: Dice, work: DemoWork, condition: DemoCondition): DemoFlag[] {
  const used = condition !== 'new' && condition !== 'as_new';
  const flags: DemoFlag[] = [];
  if (work.signable && dice(3) === 0) flags.push('signed');
  if (work.firstEdition && dice(5) < 3) flags.push('first_edition');
  if (work.format === 'hardcover' && dice(5) < 2) flags.push('dust_jacket');
  if (used && condition !== 'fine' && dice(14) === 0) flags.push('ex_library');
  if (used && condition !== 'fine' && dice(7) === 0) flags.push('annotated');
  return flags;
}

function writeNotes(dice: Dice, work: DemoWork, condition: DemoCondition, flags: readonly DemoFlag[]): string {
  if (flags.length === 0 && dice(9) === 0) return '';
  if (work.language === 'en' && dice(3) === 0 && flags.length === 0)
    return pick(dice, englishNotesByCondition[condition]);
  const ofFlags = flags.map((flag) => pick(dice, notesByFlag[flag]));
  const closing = dice(3) === 0 ? [pick(dice, closingNotes)] : [];
  return [...ofFlags, pick(dice, notesByCondition[condition]), ...closing].join(' ');
}

function spread(weights: Partial<Record<DemoCondition, number>>): DemoCondition[] {
  return Object.entries(weights).flatMap(([grade, weight]) =>
    Array.from({ length: weight }, () => grade as DemoCondition),
  );
}

function pick<T>(dice: Dice, choices: readonly T[]): T {
  const choice = choices[dice(choices.length)];
  if (choice === undefined) throw new Error('nothing to pick from');
  return choice;
}
