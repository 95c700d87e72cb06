import { describe, expect, it } from 'vitest';
import { houseRegistry } from '../../../src/app/rooms.ts';
import { touchOf } from '../../../src/rooms/proof/held.ts';

describe('what an entry means for the evaluation', () => {
  // A kind that nobody has thought about reads the whole matter anew: put it among the kinds apart, or here with a reason.
  it('is thought about for every kind: these few may touch any fact, all others touch little or nothing', () => {
    const everything = [...houseRegistry().kinds.keys()].filter((kind) => touchOf(kind) === 'everything');
    expect(everything.sort()).toEqual([
      // its content may have carried anything
      'content.erased',
      // class, origin or authenticity of a source changes, or two sources are told apart
      'exhibit.described',
      'exhibit.distinguished',
      'fact.merged',
      'fact.parted',
      'fact.withdrawn',
      'group.merged',
      'group.unmerged',
      'inference.drawn',
      'inference.withdrawn',
      'matter.opened',
      'origin.restarted',
      // the words that a citation rests on, or where they stand
      'passage.confirmed',
      'passage.withdrawn',
      'relation.withdrawn',
      'standing.set',
    ]);
  });
  it('is nothing when somebody reads a page, saves a search or enters money', () => {
    for (const kind of ['pages.read', 'search.saved', 'line.entered', 'estimate.worked'])
      expect(touchOf(kind)).toBe('nothing');
  });
});
