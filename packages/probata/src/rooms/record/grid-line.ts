// One line of the chronology as the grid keeps it, and the order in which lines stand.
import { civilDate, formatDay, MS_PER_DAY } from '../../base/time/index.ts';

/** What the grid must know of a fact to filter and to sort it; what it shows is read for the rows in sight only. */
export interface GridLine {
  readonly id: string;
  /** The statement in the reader's language; null where it is sealed. */
  readonly text: string | null;
  /** Statement and place in small letters, as they are searched. */
  readonly plain: string;
  readonly where: string | null;
  /** Earliest and latest possible moment in milliseconds (latest exclusive); null without a date. */
  readonly from: number | null;
  readonly to: number | null;
  /** The first and the last day it may have been; null without a date, or where there is no bound. */
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  /** Months counted from year 0, as the days above. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  readonly origins: number;
  readonly withdrawn: boolean;
  readonly changed: number;
  /** For each group of `LINE_GROUPS`, in that order, the values as numbers of the book. */
  readonly codes: readonly (readonly number[])[];
}

/** The groups whose values stand in the line itself. */
export const LINE_GROUPS = ['tray', 'tag', 'actor', 'place', 'author', 'reviewer', 'origins'] as const;
export type LineGroup = (typeof LINE_GROUPS)[number];

/** The values of each group as small numbers, so that a hundred thousand facts are counted in a few milliseconds. */
export class GridBook {
  readonly values: Readonly<Record<LineGroup, string[]>>;
  readonly #codes = new Map<string, number>();
  readonly #lists = new Map<string, readonly number[]>();
  constructor() {
    this.values = { tray: [], tag: [], actor: [], place: [], author: [], reviewer: [], origins: [] };
  }

  /** The numbers of these values; the same list for the same values. */
  codes(group: LineGroup, values: readonly string[]): readonly number[] {
    if (values.length === 0) return NONE;
    const list = values.map((value) => this.#code(group, value));
    const name = list.join();
    const held = this.#lists.get(name);
    if (held !== undefined) return held;
    this.#lists.set(name, list);
    return list;
  }

  #code(group: LineGroup, value: string): number {
    const name = `${group}\n${value}`;
    const held = this.#codes.get(name);
    if (held !== undefined) return held;
    const code = this.values[group].push(value) - 1;
    this.#codes.set(name, code);
    return code;
  }
}

const NONE: readonly number[] = [];

/** The order of a chronology: earliest possible moment, latest possible moment, id; facts without a date last. */
export function byTime(a: GridLine, b: GridLine): number {
  if (a.from === null || b.from === null)
    return a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from === null ? 1 : -1;
  return a.from - b.from || (a.to ?? 0) - (b.to ?? 0) || (a.id < b.id ? -1 : 1);
}

/** A day number as `YYYY-MM-DD`, or null outside the years 0 to 9999. */
export function dayText(day: number | null): string | null {
  if (day === null) return null;
  const { year } = civilDate(day);
  return year < 0 || year > 9999 ? null : formatDay(day);
}

/** The days of a span of moments in UTC; null where a side has no bound. */
export function daysOfSpan(from: number, to: number): { first: number | null; last: number | null } {
  return {
    first: from <= -8.64e15 ? null : Math.floor(from / MS_PER_DAY),
    last: to >= 8.64e15 ? null : Math.max(Math.floor(from / MS_PER_DAY), Math.ceil(to / MS_PER_DAY) - 1),
  };
}
