// The lines of the chronology as columns, so that a hundred thousand are filtered and counted in a few milliseconds.

import { byTime, type GridLine, LINE_GROUPS } from './grid-line.ts';
import { blocksAfter, blocksOf, type TextBlock } from './grid-text.ts';

/** In a column of values: the line has none of its group, or more than one (then they stand in the line). */
export const NO_VALUE = -1;
export const MANY_VALUES = -2;
/** In `first` and `last`: no bound on that side. */
export const BEFORE_ALL = -(2 ** 31);
export const AFTER_ALL = 2 ** 31 - 1;

/** One place in every column for each line, in the order of time. */
export interface GridColumns {
  readonly lines: readonly GridLine[];
  /** Statement and place of each line, as they are searched. */
  readonly texts: readonly TextBlock[];
  readonly withdrawn: Uint8Array;
  readonly dated: Uint8Array;
  /** Day numbers. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstMonth: Int32Array;
  readonly lastMonth: Int32Array;
  /** One column for each of `LINE_GROUPS`: the number of the value in the book. */
  readonly groups: readonly Int32Array[];
  /** Whole numbers in an order other than time; like lines have like ones. Worked out when first asked for. */
  readonly ranks: Map<RankedBy, Float64Array>;
}
export type RankedBy = 'fact' | 'place' | 'origins' | 'changed';

/** @param lines in order of time */
export function columnsOf(lines: readonly GridLine[]): GridColumns {
  const n = lines.length;
  const columns: GridColumns = {
    lines,
    texts: blocksOf(lines.map((line) => line.plain)),
    withdrawn: new Uint8Array(n),
    dated: new Uint8Array(n),
    first: new Int32Array(n),
    last: new Int32Array(n),
    firstMonth: new Int32Array(n),
    lastMonth: new Int32Array(n),
    groups: LINE_GROUPS.map(() => new Int32Array(n)),
    ranks: new Map(),
  };
  lines.forEach((line, i) => {
    columns.withdrawn[i] = line.withdrawn ? 1 : 0;
    columns.dated[i] = line.from === null ? 0 : 1;
    columns.first[i] = line.firstDay ?? BEFORE_ALL;
    columns.last[i] = line.lastDay ?? AFTER_ALL;
    columns.firstMonth[i] = line.firstMonth;
    columns.lastMonth[i] = line.lastMonth;
    columns.groups.forEach((column, g) => {
      const codes = line.codes[g];
      column[i] =
        codes === undefined || codes.length === 0
          ? NO_VALUE
          : codes.length > 1
            ? MANY_VALUES
            : (codes[0] ?? NO_VALUE);
    });
  });
  return columns;
}

/** A stretch of the columns before, or lines that are new. */
type Piece = { readonly from: number; readonly to: number } | { readonly at: number };

/** The columns without some lines and with others: what stays is copied as it is, and nothing is sorted again. */
export function columnsAfter(
  before: GridColumns,
  leaving: readonly GridLine[],
  fresh: readonly GridLine[],
): GridColumns {
  const added = columnsOf(fresh.toSorted(byTime));
  const gone = new Map<string, number>();
  for (const line of leaving) gone.set(line.id, placeFor(before.lines, line));
  const pieces = piecesOf(before, new Set(gone.values()), added);
  const lines = pieces.flatMap((piece): readonly GridLine[] =>
    'at' in piece ? added.lines.slice(piece.at, piece.at + 1) : before.lines.slice(piece.from, piece.to),
  );
  const n = before.lines.length - gone.size + fresh.length;
  const spliced = <T extends Uint8Array | Int32Array | Float64Array>(old: T, more: T, made: T): T => {
    let end = 0;
    for (const piece of pieces) {
      const part = 'at' in piece ? more.subarray(piece.at, piece.at + 1) : old.subarray(piece.from, piece.to);
      made.set(part, end);
      end += part.length;
    }
    return made;
  };
  const bytes = (name: 'withdrawn' | 'dated') => spliced(before[name], added[name], new Uint8Array(n));
  const numbers = (old: Int32Array, more: Int32Array) => spliced(old, more, new Int32Array(n));
  const ranks = new Map<RankedBy, Float64Array>();
  for (const [by, old] of before.ranks) {
    const more = ranksOfAdded(by, before, old, gone, added.lines);
    if (more !== undefined) ranks.set(by, spliced(old, more, new Float64Array(n)));
  }
  return {
    lines,
    texts: blocksAfter(
      before.texts,
      pieces.map((piece) => ('at' in piece ? { line: added.lines[piece.at]?.plain ?? '' } : piece)),
    ),
    withdrawn: bytes('withdrawn'),
    dated: bytes('dated'),
    first: numbers(before.first, added.first),
    last: numbers(before.last, added.last),
    firstMonth: numbers(before.firstMonth, added.firstMonth),
    lastMonth: numbers(before.lastMonth, added.lastMonth),
    groups: before.groups.map((column, g) => numbers(column, added.groups[g] ?? new Int32Array(0))),
    ranks,
  };
}

