// Canonical JSON gives one spelling to each meaning, and the parser refuses every text that has two.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../src/bytes.ts';
import { canonicalBytes, canonicalText, type Json, parseCanonical, parseJson } from '../src/canonical.ts';

const refused = (code: string) => expect.objectContaining({ code });

describe('canonical JSON', () => {
  it('sorts members by UTF-16 code units and writes numbers as ECMAScript does (RFC 8785)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalText(value, 'i-json')).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
    expect(canonicalText([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0], 'i-json')).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
    expect(canonicalText('\u20ac$\u000f\nA\'B"\\\\"/', 'i-json')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    );
  });

  it('of any JSON value reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        let text: string;
        try {
          text = canonicalText(value as Json, 'i-json');
        } catch {
          return; // a lone surrogate
        }
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(parseJson(text, 'i-json')));
        expect(canonicalText(parseJson(text, 'i-json'), 'i-json')).toBe(text);
        expect(canonicalText(JSON.parse(JSON.stringify(value)), 'i-json')).toBe(text);
      }),
    );
  });

  it('accepts and refuses the same syntax as JSON.parse', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'[]{}:,"\\u0019eE+-.tfnrulas \n\u0001é'), maxLength: 12 }),
        (text) => {
          let theirs: unknown;
          try {
            theirs = JSON.parse(text);
          } catch {
            expect(() => parseJson(text, 'i-json')).toThrow();
            return;
          }
          try {
            expect(parseJson(text, 'i-json')).toEqual(theirs);
          } catch (error) {
            expect(['JSON_DUPLICATE', 'JSON_SURROGATE', 'JSON_NUMBER']).toContain(
              (error as { code?: string }).code,
            );
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('refuses what has two meanings: duplicates, half characters, fractions, big numbers, other Unicode forms', () => {
    expect(() => parseJson('{"a":1,"a":2}')).toThrow(refused('JSON_DUPLICATE'));
    expect(() => parseJson('{"a":1,"\\u0061":2}')).toThrow(refused('JSON_DUPLICATE'));
    expect(() => parseJson('"\\ud83d"')).toThrow(refused('JSON_SURROGATE'));
    for (const number of ['1.0', '1e3', '9007199254740992', '-0', '1E400'])
      expect(() => parseJson(number), number).toThrow(refused('JSON_NUMBER'));
    expect(() => parseJson('"e\\u0301"')).toThrow(refused('JSON_NFC'));
    expect(() => parseJson(utf8('\ufeff{}'))).toThrow(refused('JSON_SYNTAX'));
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(refused('SEAL_UTF8'));
    expect(() => parseJson('['.repeat(10_000))).toThrow(refused('JSON_DEPTH'));
    for (const text of [
      '',
      ' ',
      '[1,]',
      '{"a":1,}',
      '{,}',
      '[1 2]',
      '01',
      '+1',
      'nul',
      "{'a':1}",
      '1 2',
      '"\t"',
      '[',
      '{"a"}',
      '/**/1',
    ]) {
      expect(() => parseJson(text), text).toThrow(refused('JSON_SYNTAX'));
    }
    expect(parseJson(' {"__proto__" : [ ] } ')).toEqual(Object.fromEntries([['__proto__', []]]));
  });

  it('refuses what JSON cannot hold', () => {
    for (const value of [
      undefined,
      1n,
      Number.NaN,
      new Date(0),
      Symbol('x'),
      () => 1,
      { a: undefined },
      [undefined],
      new Map(),
    ]) {
      expect(() => canonicalText(value as unknown as Json)).toThrow();
    }
    expect(() => canonicalText(0.5)).toThrow(refused('JSON_NUMBER'));
    expect(() => canonicalText('\ud800')).toThrow(refused('JSON_SURROGATE'));
    expect(() => canonicalText({ 'e\u0301': 1 })).toThrow(refused('JSON_NFC'));
  });

  it('reads only bytes that are already canonical when asked for those', () => {
    expect(parseCanonical(canonicalBytes({ b: [1, 'é'], a: null }))).toEqual({ a: null, b: [1, 'é'] });
    for (const text of ['{"b":1,"a":2}', '{"a": 1}', '"\\u00e9"', '[1]\n']) {
      expect(() => parseCanonical(utf8(text)), text).toThrow(refused('JSON_CANONICAL'));
    }
    expect(fromUtf8(canonicalBytes('é'))).toBe('"é"');
  });
});
