// Totals to a series: by hand, against a search of all whole-number flows, and on the public figures.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseDay } from '../../../src/base/time/index.ts';
import { type Constraint, contradictions, envelopes, interpolate } from '../../../src/rooms/flows/totals.ts';

const total = (id: string, from: number, until: number, value: number): Constraint => ({
  id,
  from,
  until,
  low: value,
  high: value,
});
const days = (n: number) => Array.from({ length: n }, (_, i) => ({ from: i, until: i + 1 }));

describe('the feasible envelope', () => {
  test('by hand: ten over three days, at most four on the second and third together', () => {
    const two: Constraint = { id: 'b', from: 1, until: 3, low: 0, high: 4 };
    // The first day takes 10 less what the others take: 6 to 10.
    expect(envelopes([total('a', 0, 3, 10), two], days(3)).map(({ low, high }) => [low, high])).toEqual([
      [6, 10],
      [0, 4],
      [0, 4],
    ]);
  });

  test('a day that no statement bounds has no upper end', () => {
    expect(
      envelopes([{ id: 'a', from: 0, until: 1, low: 3, high: Number.POSITIVE_INFINITY }], days(1))[0],
    ).toMatchObject({ low: 3, high: null });
  });

  test('it is the envelope that a search of all whole-number flows finds, and contradicts where none is found', () => {
    const n = 4;
    const top = 3;
    const flows: number[][] = [[]];
    for (let i = 0; i < n; i += 1)
      flows.splice(
        0,
        flows.length,
        ...flows.flatMap((f) => Array.from({ length: top + 1 }, (_, v) => [...f, v])),
      );
    const statement = fc.tuple(
      fc.integer({ min: 0, max: n - 1 }),
      fc.integer({ min: 1, max: n }),
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), (raw) => {
        const given: Constraint[] = [
          ...raw.map(([from, length, low, wide], i) => ({
            id: `s${i}`,
            from,
            until: Math.min(n, from + length),
            low,
            high: low + wide,
          })),
          ...days(n).map((day, i) => ({ id: `day ${i}`, ...day, low: 0, high: top })),
        ];
        const holds = (f: readonly number[], among: readonly Constraint[]): boolean =>
          among.every(({ from, until, low, high }) => {
            const sum = f.slice(from, until).reduce((a, b) => a + b, 0);
            return sum >= low && sum <= high;
          });
        const all = flows.filter((f) => holds(f, given));
        const found = contradictions(given);
        expect(found.cores.length === 0).toBe(all.length > 0);
        if (all.length > 0) {
          expect(envelopes(given, days(n)).map(({ low, high }) => [low, high])).toEqual(
            days(n).map((_, i) => [
              Math.min(...all.map((f) => f[i] ?? 0)),
              Math.max(...all.map((f) => f[i] ?? 0)),
            ]),
          );
          return;
        }
        // Whole numbers suffice: the rules are differences of running totals. Flows above `top` are shut out by the day rules.
        const wide: number[][] = [[]];
        for (let i = 0; i < n; i += 1)
          wide.splice(
            0,
            wide.length,
            ...wide.flatMap((f) => Array.from({ length: 12 }, (_, v) => [...f, v])),
          );
        const core = given.filter((one) => found.cores[0]?.ids.includes(one.id));
        expect(wide.some((f) => holds(f, core))).toBe(false);
        for (const one of core)
          expect(
            wide.some((f) =>
              holds(
                f,
                core.filter((other) => other !== one),
              ),
            ),
          ).toBe(true);
        const rest = given.filter((one) => !found.suspects.includes(one.id));
        expect(wide.some((f) => holds(f, rest))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('contradictions', () => {
  test('a running total above a later one is the smallest core, and each of the two is a choice', () => {
    const found = contradictions([
      total('to day 5', 0, 5, 30),
      total('to day 7', 0, 7, 20),
      total('days 8 to 10', 7, 10, 4),
    ]);
    expect(found.cores).toEqual([{ ids: ['to day 5', 'to day 7'], excess: 10 }]);
    expect(found.choices).toEqual([['to day 5'], ['to day 7']]);
  });
});

describe('the interpolated member', () => {
  test('it meets every statement and is straight where the statements allow it', () => {
    const { values, largestMiss } = interpolate(
      [total('a', 0, 30, 300), total('b', 30, 60, 300)],
      [{ from: 0, until: 30 }, { from: 30, until: 60 }, ...days(3)],
    );
    expect(largestMiss).toBeLessThan(1e-3);
    expect(values.slice(0, 2).map(Math.round)).toEqual([300, 300]);
    for (const value of values.slice(2)) expect(value).toBeCloseTo(10, 1);
  });
});

const shared = join(import.meta.dirname, '../../../../../../shared');
const observations = join(shared, 'data/border-guards/observations.csv');
const rules = join(shared, 'domain/legal-rules.json');
const present = existsSync(observations) && existsSync(rules);
if (!present) console.warn('skipped: ../shared with the public figures is not beside this checkout');

/** Every figure of Lithuania's turn-backs in the two public collections, none marked as doubtful. */
function publicStatements(): Constraint[] {
  const rows = readFileSync(observations, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  const day = (text: string) => parseDay(text);
  const ours = rows
    .filter((row) => row[0] === 'LT' && row[1] === 'turned_back')
    .map(
      (row): Constraint =>
        total(
          `${row[3]} to ${row[4]}: ${row[5]} (${(row[7] ?? '').split('/')[2]})`,
          day(row[3] ?? ''),
          day(row[4] ?? '') + 1,
          Number(row[5]),
        ),
    );
  const parsed: unknown = JSON.parse(readFileSync(rules, 'utf8'));
  const found: { id: string; from: string; to: string; value: number; unit: string; source: string }[] = [];
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const one = value as Record<string, unknown>;
    if (
      typeof one['series'] === 'string' &&
      one['series'].startsWith('entries-prevented') &&
      one['geo'] === 'LT-BY'
    )
      found.push(one as never);
    else for (const inner of Object.values(one)) walk(inner);
  };
  walk(parsed);
  const press = found.map(
    ({ from, to, value, unit, source }): Constraint => ({
      id: `${from} to ${to}: ${value} (${source})`,
      from: day(from),
      until: day(to) + 1,
      low: value,
      high: unit.includes('more than') ? Number.POSITIVE_INFINITY : value,
    }),
  );
  return [...ours, ...press];
}

describe.runIf(present)('the public figures of attempts turned back', () => {
  it('names the 2,643 printed by one newspaper for 2025, out of all statements, by itself', () => {
    const statements = publicStatements();
    expect(statements.length).toBeGreaterThan(25);
    const found = contradictions(statements);
    expect(found.cores[0]?.ids).toHaveLength(2);
    expect(found.choices).toHaveLength(1);
    expect(found.suspects).toHaveLength(1);
    expect(found.suspects[0]).toMatch(/^2025-01-01 to 2025-10-18: 2643 \(lrytas/);
    const rest = statements.filter((one) => !found.suspects.includes(one.id));
    const october = envelopes(rest, [{ from: parseDay('2025-10-01'), until: parseDay('2025-11-01') }])[0];
    // 1,258 by 19 September and 1,483 by 30 and by 31 October: no more than the difference fell in October.
    expect(october?.high).toBe(1483 - 1258);
  });
});

test('a year that its twelve months do not add up to is found, though the core has thirteen parts', () => {
  const months = Array.from({ length: 12 }, (_, i) => ({
    id: `month ${i + 1}`,
    from: i * 30,
    until: (i + 1) * 30,
    low: 50,
    high: 50,
  }));
  const found = contradictions([{ id: 'year', from: 0, until: 360, low: 9000, high: 9000 }, ...months]);
  expect(found.cores).toHaveLength(1);
  expect(found.cores[0]?.ids).toHaveLength(13);
  expect(found.cores[0]?.excess).toBe(8400);
  expect(found.choices).toContainEqual(['year']);
});
