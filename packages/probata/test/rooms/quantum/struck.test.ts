import { describe, expect, test } from 'vitest';
import { money, toJson } from '../../../src/base/money/index.ts';
import { parseRational } from '../../../src/base/rational.ts';
import { struckWithout, weightOfExhibits } from '../../../src/rooms/quantum/struck.ts';
import { NO_TABLES } from '../../../src/rooms/quantum/tables.ts';
import { replay } from '../../../src/rooms/quantum/trace.ts';
import { madeClaim, madeHead, madeLine } from './made.ts';

const at = (exhibit: string) => ({ passage: `pas_${exhibit}`, exhibit });
const claim = madeClaim(
  [
    madeLine('fence', '100.00', {
      sources: [at('invoice')],
      funding: [{ by: 'EU', purpose: 'fence', sum: money('30.00', 'EUR'), tiedBy: [at('grant')] }],
    }),
    madeLine('overtime', '20.00', { sources: [at('rota'), at('payroll')] }),
    madeLine('camp', '10.00', {
      sources: [at('rota')],
      share: { ratio: parseRational('0.5'), ground: 'g', estimate: null, sources: [at('survey')] },
    }),
  ],
  {
    heads: [
      madeHead(),
      {
        id: 'reception',
        title: 'reception',
        mode: 'estimated',
        cap: null,
        result: {
          estimate: 'e',
          point: money('7.00', 'EUR'),
          low: money('1.00', 'EUR'),
          high: money('9.00', 'EUR'),
          level: parseRational('0.95'),
        },
        why: 'x',
        sources: [at('series')],
      },
    ],
  },
);
const without = (...exhibits: string[]) => struckWithout(claim, NO_TABLES, new Set(exhibits));
const amount = (sum: { minor: bigint; currency: string } | null | undefined): string =>
  sum == null ? '-' : toJson(sum).amount;

describe('with exhibits struck', () => {
  test('a line falls with its last passage only', () => {
    // 70 + 20 + 5 = 95.00 before. Without the rota the camp falls (5.00) and the overtime stands on the payroll.
    const struck = without('rota');
    expect(amount(struck.before.itemised.sum)).toBe('95.00');
    expect(amount(struck.itemisedLoss)).toBe('5.00');
    expect(struck.lines.map((line) => [line.id, line.fate])).toEqual([
      ['overtime', 'weakened'],
      ['camp', 'fallen'],
    ]);
    expect(struck.after.itemised.state).toBe('partial');
    expect(replay(struck.after.trace)).toEqual([]);
    expect(amount(without('rota', 'payroll').itemisedLoss)).toBe('25.00');
  });

  test('a deduction falls with the source that tied it, and the net goes up', () => {
    const struck = without('grant');
    expect(amount(struck.itemisedLoss)).toBe('-30.00');
    expect(struck.lines.map((line) => line.fate)).toEqual(['deduction-fallen']);
  });

  test('a line falls with the last proof of its causal share', () => {
    expect(without('survey').lines.map((line) => [line.id, line.fate])).toEqual([['camp', 'share-fallen']]);
  });

  test('an estimate that loses a source must be run again', () => {
    const struck = without('series');
    expect(struck.headsToRedo).toEqual(['reception']);
    expect(struck.after.estimated.state).toBe('none');
    expect(amount(struck.heads[1]?.loss)).toBe('7.00');
  });

  test('the exhibits are ranked by what the claim loses without each', () => {
    expect(weightOfExhibits(claim, NO_TABLES).map((row) => [row.exhibit, amount(row.loss)])).toEqual([
      ['invoice', '70.00'],
      ['rota', '5.00'],
      ['survey', '5.00'],
      ['payroll', '0.00'],
    ]);
  });

  test('nothing changes where nothing is struck', () => {
    expect(without('elsewhere').after).toEqual(without().before);
  });
});
