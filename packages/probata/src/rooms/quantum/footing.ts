// Checks the other side's arithmetic: do their columns add up, and are their percentages what they say?
import { Refusal } from '../../base/errors.ts';
import { type Printed, readPrinted } from '../../base/money/index.ts';
import {
  absolute,
  add,
  compare,
  divideRounded,
  equals,
  multiply,
  ONE,
  parseRational,
  type Rational,
  type RoundingMode,
  rational,
  subtract,
  toText,
  ZERO,
} from '../../base/rational.ts';

/**
 * `foots`: equal. `within-rounding`: the printed parts are themselves rounded, and their true values can give the total.
 * `other-rounding`: equal under another way of rounding, named in `by` (a cent cut off, say). `does-not-foot`: no reading
 * of the printed figures gives it. `unreadable`: a cell is not a figure.
 */
export type Verdict = 'foots' | 'within-rounding' | 'other-rounding' | 'does-not-foot' | 'unreadable';

export interface Finding {
  readonly where: string;
  readonly verdict: Verdict;
  readonly stated: string;
  readonly computed: string;
  /** Stated less computed, in major units. */
  readonly difference: string;
  readonly by: RoundingMode | null;
  readonly message: string;
}

export interface ReadingHints {
  readonly currency?: string;
  readonly decimal?: '.' | ',';
  /** The figures are counts of persons or things: a whole number is exact, not rounded to the unit. */
  readonly counts?: boolean;
}

/** A sum as a document prints it: parts and a total, with the words of each cell. */
export interface PrintedSum {
  readonly where: string;
  readonly parts: readonly string[];
  readonly total: string;
}

/** A percentage as a document prints it: so much per cent of a base is said to be `result`. */
export interface PrintedPercentage {
  readonly where: string;
  readonly base: string;
  readonly rate: string;
  readonly result: string;
}

/** A table with a label and cells in each row; the last row, the last column, or both may be totals. */
export interface PrintedTable {
  readonly where: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
  readonly totalRow: boolean;
  readonly totalColumn: boolean;
}

/** Does a printed total follow from its printed parts? Empty cells and dashes count as nothing. */
export function checkSum(sum: PrintedSum, hints: ReadingHints = {}): Finding {
  const parts = sum.parts.filter((text) => !isBlank(text));
  const read = readAll([...parts, sum.total], hints);
  if (read === null || isBlank(sum.total)) return unreadable(sum.where, sum.total);
  const stated = read[read.length - 1] as Printed; // the total was read last
  const items = read.slice(0, -1);
  if (new Set(read.flatMap((one) => one.currency ?? [])).size > 1)
    throw new Refusal('MONEY_CURRENCIES_MIXED', `${sum.where} adds sums in two currencies.`);
  const computed = items.map((one) => one.value).reduce(add, ZERO);
  const slack = [...items, stated].map((one) => halfStep(one, hints)).reduce(add, ZERO);
  return judge(sum.where, stated, computed, slack, 'the parts add up to');
}

/** Is `result` the stated percentage of the base, by half-up at its own last digit? If not, by which other rounding? */
export function checkPercentage(row: PrintedPercentage, hints: ReadingHints = {}): Finding {
  const read = readAll([row.base, row.result], hints);
  const rate = readAll([row.rate], {});
  if (read === null || rate === null) return unreadable(row.where, row.result);
  const [base, stated] = read as [Printed, Printed];
  const ratio = rate[0] as Printed;
  const exact = multiply(base.value, ratio.value);
  const halfUp = toStep(exact, stated.step, 'half-up');
  if (compare(halfUp, stated.value) === 0)
    return finding(row.where, 'foots', stated, halfUp, null, 'the percentage is right.');
  for (const mode of ['down', 'up', 'half-even'] as const)
    if (compare(toStep(exact, stated.step, mode), stated.value) === 0)
      return finding(
        row.where,
        'other-rounding',
        stated,
        halfUp,
        mode,
        `${ROUNDED[mode]}; half-up gives ${toText(halfUp)}.`,
      );
  // The base, or the percentage itself, may be printed more coarsely than it was used.
  const slack = add(
    add(multiply(halfStep(base, hints), ratio.value), multiply(base.value, halfStep(ratio, hints))),
    halfStep(stated, hints),
  );
  return judge(row.where, stated, halfUp, absolute(slack), 'the percentage comes to');
}

/**
 * A product as a document prints it: hours times the price of an hour are said to be the pay. A factor may be a fraction
 * (`779/365`): the days of a rule of interest over those of a year.
 */
export interface PrintedProduct {
  readonly where: string;
  readonly factors: readonly string[];
  readonly result: string;
}

