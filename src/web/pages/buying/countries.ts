import { countryName } from '../../messages/formats.ts';
import type { Locale } from '../../messages/index.ts';

/** Countries by their ISO 3166 code that couriers reach from here. */
const codes =
  'AR AT AU BE BG BO BR CA CH CL CO CR CU CY CZ DE DK DO EC EE ES FI FR GB GR GT HN HR HU IE IL IN IS IT JP KR LT LU LV MA MT MX NI NL NO NZ PA PE PL PR PT PY RO SE SG SI SK SV TR US UY VE ZA';

export const countryCodes: readonly string[] = codes.split(' ');

const known = new Map<Locale, { value: string; label: string }[]>();

/** For a select, in the order of their names in the reader's language. */
export function countryOptions(locale: Locale): { value: string; label: string }[] {
  let options = known.get(locale);
  if (!options) {
    options = countryCodes
      .map((value) => ({ value, label: countryName(locale, value) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale));
    known.set(locale, options);
  }
  return options;
}
