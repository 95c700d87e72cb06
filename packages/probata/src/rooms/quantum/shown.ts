// The shapes in which a claim is answered: the same for the command line, the workbench and the documents.
import { z } from 'zod';
import { amountInWords, type Money, moneyInWords, toJson } from '../../base/money/index.ts';
import type { Columns } from './counter-case.ts';
import { SHOWS } from './figures.ts';
import type { ClaimTotal, Column, HeadTotal } from './total.ts';
import type { TraceNode } from './trace.ts';

export const money = z.object({ amount: z.string(), currency: z.string() });
export const column = z.object({
  /** `range`: two ends are stated and no one sum between them; `sum` is then null. */
  state: z.enum(['complete', 'partial', 'none', 'range']),
  sum: money.nullable(),
  missing: z.array(z.string()),
});
export const estimatedColumn = column.extend({
  /** Ends of the interval of the sum, from joint draws; null where it cannot be given, and then `intervalMissing` says why. */
  low: money.nullable(),
  high: money.nullable(),
  intervalMissing: z.string().nullable(),
});
export const headRow = z.object({
  id: z.string(),
  title: z.string(),
  mode: z.string(),
  printed: z.string().nullable(),
  /** Null, like net and principal, while no line has a figure: never a nought in its place. */
  gross: money.nullable(),
  /** Paid by others and tied by a source to this cost: taken off. */
  funded: money,
  /** Money of others that no source ties to the cost: shown, never taken off. */
  fundedNotTied: money,
  /** What assets are still worth to the claimant: taken off. */
  residual: money,
  net: money.nullable(),
  principal: money.nullable(),
  interest: money,
  credits: money,
  total: column,
  /** Estimated: the ends of its interval. Global: the range that the evidence indicates. */
  low: money.nullable(),
  high: money.nullable(),
  lines: z.number(),
});
export const deficiencyRow = z.object({
  code: z.string(),
  subject: z.string(),
  message: z.string(),
  severity: z.string(),
});
export const claimTotal = z.object({
  currency: z.string(),
  /** `ranges`: a study, which states ranges under its assumptions and never one sum. */
  shows: z.enum(SHOWS),
  heads: z.array(headRow),
  itemised: column,
  estimated: estimatedColumn,
  global: column,
  /** The principal of itemised heads by sort of cost, so that ordinary pay is never hidden in a sum. */
  byCost: z.object({ ordinary: money, extraordinary: money, other: money }),
  reserved: z.array(z.string()),
  withdrawn: z.array(z.string()),
  deficiencies: z.array(deficiencyRow),
});
export const columns = z.object({
  itemised: money.nullable(),
  estimated: money.nullable(),
  global: money.nullable(),
  /** Ends of the estimated column, from joint draws. */
  low: money.nullable(),
  high: money.nullable(),
});
export const traceNode: z.ZodType<TraceNode> = z.lazy(() =>
  z.object({
    id: z.string(),
    label: z.string(),
    figure: money.nullable(),
    step: z.custom<TraceNode['step']>(),
    children: z.array(traceNode),
  }),
) as z.ZodType<TraceNode>;

export const shown = (sum: Money) => toJson(sum);
export const shownOrNull = (sum: Money | null) => (sum === null ? null : toJson(sum));
export const columnShown = ({ state, sum, missing }: Column) => ({
  state,
  sum: shownOrNull(sum),
  missing: [...missing],
});
export const columnsShown = (of: Columns) => ({
  itemised: shownOrNull(of.itemised),
  estimated: shownOrNull(of.estimated),
  global: shownOrNull(of.global),
  low: shownOrNull(of.low),
  high: shownOrNull(of.high),
});

/** The ends of an estimated head or the range of a global one; null for an itemised head. */
export function endsOf(one: HeadTotal): { readonly low: Money | null; readonly high: Money | null } {
  const { head, drawn } = one;
  if (drawn !== null) return { low: drawn.low, high: drawn.high };
  if (head.mode === 'estimated' && head.result !== null)
    return { low: head.result.low, high: head.result.high };
  if (head.mode === 'global' && head.range !== null) return { low: head.range.low, high: head.range.high };
  return { low: null, high: null };
}

