import { describe, expect, test } from 'vitest';
import { money, toJson } from '../../../src/base/money/index.ts';
import { toDecimal, ZERO } from '../../../src/base/rational.ts';
import { compareAward, instalments } from '../../../src/rooms/quantum/award.ts';

describe('an award', () => {
  test('beside the claim: Corfu Channel, head by head', () => {
    const usd = (amount: string) => money(amount, 'USD');
    const compared = compareAward(
      [
        { head: 'persons', claimed: null, awarded: usd('225000000') },
        { head: 'macroeconomic', claimed: usd('5714000775'), awarded: usd('0') },
        { head: 'over', claimed: usd('1'), awarded: usd('2') },
      ],
      'USD',
    );
    expect(compared.rows.map((row) => row.beyondClaim)).toEqual([false, false, true]);
    expect(compared.rows[1]?.part).toEqual(ZERO);
    expect(compared.rows[0]?.part).toBeNull();
    expect(toJson(compared.rows[1]?.difference ?? usd('0')).amount).toBe('-5714000775.00');
  });

  test('325 million of 13,478,122,950 is 2.41 per cent (DRC v. Uganda)', () => {
    const compared = compareAward(
      [{ head: 'all', claimed: money('13478122950', 'USD'), awarded: money('325000000', 'USD') }],
      'USD',
    );
    expect(toDecimal({ n: (compared.part?.n ?? 0n) * 100n, d: compared.part?.d ?? 1n }, 2)).toBe('2.41');
  });

  test('is paid in five instalments of 65 million on 1 September', () => {
    const five = instalments(money('325000000', 'USD'), 5, '2022-09-01', 12);
    expect(five.map((one) => `${one.due} ${toJson(one.sum).amount}`)).toEqual(
      [2022, 2023, 2024, 2025, 2026].map((year) => `${year}-09-01 65000000.00`),
    );
    expect(
      instalments(money('100.00', 'EUR'), 3, '2024-01-31', 1).map((one) => [one.due, one.sum.minor]),
    ).toEqual([
      ['2024-01-31', 3334n],
      ['2024-02-29', 3333n],
      ['2024-03-31', 3333n],
    ]);
    expect(() => instalments(money('1', 'EUR'), 0, '2024-01-01', 1)).toThrow(/payments/);
  });
});