/** Is `result` the product of the factors, by half-up at its own last digit? If not, by which other rounding? */
export function checkProduct(row: PrintedProduct, hints: ReadingHints = {}): Finding {
  // A fraction such as 779/365 is a part of a year: exact, and no figure of the page.
  const isFraction = (text: string): boolean => /^\d+\/0*[1-9]\d*$/.test(text.trim());
  const parts = row.factors.filter(isFraction).map((text) => parseRational(text.trim()));
  const read = readAll([...row.factors.filter((text) => !isFraction(text)), row.result], hints);
  if (read === null || read.length < 2) return unreadable(row.where, row.result);
  const stated = read[read.length - 1] as Printed; // the result was read last
  const factors = read.slice(0, -1);
  const share = parts.reduce(multiply, ONE);
  const exact = multiply(factors.map((one) => one.value).reduce(multiply, ONE), share);
  const halfUp = toStep(exact, stated.step, 'half-up');
  if (compare(halfUp, stated.value) === 0)
    return finding(row.where, 'foots', stated, halfUp, null, 'the product is right.');
  for (const mode of ['down', 'up', 'half-even'] as const)
    if (compare(toStep(exact, stated.step, mode), stated.value) === 0)
      return finding(
        row.where,
        'other-rounding',
        stated,
        halfUp,
        mode,
        `${ROUNDED[mode]}; half-up gives ${toText(halfUp)}.`,
      );
  // Each factor may be printed more coarsely than it was used: to first order the doubts add up.
  const slack = factors.reduce(
    (sum, one, i) =>
      add(
        sum,
        absolute(
          factors.reduce<Rational>(
            (product, other, j) => multiply(product, i === j ? halfStep(one, hints) : other.value),
            share,
          ),
        ),
      ),
    halfStep(stated, hints),
  );
  return judge(row.where, stated, halfUp, slack, 'the product comes to');
}

/** Checks every total of a table, columns first, then rows, each finding named by its row or column. */
export function checkTable(table: PrintedTable, hints: ReadingHints = {}): readonly Finding[] {
  const findings: Finding[] = [];
  const body = table.totalRow ? table.rows.slice(0, -1) : table.rows;
  const last = table.rows.at(-1);
  if (table.totalRow && last !== undefined)
    table.columns.forEach((column, i) => {
      const total = last.cells[i] ?? '';
      if (isBlank(total)) return;
      findings.push(
        checkSum(
          { where: `${table.where}, column ${column}`, parts: body.map((row) => row.cells[i] ?? ''), total },
          hints,
        ),
      );
    });
  if (table.totalColumn)
    for (const row of table.rows) {
      const total = row.cells[table.columns.length - 1] ?? '';
      if (isBlank(total)) continue;
      findings.push(
        checkSum(
          {
            where: `${table.where}, row ${row.label}`,
            parts: row.cells.slice(0, table.columns.length - 1),
            total,
          },
          hints,
        ),
      );
    }
  return findings;
}

const ROUNDED: Readonly<Record<Exclude<RoundingMode, 'half-up'>, string>> = {
  down: 'the last digit was cut off, not rounded',
  up: 'it was rounded up',
  'half-even': 'a half was rounded to the even digit',
};

function judge(where: string, stated: Printed, computed: Rational, slack: Rational, words: string): Finding {
  const difference = subtract(stated.value, computed);
  if (difference.n === 0n)
    return finding(where, 'foots', stated, computed, null, `${words} ${toText(computed)}, as stated.`);
  if (slack.n > 0n && compare(absolute(difference), slack) <= 0)
    return finding(
      where,
      'within-rounding',
      stated,
      computed,
      null,
      `${words} ${toText(computed)}; the rounding of the printed figures can explain it.`,
    );
  return finding(
    where,
    'does-not-foot',
    stated,
    computed,
    null,
    `${words} ${toText(computed)}; no rounding of the printed figures gives ${toText(stated.value)}.`,
  );
}

function finding(
  where: string,
  verdict: Verdict,
  stated: Printed,
  computed: Rational,
  by: RoundingMode | null,
  message: string,
): Finding {
  const difference = toText(subtract(stated.value, computed));
  return {
    where,
    verdict,
    stated: toText(stated.value),
    computed: toText(computed),
    difference,
    by,
    message: `${where}: ${message}`,
  };
}

function unreadable(where: string, text: string): Finding {
  const message = `${where}: a cell is not a figure.`;
  return { where, verdict: 'unreadable', stated: text, computed: '', difference: '', by: null, message };
}

/**
 * What one printed figure may be off by: half its last digit where it is rounded, nothing where it is to the cent
 * (two decimals without a currency are taken for cents), a count, or a whole percentage (15 % is a rate agreed, 14.6 %
 * one worked out).
 */
function halfStep(one: Printed, hints: ReadingHints): Rational {
  if (one.low === null || one.high === null) return ZERO;
  if (one.currency === null && !one.percent && equals(one.step, CENT)) return ZERO;
  if (hints.counts === true && equals(one.step, ONE)) return ZERO;
  if (one.percent && equals(one.step, CENT)) return ZERO;
  return subtract(one.high, one.value);
}

const CENT = rational(1, 100);

/** Rounded to a whole number of steps: to the cent, or to the million, as the result was printed. */
function toStep(exact: Rational, step: Rational, mode: RoundingMode): Rational {
  return multiply(step, rational(divideRounded(exact.n * step.d, exact.d * step.n, mode)));
}

const isBlank = (text: string): boolean => /^[\s–—-]*$/.test(text);

function readAll(texts: readonly string[], hints: ReadingHints): readonly Printed[] | null {
  try {
    return texts.map((text) => readPrinted(text, hints));
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'MONEY_PRINTED_UNREADABLE') return null;
    throw thrown;
  }
}
