// A moment that a machine recorded: always UTC, always to the millisecond, always written the same way.
import { Refusal } from '../errors.ts';
import { dayNumber, daysInMonth, MS_PER_DAY } from './days.ts';

/** UTC in RFC 3339 with milliseconds: `2025-05-19T09:30:00.000Z`. Sorting the texts sorts the moments. */
export type Instant = string;

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since 1970 of an RFC 3339 time (section 5.6, upper-case T and Z). Any offset is read; digits beyond the
 * millisecond are cut, not rounded, so that no moment is moved into the future.
 * @throws Refusal TIME_INSTANT_UNREADABLE; also for a leap second, which a clock in milliseconds cannot hold
 */
export function parseInstant(text: string): number {
  const match = FORM.exec(text);
  if (match === null)
    throw new Refusal(
      'TIME_INSTANT_UNREADABLE',
      `Write the moment as 2025-05-19T09:30:00.000Z, not “${text.slice(0, 40)}”.`,
    );
  const [, y = '', mo = '', d = '', h = '', mi = '', s = '', fraction = '', zone = 'Z'] = match;
  const [year, month, day, hour, minute, second] = [y, mo, d, h, mi, s].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = zone === 'Z' ? 0 : offsetMinutes(zone);
  const exists =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    offset !== null;
  if (!exists) throw new Refusal('TIME_INSTANT_UNREADABLE', `There is no such moment: ${text}.`);
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  const local = dayNumber(year, month, day) * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  return local - (offset ?? 0) * 60_000;
}

/**
 * Writes milliseconds since 1970 as an Instant.
 * @throws Refusal TIME_INSTANT_OUT_OF_RANGE for a fraction, or outside the years 0000 to 9999
 */
export function formatInstant(ms: number): Instant {
  if (!Number.isInteger(ms) || ms < -62_167_219_200_000 || ms > 253_402_300_799_999)
    throw new Refusal('TIME_INSTANT_OUT_OF_RANGE', 'The moment is outside the years 0000 to 9999.');
  return new Date(ms).toISOString();
}

/** True if the text is an Instant in exactly the one form in which the house stores it. */
export function isInstant(text: string): text is Instant {
  if (text.length !== 24 || !text.endsWith('Z') || text.charAt(19) !== '.') return false;
  try {
    return formatInstant(parseInstant(text)) === text;
  } catch {
    return false;
  }
}

/** Minutes east of UTC of `+02:00` or `-05:30`; null beyond 14 hours either way or for an impossible minute. */
export function offsetMinutes(text: string): number | null {
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (Number(match[3]) > 59 || minutes > 14 * 60) return null;
  return match[1] === '-' ? -minutes : minutes;
}
