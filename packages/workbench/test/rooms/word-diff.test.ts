import { describe, expect, it } from 'vitest';
import { wordDiff } from '../../src/rooms/pleading/word-diff.ts';

const told = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ is, text }) => (is === 'same' ? text : is === 'gone' ? `−${text}−` : `+${text}+`))
    .join('');

describe('the words that changed', () => {
  it('stand where they changed; neighbours are one change, a mark is one word', () => {
    expect(told('The flights rose.', 'The flights rose steeply.')).toBe('The flights rose+ steeply+.');
    expect(told('One two three', 'One four five three')).toBe('One −two −+four five +three');
    expect(told('Seen [see @fact_a; @fact_b].', 'Seen.')).toBe('Seen− [see @fact_a; @fact_b]−.');
    expect(told('', 'New.')).toBe('+New.+');
    expect(told('Gone.', '')).toBe('−Gone.−');
    expect(told('Same words.', 'Same words.')).toBe('Same words.');
  });

  it('of two long texts are not sought: both are shown', () => {
    const long = 'word '.repeat(2000);
    expect(wordDiff(long, `${long}end`).map((piece) => piece.is)).toEqual(['gone', 'new']);
  });
});
