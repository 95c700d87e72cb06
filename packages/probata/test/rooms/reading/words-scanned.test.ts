// The scanner finds the words that the classes of Unicode say, in every script, and keeps no text alive by its words.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBetweenWords } from '../../../src/rooms/reading/word-signs.ts';
import { foldWord, type Word, wordsOf, wordsOfStretches } from '../../../src/rooms/reading/words.ts';

// What a word is, written as an expression: slow, and plain to read.
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u2019']*/gu;
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['\u2019](?=\p{L}{2})/iu;

function asExpressed(text: string): Word[] {
  return [...text.matchAll(WORD)]
    .flatMap(({ 0: word, index }) => {
      const elided = /['\u2019]/.test(word) ? ELIDED.exec(word)?.[0] : undefined;
      if (elided === undefined) return [[word, index] as const];
      return [
        [elided.slice(0, -1), index] as const,
        [word.slice(elided.length), index + elided.length] as const,
      ];
    })
    .map(([word, start]) => ({ folded: foldWord(word), start, end: start + word.length }))
    .filter(({ folded }) => folded !== '');
}

const SIGNS = [
  ...'aZ09 .\n-_',
  ..."'\u2019'\u2019",
  ...'ąŽėßœØıİŉﬁĲ',
  ...'йЙи\u0306ёґЎі',
  ...'أكتابىی\u0640\u064b\u064e\u0670٣۴',
  ...'अिक्ष한글漢字ゟｱﾞ',
  ...'\u{1d400}\u{10330}\u{20000}\u{1f600}\u{e0100}\u{10a01}',
  '\ud800',
  '\udc00',
  '\u0301',
  '\u200d',
  "l'",
  'qu\u2019il',
  "D'É",
  "jusqu'au",
];
const texts = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('the words of a text', () => {
  it('are those that the classes of Unicode say, whatever the script', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(wordsOf(text)).toEqual(asExpressed(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('are the same for every single sign of the basic plane', () => {
    let text = '';
    for (let unit = 0; unit <= 0xffff; unit += 1)
      text += `a${String.fromCharCode(unit)}b${String.fromCharCode(unit)} `;
    expect(wordsOf(text)).toEqual(asExpressed(text));
  });

  it('are the same in the public samples', ({ skip }) => {
    const folder = join(import.meta.dirname, '../../../../../../shared/samples');
    if (!existsSync(folder)) return skip('no ../shared beside the checkout');
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(?:txt|html?|csv|eml|xml|json)$/.test(entry.name)) continue;
      for (const encoding of ['utf8', 'utf16le'] as const) {
        const text = readFileSync(join(entry.parentPath, entry.name)).subarray(0, 200_000).toString(encoding);
        expect(wordsOf(text)).toEqual(asExpressed(text));
      }
    }
  });

  it('stay the same when a text is cut between them', () => {
    fc.assert(
      fc.property(texts, fc.nat(80), (text, at) => {
        fc.pre(at <= text.length && isBetweenWords(text, at));
        const after = wordsOf(text.slice(at)).map(({ folded, start, end }) => ({
          folded,
          start: start + at,
          end: end + at,
        }));
        expect([...wordsOf(text.slice(0, at)), ...after]).toEqual(wordsOf(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('are those of each stretch alone, counted in the whole, wherever the stretches begin and end', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(80), { maxLength: 4 }), (text, cuts) => {
        const at = cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b);
        const stretches = [0, ...at].map((start, i) => ({ start, end: at[i] ?? text.length }));
        const { words, ofStretches } = wordsOfStretches(text, stretches);
        expect(words).toEqual(asExpressed(text));
        expect(ofStretches).toEqual(
          stretches.map(({ start, end }) =>
            asExpressed(text.slice(start, end)).map((word) => ({
              folded: word.folded,
              start: word.start + start,
              end: word.end + start,
            })),
          ),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it('are folded anew when more spellings came than are remembered', () => {
    const many = Array.from({ length: 450_000 }, (_, i) => `Wörd${i}`);
    expect(wordsOf(many.join(' ')).map(({ folded }) => folded)).toEqual(many.map(foldWord));
  });
});
