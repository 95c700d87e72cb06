// Claimed beside awarded, and how an award is to be paid.
import { Refusal } from '../../base/errors.ts';
import { allocate, type Money, majorUnits, subtractMoney, sumMoney } from '../../base/money/index.ts';
import { ONE, type Rational, rational } from '../../base/rational.ts';
import { addCalendarMonths, formatDay, parseDay } from '../../base/time/index.ts';

/** A head as it was asked for and as it was given; null where one of the two is not there yet. */
export interface AwardRow {
  readonly head: string;
  readonly claimed: Money | null;
  readonly awarded: Money | null;
}

export interface AwardComparison {
  readonly rows: readonly (AwardRow & {
    readonly difference: Money | null;
    /** Awarded over claimed; null where nothing was claimed. */
    readonly part: Rational | null;
    /** More was given than asked: contrary to non ultra petita, or an error of entry. */
    readonly beyondClaim: boolean;
  })[];
  readonly claimed: Money;
  readonly awarded: Money;
  readonly part: Rational | null;
}

/**
 * Sets claim and award side by side, head by head.
 * @throws Refusal MONEY_CURRENCIES_MIXED where the two are in different currencies
 */
export function compareAward(rows: readonly AwardRow[], currency: string): AwardComparison {
  const claimed = sumMoney(
    rows.flatMap((row) => row.claimed ?? []),
    currency,
  );
  const awarded = sumMoney(
    rows.flatMap((row) => row.awarded ?? []),
    currency,
  );
  return {
    rows: rows.map((row) => {
      const both = row.claimed !== null && row.awarded !== null;
      return {
        ...row,
        difference:
          both && row.claimed !== null && row.awarded !== null
            ? subtractMoney(row.awarded, row.claimed)
            : null,
        part: row.claimed !== null && row.awarded !== null ? partOf(row.awarded, row.claimed) : null,
        beyondClaim: row.claimed !== null && row.awarded !== null && row.awarded.minor > row.claimed.minor,
      };
    }),
    claimed,
    awarded,
    part: partOf(awarded, claimed),
  };
}

export interface Instalment {
  readonly due: string;
  readonly sum: Money;
}

/**
 * Splits an award into equal payments at equal steps of calendar months; cents that do not divide go to the first
 * payments (DRC v. Uganda, 2022: five of USD 65,000,000 on 1 September 2022 to 2026).
 * @throws Refusal QUANTUM_INSTALMENTS_USELESS for a count below 1 or a step below a month, TIME_DAY_UNREADABLE
 */
export function instalments(
  sum: Money,
  count: number,
  first: string,
  everyMonths: number,
): readonly Instalment[] {
  if (
    !Number.isInteger(count) ||
    count < 1 ||
    count > 600 ||
    !Number.isInteger(everyMonths) ||
    everyMonths < 1
  )
    throw new Refusal(
      'QUANTUM_INSTALMENTS_USELESS',
      'Give a number of payments from 1 to 600 and whole months between them.',
    );
  const start = parseDay(first);
  const parts = allocate(
    sum,
    Array.from({ length: count }, () => ONE),
  );
  return parts.map((part, i) => ({ due: formatDay(addCalendarMonths(start, i * everyMonths)), sum: part }));
}

function partOf(a: Money, b: Money): Rational | null {
  if (b.minor === 0n || a.currency !== b.currency) return null;
  const [top, bottom] = [majorUnits(a), majorUnits(b)];
  return rational(top.n * bottom.d, top.d * bottom.n);
}
