import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

describe('withdrawing a passage', () => {
  test('enters the ground, and the passage is shown as withdrawn', async () => {
    const passage = await rig.passage('1');
    await rig.run('passage.withdraw', { passage, ground: 'The quotation was cut short.' });
    const { passage: shown } = await rig.ask<{ passage: { withdrawn: boolean } }>('passage.show', {
      passage,
    });
    expect(shown.withdrawn).toBe(true);
  });

  test('is refused twice, and for a passage that is not there', async () => {
    const passage = await rig.passage('1');
    await rig.run('passage.withdraw', { passage, ground: 'Cut short.' });
    expect(await rig.refusal('passage.withdraw', { passage, ground: 'Again.' })).toBe(
      'READING_PASSAGE_WITHDRAWN',
    );
    expect(await rig.refusal('passage.withdraw', { passage: id('passage', '9'), ground: 'Cut short.' })).toBe(
      'READING_PASSAGE_UNKNOWN',
    );
  });
});
