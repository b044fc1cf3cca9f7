import type { Dice } from '../../../platform/dice.ts';
import type { DemoWork, SubjectSlug } from './demo-works.ts';
import type { DemoCondition, DemoFlag } from './grades.ts';

const worthByCondition: Readonly<Record<DemoCondition, number>> = {
  new: 1.25,
  as_new: 1.05,
  fine: 0.95,
  very_good: 0.82,
  good: 0.68,
  fair: 0.5,
  poor: 0.36,
};

/** What a new paperback on such a shelf costs, in thousands of COP; 48 where not listed. */
const thousandsBySubject: Partial<Record<SubjectSlug, number>> = {
  texto: 105,
  arte: 98,
  cocina: 82,
  informatica: 110,
  comic: 78,
  ciencia: 60,
  historia: 56,
  filosofia: 52,
  infantil: 38,
  juvenil: 42,
  poesia: 42,
  cuento: 40,
  teatro: 32,
};

const cheapest = 8_000;
const dearest = 180_000;

/** The price that a seller would ask, in whole thousands of COP (major units), from 8.000 to 180.000. */
export function priceCopy(dice: Dice, work: DemoWork, condition: DemoCondition, flags: readonly DemoFlag[]): number {
  const thousands = Math.max(...work.subjects.map((subject) => thousandsBySubject[subject] ?? 48));
  const binding = work.format === 'hardcover' ? 1.35 : 1;
  const mood = 0.85 + dice(31) / 100;
  const price =
    thousands * 1000 * worthByCondition[condition] * binding * mood * worthByAge(work.year) * worthByFlags(flags);
  return Math.min(dearest, Math.max(cheapest, Math.round(price / 1000) * 1000));
}

/** Books that are merely used are cheap; books that are old are sought. */
function worthByAge(year: number): number {
  if (year < 1970) return 1.7;
  return year < 1996 ? 0.75 : 1;
}

function worthByFlags(flags: readonly DemoFlag[]): number {
  let worth = 1;
  if (flags.includes('signed')) worth *= 1.8;
  if (flags.includes('first_edition')) worth *= 1.5;
  if (flags.includes('ex_library')) worth *= 0.8;
  if (flags.includes('annotated')) worth *= 0.85;
  return worth;
}
