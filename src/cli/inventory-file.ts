import { parse } from 'csv-parse/sync';
import { type Condition, conditions, type Flag, flags, formats, type ImportRow } from '../modules/catalogue/index.ts';
import { Failure } from './command.ts';

export interface RefusedLine {
  line: number;
  reason: string;
}

const columns = [
  'reference',
  'isbn',
  'title',
  'authors',
  'publisher',
  'year',
  'language',
  'format',
  'subjects',
  'condition',
  'flags',
  'notes',
  'price',
  'quantity',
] as const;
type Column = (typeof columns)[number];
type Fields = Partial<Record<Column, string>>;

const mostBytes = 64 * 1024 * 1024;

/** Reads a seller's file: CSV or TSV (or semicolons, as spreadsheets here write), UTF-8 or Windows-1252, with a header of some of our columns. */
export function readInventory(bytes: Buffer, minorPerMajor: number): { rows: ImportRow[]; refused: RefusedLine[] } {
  const text = decode(bytes);
  const records = parseRecords(text);
  const header = readHeader(records[0]?.fields ?? []);
  const rows: ImportRow[] = [];
  const refused: RefusedLine[] = [];
  for (const { fields, line } of records.slice(1)) {
    const row = readRow(named(header, fields), line, minorPerMajor);
    if ('reason' in row) refused.push(row);
    else rows.push(row);
  }
  return { rows, refused };
}

/** Strict UTF-8, else Windows-1252, which reads anything; what is no text at all is refused. */
function decode(bytes: Buffer): string {
  if (bytes.length > mostBytes) throw new Failure('the file is larger than 64 MB');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw new Failure('line 1: this is a compressed file; unpack it first');
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    throw new Failure('line 1: this is a zip file; unpack it first');
  if (bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) || bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff])))
    throw new Failure('line 1: this is UTF-16; save it as UTF-8 or Windows-1252');
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw new Failure(`line ${String(lineAt(bytes, nul))}: there is a NUL byte; this is not a text file`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const lineAt = (bytes: Buffer, place: number): number => bytes.subarray(0, place).toString('latin1').split('\n').length;

/** Tabs have no quoting; commas and semicolons do. */
function parseRecords(text: string): { fields: string[]; line: number }[] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter =
    (['\t', ';', ','] as const).toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ',';
  try {
    const parsed = parse(text, {
      delimiter,
      quote: delimiter === '\t' ? false : '"',
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ fields: record, line: info.lines }));
  } catch (error) {
    const { lines, message } = error as { lines?: number; message?: string };
    throw new Failure(`line ${String(lines ?? 1)}: ${message ?? 'cannot be read'}`);
  }
}

function readHeader(fields: readonly string[]): (Column | undefined)[] {
  const header = fields.map((field) => columns.find((column) => column === field.trim().toLowerCase()));
  if (!header.includes('title') && !header.includes('isbn'))
    throw new Failure('line 1: the header names neither isbn nor title; its columns are some of ' + columns.join(', '));
  if (!header.includes('price')) throw new Failure('line 1: the header has no price');
  return header;
}

const named = (header: readonly (Column | undefined)[], fields: readonly string[]): Fields =>
  Object.fromEntries(
    header.flatMap((column, place) =>
      column !== undefined && (fields[place] ?? '').trim() !== '' ? [[column, (fields[place] ?? '').trim()]] : [],
    ),
  );

/** A row as the catalogue takes it, or why not. What the catalogue itself judges (ISBN, lengths) is left to it. */
function readRow(fields: Fields, line: number, minorPerMajor: number): ImportRow | RefusedLine {
  const price = readPrice(fields.price, minorPerMajor);
  if (price === undefined) return { line, reason: `the price "${shown(fields.price)}" is not a number above zero` };
  const quantity = fields.quantity === undefined ? 1 : Number(fields.quantity);
  if (!Number.isInteger(quantity) || quantity < 0)
    return { line, reason: `the quantity "${shown(fields.quantity)}" is not a whole number` };
  const condition = readCondition(fields.condition);
  if (!condition)
    return { line, reason: `the condition "${shown(fields.condition)}" is not one of ${conditions.join(', ')}` };
  const facts = readFacts(fields);
  if ('reason' in facts) return { line, reason: facts.reason };
  const known = readFlags(fields.flags);
  if (!known) return { line, reason: `the flags "${shown(fields.flags)}" are not some of ${flags.join(', ')}` };
  return {
    line,
    reference: fields.reference,
    facts,
    fields: { condition, flags: known, notes: fields.notes, priceMinor: price, quantity },
  };
}

function readFacts(fields: Fields): ImportRow['facts'] | { reason: string } {
  const year = fields.year === undefined ? undefined : Number(fields.year);
  if (year !== undefined && !Number.isInteger(year))
    return { reason: `the year "${shown(fields.year)}" is not a year` };
  const format =
    fields.format === undefined ? undefined : formats.find((each) => each === fields.format?.toLowerCase());
  if (fields.format !== undefined && !format)
    return { reason: `the format "${shown(fields.format)}" is not one of ${formats.join(', ')}` };
  return {
    isbn: fields.isbn,
    title: fields.title,
    authors: list(fields.authors),
    publisher: fields.publisher,
    year,
    language: fields.language,
    format: format,
    subjects: list(fields.subjects),
  };
}

const shown = (text: string | undefined): string => (text ?? '').slice(0, 40);

const list = (text: string | undefined): string[] | undefined =>
  text
    ?.split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function readCondition(text: string | undefined): Condition | undefined {
  if (text === undefined) return 'good';
  const plain = text.toLowerCase().replace(/[\s-]+/g, '_');
  return conditions.find((condition) => condition === plain);
}

function readFlags(text: string | undefined): Flag[] | undefined {
  const given = (text ?? '')
    .split(/[;,]/)
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    )
    .filter((part) => part !== '');
  const known = given.flatMap((part) => flags.find((flag) => flag === part) ?? []);
  return known.length === given.length ? known : undefined;
}

/** Major units: 25000, 25000.50, 25.000, 25.000,50, $ 25.000. */
function readPrice(text: string | undefined, minorPerMajor: number): number | undefined {
  const plain = (text ?? '').replace(/^[^\d-]+/, '').replace(/\s/g, '');
  const number = asDecimal(plain);
  if (number === undefined) return undefined;
  const minor = Math.round(Number(number) * minorPerMajor);
  return Number.isSafeInteger(minor) && minor > 0 ? minor : undefined;
}

/** One or two digits after the last mark are decimals; groups of three are thousands. */
function asDecimal(text: string): string | undefined {
  if (!/^\d{1,15}([.,]\d+)*$/.test(text)) return undefined;
  const decimals = /[.,](\d{1,2})$/.exec(text)?.[1];
  const whole = (decimals === undefined ? text : text.slice(0, -decimals.length - 1)).replace(/[.,]/g, '');
  return decimals === undefined ? whole : `${whole}.${decimals}`;
}
