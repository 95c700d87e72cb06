// Dates as honest as the evidence: a day, a month, "about June", "the 3rd of some month", "26 May or later".
import { Refusal } from '../errors.ts';
import { dayNumber, daysInMonth } from './days.ts';
import { offsetMinutes } from './instant.ts';

/** How far a written part may be trusted: `?` the source may be wrong, `~` near this, `%` both. */
export interface Qualifier {
  readonly uncertain: boolean;
  readonly approximate: boolean;
}

/** One part of a date: its digits, `X` for each digit not known, and its own qualifier. */
export interface DatePart extends Qualifier {
  readonly digits: string;
}

/** A time of day to the hour, minute, second or millisecond; `offset` is `Z`, `+02:00`, or null for local time. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number | null;
  readonly second: number | null;
  readonly millisecond: number | null;
  readonly offset: string | null;
}

/** A single date. `month` holds the codes 21 to 41 of ISO 8601-2 where the part is a season, quarter or the like. */
export interface EdtfDate {
  readonly kind: 'date';
  readonly year: DatePart;
  readonly month: DatePart | null;
  readonly day: DatePart | null;
  readonly time: TimeOfDay | null;
}

/** The end of an interval: a date; `open` (`..`, it goes on); `unknown` (empty, there is an end but none is known). */
export type EdtfEnd = EdtfDate | { readonly kind: 'open' } | { readonly kind: 'unknown' };

export interface EdtfInterval {
  readonly kind: 'interval';
  readonly start: EdtfEnd;
  readonly end: EdtfEnd;
}

/** `[…]` one of these (it is not known which); `{…}` each of these. A span `a..b` may lack one end. */
export interface EdtfSet {
  readonly kind: 'set';
  readonly choice: 'one' | 'all';
  readonly members: readonly EdtfMember[];
}

export type EdtfMember =
  | EdtfDate
  | { readonly kind: 'span'; readonly from: EdtfDate | null; readonly to: EdtfDate | null };
export type Edtf = EdtfDate | EdtfInterval | EdtfSet;

