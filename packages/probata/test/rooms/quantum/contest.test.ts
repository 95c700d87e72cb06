import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flowsRoom } from '../../../src/rooms/flows/index.ts';
import { quantumRoom } from '../../../src/rooms/quantum/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
const usd = (amount: string) => ({ amount, currency: 'USD' });
interface Sum {
  readonly amount: string;
}
interface Columns {
  readonly itemised: Sum | null;
  readonly estimated: Sum | null;
}
interface Total {
  readonly claim: {
    readonly itemised: { readonly state: string; readonly sum: Sum | null };
    readonly deficiencies: readonly {
      readonly code: string;
      readonly subject: string;
      readonly message: string;
    }[];
  };
}

const RULE = {
  ground: 'Certain Activities (Costa Rica v. Nicaragua), 2018, paragraph 154',
  rate: { kind: 'fixed', annual: '0.04' },
  rateIs: 'nominal',
  compounding: { kind: 'simple' },
  dayCount: 'act-365f',
  firstDay: 'out',
  lastDay: 'in',
  from: '2015-12-16',
  to: '2018-02-02',
  rounding: { point: 'sub-head', mode: 'half-up', fractionPlaces: null, yearFirst: false },
};

interface CostaRica {
  readonly costs: string;
  readonly environment: string;
  readonly rule: string;
  readonly lines: readonly string[];
}

async function costaRica(): Promise<CostaRica> {
  await rig.run('claim.frame', { currency: 'USD' });
  const rule = await rig.run('interest.rule', { rule: RULE });
  const environment = await rig.run('head.open', { title: 'Environmental damage' });
  const costs = await rig.run('head.open', { title: 'Costs and expenses', interest: rule });
  const rows = [
    [environment, 'Environmental goods and services', '120000.00', false],
    [environment, 'Restoration', '2708.39', false],
    [costs, 'October 2010 to January 2011', '80926.45', true],
    [costs, 'Monitoring', '152372.81', true],
    [costs, 'Works', '2732.90', true],
  ] as const;
  const lines: string[] = [];
  for (const [i, [head, title, amount, bearsInterest]] of rows.entries())
    lines.push(
      await rig.run('line.enter', {
        head,
        title,
        subHead: title,
        amount: usd(amount),
        bearsInterest,
        cost: 'extraordinary',
        passages: [await rig.passage(String(i + 1))],
      }),
    );
  return { costs, environment, rule, lines };
}

