// A what-if in the address comes back as it was; an address typed by hand never breaks the page.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asksNothing,
  CLASSES,
  fromAddress,
  inWords,
  NOTHING_ASKED,
  toAddress,
  toggled,
} from '../../../src/rooms/proof/what-if.ts';

const id = (noun: string) =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 26, maxLength: 26 })
    .map((end) => `${noun}_${end}`);
const name = fc.string({ minLength: 1, maxLength: 30 });
const questions = fc.record({
  exclude: fc.array(id('exh'), { maxLength: 6 }),
  mode: fc.constantFrom('knock-out' as const, 'strike' as const),
  excludeClasses: fc.subarray([...CLASSES]),
  excludeSelections: fc.array(id('sel'), { maxLength: 3 }),
  merges: fc.array(fc.record({ a: name, b: name, reason: name }), { maxLength: 3 }),
  contradictions: fc.array(
    fc.record({ fact: id('fact'), weight: fc.constantFrom(1 as const, 2 as const, 3 as const) }),
    { maxLength: 3 },
  ),
});

describe('a what-if in the address', () => {
  it('comes back as it was asked, whatever origins are called', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const text = toAddress(question);
        expect(text === undefined).toBe(asksNothing(question));
        if (text !== undefined) expect(fromAddress(text)).toEqual(question);
      }),
    );
  });

  it('is read from any text without an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fromAddress(text);
      }),
    );
    expect(fromAddress('x:exh_1,<script>;m:nonsense;c:gossip;k:fact_1~9;g:%E0%A4%A')).toEqual(NOTHING_ASKED);
    expect(fromAddress(undefined)).toEqual(NOTHING_ASKED);
  });
});

describe('the question in words', () => {
  const called = (one: string): string => ({ a: 'Border log', b: 'Leaked order' })[one] ?? one;

  it('names what is taken away, and for both sides only where it is struck', () => {
    const question = { ...NOTHING_ASKED, exclude: ['a', 'b'] };
    expect(inWords(question, called)).toBe('Without “Border log”, “Leaked order”');
    expect(inWords({ ...question, mode: 'strike' }, called)).toContain('struck for both sides');
  });

  it('counts what is too long to name, and says nothing when nothing is asked', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(inWords({ ...NOTHING_ASKED, exclude: many }, called)).toContain('and 3 more');
    expect(inWords(NOTHING_ASKED, called)).toBe('');
  });

  it('ticks and unticks', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