/** A head as a pleading prints it; null while it has no figure. */
export function printed(one: HeadTotal, currency: string): string | null {
  const { head, total: column } = one;
  if (head.mode === 'itemised')
    return column.sum === null || column.state !== 'complete' ? null : moneyInWords(column.sum);
  const { low, high } = endsOf(one);
  if (low === null || high === null) return null;
  if (column.state === 'range') return `${moneyInWords(low)} to ${moneyInWords(high)}`;
  if (head.mode === 'estimated')
    return column.sum === null
      ? null
      : `${moneyInWords(column.sum)} (${amountInWords(low)} to ${amountInWords(high)})`;
  const sum = head.range?.sum ?? null;
  const range = `${moneyInWords(low)} to ${moneyInWords(high)}`;
  return sum === null || sum.currency !== currency ? range : `${moneyInWords(sum)} within ${range}`;
}

export function headShown(one: HeadTotal, currency: string): z.input<typeof headRow> {
  const { low, high } = endsOf(one);
  const hasFigure = one.lines.some((line) => line.amount !== null);
  const known = (sum: Money) => (hasFigure ? shown(sum) : null);
  return {
    id: one.head.id,
    title: one.head.title,
    mode: one.head.mode,
    printed: printed(one, currency),
    gross: known(one.gross),
    funded: shown(one.funded),
    fundedNotTied: shown(one.fundedNotTied),
    residual: shown(one.residual),
    net: known(one.net),
    principal: known(one.principal),
    interest: shown(one.interest),
    credits: shown(one.credits),
    total: columnShown(one.total),
    low: shownOrNull(low),
    high: shownOrNull(high),
    lines: one.lines.length,
  };
}

export function totalShown(worked: ClaimTotal): z.input<typeof claimTotal> {
  const { estimated, byCost } = worked;
  return {
    currency: worked.currency,
    shows: worked.shows,
    heads: worked.heads.map((head) => headShown(head, worked.currency)),
    itemised: columnShown(worked.itemised),
    estimated: {
      ...columnShown(estimated),
      low: shownOrNull(estimated.low),
      high: shownOrNull(estimated.high),
      intervalMissing: estimated.intervalMissing,
    },
    global: columnShown(worked.global),
    byCost: {
      ordinary: shown(byCost.ordinary),
      extraordinary: shown(byCost.extraordinary),
      other: shown(byCost.other),
    },
    reserved: [...worked.reserved],
    withdrawn: [...worked.withdrawn],
    deficiencies: worked.deficiencies.map((one) => ({ ...one })),
  };
}

/** The three columns in one sentence, for a terminal and for those who do not see a table. */
export function totalInWords(worked: ClaimTotal): string {
  const { itemised, estimated, global } = worked;
  // A study says the two ends of each head, and no sum of them.
  const ranges = (mode: string): string =>
    worked.heads
      .filter((one) => one.head.mode === mode && one.total.state === 'range')
      .map((one) => {
        const { low, high } = endsOf(one);
        return `“${one.head.title}” ${low === null || high === null ? 'a range' : `${moneyInWords(low)} to ${amountInWords(high)}`}`;
      })
      .join(', ');
  const column = (name: string, of: Column): string =>
    of.state === 'range'
      ? `${name}: ${ranges(name === 'Estimated' ? 'estimated' : 'global')}`
      : of.sum === null
        ? `${name}: no figure yet`
        : `${name}: ${moneyInWords(of.sum)}${of.state === 'partial' ? `, ${of.missing.length} still without a figure` : ''}`;
  const ends =
    estimated.low === null || estimated.high === null
      ? ''
      : estimated.state === 'range'
        ? worked.heads.filter((one) => one.head.mode === 'estimated').length < 2
          ? ''
          : `, drawn together ${moneyInWords(estimated.low)} to ${amountInWords(estimated.high)}`
        : ` (${amountInWords(estimated.low)} to ${amountInWords(estimated.high)})`;
  const errors = worked.deficiencies.filter((one) => one.severity === 'error').length;
  return `${column('Itemised', itemised)}. ${column('Estimated', estimated)}${ends}. ${column('Global sum', global)}. ${worked.shows === 'ranges' ? 'This is a study: it states ranges under its assumptions, and no one sum. ' : ''}The three are not added to each other.${errors === 0 ? '' : ` ${errors} ${errors === 1 ? 'error stands' : 'errors stand'} against it.`}`;
}
