import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pleadingRoom } from '../../../src/rooms/pleading/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
let pleading: string;
const write = (text: string, more: object = {}): Promise<string> =>
  rig.run('block.write', { pleading, text, ...more });
async function order(): Promise<readonly string[]> {
  const { blocks } = await rig.ask<{
    blocks: readonly { text: { versions: Readonly<Record<string, string>> } }[];
  }>('block.list', { pleading });
  return blocks.map(({ text }) => text.versions['en'] ?? '');
}

beforeEach(async () => {
  rig = await openRig([pleadingRoom]);
  pleading = await rig.run('pleading.open', {
    type: 'memorial',
    title: 'Memorial of Aurelia',
    shortTitle: 'Memorial',
  });
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

describe('blocks of a pleading', () => {
  test('are written at the end, or after another, or in the first place', async () => {
    const a = await write('a');
    await write('c');
    await write('b', { after: a });
    await write('first', { after: null });
    expect(await order()).toEqual(['first', 'a', 'b', 'c']);
  });

  test('are moved, rewritten and removed, each saying so in the ledger', async () => {
    const a = await write('a');
    const b = await write('b');
    const c = await write('c');
    await rig.run('block.move', { block: c, after: null });
    await rig.run('block.rewrite', { block: b, text: 'b, in other words' });
    await rig.run('block.remove', { block: a, ground: 'Said already.' });
    expect(await order()).toEqual(['c', 'b, in other words']);
    expect(await rig.refusal('block.rewrite', { block: a, text: 'again' })).toBe('PLEADING_BLOCK_UNKNOWN');
  });

  test('are refused in a pleading that is not there, and after a block of another one', async () => {
    expect(await rig.refusal('block.write', { pleading: id('pleading', '9'), text: 'a' })).toBe(
      'PLEADING_UNKNOWN',
    );
    const other = await rig.run('pleading.open', {
      type: 'study',
      title: 'A study',
      shortTitle: 'Study',
      isFiled: false,
    });
    const there = await rig.run('block.write', { pleading: other, text: 'there' });
    expect(await rig.refusal('block.write', { pleading, text: 'here', after: there })).toBe(
      'PLEADING_BLOCK_UNKNOWN',
    );
    const here = await write('here');
    expect(await rig.refusal('block.move', { block: here, after: there })).toBe('PLEADING_BLOCK_UNKNOWN');
    expect(await rig.refusal('block.move', { block: here, after: here })).toBe('PLEADING_MOVE_SELF');
    expect(await rig.refusal('block.remove', { block: id('block', '9'), ground: 'No such.' })).toBe(
      'PLEADING_BLOCK_UNKNOWN',
    );
  });
});