const MAX_LENGTH = 400;
const MAX_MEMBERS = 64;
const DATE =
  /^([?~%]?)([0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?$/;
const TIME = /^(\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?([?~%]?)$/;

/**
 * Reads an Extended Date/Time Format text (ISO 8601-2:2019, levels 0 to 2; Library of Congress specification of
 * 4 February 2019) within what evidence needs: four-digit years (no `Y`, no `E`, no `S`), seasons and quarters 21 to
 * 41, unspecified digits anywhere, qualifiers on the whole, a group or a part, intervals with open and unknown ends,
 * and sets. Beyond the standard: a time of day may stop at the hour or minute, may stand in an interval, and may carry
 * a qualifier ("about 14:00").
 * @throws Refusal TIME_EDTF_UNREADABLE, with what to write instead
 */
export function parseEdtf(text: string): Edtf {
  if (text.length > MAX_LENGTH) throw unreadable(text, 'it is longer than any date');
  const first = text.charAt(0);
  if (first === '[' || first === '{') return parseSet(text);
  if (text.includes('/')) return parseInterval(text);
  return parseDate(text, text);
}

/** The one way to write a parsed date: `formatEdtf(parseEdtf(t))` is stable, and equal meanings written alike compare equal. */
export function formatEdtf(value: Edtf): string {
  if (value.kind === 'date') return formatDate(value);
  if (value.kind === 'interval') return `${formatEnd(value.start)}/${formatEnd(value.end)}`;
  const inner = value.members.map(formatMember).join(',');
  return value.choice === 'one' ? `[${inner}]` : `{${inner}}`;
}

/**
 * The canonical text of a written date.
 * @throws Refusal TIME_EDTF_UNREADABLE
 */
export function canonicalEdtf(text: string): string {
  return formatEdtf(parseEdtf(text));
}

/** True if any part of the value is uncertain or approximate: its bounds are then a reading, not a certainty. */
export function isQualified(value: Edtf): boolean {
  return datesOf(value).some((date) =>
    [date.year, date.month, date.day].some((part) => part !== null && (part.uncertain || part.approximate)),
  );
}

/** The dates named in a value, in written order. */
export function datesOf(value: Edtf): readonly EdtfDate[] {
  if (value.kind === 'date') return [value];
  const ends =
    value.kind === 'interval'
      ? [value.start, value.end]
      : value.members.flatMap((member) => (member.kind === 'span' ? [member.from, member.to] : [member]));
  return ends.filter((end): end is EdtfDate => end !== null && end.kind === 'date');
}

/** A date of exact parts, for code that has a day and needs its EDTF value. */
export function edtfOfDay(year: number, month: number, day: number): EdtfDate {
  const part = (n: number, width: number): DatePart => ({
    digits: String(n).padStart(width, '0'),
    uncertain: false,
    approximate: false,
  });
  return { kind: 'date', year: part(year, 4), month: part(month, 2), day: part(day, 2), time: null };
}

/** True if `value` written with `width` digits fits the pattern, where `X` stands for any digit. */
export function fits(pattern: string, value: number): boolean {
  const digits = String(value).padStart(pattern.length, '0');
  if (digits.length !== pattern.length) return false;
  for (let i = 0; i < digits.length; i += 1)
    if (pattern.charAt(i) !== 'X' && pattern.charAt(i) !== digits.charAt(i)) return false;
  return true;
}

function parseDate(text: string, whole: string): EdtfDate {
  const cut = text.indexOf('T');
  const match = DATE.exec(cut < 0 ? text : text.slice(0, cut));
  if (match === null) throw unreadable(whole, 'its parts are not a year, month and day in that order');
  const [, yLeft = '', y = '', yRight = '', mLeft = '', m, mRight = '', dLeft = '', d, dRight = ''] = match;
  const timed = cut < 0 ? null : parseTime(text.slice(cut + 1), whole);
  if (timed !== null && (d === undefined || /X/.test(y + (m ?? '') + d)))
    throw unreadable(whole, 'a time of day needs a full day before it');
  // A mark on the right of a part covers it and all parts to its left; a mark on its left covers it alone.
  const overall = timed === null ? '' : timed.mark;
  const day = d === undefined ? null : part(d, dLeft, dRight, overall);
  const month = m === undefined ? null : part(m, mLeft, mRight, dRight, overall);
  const year = part(y, yLeft, yRight, mRight, dRight, overall);
  if (m !== undefined) checkMonth(m, d !== undefined, whole);
  if (d !== undefined) checkDay(y, m ?? 'XX', d, whole);
  return { kind: 'date', year, month, day, time: timed === null ? null : timed.time };
}

function part(digits: string, ...marks: readonly string[]): DatePart {
  const all = marks.join('');
  return { digits, uncertain: /[?%]/.test(all), approximate: /[~%]/.test(all) };
}

function checkMonth(digits: string, hasDay: boolean, whole: string): void {
  if (!digits.includes('X')) {
    const code = Number(digits);
    if (code >= 1 && code <= 12) return;
    if (code >= 21 && code <= 41 && !hasDay) return;
    throw unreadable(whole, `${digits} is neither a month nor the code of a season`);
  }
  for (let month = 1; month <= 12; month += 1) if (fits(digits, month)) return;
  throw unreadable(whole, `no month fits ${digits}`);
}

function checkDay(year: string, month: string, day: string, whole: string): void {
  for (let m = 1; m <= 12; m += 1) {
    if (!fits(month, m)) continue;
    // Only 29 February depends on the year; a pattern with an X may reach a leap year.
    const longest = m === 2 && !year.includes('X') ? daysInMonth(Number(year), 2) : daysInMonth(2000, m);
    for (let d = 1; d <= longest; d += 1) if (fits(day, d) && (m !== 2 || d !== 29 || leapFits(year))) return;
  }
  throw unreadable(whole, 'the calendar has no such day');
}

function leapFits(year: string): boolean {
  for (let y = 0; y <= 9999; y += 4) if (fits(year, y) && daysInMonth(y, 2) === 29) return true;
  return false;
}

function parseTime(text: string, whole: string): { readonly time: TimeOfDay; readonly mark: string } {
  const match = TIME.exec(text);
  if (match === null) throw unreadable(whole, 'the time of day is not written as 14:05 or 14:05:30+02:00');
  const [, h = '', mi, s, f, zone, mark = ''] = match;
  const offset = zone === undefined ? null : readOffset(zone);
  if (Number(h) > 23 || Number(mi ?? 0) > 59 || Number(s ?? 0) > 59 || offset === undefined)
    throw unreadable(whole, 'no clock shows that time');
  return {
    mark,
    time: {
      hour: Number(h),
      minute: mi === undefined ? null : Number(mi),
      second: s === undefined ? null : Number(s),
      millisecond: f === undefined ? null : Number(f.padEnd(3, '0')),
      offset,
    },
  };
}

function readOffset(zone: string): string | undefined {
  if (zone === 'Z') return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const text = `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
  const minutes = offsetMinutes(text);
  if (minutes === null) return undefined;
  return minutes === 0 ? 'Z' : text;
}

function parseInterval(text: string): EdtfInterval {
  const ends = text.split('/');
  if (ends.length !== 2) throw unreadable(text, 'an interval has one slash');
  const [start, end] = ends.map((end): EdtfEnd => {
    if (end === '..') return { kind: 'open' };
    if (end === '') return { kind: 'unknown' };
    return parseDate(end, text);
  }) as [EdtfEnd, EdtfEnd];
  if (start.kind !== 'date' && end.kind !== 'date')
    throw unreadable(text, 'an interval needs a date at one end');
  if (start.kind === 'date' && end.kind === 'date' && floor(start) > ceiling(end))
    throw unreadable(text, 'it ends before it begins');
  return { kind: 'interval', start, end };
}

function parseSet(text: string): EdtfSet {
  const choice = text.startsWith('[') ? 'one' : 'all';
  if (!text.endsWith(choice === 'one' ? ']' : '}')) throw unreadable(text, 'the bracket is not closed');
  const members = text
    .slice(1, -1)
    .split(',')
    .map((raw): EdtfMember => {
      const member = raw.trim();
      const dots = member.indexOf('..');
      if (dots < 0) return parseDate(member, text);
      const from = dots === 0 ? null : parseDate(member.slice(0, dots), text);
      const to = dots + 2 === member.length ? null : parseDate(member.slice(dots + 2), text);
      if (from === null && to === null) throw unreadable(text, 'a span needs a date at one end');
      if (from !== null && to !== null && floor(from) > ceiling(to))
        throw unreadable(text, 'a span ends before it begins');
      return { kind: 'span', from, to };
    });
  if (members.length > MAX_MEMBERS) throw unreadable(text, `a set holds at most ${MAX_MEMBERS} dates`);
  const sorted = members
    .map((member) => ({ member, key: memberKey(member) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const kept = sorted.filter((item, i) => i === 0 || item.key !== sorted[i - 1]?.key);
  return { kind: 'set', choice, members: kept.map((item) => item.member) };
}

function memberKey(member: EdtfMember): string {
  const first = member.kind === 'span' ? member.from : member;
  return `${first === null ? '' : floor(first)} ${formatMember(member)}`;
}

/** The smallest and largest civil text a date can stand for: enough to see an interval written backwards. */
function floor(date: EdtfDate): string {
  const low = (pattern: string, least: string): string => {
    const filled = pattern.replaceAll('X', '0');
    return filled < least ? least : filled;
  };
  return `${low(date.year.digits, '0000')}-${date.month === null || Number(date.month.digits) > 20 ? '01' : low(date.month.digits, '01')}-${date.day === null ? '01' : low(date.day.digits, '01')}`;
}

function ceiling(date: EdtfDate): string {
  const season = date.month !== null && Number(date.month.digits) > 20;
  // A winter may run into the next year; the check is only against plain reversal.
  if (season) return `${date.year.digits.replaceAll('X', '9')}-99-99`;
  return [date.year, date.month, date.day]
    .map((p, i) => (p === null ? '99' : p.digits.replaceAll('X', '9').padStart(i === 0 ? 4 : 2, '0')))
    .join('-');
}

function formatEnd(end: EdtfEnd): string {
  if (end.kind === 'open') return '..';
  return end.kind === 'unknown' ? '' : formatDate(end);
}

function formatMember(member: EdtfMember): string {
  if (member.kind === 'date') return formatDate(member);
  return `${member.from === null ? '' : formatDate(member.from)}..${member.to === null ? '' : formatDate(member.to)}`;
}

const mark = (q: Qualifier): string => (q.uncertain ? (q.approximate ? '%' : '?') : q.approximate ? '~' : '');

function formatDate(date: EdtfDate): string {
  const parts = [date.year, date.month, date.day].filter((p): p is DatePart => p !== null);
  const marks = parts.map(mark);
  const all = marks.every((m) => m === marks[0]);
  const time = date.time === null ? '' : `T${formatTime(date.time)}`;
  if (all) return `${parts.map((p) => p.digits).join('-')}${time}${marks[0] ?? ''}`;
  // A run of equal marks from the left with nothing after it is written once, on the right of the run.
  let run = 0;
  while (run < marks.length && marks[run] === marks[0] && marks[0] !== '') run += 1;
  const grouped = run > 0 && marks.slice(run).every((m) => m === '');
  const written = parts.map((p, i) => {
    if (grouped) return i === run - 1 ? `${p.digits}${marks[i] ?? ''}` : p.digits;
    return `${marks[i] ?? ''}${p.digits}`;
  });
  return `${written.join('-')}${time}`;
}

function formatTime(time: TimeOfDay): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  let text = two(time.hour);
  if (time.minute !== null) text += `:${two(time.minute)}`;
  if (time.second !== null) text += `:${two(time.second)}`;
  if (time.millisecond !== null) text += `.${String(time.millisecond).padStart(3, '0')}`;
  return text + (time.offset ?? '');
}

function unreadable(text: string, why: string): Refusal {
  return new Refusal(
    'TIME_EDTF_UNREADABLE',
    `“${text.slice(0, 60)}” cannot be read as a date: ${why}. ` +
      'Write 2025-05-19, 2021-06, 2021-06~ (about), 2021-05-26/.. (or later), or [2021-05-26,2021-05-27] (one of).',
    { text: text.slice(0, MAX_LENGTH) },
  );
}

/** The day number of a date whose year, month and day are all known digits; null otherwise. */
export function exactDay(date: EdtfDate): number | null {
  if (date.month === null || date.day === null) return null;
  const text = date.year.digits + date.month.digits + date.day.digits;
  if (text.includes('X')) return null;
  return dayNumber(Number(date.year.digits), Number(date.month.digits), Number(date.day.digits));
}
