/** Characters as people count them for a limit: MySQL counts the same. */
export function lengthOf(value: string): number {
  let length = 0;
  for (const _ of value) length++;
  return length;
}

/** Control characters, and halves of characters, which no database keeps as they are. */
export const hasForbiddenCharacters = (value: string): boolean => /\p{Cc}/u.test(value) || !value.isWellFormed();
