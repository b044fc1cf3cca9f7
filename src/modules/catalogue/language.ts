/** Names that sellers' files use; codes of two or three letters are understood without a list. */
const names: Readonly<Record<string, string>> = {
  español: 'es',
  espanol: 'es',
  castellano: 'es',
  spanish: 'es',
  inglés: 'en',
  ingles: 'en',
  english: 'en',
  francés: 'fr',
  frances: 'fr',
  french: 'fr',
  alemán: 'de',
  aleman: 'de',
  german: 'de',
  italiano: 'it',
  italian: 'it',
  portugués: 'pt',
  portugues: 'pt',
  portuguese: 'pt',
};

const known = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

const found = new Map<string, string | undefined>();
const mostKept = 1000;

/** The ISO 639-1 code of a language given by code (of any length, with or without region) or by name; undefined where there is none. Kept, since an import asks for the same few a thousand times. */
export function findLanguage(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  if (found.has(typed)) return found.get(typed);
  const code = names[typed] ?? codeOf(typed.replace(/[?.]+$/, '').replace('_', '-'));
  if (found.size < mostKept) found.set(typed, code);
  return code;
}

function codeOf(typed: string): string | undefined {
  try {
    const { language } = new Intl.Locale(typed);
    return language.length === 2 && known.of(language) !== undefined ? language : undefined;
  } catch {
    return undefined;
  }
}
