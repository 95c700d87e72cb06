import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleRoom } from '../../../src/rooms/bundle/index.ts';
import { pleadingRoom } from '../../../src/rooms/pleading/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
let pleading: string;
const open = (more: object = {}): Promise<string> =>
  rig.run('filing.open', {
    pleading,
    title: 'Memorial of Aurelia',
    cover: ['The Court'],
    partyName: 'Aurelia',
    ...more,
  });

/** A version sealed without its files: what the ledger holds of it. */
const seal = (filing: string, version: number): Promise<void> =>
  rig.enter([
    {
      kind: 'filing.sealed',
      subject: filing,
      refs: [pleading],
      said: {
        version,
        status: version === 1 ? 'original' : 'corrected',
        pleading,
        document: id('produced', String(version)),
        manifest: String(version).repeat(64),
        annexes: [
          {
            annex: 'A-001',
            number: 1,
            exhibit: id('exhibit', '1'),
            entry: 3,
            file: 'data/annexes/A-001.pdf',
            digest: 'c'.repeat(64),
            bytes: 9,
          },
        ],
        sealedAnnexes: [{ number: 2, exhibit: id('exhibit', '2'), entry: 4 }],
        accepted: [],
        personally: { user: rig.user, signature: 'd'.repeat(128) },
      },
    },
  ]);

beforeEach(async () => {
  rig = await openRig([pleadingRoom, bundleRoom]);
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

describe('a filing', () => {
  test('is opened for a pleading that is there, in the name of a party where it is signed', async () => {
    await open();
    expect(await rig.refusal('filing.open', { pleading: id('pleading', '9'), title: 'x', cover: [] })).toBe(
      'PLEADING_UNKNOWN',
    );
    expect(await rig.refusal('filing.open', { pleading, title: 'x', cover: [] })).toBe(
      'BUNDLE_PARTY_MISSING',
    );
    const study = await rig.run('pleading.open', {
      type: 'study',
      title: 'A study',
      shortTitle: 'Study',
      isFiled: false,
    });
    await rig.run('filing.open', { pleading: study, title: 'A study', cover: [] });
  });

  test('is delivered in a version that was sealed, to somebody, on a day, by some way', async () => {
    const filing = await open();
    const copy = {
      filing,
      version: 1,
      to: 'The Registrar',
      at: '2037-05-26',
      how: 'By hand',
      receipt: 'No. 17',
    };
    expect(await rig.refusal('copy.deliver', copy)).toBe('BUNDLE_VERSION_UNKNOWN');
    await seal(filing, 1);
    await rig.run('copy.deliver', copy);
    const shown = await rig.ask<{
      version: number;
      annexes: readonly { number: number }[];
      copies: readonly { to: string }[];
    }>('filing.show', { filing });
    expect(shown).toMatchObject({
      version: 1,
      annexes: [{ number: 1 }, { number: 2 }],
      copies: [{ to: 'The Registrar' }],
    });
    expect(await rig.refusal('copy.deliver', { ...copy, filing: id('filing', '9') })).toBe(
      'BUNDLE_FILING_UNKNOWN',
    );
  });

  test('is superseded by a later version that was sealed, and by no other', async () => {
    const filing = await open();
    await seal(filing, 1);
    const superseding = { filing, version: 1, by: 2, ground: 'Corrected with leave of the Court.' };
    expect(await rig.refusal('filing.supersede', superseding)).toBe('BUNDLE_VERSION_UNKNOWN');
    await seal(filing, 2);
    expect(await rig.refusal('filing.supersede', { ...superseding, version: 2 })).toBe(
      'BUNDLE_VERSION_UNKNOWN',
    );
    await rig.run('filing.supersede', superseding);
    const { filings } = await rig.ask<{
      filings: readonly { versions: readonly { version: number; state: string }[] }[];
    }>('filing.list');
    expect(filings[0]?.versions).toMatchObject([
      { version: 1, state: 'superseded by 2' },
      { version: 2, state: 'in-force' },
    ]);
  });
});
