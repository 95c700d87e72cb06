// Which of two dates came first, and how sure one may be of it.
import { type Bounds, boundsOf } from './bounds.ts';
import { MS_PER_DAY } from './days.ts';
import type { Zone } from './zone.ts';

/** A date to be put in order: EDTF text and the zone in which it was local (null if not known). */
export interface Dated {
  readonly edtf: string;
  readonly zone: Zone | null;
}

/**
 * How two dates lie. `before`, `after`: every moment of one precedes every moment of the other, and both are firm.
 * `likely-before`, `likely-after`: so on the written bounds, but one of them is marked `?`, `~` or `%`.
 * `overlap`: some moment belongs to both, or the order cannot be told.
 */
export type Order = 'before' | 'likely-before' | 'overlap' | 'likely-after' | 'after';

/**
 * The order of two dates. Two civil dates without zone or clock time are compared by calendar day, as if in one place;
 * as soon as one of them is tied to a zone, in UTC, the other spanning every zone on Earth.
 * @throws Refusal TIME_EDTF_UNREADABLE, TIME_ZONE_UNKNOWN
 */
export function order(a: Dated, b: Dated): Order {
  const [x, y] = comparable(boundsOf(a.edtf, a.zone), boundsOf(b.edtf, b.zone));
  const firm = x.firm && y.firm;
  if (x.to !== null && y.from !== null && x.to <= y.from) return firm ? 'before' : 'likely-before';
  if (y.to !== null && x.from !== null && y.to <= x.from) return firm ? 'after' : 'likely-after';
  return 'overlap';
}

/** True only if no reading of the two dates puts any part of `a` at or after any part of `b`. */
export function isDefinitelyBefore(a: Dated, b: Dated): boolean {
  return order(a, b) === 'before';
}

/** True if some reading puts a moment of `a` before a moment of `b`; a qualified date can always be read so. */
export function isPossiblyBefore(a: Dated, b: Dated): boolean {
  const [x, y] = comparable(boundsOf(a.edtf, a.zone), boundsOf(b.edtf, b.zone));
  if (!x.firm || !y.firm || x.from === null || y.to === null) return true;
  // Two moments of the finest grain are needed: one of `a` strictly before one of `b`.
  return x.from + x.grain < y.to;
}

/** True if the two dates may share a moment; a qualified date that lies apart as written does not count. */
export function overlaps(a: Dated, b: Dated): boolean {
  return order(a, b) === 'overlap';
}

/**
 * Sorts by the earliest possible moment, then by the latest, then by text: a total order that does not depend on the
 * order given. A date without lower bound comes first. A date without zone is taken as written (as if UTC), since a
 * chronology is read in civil dates.
 */
export function compareDated(a: Dated, b: Dated): number {
  const x = sortKey(a);
  const y = sortKey(b);
  return x[0] - y[0] || x[1] - y[1] || (a.edtf < b.edtf ? -1 : a.edtf > b.edtf ? 1 : 0);
}

/** Earliest and latest possible moment in milliseconds, for views that keep a sorted column; ±8.64e15 where unbounded. */
export function sortKey(dated: Dated): readonly [number, number] {
  const bounds = boundsOf(dated.edtf, dated.zone ?? 'Z');
  return [bounds.earliestMs ?? -8.64e15, bounds.latestMs ?? 8.64e15];
}

interface Comparable {
  readonly from: number | null;
  readonly to: number | null;
  readonly grain: number;
  readonly firm: boolean;
}

function comparable(a: Bounds, b: Bounds): [Comparable, Comparable] {
  const fine = (bounds: Bounds): boolean =>
    ['hour', 'minute', 'second', 'millisecond'].includes(bounds.precision);
  const byDay = !a.zoned && !b.zoned && !fine(a) && !fine(b);
  const make = (bounds: Bounds): Comparable => {
    if (!byDay) return { from: bounds.earliestMs, to: bounds.latestMs, grain: 1, firm: bounds.firm };
    const to = bounds.latestDay === null ? null : (bounds.latestDay + 1) * MS_PER_DAY;
    const from = bounds.earliestDay === null ? null : bounds.earliestDay * MS_PER_DAY;
    return { from, to, grain: MS_PER_DAY, firm: bounds.firm };
  };
  return [make(a), make(b)];
}
