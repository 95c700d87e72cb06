import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flowsRoom } from '../../../src/rooms/flows/index.ts';
import { quantumRoom } from '../../../src/rooms/quantum/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
const eur = (amount: string) => ({ amount, currency: 'EUR' });
interface Joint {
  readonly joint: {
    readonly point: { readonly amount: string };
    readonly total: Record<'low' | 'high' | 'median' | 'mean', { readonly amount: string }>;
    readonly heads: readonly { readonly title: string; readonly low: { readonly amount: string } }[];
    readonly sumOfBounds: Record<'low' | 'high', { readonly amount: string }>;
    readonly tornado: readonly { readonly title: string }[];
    readonly varianceShares: readonly { readonly title: string; readonly share: number }[];
    readonly histogram: readonly { readonly count: number }[];
  } | null;
  readonly sentence: string;
}
interface Total {
  readonly claim: {
    readonly estimated: {
      readonly state: string;
      readonly sum: { readonly amount: string } | null;
      readonly low: { readonly amount: string } | null;
      readonly intervalMissing: string | null;
    };
    readonly deficiencies: readonly { readonly code: string; readonly subject: string }[];
  };
}
const number = (of: { readonly amount: string } | null | undefined): number => Number(of?.amount);

beforeEach(async () => {
  rig = await openRig([flowsRoom, quantumRoom]);
  await rig.run('claim.frame', { currency: 'EUR' });
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

async function assumption(title: string, distribution: object, last: string): Promise<string> {
  return rig.run('assumption.enter', {
    title,
    unit: 'amount',
    distribution,
    ground: 'As the document states.',
    passages: [await rig.passage(last)],
  });
}
const estimated = (title: string): Promise<string> =>
  rig.run('head.open', { title, mode: 'estimated', why: 'No invoice covers it.' });

describe('estimated heads drawn together', () => {
  test('the sum has an interval of its own, narrower than the ends added up', async () => {
    // Two independent normals of sd 10: the sum has sd 14.14, not 20. 95 %: 300 ± 27.72 against 300 ± 39.20.
    const a = await assumption('Reception', { kind: 'normal', mean: '100', sd: '10' }, '1');
    const b = await assumption('Transport', { kind: 'normal', mean: '200', sd: '10' }, '2');
    const [first, second] = [await estimated('Reception'), await estimated('Transport')];
    const term = (title: string, of: string) => [{ title, factors: [{ assumption: of }] }];
    await rig.run('head.model', { head: first, terms: term('Reception', a), ground: 'One figure.' });
    await rig.run('head.model', { head: second, terms: term('Transport', b), ground: 'One figure.' });
    const { joint, sentence } = await rig.ask<Joint>('claim.joint');
    expect(number(joint?.point)).toBeCloseTo(300, 0);
    expect(Math.abs(number(joint?.total.low) - 272.28)).toBeLessThan(0.5);
    expect(Math.abs(number(joint?.total.high) - 327.72)).toBeLessThan(0.5);
    expect(Math.abs(number(joint?.sumOfBounds.low) - 260.8)).toBeLessThan(0.5);
    expect(joint?.varianceShares.map((one) => Math.round(one.share * 10) / 10)).toEqual([0.5, 0.5]);
    expect(joint?.histogram).toHaveLength(40);
    expect(sentence).toContain('which is the interval of nothing');
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim.estimated.low?.amount).toBe(joint?.total.low.amount);
    expect(claim.estimated.intervalMissing).toBeNull();
    expect(claim.estimated.sum?.amount).toBe(joint?.point.amount);
  });

  test('what hangs together widens the interval, and what cannot hang together is refused', async () => {
    const a = await assumption('Reception', { kind: 'normal', mean: '100', sd: '10' }, '1');
    const b = await assumption('Transport', { kind: 'normal', mean: '200', sd: '10' }, '2');
    const c = await assumption('Health', { kind: 'normal', mean: '50', sd: '10' }, '3');
    const head = await estimated('All three');
    await rig.run('head.model', {
      head,
      terms: [a, b, c].map((one) => ({ title: 'part', factors: [{ assumption: one }] })),
      ground: 'Their sum.',
    });
    const tie = (x: string, y: string, correlation: string) => ({
      a: x,
      b: y,
      correlation,
      ground: 'They move together.',
    });
    await rig.run('draws.rule', {
      seed: 7,
      dependence: [tie(a, b, '0.9'), tie(b, c, '0.9'), tie(a, c, '0.9')],
    });
    // Variance 300 + 2 (90 + 90 + 90) = 840: sd 28.98, 95 %: ± 56.8.
    const { joint } = await rig.ask<Joint>('claim.joint');
    expect(Math.abs(number(joint?.total.high) - number(joint?.total.low) - 113.6)).toBeLessThan(1.5);
    expect(
      await rig.refusal('draws.rule', {
        dependence: [tie(a, b, '0.9'), tie(b, c, '0.9'), tie(a, c, '-0.9')],
      }),
    ).toBe('FLOWS_NOT_POSITIVE');
  });

  test('one assumption in two heads is drawn once, so that its doubt does not cancel out', async () => {
    const price = await assumption('Price of a day', { kind: 'uniform', min: '1', max: '3' }, '1');
    const heads = [await estimated('North'), await estimated('South')];
    for (const head of heads)
      await rig.run('head.model', {
        head,
        terms: [{ title: 'days', factors: [{ assumption: price }, { number: '100' }] }],
        ground: 'A hundred days.',
      });
    const { joint } = await rig.ask<Joint>('claim.joint');
    // Comonotone: here the ends do add up.
    expect(number(joint?.total.low)).toBeCloseTo(number(joint?.sumOfBounds.low), 1);
  });

  test('the same entries in another order give the same cents', async () => {
    const drawn: string[] = [];
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const own = await openRig([flowsRoom, quantumRoom]);
      await own.run('claim.frame', { currency: 'EUR' });
      const head = await own.run('head.open', { title: 'Both', mode: 'estimated', why: 'None.' });
      const made: string[] = [];
      for (const i of order) {
        made[i] = id('assumption', String(i + 1));
        await own.enter([
          {
            kind: 'assumption.entered',
            subject: made[i] ?? '',
            said: {
              title: `Part ${i}`,
              unit: 'amount',
              distribution: { kind: 'lognormal', median: String(100 * (i + 1)), sigma: '0.3' },
              ground: 'As said.',
              estimate: null,
              sources: [],
            },
          },
        ]);
      }
      await own.run('head.model', {
        head,
        terms: [0, 1].map((i) => ({ title: `part ${i}`, factors: [{ assumption: made[i] }] })),
        ground: 'Their sum.',
      });
      const { joint } = await own.ask<Joint>('claim.joint');
      drawn.push(JSON.stringify([joint?.total, joint?.point, joint?.tornado]));
      own.close();
    }
    expect(drawn[0]).toBe(drawn[1]);
  });

  test('a formula needs an estimated head without a stated result, and assumptions that are there', async () => {
    const a = await assumption('Reception', { kind: 'stated', value: '5' }, '1');
    const terms = [{ title: 'x', factors: [{ assumption: a }] }];
    const itemised = await rig.run('head.open', { title: 'Barrier' });
    expect(await rig.refusal('head.model', { head: itemised, terms, ground: 'No.' })).toBe(
      'QUANTUM_MODE_MIXED',
    );
    const stated = await rig.run('head.open', {
      title: 'Stated',
      mode: 'estimated',
      why: 'An expert said so.',
      result: { estimate: 'expert', point: eur('1.00'), low: eur('0.50'), high: eur('2.00'), level: '0.95' },
    });
    expect(await rig.refusal('head.model', { head: stated, terms, ground: 'No.' })).toBe(
      'QUANTUM_TWO_RESULTS',
    );
    const open = await estimated('Open');
    expect(
      await rig.refusal('head.model', {
        head: open,
        terms: [{ title: 'x', factors: [{ assumption: id('assumption', '9') }] }],
        ground: 'No.',
      }),
    ).toBe('QUANTUM_ASSUMPTION_UNKNOWN');
  });

  test('a stated result beside a drawn one: the sum is given, its interval is not, and the reason is', async () => {
    const a = await assumption('Reception', { kind: 'normal', mean: '100', sd: '10' }, '1');
    const head = await estimated('Drawn');
    await rig.run('head.model', {
      head,
      terms: [{ title: 'x', factors: [{ assumption: a }] }],
      ground: 'One figure.',
    });
    await rig.run('head.open', {
      title: 'Stated by an expert',
      mode: 'estimated',
      why: 'An expert said so.',
      result: { estimate: 'expert', point: eur('1.00'), low: eur('0.50'), high: eur('2.00'), level: '0.95' },
      passages: [await rig.passage('2')],
    });
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim.estimated.state).toBe('complete');
    expect(claim.estimated.low).toBeNull();
    expect(claim.estimated.intervalMissing).toContain('“Stated by an expert” has no model');
  });

  test('an impossible distribution, and a share of eighty-five, are refused when they are entered', async () => {
    const enter = (distribution: object, unit = 'amount') =>
      rig.refusal('assumption.enter', { title: 'Price', unit, distribution, ground: 'As said.' });
    expect(await enter({ kind: 'triangular', min: '5', mode: '4', max: '9' })).toBe(
      'FLOWS_DISTRIBUTION_WRONG',
    );
    expect(await enter({ kind: 'lognormal', median: '-1', sigma: '0.2' })).toBe('FLOWS_DISTRIBUTION_WRONG');
    expect(await enter({ kind: 'normal', mean: '85', sd: '5' }, 'share')).toBe('QUANTUM_SHARE_BEYOND');
    expect(await enter({ kind: 'normal', mean: '0.85', sd: '0.05' }, 'share')).toBe('no refusal');
  });

  test('a withdrawn assumption leaves its head without a figure, and says so', async () => {
    const a = await assumption('Reception', { kind: 'normal', mean: '100', sd: '10' }, '1');
    const head = await estimated('Drawn');
    await rig.run('head.model', {
      head,
      terms: [{ title: 'x', factors: [{ assumption: a }] }],
      ground: 'One figure.',
    });
    await rig.run('item.withdraw', { item: a, ground: 'The source was wrong.' });
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim.estimated.state).toBe('none');
    expect(claim.deficiencies).toContainEqual(
      expect.objectContaining({ code: 'QUANTUM_ASSUMPTION_UNKNOWN', subject: head }),
    );
  });
});