beforeEach(async () => {
  rig = await openRig([flowsRoom, quantumRoom]);
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

describe('Costa Rica v. Nicaragua through the commands', () => {
  test('comes to the cent, and the other rule is printed beside it', async () => {
    const { costs } = await costaRica();
    const { claim } = await rig.ask<Total>('claim.total');
    expect(claim.itemised.sum?.amount).toBe('378890.59');
    const answer = await rig.ask<{
      rule: { inWords: string };
      rows: readonly { name: string; sum: Sum; difference: Sum; isPleaded: boolean }[];
      sentence: string;
    }>('interest.conventions', { head: costs });
    const of = (name: string) => answer.rows.find((one) => one.name === name)?.sum.amount;
    expect(of('as pleaded')).toBe('20150.04');
    expect(of('rounded on the whole')).toBe('20150.03');
    expect(of('first and last day both counted')).toBe('20175.90');
    expect(answer.rows.find((one) => one.name === 'rounded on the whole')?.difference.amount).toBe('-0.01');
    expect(answer.sentence).toContain('20\u202f150.03');
    expect(answer.rule.inWords).toBe(
      'Simple interest at 4\u202f% a year from 2015-12-16 to 2018-02-02, actual days over 365, the first day not counted, the last counted, rounded on each sub-head, a half up.',
    );
  });

  test('the trace goes down to the passage with every rounding', async () => {
    const { costs } = await costaRica();
    const answer = await rig.ask<{
      roundings: readonly { result: string; exact: string }[];
      sources: readonly { pin: string; exhibit: string; state: string }[];
      unsourced: readonly object[];
    }>('claim.trace', { head: costs });
    expect(answer.roundings.map((one) => one.result)).toEqual(['6908.68', '13008.05', '233.31']);
    expect(answer.sources.map((one) => one.pin)).toEqual(['p. 3', 'p. 4', 'p. 5']);
    expect(answer.unsourced).toEqual([]);
  });
});

describe('the other side’s case', () => {
  test('each change is shown alone and in order, and the steps add up to the difference to the cent', async () => {
    const { costs, rule, lines } = await costaRica();
    const counter = await rig.run('counter-case.enter', {
      title: 'Nicaragua’s figures',
      changes: [
        { title: 'No monitoring', change: { does: 'leave-out-line', line: lines[3] }, ground: 'Not caused.' },
        {
          title: 'Half of it',
          change: { does: 'set-share', line: lines[0], ratio: '1/2' },
          ground: 'Shared.',
        },
        { title: 'Two per cent', change: { does: 'set-rate', rule, annual: '0.02' }, ground: 'Market.' },
        {
          title: 'Monitoring again',
          change: { does: 'set-share', line: lines[3], ratio: '1/4' },
          ground: 'x',
        },
        { title: 'Resale', change: { does: 'credit', head: costs, sum: usd('100.00') }, ground: 'Sold.' },
      ],
    });
    const answer = await rig.ask<{
      pleaded: Columns;
      countered: Columns;
      difference: Columns;
      moved: readonly { title: string; alone: Columns; step: Columns; idle: string | null }[];
      sentence: string;
    }>('counter-case.compare', { case: counter });
    const minor = (sum: Sum | null): number => Math.round(Number(sum?.amount ?? 0) * 100);
    const steps = answer.moved.reduce((sum, one) => sum + minor(one.step.itemised), 0);
    expect(steps).toBe(minor(answer.difference.itemised));
    expect(minor(answer.pleaded.itemised) + steps).toBe(minor(answer.countered.itemised));
    // 122,708.39 + 83,659.35 + interest 2 % on the two sub-heads (3,454.34 + 116.65) - 60,000 - 100.
    expect(answer.countered.itemised?.amount).toBe('149838.73');
    expect(answer.moved[2]?.alone.itemised?.amount).toBe('-10075.03');
    expect(answer.moved[3]?.idle).toContain('not in the claim');
    expect(answer.sentence).toContain('“No monitoring” moves most');
  });
});

describe('claimed against awarded', () => {
  test('head by head, and what goes beyond the claim is an error', async () => {
    const { costs, environment } = await costaRica();
    await rig.run('award.enter', {
      head: environment,
      outcome: 'awarded',
      sum: usd('122708.39'),
      ground: 'Paragraph 157.',
    });
    await rig.run('award.enter', { head: costs, outcome: 'awarded', sum: usd('300000.00'), ground: 'x' });
    const answer = await rig.ask<{
      rows: readonly { part: string | null; beyondClaim: boolean }[];
      deficiencies: readonly { code: string }[];
    }>('award.list');
    expect(answer.rows.map((one) => [one.part, one.beyondClaim])).toEqual([
      ['100.0\u202f%', false],
      ['117.1\u202f%', true],
    ]);
    expect(answer.deficiencies.map((one) => one.code)).toEqual(['QUANTUM_BEYOND_CLAIM']);
    expect(
      await rig.refusal('award.enter', { head: costs, outcome: 'refused', sum: usd('1.00'), ground: 'x' }),
    ).toBe('QUANTUM_AWARD_SUM');
  });

  test('instalments add up to the sum', async () => {
    await rig.run('instalments.order', {
      sum: usd('100.00'),
      count: 3,
      first: '2022-08-31',
      everyMonths: 6,
      ground: 'Order.',
    });
    const { orders } = await rig.ask<{
      orders: readonly { payments: readonly { due: string; sum: Sum }[] }[];
    }>('instalments.list');
    expect(orders[0]?.payments.map((one) => [one.due, one.sum.amount])).toEqual([
      ['2022-08-31', '33.34'],
      ['2023-02-28', '33.33'],
      ['2023-08-31', '33.33'],
    ]);
  });
});

describe('what may be claimed twice', () => {
  test('is pointed at until a person judges it, and is an error once judged to be one loss', async () => {
    await rig.run('claim.frame', { currency: 'USD' });
    const head = await rig.run('head.open', { title: 'Costs' });
    const line = async (title: string, last: string) =>
      rig.run('line.enter', {
        head,
        title,
        amount: usd('500.00'),
        incurred: '2021-08-31',
        passages: [await rig.passage(last)],
      });
    const [a, b] = [await line('Invoice 7', '1'), await line('Invoice seven', '2')];
    const codes = async () => (await rig.ask<Total>('claim.total')).claim.deficiencies.map((one) => one.code);
    expect(await codes()).toContain('QUANTUM_MAY_BE_TWICE');
    await rig.run('double.judge', { first: b, second: a, outcome: 'one-loss', ground: 'The same paper.' });
    expect(await codes()).toContain('QUANTUM_CLAIMED_TWICE');
    const { pairs, unjudged } = await rig.ask<{ pairs: readonly { outcome: string }[]; unjudged: number }>(
      'claim.doubles',
    );
    expect([pairs.map((one) => one.outcome), unjudged]).toEqual([['one-loss'], 0]);
    await rig.run('line.withdraw', { line: b, ground: 'Counted once.' });
    expect(await codes()).not.toContain('QUANTUM_CLAIMED_TWICE');
  });
});

describe('a claim that is still being written', () => {
  test('a foreign line without rates has no figure and hides no other line', async () => {
    await rig.run('claim.frame', { currency: 'USD' });
    const head = await rig.run('head.open', { title: 'Costs' });
    const enter = async (title: string, amount: object, last: string, more = {}) =>
      rig.run('line.enter', { head, title, amount, passages: [await rig.passage(last)], ...more });
    await enter('At home', usd('10.00'), '1');
    const foreign = await enter('Abroad', { amount: '20.00', currency: 'EUR' }, '2', {
      incurred: '2021-08-14',
    });
    const before = (await rig.ask<Total>('claim.total')).claim;
    expect([before.itemised.state, before.itemised.sum?.amount]).toEqual(['partial', '10.00']);
    expect(before.deficiencies).toContainEqual(
      expect.objectContaining({ code: 'FX_RATE_MISSING', subject: foreign }),
    );
    // The table of another source does not speak for the one that the rule names.
    await rig.run('rates.enter', { source: 'A bank', csv: 'date,USD\n2021-08-13,1.2000' });
    const passage = await rig.passage('9');
    await rig.run('rates.enter', { source: 'ECB', csv: 'date,USD\n2021-08-13,1.1000', passage });
    await rig.run('rates.enter', { source: 'A bank', csv: 'date,USD\n2021-08-13,1.3000' });
    await rig.run('claim.frame', {
      currency: 'USD',
      fx: { source: 'ECB', fallback: 'earlier', maxStaleDays: 3, beyond: 'refuse', mode: 'half-up' },
    });
    expect((await rig.ask<Total>('claim.total')).claim.itemised.sum?.amount).toBe('32.00');
    // With the table struck the foreign line has no figure any more.
    const struck = await rig.ask<{ loss: Sum }>('claim.struck', { exhibits: [id('exhibit', '9')] });
    expect(struck.loss.amount).toBe('22.00');
    expect(await rig.refusal('rates.enter', { source: 'ECB', csv: 'day,USD\nx,1' })).toBe(
      'FX_TABLE_UNREADABLE',
    );
  });

  test('indexation and nominal interest are refused together, unless a ground is entered, which is then printed', async () => {
    await rig.run('claim.frame', { currency: 'USD' });
    const rule = await rig.run('interest.rule', { rule: RULE });
    const index = await rig.run('indexation.rule', {
      series: 'Prices',
      from: 'incurred',
      to: '2014',
      ground: 'Prices of 2014.',
    });
    await rig.run('index.enter', {
      series: 'Prices',
      source: 'Office of Statistics',
      csv: 'year,level\n2012,100\n2014,110',
      passages: [await rig.passage('8')],
    });
    const head = await rig.run('head.open', { title: 'Costs', interest: rule });
    const line = {
      head,
      title: 'Old cost',
      amount: usd('100.00'),
      incurred: '2012-05-01',
      indexation: index,
      bearsInterest: true,
      passages: [await rig.passage('1')],
    };
    expect(await rig.refusal('line.enter', line)).toBe('QUANTUM_INFLATION_TWICE');
    await rig.run('line.enter', { ...line, bothGround: 'Interest runs only from after the last index.' });
    const { claim } = await rig.ask<Total>('claim.total');
    // 110.00 indexed, 4 % for 779 days: 9.3906 → 9.39.
    expect(claim.itemised.sum?.amount).toBe('119.39');
    expect(claim.deficiencies).toContainEqual(expect.objectContaining({ code: 'QUANTUM_INFLATION_GROUND' }));
  });

  test('interest at a reference rate plus margin follows the table, and names it when it is missing', async () => {
    await rig.run('claim.frame', { currency: 'USD' });
    const rule = await rig.run('interest.rule', {
      rule: {
        ...RULE,
        rate: { kind: 'reference', series: 'Bank rate', margin: '0.02' },
        from: '2021-01-01',
        to: '2021-12-31',
        dayCount: 'act-365f',
      },
    });
    const head = await rig.run('head.open', { title: 'Costs', interest: rule });
    await rig.run('line.enter', {
      head,
      title: 'Cost',
      amount: usd('1000.00'),
      bearsInterest: true,
      passages: [await rig.passage('1')],
    });
    expect((await rig.ask<Total>('claim.total')).claim.deficiencies).toContainEqual(
      expect.objectContaining({ code: 'INTEREST_RATE_MISSING', subject: head }),
    );
    await rig.run('reference-rate.enter', {
      series: 'Bank rate',
      source: 'A central bank',
      csv: 'from,percent\n2020-06-01,1\n2021-07-02,2',
    });
    // 182 days at 3 %, 182 days at 4 %: 1000 × 182 × 0.07 / 365 = 34.904… → 34.90.
    expect((await rig.ask<Total>('claim.total')).claim.itemised.sum?.amount).toBe('1034.90');
  });

  test('a head with lines stays itemised, and a head can be withdrawn with them', async () => {
    const { costs } = await costaRica();
    expect(
      await rig.refusal('head.open', { id: costs, title: 'Costs', mode: 'global', grounds: 'Equity.' }),
    ).toBe('QUANTUM_MODE_MIXED');
    await rig.run('item.withdraw', { item: costs, ground: 'Not pleaded.' });
    expect((await rig.ask<Total>('claim.total')).claim.itemised.sum?.amount).toBe('122708.39');
  });

  test('every figure without a passage is listed, and nothing else', async () => {
    await costaRica();
    const head = await rig.run('head.open', { title: 'More' });
    await rig.run('line.enter', { head, title: 'Bare', amount: usd('1.00') });
    await rig.run('head.open', {
      title: 'Public order',
      mode: 'global',
      range: { low: usd('1.00'), high: usd('9.00'), sum: usd('5.00') },
      grounds: 'Equity.',
    });
    const answer = await rig.ask<{
      figures: readonly { title: string; inGlobal: boolean }[];
      outsideGlobal: number;
    }>('claim.unsourced');
    expect(answer.figures.map((one) => [one.title, one.inGlobal])).toEqual([
      ['Bare', false],
      ['Public order', true],
    ]);
    expect(answer.outsideGlobal).toBe(1);
  });

  test('the heaviest exhibit comes first', async () => {
    await costaRica();
    const { exhibits } = await rig.ask<{ exhibits: readonly { exhibit: string; loss: Sum }[] }>(
      'claim.weights',
    );
    expect(exhibits[0]).toMatchObject({ exhibit: id('exhibit', '4'), loss: { amount: '165380.86' } });
    expect(exhibits).toHaveLength(5);
  });
});
