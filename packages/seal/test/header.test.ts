// Headers: what the tree holds for ever, in exactly one spelling.
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../src/bytes.ts';
import type { Json } from '../src/canonical.ts';
import { type Header, leafBytes, parseHeader, parseLeaf } from '../src/header.ts';

const header: Header = {
  kind: 'exhibit.deposited',
  v: 1,
  subject: 'exh_1',
  at: '2025-05-19T08:30:00.000Z',
  by: 'usr_1',
  refs: ['exh_2'],
  content: 'ab'.repeat(32),
};

describe('a header', () => {
  it('has exactly one leaf, and reads back from it', () => {
    expect(fromUtf8(leafBytes(header))).toBe(
      `{"at":"2025-05-19T08:30:00.000Z","by":"usr_1","content":"${'ab'.repeat(32)}","kind":"exhibit.deposited","refs":["exh_2"],"subject":"exh_1","v":1}`,
    );
    expect(parseLeaf(leafBytes(header))).toEqual(header);
    expect(() => parseLeaf(utf8(` ${fromUtf8(leafBytes(header))}`))).toThrow(
      expect.objectContaining({ code: 'JSON_CANONICAL' }),
    );
  });

  it('in any other form is refused', () => {
    const wrong: readonly Record<string, Json>[] = [
      { kind: 'Exhibit' },
      { kind: '' },
      { v: 0 },
      { v: 1.5 },
      { v: '1' },
      { subject: 'a b' },
      { subject: '' },
      { at: '2025-02-30T00:00:00.000Z' },
      { at: '2025-05-19T08:30:00Z' },
      { at: '2025-05-19T08:30:00.000+00:00' },
      { by: 'Jonas Petraitis' },
      { refs: 'x' },
      { refs: [1] },
      { refs: ['naïve'] },
      { content: 'AB'.repeat(32) },
      { content: 'ab' },
      { extra: 1 },
    ];
    for (const change of wrong)
      expect(() => parseHeader({ ...header, ...change } as unknown as Json), JSON.stringify(change)).toThrow(
        expect.objectContaining({ code: 'SEAL_HEADER' }),
      );
    for (const value of [null, [], 'x', {}]) expect(() => parseHeader(value as Json)).toThrow();
  });

  it('that would not fit an entry bundle is refused', () => {
    const refs = Array.from({ length: 9000 }, (_, i) => `exh_${i}`);
    expect(() => leafBytes({ ...header, refs })).toThrow(expect.objectContaining({ code: 'SEAL_LEAF_LONG' }));
  });
});
