import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBySize } from '../../../src/rooms/proof/counts.ts';
import { listSets } from '../../../src/rooms/proof/list-sets.ts';
import { EMPTY_SET, type Family, FamilyBook, NOTHING } from '../../../src/rooms/proof/zbdd.ts';

type Sets = readonly (readonly number[])[];

const families = fc.array(fc.uniqueArray(fc.nat(6), { maxLength: 5 }), { maxLength: 7 });

function build(book: FamilyBook, sets: Sets): Family {
  return sets.reduce<Family>((family, set) => {
    const one = set.reduce<Family>((all, level) => book.product(all, book.single(level), 99), EMPTY_SET);
    return book.union(family, one);
  }, NOTHING);
}

const contains = (large: readonly number[], small: readonly number[]): boolean =>
  small.every((item) => large.includes(item));

function minimal(sets: Sets): string[] {
  const distinct = [...new Set(sets.map((set) => [...set].sort().join()))].map((key) =>
    key === '' ? [] : key.split(',').map(Number),
  );
  return distinct
    .filter((set) => !distinct.some((other) => other.length < set.length && contains(set, other)))
    .map((set) => set.join())
    .sort();
}

function read(book: FamilyBook, family: Family): string[] {
  return listSets(book, family, 10_000)
    .map((set) => [...set].sort().join())
    .sort();
}

describe('families of minimal sets', () => {
  it('unite as lists do', () => {
    fc.assert(
      fc.property(families, families, (a, b) => {
        const book = new FamilyBook();
        expect(read(book, book.union(build(book, a), build(book, b)))).toEqual(minimal([...a, ...b]));
      }),
    );
  });

  it('multiply as lists do, up to an order', () => {
    fc.assert(
      fc.property(families, families, fc.nat(7), (a, b, order) => {
        const book = new FamilyBook();
        const all = a.flatMap((left) => b.map((right) => [...new Set([...left, ...right])]));
        const expected = minimal(all.filter((set) => set.length <= order));
        expect(read(book, book.product(build(book, a), build(book, b), order))).toEqual(expected);
      }),
    );
  });

  it('drop members that contain a member of another family', () => {
    fc.assert(
      fc.property(families, families, (a, b) => {
        const book = new FamilyBook();
        const expected = minimal(a)
          .map((key) => (key === '' ? [] : key.split(',').map(Number)))
          .filter((set) => !b.some((other) => contains(set, other)))
          .map((set) => set.join());
        expect(read(book, book.without(build(book, a), build(book, b)))).toEqual(expected.sort());
      }),
    );
  });

  it('are counted by size exactly, also beyond what a double can hold', () => {
    // 2 units per level, 80 levels of "one of the two": 2^80 sets of 80 units
    const book = new FamilyBook();
    let family: Family = EMPTY_SET;
    for (let level = 158; level >= 0; level -= 2)
      family = book.node(level, book.node(level + 1, NOTHING, family), family);
    const counts = countBySize(book, family);
    expect(counts.length).toBe(81);
    expect(counts[80]).toBe(2n ** 80n);
  });

  it('are one number when they are the same family', () => {
    fc.assert(
      fc.property(families, (sets) => {
        const book = new FamilyBook();
        expect(build(book, sets)).toBe(build(book, sets.toReversed()));
      }),
    );
  });

  it('of many thousand units do not exhaust the stack', () => {
    const book = new FamilyBook();
    let family: Family = NOTHING;
    for (let level = 20_000; level >= 0; level -= 1) family = book.node(level, family, EMPTY_SET);
    let others: Family = NOTHING;
    for (let level = 20_001; level >= 0; level -= 2) others = book.node(level, others, EMPTY_SET);
    const both = book.union(family, others);
    expect(book.members[both]).toBe(20_002);
  });
});
