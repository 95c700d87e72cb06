import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quantumRoom } from '../../../src/rooms/quantum/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
interface Total {
  readonly claim: {
    readonly currency: string;
    readonly itemised: { readonly state: string; readonly sum: { readonly amount: string } | null };
    readonly estimated: { readonly state: string };
    readonly global: { readonly state: string };
    readonly heads: readonly {
      readonly title: string;
      readonly printed: string | null;
      readonly fundedNotTied: { readonly amount: string };
    }[];
  } | null;
}
const auc = (amount: string) => ({ amount, currency: 'x-AUC' });

beforeEach(async () => {
  rig = await openRig([quantumRoom]);
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

describe('a claim', () => {
  test('is nothing until a head is opened, and then adds its lines to the cent', async () => {
    expect((await rig.ask<Total>('claim.total')).claim).toBeNull();
    await rig.run('claim.frame', { currency: 'x-AUC' });
    const head = await rig.run('head.open', { title: 'Physical barrier' });
    const passages = [await rig.passage('1')];
    await rig.run('line.enter', { head, title: 'Contract', amount: auc('148912640.37'), passages });
    await rig.run('line.enter', {
      head,
      title: 'Change order',
      amount: auc('-1120418.12'),
      passages,
      funding: [{ by: 'A union', purpose: 'surveillance', sum: auc('17862400.00') }],
    });
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim).toMatchObject({
      currency: 'x-AUC',
      itemised: { state: 'complete', sum: auc('147792222.25') },
    });
    // Money that no passage ties to the line stands beside it and is not taken off.
    expect(claim?.heads[0]).toMatchObject({
      printed: 'AUC\u202f147\u202f792\u202f222.25',
      fundedNotTied: auc('17862400.00'),
    });
  });

  test('says that a line has no figure yet instead of taking it for nothing', async () => {
    await rig.run('claim.frame', { currency: 'EUR' });
    const head = await rig.run('head.open', { title: 'Overtime' });
    await rig.run('line.enter', {
      head,
      title: 'July',
      amount: { amount: '10.00', currency: 'EUR' },
      passages: [await rig.passage('1')],
    });
    await rig.run('line.enter', { head, title: 'August', why: 'The pay office has not answered.' });
    await rig.run('head.open', {
      title: 'Public order',
      mode: 'global',
      grounds: 'No source puts a figure on it.',
    });
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim).toMatchObject({ itemised: { state: 'partial' }, global: { state: 'none' } });
    expect(claim?.heads.map(({ printed }) => printed)).toEqual([null, null]);
  });

  test('sets a line anew under its id, and counts a withdrawn one no more', async () => {
    await rig.run('claim.frame', { currency: 'EUR' });
    const head = await rig.run('head.open', { title: 'Overtime' });
    const passages = [await rig.passage('1')];
    const line = await rig.run('line.enter', {
      head,
      title: 'July',
      amount: { amount: '10.00', currency: 'EUR' },
      passages,
    });
    await rig.run('line.enter', {
      id: line,
      head,
      title: 'July',
      amount: { amount: '12.00', currency: 'EUR' },
      passages,
    });
    expect((await rig.ask<Total>('claim.total')).claim?.itemised.sum?.amount).toBe('12.00');
    await rig.run('line.withdraw', { line, ground: 'Not ordered under the Resolution.' });
    expect((await rig.ask<Total>('claim.total')).claim?.itemised.sum?.amount ?? '0.00').toBe('0.00');
  });

  test('refuses what it does not know: a head, a line, a passage, a currency', async () => {
    const head = await rig.run('head.open', { title: 'Overtime' });
    const line = { head, title: 'July', amount: { amount: '10.00', currency: 'EUR' } };
    expect(await rig.refusal('line.enter', { ...line, head: id('head', '9') })).toBe('QUANTUM_HEAD_UNKNOWN');
    expect(await rig.refusal('line.enter', { ...line, id: id('line', '9') })).toBe('QUANTUM_PART_UNKNOWN');
    expect(await rig.refusal('line.enter', { ...line, passages: [id('passage', '9')] })).toBe(
      'READING_PASSAGE_UNKNOWN',
    );
    expect(await rig.refusal('line.withdraw', { line: id('line', '9'), ground: 'No such.' })).toBe(
      'QUANTUM_PART_UNKNOWN',
    );
    expect(await rig.refusal('line.enter', { ...line, amount: { amount: '10.00', currency: 'AUC' } })).toBe(
      'INPUT_INVALID',
    );
    expect(await rig.refusal('claim.frame', { currency: 'ERU' })).toBe('INPUT_INVALID');
  });
});