/** Where what stays and what is added stand, in the order of time. */
function piecesOf(before: GridColumns, gone: ReadonlySet<number>, added: GridColumns): Piece[] {
  const cuts = [
    ...[...gone].map((place) => ({ place, at: -1 })),
    ...added.lines.map((line, at) => ({ place: placeFor(before.lines, line), at })),
  ];
  // Of two cuts at one place the line added comes before the line gone, and added lines keep their order.
  const ordered = cuts.toSorted((a, b) => a.place - b.place || rankOfCut(a.at) - rankOfCut(b.at));
  const pieces: Piece[] = [];
  let from = 0;
  for (const { place, at } of ordered) {
    if (place > from) pieces.push({ from, to: place });
    from = Math.max(from, place);
    if (at < 0) from = place + 1;
    else pieces.push({ at });
  }
  if (from < before.lines.length) pieces.push({ from, to: before.lines.length });
  return pieces;
}

const rankOfCut = (at: number): number => (at < 0 ? Number.POSITIVE_INFINITY : at);

/** The first place whose line comes after this one. */
function placeFor(lines: readonly GridLine[], line: GridLine): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = lines[middle];
    if (there !== undefined && byTime(there, line) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bits that a place takes beside a rank in one exact number. */
export const bitsFor = (lines: number): number => Math.max(1, Math.ceil(Math.log2(lines + 1)));

/** The ranks of every line in an order other than time; kept with the columns. */
export function ranksBy(by: RankedBy, columns: GridColumns): Float64Array {
  const held = columns.ranks.get(by);
  if (held !== undefined) return held;
  const { lines } = columns;
  const ranks = new Float64Array(lines.length);
  if (by === 'origins' || by === 'changed') {
    for (let i = 0; i < ranks.length; i += 1) ranks[i] = lines[i]?.[by] ?? 0;
    columns.ranks.set(by, ranks);
    return ranks;
  }
  // Each text once, in the engine's own order of code units: sorting places by a comparison of ours takes twice as long.
  const rankOf = new Map<string, number>();
  for (const line of lines) rankOf.set(keyOf(by, line), 0);
  // Room between two ranks for lines that come later.
  const step = 2 ** Math.max(1, 51 - 2 * bitsFor(lines.length));
  const texts = [...rankOf.keys()].sort();
  for (let n = 0; n < texts.length; n += 1) rankOf.set(texts[n] ?? '', n * step);
  for (let i = 0; i < ranks.length; i += 1) {
    const line = lines[i];
    if (line !== undefined) ranks[i] = rankOf.get(keyOf(by, line)) ?? 0;
  }
  columns.ranks.set(by, ranks);
  return ranks;
}

/** More lines than these with texts of their own: sorting anew is quicker. */
const MOST_PLACED = 8;

/** Ranks for added lines between those that stay; undefined where there is no room and all are to be ranked anew. */
function ranksOfAdded(
  by: RankedBy,
  before: GridColumns,
  ranks: Float64Array,
  gone: ReadonlyMap<string, number>,
  added: readonly GridLine[],
): Float64Array | undefined {
  if (by === 'origins' || by === 'changed') return Float64Array.from(added, (line) => line[by]);
  const found = new Float64Array(added.length);
  const placed: { readonly key: string; readonly rank: number }[] = [];
  for (const [n, line] of added.entries()) {
    const key = keyOf(by, line);
    const was = gone.get(line.id);
    const old = was === undefined ? undefined : before.lines[was];
    if (was !== undefined && old !== undefined && keyOf(by, old) === key) {
      found[n] = ranks[was] ?? 0;
      continue;
    }
    if (placed.length === MOST_PLACED) return undefined;
    const rank = rankBetween(by, key, before.lines, ranks, placed);
    if (rank === undefined) return undefined;
    placed.push({ key, rank });
    found[n] = rank;
  }
  return found;
}

function rankBetween(
  by: 'fact' | 'place',
  key: string,
  lines: readonly GridLine[],
  ranks: Float64Array,
  placed: readonly { readonly key: string; readonly rank: number }[],
): number | undefined {
  let [below, above] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const meet = (other: string, rank: number): boolean => {
    if (other === key) return true;
    if (other < key) below = Math.max(below, rank);
    else above = Math.min(above, rank);
    return false;
  };
  for (const one of placed) if (meet(one.key, one.rank)) return one.rank;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    const rank = ranks[i] ?? 0;
    // A line whose rank lies outside the gap known so far cannot narrow it.
    if (line !== undefined && rank >= below && rank <= above && meet(keyOf(by, line), rank)) return rank;
  }
  if (above === Number.POSITIVE_INFINITY) return below === Number.NEGATIVE_INFINITY ? 0 : below + 1;
  if (below === Number.NEGATIVE_INFINITY) return above - 1;
  const rank = Math.floor((below + above) / 2);
  return rank === below ? undefined : rank;
}

const keyOf = (by: 'fact' | 'place', line: GridLine): string =>
  (by === 'fact' ? line.text : line.where) ?? '\uffff';
