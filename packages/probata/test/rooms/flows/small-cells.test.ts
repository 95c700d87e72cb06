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

  test('no small count follows from the totals, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 9 }),
        fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 9 }), {
          maxLength: 4,
        }),
        (counts, sets) => {
          const totals = sets
            .map((set) => set.filter((i) => i < counts.length))
            .filter((set) => set.length > 2);
          const { primary, besides } = hideSmall(counts, totals, 5);
          const hidden = new Set([...primary, ...besides]);
          // What a reader can do first: take a total with one hidden count and subtract. It must not give a small one,
          // unless everything in that total is hidden already and nothing more could be.
          for (const total of totals) {
            const own = total.filter((i) => hidden.has(i));
            if (own.length === 1 && total.length > 1) expect(primary.has(own[0] as number)).toBe(false);
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
