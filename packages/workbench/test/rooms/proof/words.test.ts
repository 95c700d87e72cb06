// Counts, gaps, patterns and outlines as the proof screens put them into words.
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../src/rooms/proof/address.ts';
import { blank, fromFormula, treeOf, withChange } from '../../../src/rooms/proof/draft-tree.ts';
import { narrowed } from '../../../src/rooms/proof/exhibit-picker.tsx';
import { stepTo } from '../../../src/rooms/proof/grid-keys.ts';
import { periodsOf, ruleOf } from '../../../src/rooms/proof/matrix.tsx';
import { waysInWords } from '../../../src/rooms/proof/missing.tsx';
import { patternInWords } from '../../../src/rooms/proof/rules.tsx';
import { type Explained, inSight } from '../../../src/rooms/proof/why.tsx';
import { countsInWords, stepsOf } from '../../../src/rooms/proof/word.tsx';

describe('counts and statuses', () => {
  it('say how many independent origins there are, never a share', () => {
    expect(countsInWords(0, 0)).toBe('no origin');
    expect(countsInWords(3, 0)).toBe('3 for');
    expect(countsInWords(0, 2)).toBe('0 for, 2 against');
  });

  it('tell a fall from a rise', () => {
    expect(stepsOf('proved', 'contested')).toBeLessThan(0);
    expect(stepsOf('empty', 'arguable')).toBeGreaterThan(0);
  });

  it('keep the house rule beside the status', () => {
    expect(ruleOf({ status: 'proved', words: 'proved under the house rule “balance of evidence”' })).toBe(
      'under the house rule “balance of evidence”',
    );
  });
});

describe('what is missing', () => {
  it('is said by weight, a heavier source counting as a lighter one', () => {
    expect(
      waysInWords([
        { w3: 1, w2: 1, w1: 1 },
        { w3: 0, w2: 1, w1: 2 },
        { w3: 0, w2: 0, w1: 0 },
      ]),
    ).toEqual([
      'one more independent source: 1 of particular weight',
      'more independent sources: 1 of some weight or more and 1 of any weight',
      'an answer to what contradicts it',
    ]);
  });

  it('is measured by patterns in words', () => {
    expect(patternInWords({ w3: 1, w2: 2, w1: 2 })).toBe(
      '2 independent origins, of which 1 of particular weight and 2 of some weight or more',
    );
    expect(patternInWords({ w3: 0, w2: 0, w1: 2 })).toBe('2 independent origins');
  });
});

describe('the address', () => {
  it('leads old links to the allegation they name', () => {
    expect(viewOf({})).toBe('matrix');
    expect(viewOf({ allegation: 'alg_1' })).toBe('allegation');
    expect(viewOf({ view: 'claim', allegation: 'alg_1' })).toBe('claim');
    expect(viewOf({ view: 'elsewhere' })).toBe('matrix');
  });

  it('reads periods as they are typed', () => {
    expect(periodsOf(' 2031, 2032-06/2032-12;2033 ')).toEqual(['2031', '2032-06/2032-12', '2033']);
    expect(periodsOf(undefined)).toEqual([]);
  });
});

describe('arrow keys in the matrix', () => {
  it('walk rows of different lengths and stay within them', () => {
    const rows = [4, 2, 3];
    expect(stepTo(rows, { row: 0, column: 3 }, 'ArrowDown')).toEqual({ row: 1, column: 1 });
    expect(stepTo(rows, { row: 1, column: 1 }, 'ArrowRight')).toBeUndefined();
    expect(stepTo(rows, { row: 2, column: 0 }, 'ArrowDown')).toBeUndefined();
    expect(stepTo(rows, { row: 2, column: 0 }, 'End')).toEqual({ row: 2, column: 2 });
    expect(stepTo(rows, { row: 0, column: 2 }, 'x')).toBeUndefined();
  });
});

describe('the list of exhibits', () => {
  const exhibit = (id: string, title: string, kind = 'record', origins: readonly string[] = []) => ({
    id,
    title,
    class: kind,
    sealed: false,
    out: false,
    origins,
    facts: 1,
  });
  const all = [
    exhibit('1', 'Annex 10'),
    exhibit('2', 'Annex 9', 'press', ['wire']),
    exhibit('3', 'Log', 'sensor'),
  ];

  it('is narrowed by every word, in title, class or origin; those chosen first, numbers in order', () => {
    expect(narrowed(all, '', new Set()).map(({ id }) => id)).toEqual(['2', '1', '3']);
    expect(narrowed(all, 'annex wire', new Set()).map(({ id }) => id)).toEqual(['2']);
    expect(narrowed(all, '', new Set(['3'])).map(({ id }) => id)).toEqual(['3', '2', '1']);
  });
});

describe('the outline', () => {
  const step = (ref: string, because: readonly Explained[] = []): Explained => ({
    ref,
    rule: 'ALL',
    text: ref,
    because,
    assumptions: [],
  });

  it('hides what is below a closed step', () => {
    const root = step('a', [step('b', [step('c')]), step('d')]);
    expect(inSight(root, () => true).map(({ at }) => at)).toEqual(['0', '0.0', '0.0.0', '0.1']);
    expect(inSight(root, ({ step: { ref } }) => ref !== 'b').map(({ at }) => at)).toEqual([
      '0',
      '0.0',
      '0.1',
    ]);
  });
});

describe('an allegation while it is written', () => {
  const elements = [
    { id: 'p.a', text: 'An organ acted' },
    { id: 'p.b', text: 'It was directed' },
    { id: 'p.c', text: 'The act was wrongful' },
  ];

  it('takes all elements of a pack, or follows its formula', () => {
    expect(fromFormula(undefined, elements)).toMatchObject({ op: 'all', parts: [{}, {}, {}] });
    const laid = fromFormula({ all: [{ any: ['p.a', 'p.b'] }, 'p.c'] }, elements);
    expect(treeOf(laid.parts)).toEqual([
      {
        label: 'Any one of these',
        op: 'any',
        of: [
          { label: 'An organ acted', op: 'all', element: 'p.a', of: [] },
          { label: 'It was directed', op: 'all', element: 'p.b', of: [] },
        ],
      },
      { label: 'The act was wrongful', op: 'all', element: 'p.c', of: [] },
    ]);
    expect(fromFormula({ atLeast: 2, of: ['p.a', 'p.b', 'p.c'] }, elements)).toMatchObject({
      op: 'atLeast',
      k: 2,
    });
  });

  it('is changed wherever it stands, and what was left blank is not entered', () => {
    const drafts = [{ ...blank('1'), label: 'Whole', parts: [blank('2'), { ...blank('3'), label: 'Part' }] }];
    const filled = withChange(drafts, '3', (one) => ({ ...one, facts: ['fact_1'] }));
    expect(treeOf(filled)).toEqual([
      { label: 'Whole', op: 'all', of: [{ label: 'Part', op: 'all', of: [{ fact: 'fact_1' }] }] },
    ]);
    expect(withChange(drafts, '1', () => undefined)).toEqual([]);
  });
});
