// What a pasted table would change: by id what differs, without id what is new, and what stands in the record already.
import type { FactShown } from 'probata/contract';
import { authoritative, isSealed } from '../../../lib/words.ts';
import { tagsIn } from './acts.ts';
import { readDate } from './date-field.tsx';
import { plainCell } from './table-text.ts';

export const FIELDS = [
  ['id', 'Id of the fact'],
  ['statement', 'The fact'],
  ['when', 'When'],
  ['where', 'Where'],
  ['tags', 'Tags'],
  ['source', 'Source in words'],
  ['', 'Leave out'],
] as const;
export type Field = (typeof FIELDS)[number][0];

/** Heads of columns as teams write them, and as the export of a view does. */
const HEADS: readonly (readonly [RegExp, Field])[] = [
  [/^(id|fact id|row id|nr|no\.?)$/i, 'id'],
  [/^(fact|statement|event|description|what|text|summary)$/i, 'statement'],
  [/^(when|date|edtf|date \(edtf\))$/i, 'when'],
  [/^(where|place|location)$/i, 'where'],
  [/^(tags?|labels?|issues?)$/i, 'tags'],
  [/^(source|public source|reference)$/i, 'source'],
];

/** A guess at each column by its head; every guess can be changed. No field is guessed twice. */
export function guessFields(heads: readonly string[]): Field[] {
  const taken = new Set<Field>();
  return heads.map((head) => {
    const found = HEADS.find(([form]) => form.test(head.trim()))?.[1] ?? '';
    if (found === '' || taken.has(found)) return '';
    taken.add(found);
    return found;
  });
}

