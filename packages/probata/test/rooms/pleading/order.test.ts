import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, type Placed } from '../../../src/rooms/pleading/order.ts';

const ids = (blocks: readonly Placed[]) => inOrder(blocks).map(({ id }) => id);

describe('the order of blocks', () => {
  test('follows what each stands after', () => {
    expect(
      ids([
        { id: 'c', after: 'b', placed: 3 },
        { id: 'a', after: null, placed: 1 },
        { id: 'b', after: 'a', placed: 2 },
      ]),
    ).toEqual(['a', 'b', 'c']);
  });

  test('puts the later placed first, with what follows it, where two stand after the same', () => {
    expect(
      ids([
        { id: 'a', after: null, placed: 1 },
        { id: 'b', after: 'a', placed: 2 },
        { id: 'x', after: 'a', placed: 3 },
        { id: 'y', after: 'x', placed: 4 },
      ]),
    ).toEqual(['a', 'x', 'y', 'b']);
  });

  test('loses no block and doubles none, even where they stand in a ring or after one that is gone', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(12)), { maxLength: 10 }), (afters) => {
        const blocks = afters.map((after, i) => ({
          id: String(i),
          after: after === null ? null : String(after),
          placed: i,
        }));
        expect(ids(blocks).toSorted()).toEqual(blocks.map(({ id }) => id).toSorted());
      }),
    );
  });
});
