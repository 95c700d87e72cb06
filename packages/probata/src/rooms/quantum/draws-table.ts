// The joint draws as tables: every draw on a line of its own, and two assumptions against each other by fifths.
import { quoted } from '../../base/figure/csv.ts';
import { type Money, toJson } from '../../base/money/index.ts';
import type { Drawing } from './drawing.ts';
import type { Claim } from './figures.ts';
import { cents } from './joint.ts';

/** One cell of the two-way table: of the draws in these two fifths. Null where none fell there. */
export interface Crossed {
  readonly count: number;
  readonly low: Money | null;
  readonly median: Money | null;
  readonly high: Money | null;
}

export interface TwoWay {
  readonly rows: string;
  readonly columns: string;
  /** The ends of each fifth, in the assumption's own unit. */
  readonly rowEnds: readonly (readonly [number, number])[];
  readonly columnEnds: readonly (readonly [number, number])[];
  readonly cells: readonly (readonly Crossed[])[];
}

const FIFTHS = 5;

/**
 * Two assumptions against each other, by fifths of their own draws: in each cell the middle of the sum and its interval,
 * from the draws that fell there. What hangs together stays together, and all others vary as they do.
 * @param rows, columns places among `drawing.used`
 */
export function twoWay(drawing: Drawing, rows: number, columns: number, currency: string): TwoWay {
  const tail = (1 - Number(drawing.all.draws.level)) / 2;
  const [a, b] = [drawing.seen[rows], drawing.seen[columns]] as const;
  const [edgesA, edgesB] = [edgesOf(a), edgesOf(b)];
  const found: number[][][] = Array.from({ length: FIFTHS }, () => Array.from({ length: FIFTHS }, () => []));
  for (let i = 0; i < drawing.draws.length; i += 1)
    found[fifthOf(edgesA, a?.[i] ?? 0)]?.[fifthOf(edgesB, b?.[i] ?? 0)]?.push(drawing.draws[i] as number);
  return {
    rows: drawing.used[rows]?.id ?? '',
    columns: drawing.used[columns]?.id ?? '',
    rowEnds: endsOf(edgesA),
    columnEnds: endsOf(edgesB),
    cells: found.map((line) => line.map((values) => crossed(values, tail, currency))),
  };
}

function edgesOf(values: Float64Array | undefined): readonly number[] {
  const sorted = (values ?? new Float64Array(1)).slice().sort();
  return Array.from(
    { length: FIFTHS + 1 },
    (_unused, k) => sorted[Math.min(sorted.length - 1, Math.floor((k * sorted.length) / FIFTHS))] as number,
  );
}

const endsOf = (edges: readonly number[]): readonly (readonly [number, number])[] =>
  edges.slice(1).map((edge, k) => [edges[k] as number, edge] as const);

function fifthOf(edges: readonly number[], value: number): number {
  let k = 0;
  while (k < FIFTHS - 1 && value >= (edges[k + 1] as number)) k += 1;
  return k;
}

function crossed(values: number[], tail: number, currency: string): Crossed {
  if (values.length === 0) return { count: 0, low: null, median: null, high: null };
  const sorted = Float64Array.from(values).sort();
  const at = (p: number): Money => {
    const place = (sorted.length - 1) * p;
    const low = Math.floor(place);
    const below = sorted[low] as number;
    const above = sorted[Math.min(low + 1, sorted.length - 1)] as number;
    return cents(below + (place - low) * (above - below), currency);
  };
  return { count: sorted.length, low: at(tail), median: at(0.5), high: at(1 - tail) };
}

/** The titles over the draws: the number of the draw, the sum, each head, each assumption. */
export function drawsHeading(drawing: Drawing, claim: Claim): readonly string[] {
  const titles = new Map(claim.heads.map((one) => [one.id, one.title]));
  return [
    'draw',
    `sum of the estimated heads, ${claim.currency}`,
    ...drawing.models.map((one) => `${titles.get(one.head) ?? one.head}, ${claim.currency}`),
    ...drawing.used.map((one) => one.title),
  ];
}

/** Draws as lines of RFC 4180 text, sums to the cent, assumptions to the digit: the same bytes on any machine. */
export function drawsCsv(drawing: Drawing, claim: Claim, from: number, until: number): string {
  const { currency } = claim;
  const sum = (value: number): string => toJson(cents(value, currency)).amount;
  const lines: string[] = from === 0 ? [drawsHeading(drawing, claim).map(quoted).join(',')] : [];
  for (let i = from; i < Math.min(until, drawing.draws.length); i += 1)
    lines.push(
      [
        String(i + 1),
        sum(drawing.draws[i] as number),
        ...drawing.byHead.map((values) => sum(values[i] as number)),
        ...drawing.seen.map((values) => String(values[i])),
      ].join(','),
    );
  return lines.map((line) => `${line}\r\n`).join('');
}

/** The two-way table as RFC 4180 text: a line for each cell, so that any program can turn it. */
export function twoWayCsv(table: TwoWay, drawing: Drawing, currency: string, isRange: boolean): string {
  const title = (id: string): string => drawing.used.find((one) => one.id === id)?.title ?? id;
  const [rows, columns] = [title(table.rows), title(table.columns)];
  const sum = (of: Money | null): string => (of === null ? '' : toJson(of).amount);
  const heading = [
    `${rows}, from`,
    `${rows}, to`,
    `${columns}, from`,
    `${columns}, to`,
    'draws',
    `low, ${currency}`,
    ...(isRange ? [] : [`median, ${currency}`]),
    `high, ${currency}`,
  ];
  const lines = table.cells.flatMap((line, i) =>
    line.map((cell, j) => [
      ...(table.rowEnds[i] ?? []).map(String),
      ...(table.columnEnds[j] ?? []).map(String),
      String(cell.count),
      sum(cell.low),
      ...(isRange ? [] : [sum(cell.median)]),
      sum(cell.high),
    ]),
  );
  return [heading, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}
