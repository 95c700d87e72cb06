// Series, statements, choices and estimates in a real ledger: what is refused, what is shown, and what a reader is warned of.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flowsRoom } from '../../../src/rooms/flows/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig([flowsRoom]);
});
afterEach(async () => {
  await rig.check();
  rig.close();
});

interface Shown {
  readonly points: readonly {
    readonly at: string;
    readonly value: unknown;
    readonly exhibit: string;
    readonly cell: unknown;
  }[];
  readonly revisions: readonly { readonly version: number; readonly changed: readonly unknown[] }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly version: number;
}
interface Bounds {
  readonly contradictions: readonly {
    readonly statements: readonly string[];
    readonly words: readonly string[];
  }[];
  readonly suspects: readonly { readonly statements: readonly string[] }[];
  readonly leftOut: readonly string[];
  readonly months: readonly {
    readonly month: string;
    readonly low: string;
    readonly high: string | null;
    readonly interpolated: string;
  }[];
  readonly warnings: readonly { readonly code: string }[];
}

const series = (passage: string, values: Readonly<Record<string, string>>, more: object = {}) => ({
  measure: 'Detections of crossings',
  unit: 'detections',
  step: 'month',
  definition: 'Crossings between border posts, not persons.',
  counts: 'persons',
  points: Object.entries(values).map(([at, value], i) => ({
    at,
    value,
    from: { passage, cell: { sheet: 'table', row: i + 2, col: 2 } },
  })),
  ...more,
});

describe('a series', () => {
  test('each point leads to its cell and exhibit, and a revision stands beside the first figure', async () => {
    const passage = await rig.passage('1');
    const ser = await rig.run(
      'series.fix',
      series(passage, { '2021-07': '3242', '2021-08': '1058' }, { vintage: '2021-09' }),
    );
    await rig.run('series.fix', {
      ...series(passage, { '2021-07': '3236', '2021-08': '1953' }, { vintage: '2025-06' }),
      series: ser,
    });
    const shown = await rig.ask<Shown>('series.show', { series: ser });
    expect(shown.points.map((one) => [one.at, one.value])).toEqual([
      ['2021-07', '3236'],
      ['2021-08', '1953'],
    ]);
    expect(shown.points[1]).toMatchObject({
      exhibit: id('exhibit', '1'),
      cell: { sheet: 'table', row: 3, col: 2 },
    });
    expect(shown.revisions[1]?.changed).toEqual([
      { at: '2021-07', before: '3242', now: '3236' },
      { at: '2021-08', before: '1058', now: '1953' },
    ]);
    const first = await rig.ask<Shown>('series.show', { series: ser, version: shown.revisions[0]?.version });
    expect(first.points[1]?.value).toBe('1058');
  });

  test('a point without a marked passage, a time given twice and a change of unit are refused', async () => {
    const passage = await rig.passage('1');
    expect(await rig.refusal('series.fix', series(id('passage', '9'), { '2021-07': '1' }))).toBe(
      'READING_PASSAGE_UNKNOWN',
    );
    const twice = series(passage, { '2021-07': '1' });
    expect(await rig.refusal('series.fix', { ...twice, points: [...twice.points, ...twice.points] })).toBe(
      'FLOWS_POINT_TWICE',
    );
    const ser = await rig.run('series.fix', twice);
    expect(await rig.refusal('series.fix', { ...twice, series: ser, unit: 'persons' })).toBe(
      'FLOWS_UNIT_CHANGED',
    );
    expect(
      await rig.refusal('series.fix', { ...twice, points: [{ ...twice.points[0], value: '1e3' }] }),
    ).toBe('INPUT_INVALID');
  });

  test('a reader is warned where it crosses a declared switch', async () => {
    const passage = await rig.passage('1');
    const ser = await rig.run(
      'series.fix',
      series(passage, { '2021-07': '3236', '2021-08': '1953', '2021-09': '421' }),
    );
    const attempts = await rig.run('series.fix', {
      ...series(passage, {}),
      measure: 'Attempts turned back',
      unit: 'attempts',
    });
    await rig.run('series.switch', {
      series: ser,
      on: '2021-08-03',
      reason: 'People are turned back and counted as attempts.',
      continuesAs: attempts,
      passages: [passage],
    });
    const { warnings } = await rig.ask<Shown>('series.show', { series: ser });
    expect(warnings.map((one) => one.code)).toEqual(['FLOWS_SWITCH_CROSSED']);
    expect(warnings[0]?.message).toContain('turned back');
    expect(warnings[0]?.message).toContain(attempts);
  });
});

