import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { idsTogether, isId } from '../../src/base/ids.ts';

describe('ids of one act', () => {
  it('begin alike, differ from one another, and are ids like any other', () => {
    const [one, other] = [idsTogether(randomBytes), idsTogether(randomBytes)];
    const ids = Array.from({ length: 2000 }, () => one('fact'));
    expect(new Set(ids).size).toBe(2000);
    expect(ids.every((id) => isId('fact', id))).toBe(true);
    // 24 bits: three in the first character, then five in each of four, and one more.
    const begins = new Set(ids.map((id) => id.slice(0, 'fact_'.length + 5)));
    expect(begins.size).toBe(1);
    // Another act begins otherwise, but for one time in sixteen million.
    expect(begins.has(other('fact').slice(0, 'fact_'.length + 5))).toBe(false);
  });
});
