import { describe, expect, it } from 'vitest';
import { partOf } from '../../../src/doors/http/content.ts';

describe('the part of a recording that a player asks for', () => {
  it('is one stretch from its first byte on; whatever else is asked gets the whole', () => {
    expect(partOf('bytes=0-')).toEqual({ from: 0 });
    expect(partOf('bytes=10-19')).toEqual({ from: 10, to: 19 });
    for (const other of [
      undefined,
      '',
      'bytes=-5',
      'bytes=0-1,4-5',
      'items=0-1',
      'bytes=a-b',
      `bytes=${'9'.repeat(20)}-`,
    ])
      expect(partOf(other)).toBeUndefined();
  });
});
