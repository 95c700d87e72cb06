import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideSmall } from '../../../src/rooms/flows/small-cells.ts';

const list = (of: ReadonlySet<number>): readonly number[] => [...of].sort((a, b) => a - b);

describe('small counts of persons', () => {
  test('are hidden, and nothing else where no total is known', () => {
    const { primary, besides } = hideSmall([3, 7, 0, 4, 12], [], 5);
    expect([list(primary), list(besides)]).toEqual([[0, 3], []]);
  });

  test('one alone in a known total takes the smallest other with it; two hide each other', () => {
    expect(list(hideSmall([3, 70, 12], [[0, 1, 2]], 5).besides)).toEqual([2]);
    expect(list(hideSmall([3, 70, 4], [[0, 1, 2]], 5).besides)).toEqual([]);
    // An empty month is hidden only where nothing else is left.
    expect(list(hideSmall([3, 0, 12], [[0, 1, 2]], 5).besides)).toEqual([2]);
    // Alone in a total it is told by it, and the caller hears so.
    expect(list(hideSmall([3, 70, 12], [[0], [1, 2]], 5).uncovered)).toEqual([0]);
    expect(list(hideSmall([3, 70, 12], [[0, 1, 2]], 5).uncovered)).toEqual([]);
  });

  test('totals that overlap are solved together: a difference of two totals shows nothing', () => {
    // The year and its first half are known, so the second half is known too: 2 hides beside 9 there.
    const counts = [20, 30, 9, 2];
    const { besides } = hideSmall(
      counts,
      [
        [0, 1, 2, 3],
        [0, 1],
      ],
      5,
    );
    expect(list(besides)).toEqual([2]);
  });

  test('two ones that are known to come to two are no longer hidden by each other', () => {
    // Nothing hidden is empty, so each of two that come to 2 is 1; a third takes that away.
    expect(list(hideSmall([1, 1, 40, 60], [[0, 1, 2, 3]], 5).besides)).toEqual([2]);
    // Nor two fours, where all that is hidden is known to be under five.
    expect(list(hideSmall([4, 4, 40, 60], [[0, 1, 2, 3]], 5).besides)).toEqual([2]);
  });

  test('where only empty ones stand beside it, hiding them hides nothing, and the caller hears so', () => {
    const found = hideSmall(
      [1, 0, 0, 0, 0, 1],
      [
        [1, 0, 2],
        [5, 4, 3],
        [1, 2, 3],
      ],
      5,
    );
    expect(list(found.uncovered)).toEqual([0, 5]);
  });

  test('no small count follows from the totals, whatever they are', () => {
    const [told, overcautious]: [number[], number[]] = [[], []];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 6 }),
        fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 6 }), {
          maxLength: 3,
        }),
        (counts, sets) => {
          const totals = sets
            .map((set) => set.filter((i) => i < counts.length))
            .filter((set) => set.length > 1);
          const { primary, besides, uncovered } = hideSmall(counts, totals, 5);
          const hidden = list(new Set([...primary, ...besides]));
          const most = besides.size === 0 ? 4 : 60;
          // Every way in which what is hidden may be filled so that the totals come out.
          const seen = new Map(hidden.map((i) => [i, new Set<number>()]));
          const filled = [...counts];
          const left = totals.map((total) =>
            total.reduce((sum, i) => sum + (hidden.includes(i) ? (counts[i] ?? 0) : 0), 0),
          );
          const fill = (at: number): void => {
            const place = hidden[at];
            if (place === undefined) {
              if (left.every((rest) => rest === 0))
                for (const i of hidden) seen.get(i)?.add(filled[i] as number);
              return;
            }
            const inside = totals.flatMap((total, t) => (total.includes(place) ? [t] : []));
            // What stands in no total may be anything; two values say so.
            const high = inside.length === 0 ? 2 : Math.min(most, ...inside.map((t) => left[t] as number));
            for (let value = (counts[place] ?? 0) > 0 ? 1 : 0; value <= high; value += 1) {
              filled[place] = value;
              for (const t of inside) left[t] = (left[t] as number) - value;
              fill(at + 1);
              for (const t of inside) left[t] = (left[t] as number) + value;
            }
          };
          fill(0);
          for (const i of primary)
            if (!uncovered.has(i)) expect(seen.get(i)?.size, String(i)).toBeGreaterThan(1);
          for (const i of uncovered) (seen.get(i)?.size === 1 ? told : overcautious).push(i);
        },
      ),
      { numRuns: 1_000 },
    );
    // Where the search gives up a count is called uncovered though it is not; rarely.
    expect(overcautious.length).toBeLessThanOrEqual(told.length / 50 + 3);
  });
});
