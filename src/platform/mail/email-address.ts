import { domainToASCII } from 'node:url';

const longestAddress = 254;
const longestLocalPart = 64;
const longestLabel = 63;

const atom = "[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+";
const label = '[\\p{L}\\p{Nd}](?:[\\p{L}\\p{M}\\p{Nd}-]*[\\p{L}\\p{M}\\p{Nd}])?';
const numericEnd = /(?:^|\.)\d+$/;
const addressPattern = new RegExp(`^(${atom}(?:\\.${atom})*)@(${label}(?:\\.${label})*)$`, 'u');

/**
 * An address in the one spelling in which it is kept and compared: NFC, lower case.
 * Undefined for what is no address, or one that only a mail server's manual would call one (quoted, commented, an IP address in brackets).
 * What it lets through has no space, line break, control or invisible character, so it reaches one person.
 */
export function normaliseEmail(text: string): string | undefined {
  if (text.length > 4 * longestAddress) return undefined;
  const address = withoutSpacesAround(text).normalize('NFC').toLowerCase().normalize('NFC');
  const [, localPart = '', domain = ''] = addressPattern.exec(address) ?? [];
  if (!localPart || address.length > longestAddress || Buffer.byteLength(localPart) > longestLocalPart)
    return undefined;
  return isDomain(domain) ? address : undefined;
}

/** The address as it travels: its domain in ASCII. Undefined for what `normaliseEmail` would not keep. */
export function wireAddress(text: string): string | undefined {
  const address = normaliseEmail(text);
  if (address === undefined) return undefined;
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}

/** Telephones add a space; a line break is no slip of the finger. */
const withoutSpacesAround = (text: string): string => text.replace(/^ +| +$/g, '');

function isDomain(domain: string): boolean {
  const ascii = domainToASCII(domain);
  return (
    ascii !== '' &&
    !numericEnd.test(ascii) &&
    ascii.split('.').every((part) => part.length > 0 && part.length <= longestLabel)
  );
}
