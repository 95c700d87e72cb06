// Where a local time was local: a fixed offset, or a place whose clocks change with the season.
import { Refusal } from '../errors.ts';
import { MS_PER_DAY } from './days.ts';
import { offsetMinutes } from './instant.ts';

/** `Z`, an offset (`+02:00`), or a name from the IANA time zone database (`Europe/Vilnius`). */
export type Zone = string;

const clocks = new Map<string, Intl.DateTimeFormat | null>();

/** True for `Z`, an offset within 14 hours, or a name this machine's time zone table knows. */
export function isZone(text: string): boolean {
  return text === 'Z' || offsetMinutes(text) !== null || clockOf(text) !== null;
}

/**
 * The UTC milliseconds of a local time, given as if it were UTC.
 * A local time that a clock change skipped or repeated has two readings; `edge` chooses the earlier or the later,
 * so that a span never loses an hour that it may contain.
 * @throws Refusal TIME_ZONE_UNKNOWN
 */
export function localToUtc(localMs: number, zone: Zone, edge: 'earliest' | 'latest'): number {
  if (zone === 'Z') return localMs;
  const fixed = offsetMinutes(zone);
  if (fixed !== null) return localMs - fixed * 60_000;
  const before = offsetAt(localMs - MS_PER_DAY, zone);
  const after = offsetAt(localMs + MS_PER_DAY, zone);
  const readings = [localMs - before, localMs - after];
  // Keep the readings that show this local time on the clock; in a skipped hour neither does, and both stand.
  const shown = readings.filter((utc) => utc + offsetAt(utc, zone) === localMs);
  const kept = shown.length > 0 ? shown : readings;
  return edge === 'earliest' ? Math.min(...kept) : Math.max(...kept);
}

/** Milliseconds east of UTC that the clocks of an IANA zone showed at a moment. */
function offsetAt(utcMs: number, zone: string): number {
  const clock = clockOf(zone);
  if (clock === null)
    throw new Refusal('TIME_ZONE_UNKNOWN', `“${zone}” is not a time zone: use Europe/Vilnius or +02:00.`);
  const whole = Math.floor(utcMs / 1000) * 1000;
  const read: Record<string, number> = {};
  for (const part of clock.formatToParts(whole)) read[part.type] = Number(part.value);
  const shown = Date.UTC(
    read['year'] ?? 0,
    (read['month'] ?? 1) - 1,
    read['day'] ?? 1,
    read['hour'] ?? 0,
    read['minute'] ?? 0,
    read['second'] ?? 0,
  );
  return shown - whole;
}

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  let clock: Intl.DateTimeFormat | null = null;
  // Names only: Intl also takes offsets and odd abbreviations, which have their own rule above.
  if (/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(zone) && zone.length <= 40) {
    try {
      clock = new Intl.DateTimeFormat('en-u-nu-latn-ca-gregory', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      clock = null; // an unknown name is an answer here, not a failure
    }
  }
  if (clocks.size < 1000) clocks.set(zone, clock);
  return clock;
}
