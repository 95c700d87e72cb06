import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flowsRoom } from '../../../src/rooms/flows/index.ts';
import { quantumRoom } from '../../../src/rooms/quantum/index.ts';
import { openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
const eur = (amount: string) => ({ amount, currency: 'EUR' });
interface Sum {
  readonly amount: string;
}
interface Total {
  readonly sentence: string;
  readonly claim: {
    readonly shows: string;
    readonly itemised: { readonly state: string; readonly sum: Sum | null };
    readonly estimated: {
      readonly state: string;
      readonly sum: Sum | null;
      readonly low: Sum | null;
      readonly high: Sum | null;
      readonly intervalMissing: string | null;
    };
    readonly global: { readonly state: string; readonly sum: Sum | null };
    readonly heads: readonly { readonly title: string; readonly printed: string | null }[];
    readonly deficiencies: readonly { readonly code: string; readonly severity: string }[];
  };
}
interface Joint {
  readonly sentence: string;
  readonly joint: {
    readonly point: Sum | null;
    readonly total: { readonly median: Sum | null; readonly mean: Sum | null; readonly low: Sum };
    readonly heads: readonly { readonly point: Sum | null; readonly median: Sum | null }[];
  };
}

beforeEach(async () => {
  rig = await openRig([flowsRoom, quantumRoom]);
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

/** An estimated head of a hundred times a price between 1 and 3. */
async function reception(point: 'median' | 'range'): Promise<string> {
  const price = await rig.run('assumption.enter', {
    title: 'Price of a day',
    distribution: { kind: 'uniform', min: '1', max: '3' },
    ground: 'Two reports.',
    passages: [await rig.passage('1')],
  });
  const head = await rig.run('head.open', { title: 'Reception', mode: 'estimated', why: 'No account.' });
  await rig.run('head.model', {
    head,
    point,
    terms: [{ title: 'days', factors: [{ assumption: price }, { number: '100' }] }],
    ground: 'A hundred days.',
  });
  return head;
}
const numbersIn = (value: unknown): string => JSON.stringify(value);

describe('a study states ranges and never one sum', () => {
  beforeEach(async () => {
    await rig.run('claim.frame', { currency: 'EUR', shows: 'ranges' });
  });

  test('whatever the formula of a head pleads, its ends stand alone, on every answer', async () => {
    await reception('median');
    const { claim, sentence } = await rig.ask<Total>('claim.total');
    expect(claim).toMatchObject({ shows: 'ranges', estimated: { state: 'range', sum: null } });
    // Uniform on 100 to 300: 2.5 % and 97.5 % are 105 and 295.
    expect(Math.abs(Number(claim.estimated.low?.amount) - 105)).toBeLessThan(1);
    expect(Math.abs(Number(claim.estimated.high?.amount) - 295)).toBeLessThan(1);
    expect(claim.heads[0]?.printed).toMatch(/^EUR\u202f10\d\.\d\d to EUR\u202f29\d\.\d\d$/u);
    expect(sentence).toContain('states ranges under its assumptions, and no one sum');
    const { joint, sentence: said } = await rig.ask<Joint>('claim.joint');
    expect(joint.point).toBeNull();
    expect(joint.total).toMatchObject({ median: null, mean: null });
    expect(joint.heads[0]).toMatchObject({ point: null, median: null });
    expect(said).toContain('No one sum is stated');
    // The middle of the draws, near 200, is said nowhere.
    const { trace } = await rig.ask<{ trace: unknown }>('claim.trace', {});
    for (const answer of [claim, joint, trace, sentence, said])
      expect(numbersIn({ ...(answer as object), histogram: null, tornado: null })).not.toMatch(
        /"?(?:199|200|201)\.\d\d/u,
      );
  });

  test('a line with one sum is refused, and one that says why it has none is taken', async () => {
    const head = await rig.run('head.open', { title: 'Barrier' });
    const line = { head, title: 'Budget', passages: [await rig.passage('1')] };
    expect(await rig.refusal('line.enter', { ...line, amount: eur('152000000.00') })).toBe(
      'QUANTUM_RANGES_ONLY',
    );
    await rig.run('line.enter', { ...line, why: 'No outturn is public.' });
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim.itemised).toMatchObject({ state: 'none', sum: null });
    expect(claim.deficiencies.map((one) => one.code)).not.toContain('QUANTUM_RANGES_ONLY');
  });

  test('two stated ranges are not added, and a proposed global sum is not stated', async () => {
    for (const [title, low, high] of [
      ['Barrier', '152000000.00', '152460000.00'],
      ['Wire', '1000.00', '2000.00'],
    ] as const)
      await rig.run('head.open', {
        title,
        mode: 'estimated',
        why: 'A budget.',
        result: { estimate: 'two reports', low: eur(low), high: eur(high), level: '1' },
        passages: [await rig.passage(title === 'Wire' ? '2' : '1')],
      });
    await rig.run('head.open', {
      title: 'Order',
      mode: 'global',
      grounds: 'Equity.',
      range: { low: eur('1.00'), high: eur('9.00'), sum: eur('5.00') },
      passages: [await rig.passage('3')],
    });
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim.estimated).toMatchObject({ state: 'range', sum: null, low: null, high: null });
    expect(claim.estimated.intervalMissing).toContain('needs joint draws');
    expect(claim.global).toMatchObject({ state: 'range', sum: null });
    expect(claim.heads.map((one) => one.printed)).toEqual([
      'EUR\u202f152\u202f000\u202f000.00 to EUR\u202f152\u202f460\u202f000.00',
      'EUR\u202f1\u202f000.00 to EUR\u202f2\u202f000.00',
      'EUR\u202f1.00 to EUR\u202f9.00',
    ]);
  });

  test('another reading moves both ends, and no middle is compared', async () => {
    const head = await reception('median');
    const price = (await rig.ask<{ assumptions: readonly { id: string }[] }>('assumption.list')).assumptions;
    const reading = await rig.run('counter-case.enter', {
      title: 'A price of one',
      changes: [
        {
          title: 'One',
          change: {
            does: 'set-assumption',
            assumption: price[0]?.id,
            distribution: { kind: 'stated', value: '1' },
          },
          ground: 'The lower report.',
        },
      ],
    });
    const compared = await rig.ask<{
      countered: { estimated: Sum | null; low: Sum | null; high: Sum | null };
      moved: readonly { alone: { estimated: Sum | null; high: Sum | null } }[];
      sentence: string;
    }>('counter-case.compare', { case: reading });
    expect(compared.countered).toMatchObject({
      estimated: null,
      low: { amount: '100.00' },
      high: { amount: '100.00' },
    });
    expect(Number(compared.moved[0]?.alone.high?.amount)).toBeLessThan(-190);
    expect(compared.sentence).toContain('the high end of the range falls by');
    expect(head).toMatch(/^head_/u);
  });
});

describe('a claim that pleads sums', () => {
  test('may hold one head of which the range alone is stated, and then states no sum of the column', async () => {
    await rig.run('claim.frame', { currency: 'EUR' });
    await reception('range');
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim).toMatchObject({ shows: 'sums', estimated: { state: 'range', sum: null } });
    expect(Number(claim.estimated.low?.amount)).toBeGreaterThan(100);
  });

  test('framed as a study afterwards, its lines lose their sums and say why', async () => {
    await rig.run('claim.frame', { currency: 'EUR' });
    const head = await rig.run('head.open', { title: 'Barrier' });
    await rig.run('line.enter', {
      head,
      title: 'Contract',
      amount: eur('10.00'),
      passages: [await rig.passage('1')],
    });
    await rig.run('claim.frame', { currency: 'EUR', shows: 'ranges' });
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim.itemised.sum).toBeNull();
    expect(claim.deficiencies.map((one) => one.code)).toContain('QUANTUM_RANGES_ONLY');
  });
});
