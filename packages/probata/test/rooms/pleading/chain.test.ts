import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainOf } from '../../../src/rooms/pleading/chain.ts';
import { inOrder, type Placed } from '../../../src/rooms/pleading/order.ts';

test('a block is moved alone, wherever it stood, and back again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 12 }),
      fc.array(fc.nat(20), { minLength: 2, maxLength: 9 }),
      (moves, written) => {
        // Written each after an earlier one, as a pleading grows.
        let rows: Placed[] = [];
        for (const [i, at] of written.entries())
          rows.push({ id: `b${i}`, after: i === 0 ? null : `b${at % i}`, placed: i + 1 });
        for (const [what, where] of moves) {
          const ids = inOrder(rows).map((row) => row.id);
          const block = ids[what % ids.length] as string;
          const others = ids.filter((id) => id !== block);
          const at = where % (others.length + 1);
          const after = at === 0 ? null : (others[at - 1] as string);
          const chain = chainOf(rows);
          const was = chain.before(block);
          const apply = (relinked: readonly { block: string; after: string | null }[]): void => {
            for (const one of relinked) {
              const placed = Math.max(...rows.map((row) => row.placed)) + 1;
              rows = [
                ...rows.filter((row) => row.id !== one.block),
                { id: one.block, after: one.after, placed },
              ];
            }
          };
          apply(chain.move(block, after));
          const moved = inOrder(rows).map((row) => row.id);
          expect(moved).toEqual([...others.slice(0, at), block, ...others.slice(at)]);
          apply(chainOf(rows).move(block, was));
          expect(inOrder(rows).map((row) => row.id)).toEqual(ids);
        }
      },
    ),
  );
});
