import { describe, expect, test } from 'vitest';
import { numberBlocks } from '../../../src/rooms/pleading/numbering.ts';
import type { BlockKind } from '../../../src/rooms/pleading/types.ts';

const numbered = (kinds: readonly BlockKind[], rule: 'plain' | 'chapter') => {
  const blocks = kinds.map((kind, i) => ({
    id: String(i),
    kind,
    text: { authoritative: 'en', versions: { en: kind } },
  }));
  const numbers = numberBlocks(blocks, rule);
  return blocks.map(({ id }) => numbers.get(id));
};

describe('the numbers of a pleading', () => {
  test('run through it from the first paragraph to the last', () => {
    expect(
      numbered(['chapter', 'paragraph', 'heading', 'paragraph', 'chapter', 'heading', 'paragraph'], 'plain'),
    ).toEqual(['I', '1', 'A', '2', 'II', 'A', '3']);
  });

  test('begin anew in each chapter where the pleading is numbered so', () => {
    expect(numbered(['chapter', 'paragraph', 'paragraph', 'chapter', 'paragraph'], 'chapter')).toEqual([
      'I',
      '1.1',
      '1.2',
      'II',
      '2.1',
    ]);
    expect(numbered(['paragraph'], 'chapter')).toEqual(['1.1']);
  });

  test('leave quotations out, and count submissions by themselves', () => {
    expect(numbered(['paragraph', 'quotation', 'paragraph', 'submission', 'submission'], 'plain')).toEqual([
      '1',
      null,
      '2',
      '(1)',
      '(2)',
    ]);
  });

  test('go on after Z and through the Roman numerals', () => {
    expect(numbered(Array<BlockKind>(28).fill('heading'), 'plain').slice(-3)).toEqual(['Z', 'AA', 'AB']);
    expect(
      numbered(Array<BlockKind>(49).fill('chapter'), 'plain').filter((_, i) =>
        [3, 8, 13, 39, 48].includes(i),
      ),
    ).toEqual(['IV', 'IX', 'XIV', 'XL', 'XLIX']);
  });
});
