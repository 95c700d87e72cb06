// Dates on a ladder: what each allows, whether one comes before another on every reading, and how they are said.
import {
  addCalendarMonths,
  boundsOf,
  civilDate,
  type DateStatement,
  dateInWords,
  edtfOfDay,
  type Language,
} from '../../base/time/index.ts';
import type { Period } from './types.ts';

/** Days that a date allows, both inclusive; null where it has no bound. `firm`: nothing in it is marked `?` or `~`. */
export interface Span {
  readonly first: number | null;
  readonly last: number | null;
  readonly firm: boolean;
  readonly words: string;
}

/** Whether a comparison holds on every reading of the dates, on none, or on some. */
export type Holds = 'yes' | 'no' | 'unclear';

export function spanOf(date: DateStatement, language: Language): Span {
  const bounds = boundsOf(date.edtf, date.zone);
  return {
    first: bounds.earliestDay,
    last: bounds.latestDay,
    firm: bounds.firm,
    words: dateInWords(date.edtf, language),
  };
}

/** Is `a` on or before `b`? */
export function notAfter(a: Span, b: Span): Holds {
  if (a.last !== null && b.first !== null && a.last <= b.first) return a.firm && b.firm ? 'yes' : 'unclear';
  if (a.first !== null && b.last !== null && a.first > b.last) return a.firm && b.firm ? 'no' : 'unclear';
  return 'unclear';
}

export const flip = (holds: Holds): Holds => (holds === 'yes' ? 'no' : holds === 'no' ? 'yes' : 'unclear');

export const both = (holds: readonly Holds[]): Holds =>
  holds.includes('no') ? 'no' : holds.includes('unclear') ? 'unclear' : 'yes';

/** A span moved by a period, where there is one. */
export function later(span: Span, period: Period | undefined, language: Language): Span {
  if (period === undefined) return span;
  const first = span.first === null ? null : add(span.first, period);
  const last = span.last === null ? null : add(span.last, period);
  const day = (at: number | null): string => (at === null ? 'a day not known' : dayInWords(at, language));
  return {
    first,
    last,
    firm: span.firm,
    words: first === last ? day(first) : `between ${day(first)} and ${day(last)}`,
  };
}

export function add(day: number, period: Period): number {
  return 'months' in period ? addCalendarMonths(day, period.months) : day + period.days;
}

export function periodInWords(period: Period): string {
  if ('months' in period)
    return period.months === 1 ? 'one calendar month' : `${numberWord(period.months)} calendar months`;
  return period.days === 1 ? 'one day' : `${numberWord(period.days)} days`;
}

function numberWord(n: number): string {
  return (
    [
      'zero',
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
      'nine',
      'ten',
      'eleven',
      'twelve',
    ][n] ?? String(n)
  );
}

export function dayInWords(day: number, language: Language): string {
  const { year, month, day: date } = civilDate(day);
  return dateInWords(edtfOfDay(year, month, date), language);
}

/** "on 4 May 2023" for a day, "in May 2023" for what is rougher. */
export function said(span: Span): string {
  return span.first !== null && span.first === span.last ? `on ${span.words}` : `in ${span.words}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
