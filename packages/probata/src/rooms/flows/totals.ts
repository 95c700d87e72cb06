// What dated totals, running totals and bounds say of each month, and which of them cannot all be true.
import { Refusal } from '../../base/errors.ts';
import { cholesky } from './matrix.ts';

/**
 * A statement about a flow: between the two days (first included, last excluded, as day numbers) at least `low` and at
 * most `high` were counted. An exact total has both alike; a bound has one side open.
 */
export interface Constraint {
  readonly id: string;
  readonly from: number;
  readonly until: number;
  readonly low: number;
  readonly high: number;
}

/** The least and the most that a stretch can hold while every statement holds; `high` null: nothing bounds it. */
export interface Envelope {
  readonly from: number;
  readonly until: number;
  readonly low: number;
  readonly high: number | null;
}

/** A set of statements that cannot all hold, while any part of it can; and by how much it fails. */
export interface Core {
  readonly ids: readonly string[];
  readonly excess: number;
}

export interface Contradictions {
  /** The smallest core through each statement that is in one, the smallest first, each once. */
  readonly cores: readonly Core[];
  /** A smallest set of statements without which all others can hold: where to look for the error. */
  readonly suspects: readonly string[];
  /** Every single statement, or else every smallest set, that would do; more than one means that the figures do not tell. */
  readonly choices: readonly (readonly string[])[];
}

// A sum of consecutive stretches is a difference of the running total S at two days: low ≤ S(until) - S(from) ≤ high, and
// S never falls. The largest S(b) - S(a) under such rules is, by duality of linear programmes, a shortest path from a to
// b, and the rules contradict each other exactly where a cycle is negative. So the linear programme is solved without
// rounding a pivot, and its smallest infeasible core is the negative cycle through the fewest statements.
const SLACK = 1e-9;

/**
 * The feasible envelope of each stretch by linear programming over non-negative flows (solved by its dual, see above).
 * @param stretches such as months, first day included, last excluded
 * @throws Refusal FLOWS_STATEMENTS_CONTRADICT: find the core with `contradictions` and set one of it aside
 */
export function envelopes(
  statements: readonly Constraint[],
  stretches: readonly { readonly from: number; readonly until: number }[],
): readonly Envelope[] {
  check(statements);
  const days = daysOf(statements, stretches);
  const shortest = closure(days, statements);
  if (shortest.some((row, i) => (row[i] as number) < -SLACK))
    throw new Refusal(
      'FLOWS_STATEMENTS_CONTRADICT',
      'These statements cannot all hold. Ask for the contradictions and set one aside, saying why.',
    );
  const place = new Map(days.map((day, i) => [day, i]));
  return stretches.map(({ from, until }) => {
    const [a, b] = [place.get(from) as number, place.get(until) as number]; // every stretch is among the days
    const high = shortest[a]?.[b] as number;
    return {
      from,
      until,
      low: Math.max(0, -(shortest[b]?.[a] as number)),
      high: Number.isFinite(high) ? high : null,
    };
  });
}

/** Which statements cannot all hold: the smallest core, further cores, and the fewest statements to be doubted. */
export function contradictions(statements: readonly Constraint[]): Contradictions {
  check(statements);
  const cores = anyCores(statements);
  if (cores.length === 0) return { cores, suspects: [], choices: [] };
  const choices = leastRemovals(statements);
  return { cores, suspects: choices[0] ?? [], choices };
}

/**
 * One member of the feasible set, for charts only and to be marked as interpolated: of all flows that meet every
 * statement the one whose daily rate bends least (least squares of second differences), by alternating directions
 * (Boyd and others, 2011, section 5.2).
 * @returns the sum in each stretch, and the largest miss of any statement that the iteration left
 * @throws Refusal FLOWS_STATEMENTS_CONTRADICT
 */
