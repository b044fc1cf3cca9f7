/** Widths in thousandths of the type size, of Georgia, one of the widest faces in our stacks. */
const widths: Readonly<Record<number, string>> = {
  220: "'’‘|",
  250: ' \u00A0ilI.,:;·',
  300: 'jf!¡',
  370: 't()-–[]/"“”«»',
  430: 'rsczJ?¿',
  500: 'aevxyg*…—',
  560: 'bdkopqSEFLZ',
  600: 'hnu0123456789TYPB€$#=+',
  680: 'ACGKRVXß&',
  750: 'DNOQUw',
  820: 'HÆ@%',
  900: 'mMœ',
  980: 'W',
};

const widthOf = new Map(Object.entries(widths).flatMap(([width, signs]) => [...signs].map((s) => [s, Number(width)])));

const fullWidth = /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60\p{Extended_Pictographic}]/u;

/** The width of a line of text, in the unit of `size`: an estimate that is rather too wide than too narrow. */
export function measureText(text: string, size: number): number {
  let thousandths = 0;
  for (const sign of text.normalize('NFD')) thousandths += widthOf.get(sign) ?? widthOfOther(sign);
  return (thousandths * size) / 1000;
}

function widthOfOther(sign: string): number {
  if (/\p{M}/u.test(sign)) return 0;
  return fullWidth.test(sign) ? 1050 : 700;
}
