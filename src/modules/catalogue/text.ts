/** Characters as people count them for a limit: MySQL counts the same. */
export const lengthOf = (value: string): number =>
  value.length - (value.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

/** Control characters, and halves of characters, which no database keeps as they are. */
export const hasForbiddenCharacters = (value: string): boolean => /\p{Cc}/u.test(value) || !value.isWellFormed();

/** For what comes from files, where nobody can be asked to type it again; line breaks stay. */
export const withoutForbiddenCharacters = (value: string): string =>
  hasForbiddenCharacters(value) ? value.toWellFormed().replace(/[^\P{Cc}\r\n\t]/gu, '') : value;

export const inOneLine = (value: string): string => withoutForbiddenCharacters(value).replace(/[\r\n\t]+/g, ' ');