export function interpolate(
  statements: readonly Constraint[],
  stretches: readonly { readonly from: number; readonly until: number }[],
  iterations = 4000,
): { readonly values: readonly number[]; readonly largestMiss: number } {
  const bounds = envelopes(statements, stretches);
  const days = daysOf(statements, stretches);
  const cells = days.slice(1).map((day, i) => day - (days[i] as number));
  const n = cells.length;
  const place = new Map(days.map((day, i) => [day, i]));
  const spans = [
    ...statements.map((one) => ({
      ...one,
      a: place.get(one.from) as number,
      b: place.get(one.until) as number,
    })),
    ...cells.map((_, i) => ({ low: 0, high: Number.POSITIVE_INFINITY, a: i, b: i + 1 })),
  ];
  const scale = Math.max(
    1,
    ...statements.map(
      (one) => Math.max(one.low, Number.isFinite(one.high) ? one.high : 0) / (one.until - one.from),
    ),
  );
  // Unknowns: daily rates r (in units of `scale`). Least bending of the rate between the middles of the cells.
  const h = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 1; i + 1 < n; i += 1) {
    const [left, right] = [
      ((cells[i - 1] as number) + (cells[i] as number)) / 2,
      ((cells[i] as number) + (cells[i + 1] as number)) / 2,
    ];
    const row: readonly (readonly [number, number])[] = [
      [i - 1, 1 / left],
      [i, -1 / left - 1 / right],
      [i + 1, 1 / right],
    ];
    for (const [a, u] of row)
      for (const [b, v] of row) (h[a] as number[])[b] = (h[a]?.[b] ?? 0) + u * v * 100;
  }
  const rho = 1;
  const norm = spans.map(({ a, b }) => Math.sqrt(cells.slice(a, b).reduce((sum, d) => sum + d * d, 0)));
  spans.forEach(({ a, b }, s) => {
    const w = rho / (norm[s] as number) ** 2;
    for (let i = a; i < b; i += 1)
      for (let j = a; j < b; j += 1)
        (h[i] as number[])[j] = (h[i]?.[j] ?? 0) + w * (cells[i] as number) * (cells[j] as number);
  });
  for (let i = 0; i < n; i += 1) (h[i] as number[])[i] = (h[i]?.[i] ?? 0) + 1e-9;
  const root = cholesky(h);
  const z = new Float64Array(spans.length);
  const u = new Float64Array(spans.length);
  let r = new Float64Array(n);
  for (let round = 0; round < iterations; round += 1) {
    const right = new Float64Array(n);
    spans.forEach(({ a, b }, s) => {
      const pull = ((z[s] as number) - (u[s] as number)) * (rho / (norm[s] as number));
      for (let i = a; i < b; i += 1) right[i] = (right[i] as number) + pull * (cells[i] as number);
    });
    r = solved(root, right);
    let moved = 0;
    spans.forEach(({ a, b, low, high }, s) => {
      let sum = 0;
      for (let i = a; i < b; i += 1) sum += (r[i] as number) * (cells[i] as number);
      const scaled = sum / (norm[s] as number);
      const next = Math.min(
        high / scale / (norm[s] as number),
        Math.max(low / scale / (norm[s] as number), scaled + (u[s] as number)),
      );
      moved = Math.max(moved, Math.abs(scaled - next));
      u[s] = (u[s] as number) + scaled - next;
      z[s] = next;
    });
    if (moved < 1e-10) break;
  }
  const sumOver = (a: number, b: number): number => {
    let sum = 0;
    for (let i = a; i < b; i += 1) sum += Math.max(0, (r[i] as number) * scale) * (cells[i] as number);
    return sum;
  };
  const values = stretches.map(({ from, until }, i) => {
    const value = sumOver(place.get(from) as number, place.get(until) as number);
    const bound = bounds[i] as Envelope; // one for each stretch
    return Math.min(bound.high ?? Number.POSITIVE_INFINITY, Math.max(bound.low, value));
  });
  const largestMiss = Math.max(
    0,
    ...statements.map((one) => {
      const sum = sumOver(place.get(one.from) as number, place.get(one.until) as number);
      return Math.max(one.low - sum, sum - one.high);
    }),
  );
  return { values, largestMiss };
}

function check(statements: readonly Constraint[]): void {
  for (const one of statements)
    if (!(one.from < one.until) || !(one.low <= one.high) || !(one.low >= 0))
      throw new Refusal(
        'FLOWS_STATEMENT_WRONG',
        `The statement ${one.id} has an empty span, a negative figure, or bounds the wrong way round.`,
      );
}

