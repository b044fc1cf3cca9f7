import { DomainError } from '../../platform/errors.ts';
import { fold } from './fold.ts';

const shortest = 10;
const longest = 200;
const fewestCharacters = 5;
const shortestWord = 3;
const fewestOwnLetters = 5;

/** Things of its owner that a password must not consist of. */
export interface PasswordOwner {
  name: string;
  email: string;
}

type Weakness = 'too_short' | 'too_long' | 'trivial' | 'personal' | 'common';

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Refuses what an attacker tries first.
 * Errors: `password.weak` 422, `details.reason`: too_short · too_long · trivial · personal · common.
 */
export async function checkPassword(password: string, owner: PasswordOwner): Promise<void> {
  const weakness = weaknessOf(password, owner) ?? ((await isCommon(password)) ? 'common' : undefined);
  if (weakness)
    throw new DomainError('password.weak', 422, sentences[weakness], { reason: weakness, shortest, longest });
}

const sentences: Readonly<Record<Weakness, string>> = {
  too_short: `A password has at least ${String(shortest)} characters.`,
  too_long: `A password has at most ${String(longest)} characters.`,
  trivial: 'A password of few or successive characters is guessed at once.',
  personal: 'A password made of the name or the e-mail address is guessed at once.',
  common: 'This password is on the lists that attackers try first.',
};

function weaknessOf(password: string, owner: PasswordOwner): Weakness | undefined {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < shortest) return 'too_short';
  if (characters.length > longest) return 'too_long';
  if (isTrivial(characters)) return 'trivial';
  return isPersonal(password, owner) ? 'personal' : undefined;
}

function isTrivial(characters: string[]): boolean {
  if (new Set(characters).size < fewestCharacters) return true;
  if (/^(.+?)\1+$/su.test(characters.join(''))) return characters.length < 2 * shortest;
  const steps = characters.slice(1).map((each, index) => codeOf(each) - codeOf(characters[index]));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
}

const codeOf = (character: string | undefined): number => character?.codePointAt(0) ?? 0;

/** Nothing much is left of it without its owner's name and address. */
function isPersonal(password: string, owner: PasswordOwner): boolean {
  const email = fold(owner.email);
  const words = [email, ...email.split(/[^\p{L}\p{N}]+/u), ...fold(owner.name).split(/[^\p{L}\p{N}]+/u)];
  const known = words.filter((word) => word.length >= shortestWord).sort((a, b) => b.length - a.length);
  const rest = known.reduce((text, word) => text.replaceAll(word, ''), fold(password));
  return (
    rest.length < fold(password).length &&
    rest.replace(/[^\p{L}]/gu, '').length < fewestOwnLetters &&
    rest.length < shortest
  );
}

/** On the list, or a word of the list with a few digits or signs around it. */
async function isCommon(password: string): Promise<boolean> {
  common ??= readList();
  const list = await common;
  const word = fold(password);
  const bare = word.replace(/^[^\p{L}]{0,5}(?=\p{L})/u, '').replace(/(?<=\p{L})[^\p{L}]{1,5}$/u, '');
  return [password, word, bare, withoutRepeats(word)].some((each) => list.has(each));
}

const withoutRepeats = (word: string): string => /^(.+?)\1+$/su.exec(word)?.[1] ?? word;

/** Read when the first password is set, since it takes 40 ms that a start need not wait for. */
async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
