import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Matter, openMatter } from './matter.ts';

let matter: Matter;
beforeEach(async () => {
  matter = await openMatter();
});
afterEach(async () => {
  await matter.check();
  matter.close();
});

interface Rules {
  readonly rules: readonly {
    readonly id: string;
    readonly toBeChecked: boolean;
    readonly criteria: readonly { readonly id: string; readonly state: string }[];
  }[];
  readonly notWeighed: readonly { readonly id: string }[];
}
const rule = async (id: string) => (await matter.ask<Rules>('rule.list')).rules.find((one) => one.id === id);
const standard = async (id: string) =>
  (
    await matter.ask<{
      standards: readonly { id: string; toBeChecked: boolean; anchors: readonly { id: string }[] }[];
    }>('standard.list')
  ).standards.find((one) => one.id === id);

describe('a house rule recalled from memory', () => {
  it('keeps its mark until every criterion that it leans on is cleared with an authority, and its authorities too', async () => {
    expect(await rule('K6')).toMatchObject({ toBeChecked: true, criteria: [] });
    await matter.adopt('icj-procedure');
    expect((await rule('K6'))?.criteria).toEqual([
      expect.objectContaining({
        id: 'w.press',
        state: 'to-be-checked',
        authorities: ['Nicaragua, merits, 1986, paras 62-63'],
      }),
    ]);
    await matter.run('statement.clear', {
      statements: ['w.press'],
      title: 'I.C.J. Reports 1986',
      place: 'p. 40',
    });
    expect(await rule('K6')).toMatchObject({ toBeChecked: true });
    await matter.run('statement.clear', { statements: ['w.press#authority1'], title: 'I.C.J. Reports 1986' });
    expect(await rule('K6')).toMatchObject({ toBeChecked: false });
    // L1 leans on three criteria; one of them is not enough.
    await matter.run('statement.clear', {
      statements: ['w.contemporaneous'],
      withParts: true,
      title: 'I.C.J. Reports 2005',
    });
    expect(await rule('L1')).toMatchObject({ toBeChecked: true });
    await matter.run('clearance.withdraw', { statements: ['w.press'], ground: 'An unofficial copy.' });
    expect(await rule('K6')).toMatchObject({ toBeChecked: true });
  });

  it('what no rule weighs is said to be shown only', async () => {
    await matter.adopt('icj-procedure');
    const { notWeighed } = await matter.ask<Rules>('rule.list');
    expect(notWeighed.map(({ id }) => id)).toContain('w.unsigned');
  });

  it('a standard keeps its mark until every anchor of it is cleared', async () => {
    await matter.adopt('state-responsibility');
    expect((await standard('convincing'))?.anchors.map(({ id }) => id)).toEqual([
      'std.high-certainty',
      'std.sufficient',
    ]);
    await matter.run('statement.clear', {
      statements: ['std.high-certainty', 'std.sufficient'],
      withParts: true,
      title: 'I.C.J. Reports',
    });
    expect((await standard('convincing'))?.toBeChecked).toBe(false);
    expect((await standard('balance'))?.toBeChecked).toBe(true);
  });

  it('a standard that asks for no source is refused, tried or adopted', async () => {
    const nothing = {
      name: 'balance',
      label: 'nothing',
      sufficiency: [{ w3: 0, w2: 0, w1: 0 }],
      contradiction: { minWeight: 1, outweighMargin: null },
      inferenceMin: 2,
      authority: 'none',
    };
    expect(await matter.refusal('standard.adopt', nothing)).toBe('PROOF_STANDARD_EMPTY');
    await expect(matter.ask('standard.try', nothing)).rejects.toMatchObject({ code: 'PROOF_STANDARD_EMPTY' });
  });
});

describe('a standard that was edited', () => {
  it('is compared with any version before it: what was edited, and every status that differs', async () => {
    const fact = await matter.fact('Officers opened the barrier.');
    for (const title of ['Border log', 'Order book']) await matter.cite(fact, await matter.exhibit(title));
    const allegation = await matter.allege('Facilitation', [{ label: 'Conduct', of: [{ fact }] }], {
      standard: 'balance',
    });
    await matter.run('standard.adopt', {
      name: 'balance',
      label: 'balance of evidence',
      sufficiency: [{ w3: 3, w2: 3, w1: 3 }],
      contradiction: { minWeight: 2, outweighMargin: null },
      inferenceMin: 2,
      authority: 'House rule of 3 March.',
    });
    const compared = await matter.ask<{
      edits: readonly string[];
      allegations: readonly { id: string; before: string; after: string }[];
      facts: readonly { id: string; before: string; after: string }[];
    }>('standard.compare', { name: 'balance', from: 1 });
    expect(compared.edits).toEqual([
      'No longer enough: independent sources, counting 1 of weight 3, 1 of weight 2 or more, 1 of any weight.',
      'No longer enough: independent sources, counting 2 of weight 2 or more, 2 of any weight.',
      'No longer enough: independent sources, counting 1 of weight 2 or more, 3 of any weight.',
      'Now enough: independent sources, counting 3 of weight 3, 3 of weight 2 or more, 3 of any weight.',
      'A contradiction counts from weight 2, before from 1.',
      'Outweighing a contradiction: not possible, before by support heavier by 1.',
      'Another authority is named for it.',
    ]);
    expect(compared.allegations).toMatchObject([{ id: allegation, before: 'proved', after: 'arguable' }]);
    expect(compared.facts).toMatchObject([{ id: fact, before: 'proved', after: 'arguable' }]);
    // The other way round, and against itself.
    expect(await matter.ask('standard.compare', { name: 'balance', from: 2, to: 1 })).toMatchObject({
      allegations: [{ before: 'arguable', after: 'proved' }],
    });
    expect(await matter.ask('standard.compare', { name: 'balance', from: 2, to: 2 })).toMatchObject({
      edits: [],
      facts: [],
    });
    await expect(matter.ask('standard.compare', { name: 'balance', from: 7 })).rejects.toMatchObject({
      code: 'PROOF_STANDARD_VERSION',
    });
    // Nested no longer: it asks for more than the standard before it.
    const { warnings } = await matter.ask<{ warnings: readonly { stricter: string; laxer: string }[] }>(
      'standard.list',
    );
    expect(warnings).toContainEqual(expect.objectContaining({ stricter: 'convincing', laxer: 'balance' }));
  });
});
