import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInGrid, GRID_SORTS, type GridElements } from '../../../src/rooms/record/grid.ts';
import { columnsAfter, columnsOf, type GridColumns } from '../../../src/rooms/record/grid-columns.ts';
import { byTime, GridBook, type GridLine, LINE_GROUPS } from '../../../src/rooms/record/grid-line.ts';
import { linesWith } from '../../../src/rooms/record/grid-text.ts';

const DAY = 86_400_000;
const WORDS = ['wire', 'flights', 'Sidr', 'note', 'ąžuolas', 'visa'];
const book = new GridBook();

const line = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }).map((n) => `fact_${String(n).padStart(26, '0')}`),
    words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
    where: fc.option(fc.constantFrom('Grell', 'Sidr')),
    day: fc.option(fc.integer({ min: 0, max: 400 })),
    length: fc.integer({ min: 1, max: 40 }),
    isOpen: fc.boolean(),
    origins: fc.integer({ min: 0, max: 3 }),
    withdrawn: fc.boolean(),
    changed: fc.integer({ min: 0, max: 99 }),
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
  })
  .map((made): GridLine => {
    const text = made.words.join(' ');
    const codes = LINE_GROUPS.map((group) => book.codes(group, group === 'tag' ? made.tags : []));
    const shared = { id: made.id, text, plain: `${text} ${made.where ?? ''}`.toLocaleLowerCase() };
    const rest = {
      where: made.where,
      origins: made.origins,
      withdrawn: made.withdrawn,
      changed: made.changed,
      codes,
    };
    if (made.day === null)
      return {
        ...shared,
        ...rest,
        from: null,
        to: null,
        firstDay: null,
        lastDay: null,
        firstMonth: 0,
        lastMonth: 0,
      };
    const last = made.isOpen ? null : made.day + made.length - 1;
    return {
      ...shared,
      ...rest,
      from: made.day * DAY,
      to: last === null ? 8.64e15 : (last + 1) * DAY,
      firstDay: made.day,
      lastDay: last,
      firstMonth: 23_640,
      lastMonth: last === null ? 0 : 23_640 + Math.floor(last / 30),
    };
  });

const lines = fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 30 });
const none = (n: number): GridElements => ({ values: [], codes: new Array(n), under: new Uint8Array(n) });
const told = (columns: GridColumns) =>
  GRID_SORTS.flatMap((by) =>
    [false, true].map((falling) => {
      const found = findInGrid(
        columns,
        book,
        { state: 'all', text: 'wire', any: { tag: ['a', 'b'] } },
        { by, falling },
        none(columns.lines.length),
      );
      return { ...found, order: [...found.order].map((i) => columns.lines[i]?.id) };
    }),
  );

describe('the columns of the grid', () => {
  it('after any edits answer as columns made from scratch do, in every order', () => {
    fc.assert(
      fc.property(lines, fc.array(lines, { minLength: 1, maxLength: 4 }), (begun, edits) => {
        let columns = columnsOf(begun.toSorted(byTime));
        for (const edit of edits) {
          // Ranks and texts are followed only once they are there.
          told(columns);
          const coming = edit.filter((_, i) => i % 3 !== 2);
          const ids = new Set(edit.map(({ id }) => id));
          const leaving = columns.lines.filter(({ id }) => ids.has(id));
          const staying = columns.lines.filter(({ id }) => !ids.has(id));
          columns = columnsAfter(columns, leaving, coming);
          const anew = columnsOf([...staying, ...coming].sort(byTime));
          expect(columns.lines).toEqual(anew.lines);
          expect({ ...columns, texts: [], ranks: [] }).toEqual({ ...anew, texts: [], ranks: [] });
          expect(told(columns)).toEqual(told(anew));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('find the lines in which all words stand, as a search of each line by itself would', () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.constantFrom('wire', 'fl', 'i', 'ąž', 'sidr', 'x'), { maxLength: 3 }),
        (some, words) => {
          const { texts, lines: stood } = columnsOf(some.toSorted(byTime));
          expect([...linesWith(texts, stood.length, words)]).toEqual(
            stood.map(({ plain }) => (words.every((word) => plain.includes(word)) ? 1 : 0)),
          );
        },
      ),
    );
  });
});
