import { describe, expect, it } from 'vitest';
import { readAdmiraltyGrade } from '../../../src/rooms/proof/admiralty.ts';

describe('an Admiralty grade', () => {
  it.each([
    ['A1', {}, { interest: 'disinterested' }, true],
    ['b2', {}, { interest: 'disinterested' }, false],
    ['C3', {}, { interest: 'unknown' }, false],
    ['D3', {}, { hedged: true }, false],
    ['B5', {}, { interest: 'disinterested', hedged: true }, false],
    ['F6', { class: 'unknown' }, { interest: 'unknown' }, false],
  ])('%s suggests attributes and never a weight', (grade, exhibit, passage, suggestsSecondOrigin) => {
    expect(readAdmiraltyGrade(grade)).toEqual({ exhibit, passage, suggestsSecondOrigin });
  });

  it('is refused when it is none', () => {
    expect(() => readAdmiraltyGrade('G7')).toThrow("'G7' is not a grade");
  });
});
