import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citedIn, parseSource } from '../../../src/rooms/pleading/source.ts';
import { id } from '../record/rig.ts';

const fact = id('fact', '1');
const passage = id('passage', '2');
const plain = (text: string) => ({ is: 'text', text, style: 'plain' });

describe('the source of a block', () => {
  test('cites in brackets, several at once, with words before each', () => {
    expect(parseSource(`Flights rose [see @${fact}; contrast @${passage}].`)).toEqual([
      plain('Flights rose '),
      {
        is: 'cite',
        targets: [
          { id: fact, before: 'see' },
          { id: passage, before: 'contrast' },
        ],
      },
      plain('.'),
    ]);
  });

  test('sets a figure and the number of another paragraph by their ids', () => {
    const head = id('head', '1');
    const block = id('block', '3');
    expect(parseSource(`It paid [=${head}]; see paragraph [#${block}].`)).toEqual([
      plain('It paid '),
      { is: 'figure', of: head },
      plain('; see paragraph '),
      { is: 'paragraph', block },
      plain('.'),
    ]);
  });

  test('leaves a bracket that holds no mark, and an unfinished mark, as they are', () => {
    for (const text of ['It [the line] was closed.', 'See [@fact_1].', 'a ] b [ c', `[@${fact}; nothing]`])
      expect(
        parseSource(text)
          .map((piece) => (piece.is === 'text' ? piece.text : ''))
          .join(''),
      ).toBe(text);
  });

  test('sets words in italics between stars; a backslash keeps what follows it', () => {
    expect(parseSource('the *animus*, 3 \\* 4')).toEqual([
      plain('the '),
      { is: 'text', text: 'animus', style: 'emphasis' },
      plain(', 3 * 4'),
    ]);
  });

  test('loses no word of a text without marks', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }).filter((text) => !/[*\\[\]]/.test(text)),
        (text) => {
          expect(
            parseSource(text)
              .map((piece) => (piece.is === 'text' ? piece.text : '?'))
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });

  test('tells every id that it cites once, in the order of first mention', () => {
    expect(citedIn(`A [@${passage}] and b [@${fact}; @${passage}].`)).toEqual([passage, fact]);
  });
});