export interface Line {
  readonly id?: string;
  readonly statement?: string;
  readonly when?: string;
  readonly where?: string;
  readonly tags?: readonly string[];
  readonly source?: string;
  /** Why it cannot be taken as it is. */
  readonly fault?: string;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * A date of a spreadsheet in the one form that the record keeps. Days and months in figures are taken only where they
 * cannot be mistaken: 26/05/2033 is a day in May, 03/04/2033 is asked about.
 */
export function dateIn(text: string): { readonly edtf: string } | { readonly fault: string } {
  const plain = text.trim();
  if (readDate(plain) !== undefined) return { edtf: plain };
  const figures = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(plain);
  if (figures !== null) {
    const [a, b, year] = [Number(figures[1]), Number(figures[2]), figures[3] ?? ''];
    if (a > 12 && b >= 1 && b <= 12) return checked(year, b, a, plain);
    if (b > 12 && a >= 1 && a <= 12) return checked(year, a, b, plain);
    if (a === b) return checked(year, a, b, plain);
    return { fault: `“${plain}” may be two days. Write it as ${year}-MM-DD.` };
  }
  const words = /^(?:(\d{1,2})\.?\s+)?(\p{L}+)\.?,?\s+(\d{4})$/u.exec(plain);
  const american = /^(\p{L}+)\.?\s+(\d{1,2}),?\s+(\d{4})$/u.exec(plain);
  const month = (name: string | undefined): number =>
    name === undefined || name.length < 3
      ? 0
      : MONTHS.findIndex((one) => one.startsWith(name.toLowerCase())) + 1;
  if (words !== null && month(words[2]) > 0) {
    const year = words[3] ?? '';
    if (words[1] === undefined) return { edtf: `${year}-${two(month(words[2]))}` };
    return checked(year, month(words[2]), Number(words[1]), plain);
  }
  if (american !== null && month(american[1]) > 0)
    return checked(american[3] ?? '', month(american[1]), Number(american[2]), plain);
  return {
    fault: `“${plain}” is not a date that can be read. Write it as YYYY-MM-DD, or as 2033-06 or 2033.`,
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

function checked(
  year: string,
  month: number,
  day: number,
  said: string,
): { edtf: string } | { fault: string } {
  const edtf = `${year}-${two(month)}-${two(day)}`;
  return readDate(edtf) === undefined ? { fault: `“${said}” is not a day of the calendar.` } : { edtf };
}

/** The rows under the head, read by the fields of their columns. */
export function linesOf(rows: readonly (readonly string[])[], fields: readonly Field[]): Line[] {
  return rows.map((row): Line => {
    const value = (field: Field): string | undefined => {
      const at = fields.indexOf(field);
      const text = at < 0 ? '' : plainCell(row[at] ?? '');
      return text === '' ? undefined : text;
    };
    const [id, statement, where, tags, source, day] = [
      value('id'),
      value('statement'),
      value('where'),
      value('tags'),
      value('source'),
      value('when'),
    ];
    const when = day === undefined ? undefined : dateIn(day);
    // Rows of another system's numbering are new facts; only ids of this record update.
    const isOurs = id?.startsWith('fact_') === true;
    const fault =
      when !== undefined && 'fault' in when
        ? when.fault
        : !isOurs && statement === undefined
          ? 'There is no sentence in this row.'
          : statement !== undefined && statement.length > 4000
            ? 'The sentence is longer than 4,000 letters.'
            : undefined;
    return {
      ...(isOurs && id !== undefined ? { id } : {}),
      // What an export wrote for a sealed statement is no statement.
      ...(statement === undefined || (isOurs && statement === SEALED) ? {} : { statement }),
      ...(when !== undefined && 'edtf' in when ? { when: when.edtf } : {}),
      ...(where === undefined ? {} : { where }),
      ...(tags === undefined ? {} : { tags: tagsIn(tags) }),
      ...(source === undefined ? {} : { source }),
      ...(fault === undefined ? {} : { fault }),
    };
  });
}

/** How an export writes a statement under seal. */
export const SEALED = '[sealed]';

export interface Compared {
  readonly fact: FactShown | null;
  readonly twins: readonly string[];
}

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export type Planned =
  | { readonly sort: 'fault'; readonly line: Line; readonly why: string }
  | { readonly sort: 'same'; readonly line: Line; readonly fact: FactShown }
  | {
      readonly sort: 'changed';
      readonly line: Line;
      readonly fact: FactShown;
      readonly changes: readonly Change[];
    }
  | { readonly sort: 'new'; readonly line: Line }
  | { readonly sort: 'twin'; readonly line: Line; readonly twins: readonly string[] };

/** What each line comes to. A line that says what a fact says already is never entered by itself. */
export function planOf(lines: readonly Line[], compared: readonly Compared[]): Planned[] {
  const seen = new Map<string, number>();
  return lines.map((line, i): Planned => {
    const { fact, twins } = compared[i] ?? { fact: null, twins: [] };
    if (line.fault !== undefined) return { sort: 'fault', line, why: line.fault };
    if (line.id !== undefined) {
      if (fact === null)
        return {
          sort: 'fault',
          line,
          why: `There is no fact ${line.id} here. Clear the id to enter it as a new one.`,
        };
      if (fact.withdrawn !== null)
        return { sort: 'fault', line, why: 'This fact was withdrawn. Clear the id to assert it anew.' };
      const changes = changesOf(line, fact);
      return changes.length === 0 ? { sort: 'same', line, fact } : { sort: 'changed', line, fact, changes };
    }
    const words = (line.statement ?? '').toLocaleLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '');
    const before = seen.get(words);
    seen.set(words, i);
    if (before !== undefined)
      return { sort: 'fault', line, why: `Row ${before + 1} of this table says the same.` };
    return twins.length > 0 ? { sort: 'twin', line, twins } : { sort: 'new', line };
  });
}

function changesOf(line: Line, fact: FactShown): Change[] {
  const changes: Change[] = [];
  const add = (field: string, before: string, after: string | undefined): void => {
    if (after !== undefined && after !== before) changes.push({ field, before, after });
  };
  if (!isSealed(fact.statement)) add('statement', authoritative(fact.statement), line.statement);
  add('when', fact.when?.edtf ?? '', line.when);
  add('where', fact.where ?? '', line.where);
  add(
    'tags',
    [...fact.tags].sort().join(', '),
    line.tags === undefined ? undefined : [...line.tags].sort().join(', '),
  );
  return changes;
}