describe('dated statements', () => {
  test('the one that cannot hold is named, set aside with a ground, and the months are then bounded', async () => {
    const passage = await rig.passage('1');
    const ser = await rig.run('series.fix', {
      ...series(passage, {}),
      measure: 'Attempts turned back',
      unit: 'attempts',
    });
    const state = (over: string, value: string, more: object = {}) =>
      rig.run('statement.date', { series: ser, over, value, source: 'press', passages: [passage], ...more });
    await state('2031-01-01/2031-09-19', '1258');
    const wrong = await state('2031-01-01/2031-10-18', '2643');
    await state('2031-01-01/2031-10-31', '1483');
    await state('2031-01-01/2031-12-31', '1600', { bears: 'at-least' });
    await state('2031-01-01/2031-12-31', '1652');
    const found = await rig.ask<Bounds>('series.envelope', { series: ser });
    expect(found.suspects).toHaveLength(1);
    expect(found.leftOut).toEqual([wrong]);
    expect(found.contradictions[0]?.words.join()).toContain(
      '2643 attempts, 2031-01-01 to 2031-10-18 (press)',
    );
    await rig.run('statement.disregard', { statement: wrong, ground: 'It is the total of another year.' });
    const after = await rig.ask<Bounds>('series.envelope', { series: ser });
    expect(after.contradictions).toEqual([]);
    expect(after.months.find((one) => one.month === '2031-10')).toMatchObject({ low: '0', high: '225' });
    // November and December share what the year leaves: 1652 - 1483.
    expect(after.months.find((one) => one.month === '2031-12')).toMatchObject({ low: '0', high: '169' });
    for (const one of after.months) {
      expect(Number(one.interpolated)).toBeGreaterThanOrEqual(Number(one.low) - 0.1);
      if (one.high !== null) expect(Number(one.interpolated)).toBeLessThanOrEqual(Number(one.high) + 0.1);
    }
    expect(await rig.refusal('statement.disregard', { statement: wrong, ground: 'Again.' })).toBe(
      'FLOWS_STATEMENT_DISREGARDED',
    );
  });

  test('where either of two could be wrong, the bounds hold whichever it is, and the reader is told', async () => {
    const passage = await rig.passage('1');
    const ser = await rig.run('series.fix', series(passage, {}));
    for (const value of ['9', '8'])
      await rig.run('statement.date', { series: ser, over: '2031-03', value, source: `paper ${value}` });
    const found = await rig.ask<Bounds>('series.envelope', { series: ser });
    expect(found.suspects).toHaveLength(2);
    expect(found.months[0]).toMatchObject({ month: '2031-03', low: '8', high: '9' });
    expect(found.warnings.map((one) => one.code)).toEqual(['FLOWS_CONTRADICTION_OPEN']);
  });

  test('a rounded figure without what it was rounded to is refused, and so is an open span', async () => {
    const passage = await rig.passage('1');
    const ser = await rig.run('series.fix', series(passage, {}));
    const base = { series: ser, over: '2031', value: '4200', source: 'press' };
    expect(await rig.refusal('statement.date', { ...base, bears: 'rounded' })).toBe('FLOWS_MARGIN');
    expect(await rig.refusal('statement.date', { ...base, margin: '100' })).toBe('FLOWS_MARGIN');
    expect(await rig.refusal('statement.date', { ...base, over: '2031/..' })).toBe('FLOWS_SPAN_OPEN');
    await rig.run('statement.date', { ...base, bears: 'rounded', margin: '100' });
    const { months } = await rig.ask<Bounds>('series.envelope', { series: ser });
    expect(months).toHaveLength(12);
    expect(months[0]).toMatchObject({ low: '0', high: '4250' });
  });
});

describe('a registered choice', () => {
  test('it is kept with its defaults, and one that could not be run is refused', async () => {
    const passage = await rig.passage('1');
    const ser = await rig.run('series.fix', series(passage, { '2021-07': '3236' }));
    const choice = {
      question: 'Did detections rise?',
      method: 'interrupted',
      series: [ser],
      reason: 'The date of the announcement.',
    };
    expect(await rig.refusal('choice.register', { ...choice, params: { date: '2021-07', penalty: 3 } })).toBe(
      'INPUT_INVALID',
    );
    await rig.run('choice.register', { ...choice, params: { date: '2021-07' } });
    const { choices } = await rig.ask<{
      choices: readonly { params: object; alreadySeen: readonly string[]; carriedOut: readonly string[] }[];
    }>('choice.list');
    expect(choices[0]).toMatchObject({
      params: { date: '2021-07', errors: 'wandering', trend: false },
      alreadySeen: [],
      carriedOut: [],
    });
  });
});
