import { describe, expect, it } from 'vitest';
import { heardAt, timeOf } from '../../src/reader/heard.ts';

const cue = (fromMs: number, toMs: number) => ({ start: 0, end: 1, fromMs, toMs });

describe('what is heard', () => {
  it('is the cue of the moment; of two at once the one that began last; nothing between cues', () => {
    const cues = [cue(0, 4000), cue(3000, 5000), cue(8000, 9000)];
    expect([0, 2999, 3000, 4500, 5000, 8000, 9000].map((ms) => heardAt(cues, ms))).toEqual([
      0,
      0,
      1,
      1,
      undefined,
      2,
      undefined,
    ]);
    expect(heardAt([], 0)).toBeUndefined();
  });

  it('is named by its time', () => {
    expect([0, 61_500, 3_723_999].map(timeOf)).toEqual(['00:00', '01:01', '1:02:03']);
  });
});