function daysOf(
  ...lists: readonly (readonly { readonly from: number; readonly until: number }[])[]
): readonly number[] {
  return [...new Set(lists.flat().flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly statement: number;
}

function edgesOf(days: readonly number[], statements: readonly Constraint[]): readonly Edge[] {
  const place = new Map(days.map((day, i) => [day, i]));
  return statements.flatMap((one, statement) => {
    const [a, b] = [place.get(one.from) as number, place.get(one.until) as number];
    const down: Edge = { from: b, to: a, weight: -one.low, statement };
    return Number.isFinite(one.high) ? [{ from: a, to: b, weight: one.high, statement }, down] : [down];
  });
}

/** Shortest paths between all days (Floyd and Warshall); a negative diagonal marks a contradiction. */
function closure(days: readonly number[], statements: readonly Constraint[]): readonly Float64Array[] {
  const n = days.length;
  const d = days.map((_, i) => new Float64Array(n).fill(Number.POSITIVE_INFINITY).fill(0, 0, i + 1));
  for (const { from, to, weight } of edgesOf(days, statements)) {
    const row = d[from] as Float64Array;
    row[to] = Math.min(row[to] as number, weight);
  }
  for (const middle of d.keys()) {
    const through = d[middle] as Float64Array;
    for (const row of d) {
      const first = row[middle] as number;
      if (first === Number.POSITIVE_INFINITY) continue;
      for (let j = 0; j < n; j += 1)
        if (first + (through[j] as number) < (row[j] as number)) row[j] = first + (through[j] as number);
    }
  }
  return d;
}

/**
 * Small cores are looked for first; where there is none and the statements still cannot all hold, cores of any size: a
 * year against its twelve months is one of thirteen.
 */
function anyCores(statements: readonly Constraint[]): readonly Core[] {
  const small = coresOf(statements);
  if (small.length > 0) return small;
  const canHold = !closure(daysOf(statements), statements).some((row, i) => (row[i] as number) < -SLACK);
  return canHold ? [] : coresOf(statements, statements.length);
}

/** For each statement the negative cycle through it with the fewest statements; each such core once. */
function coresOf(statements: readonly Constraint[], most = Math.min(statements.length, 12)): readonly Core[] {
  const days = daysOf(statements);
  const edges = edgesOf(days, statements);
  const found = new Map<string, Core>();
  for (const edge of edges) {
    const core = smallestThrough(edge, edges, days.length, most);
    if (core === undefined) continue;
    const ids = [...new Set(core.used)].map((i) => (statements[i] as Constraint).id).sort();
    const key = ids.join('|');
    if (!found.has(key)) found.set(key, { ids, excess: core.excess });
  }
  const all = [...found.values()].sort(
    (a, b) => a.ids.length - b.ids.length || b.excess - a.excess || (a.ids.join() < b.ids.join() ? -1 : 1),
  );
  // The smallest through one statement may hold a smaller one that does not pass through it: that is no core.
  return all.filter(
    (core) =>
      !all.some(
        (other) => other.ids.length < core.ids.length && other.ids.every((one) => core.ids.includes(one)),
      ),
  );
}

/** Walks on from the edge's end back to its start, one statement more each round, until the round trip is negative. */
function smallestThrough(
  edge: Edge,
  edges: readonly Edge[],
  n: number,
  most: number,
): { readonly used: readonly number[]; readonly excess: number } | undefined {
  let distance = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let paths: (readonly number[] | undefined)[] = new Array(n).fill(undefined);
  distance[edge.to] = edge.weight;
  paths[edge.to] = [edge.statement];
  const settle = (): void => {
    // From a later day to an earlier one there is always a path of weight 0: the running total never falls.
    for (let i = n - 2; i >= 0; i -= 1)
      if ((distance[i + 1] as number) < (distance[i] as number)) {
        distance[i] = distance[i + 1] as number;
        paths[i] = paths[i + 1];
      }
  };
  settle();
  for (let round = 1; round <= most; round += 1) {
    const home = distance[edge.from] as number;
    if (home < -SLACK) return { used: paths[edge.from] ?? [], excess: -home };
    const next = distance.slice();
    const nextPaths = [...paths];
    for (const one of edges) {
      const base = distance[one.from] as number;
      if (base + one.weight < (next[one.to] as number) - SLACK) {
        next[one.to] = base + one.weight;
        nextPaths[one.to] = [...(paths[one.from] ?? []), one.statement];
      }
    }
    distance = next;
    paths = nextPaths;
    settle();
  }
  return undefined;
}

/** Every smallest set whose removal leaves the rest able to hold: one of each core must go, so the search branches there. */
function leastRemovals(statements: readonly Constraint[]): readonly (readonly string[])[] {
  for (let size = 1; size <= statements.length; size += 1) {
    const found = new Map<string, readonly string[]>();
    const walk = (left: readonly Constraint[], gone: readonly string[]): void => {
      const core = anyCores(left)[0];
      if (core === undefined) {
        const sorted = [...gone].sort();
        found.set(sorted.join('|'), sorted);
        return;
      }
      if (gone.length === size) return;
      for (const id of core.ids)
        walk(
          left.filter((one) => one.id !== id),
          [...gone, id],
        );
    };
    walk(statements, []);
    if (found.size > 0) return [...found.values()];
  }
  return [];
}

function solved(root: readonly (readonly number[])[], b: Float64Array): Float64Array<ArrayBuffer> {
  const x = Float64Array.from(b);
  const n = x.length;
  for (let i = 0; i < n; i += 1) {
    let sum = x[i] as number;
    const row = root[i] as readonly number[];
    for (let j = 0; j < i; j += 1) sum -= (row[j] as number) * (x[j] as number);
    x[i] = sum / (row[i] as number);
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i] as number;
    for (let j = i + 1; j < n; j += 1)
      sum -= ((root[j] as readonly number[])[i] as number) * (x[j] as number);
    x[i] = sum / ((root[i] as readonly number[])[i] as number);
  }
  return x;
}
