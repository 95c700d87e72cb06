// Questions of quantum: what is claimed, head by head, where each cent comes from, and what falls with an exhibit.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { amountInWords, type Money, moneyInWords, toJson } from '../../base/money/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { claimOf } from './from-record.ts';
import { struckWithout } from './struck.ts';
import { type ClaimTotal, type Column, type HeadTotal, total } from './total.ts';
import { type TraceNode, unsourced } from './trace.ts';
import type { QuantumTables } from './view.ts';

export async function partRow(look: Look, id: string): Promise<QuantumTables['quantum_part'] | undefined> {
  return look
    .tables<QuantumTables>()
    .selectFrom('quantum_part')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The figure of each head as a pleading prints it; null where there is none yet. */
export async function printedFigures(look: Look): Promise<ReadonlyMap<string, string | null>> {
  const found = await claimOf(look);
  if (found === undefined) return new Map();
  const worked = total(found.claim, found.tables);
  return new Map(worked.heads.map((head) => [head.head.id, printed(head, worked.currency)]));
}

function printed({ head, total: column }: HeadTotal, currency: string): string | null {
  if (head.mode === 'itemised')
    return column.sum === null || column.state !== 'complete' ? null : moneyInWords(column.sum);
  if (head.mode === 'estimated')
    return head.result === null
      ? null
      : `${moneyInWords(head.result.point)} (${amountInWords(head.result.low)} to ${amountInWords(head.result.high)})`;
  const sum = head.range?.sum ?? null;
  if (head.range === null) return null;
  const range = `${moneyInWords(head.range.low)} to ${moneyInWords(head.range.high)}`;
  return sum === null || sum.currency !== currency ? range : `${moneyInWords(sum)} within ${range}`;
}

const money = z.object({ amount: z.string(), currency: z.string() });
const column = z.object({
  state: z.enum(['complete', 'partial', 'none']),
  sum: money.nullable(),
  missing: z.array(z.string()),
});
const headRow = z.object({
  id: z.string(),
  title: z.string(),
  mode: z.string(),
  printed: z.string().nullable(),
  gross: money,
  funded: money,
  fundedNotTied: money,
  net: money,
  principal: money,
  interest: money,
  credits: money,
  total: column,
  lines: z.number(),
});
const traceNode: z.ZodType<TraceNode> = z.lazy(() =>
  z.object({
    id: z.string(),
    label: z.string(),
    figure: money.nullable(),
    step: z.custom<TraceNode['step']>(),
    children: z.array(traceNode),
  }),
) as z.ZodType<TraceNode>;

const columnShown = ({ state, sum, missing }: Column) => ({
  state,
  sum: sum === null ? null : toJson(sum),
  missing: [...missing],
});
const shown = (sum: Money) => toJson(sum);

function headShown(one: HeadTotal, currency: string): z.input<typeof headRow> {
  return {
    id: one.head.id,
    title: one.head.title,
    mode: one.head.mode,
    printed: printed(one, currency),
    gross: shown(one.gross),
    funded: shown(one.funded),
    fundedNotTied: shown(one.fundedNotTied),
    net: shown(one.net),
    principal: shown(one.principal),
    interest: shown(one.interest),
    credits: shown(one.credits),
    total: columnShown(one.total),
    lines: one.lines.length,
  };
}

function totalShown(worked: ClaimTotal) {
  return {
    currency: worked.currency,
    heads: worked.heads.map((head) => headShown(head, worked.currency)),
    itemised: columnShown(worked.itemised),
    estimated: columnShown(worked.estimated),
    global: columnShown(worked.global),
    deficiencies: worked.deficiencies.map((one) => ({ ...one })),
  };
}

const claimTotal = z.object({
  currency: z.string(),
  heads: z.array(headRow),
  itemised: column,
  estimated: column,
  global: column,
  deficiencies: z.array(
    z.object({ code: z.string(), subject: z.string(), message: z.string(), severity: z.string() }),
  ),
});

export const QUANTUM_QUESTIONS: readonly Question[] = [
  question({
    name: 'claim.total',
    summary: 'The claim in its three columns, never added to each other: itemised, estimated, global.',
    input: z.strictObject({}),
    output: z.object({ claim: claimTotal.nullable() }),
    example: {},
    async answer(look) {
      const found = await claimOf(look);
      return { claim: found === undefined ? null : totalShown(total(found.claim, found.tables)) };
    },
  }),
  question({
    name: 'head.list',
    summary: 'The heads of damage with their lines.',
    input: z.strictObject({}),
    output: z.object({
      heads: z.array(
        headRow.extend({
          items: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              figure: money.nullable(),
              why: z.string().nullable(),
              cost: z.string(),
              status: z.string(),
              passages: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const found = await claimOf(look);
      if (found === undefined) return { heads: [] };
      const worked = total(found.claim, found.tables);
      return {
        heads: worked.heads.map((head) => ({
          ...headShown(head, worked.currency),
          items: found.claim.lines
            .filter((line) => line.head === head.head.id)
            .map((line) => ({
              id: line.id,
              title: line.title,
              figure: line.figure.state === 'stated' ? shown(line.figure.sum) : null,
              why: line.figure.state === 'none' ? line.figure.why : null,
              cost: line.cost,
              status: line.status,
              passages: line.sources.map((source) => source.passage),
            })),
        })),
      };
    },
  }),
  question({
    name: 'claim.trace',
    summary:
      'The working behind the claim or one head, from the total down to the passage; and figures with no passage.',
    input: z.strictObject({ head: idOf('head').optional() }),
    output: z.object({
      trace: traceNode.nullable(),
      unsourced: z.array(z.object({ node: z.string(), label: z.string() })),
    }),
    example: {},
    async answer(look, input) {
      const found = await claimOf(look);
      if (found === undefined) return { trace: null, unsourced: [] };
      const worked = total(found.claim, found.tables);
      const trace =
        input.head === undefined
          ? worked.trace
          : (worked.heads.find((one) => one.head.id === input.head)?.trace ?? null);
      return { trace, unsourced: trace === null ? [] : [...unsourced(trace)] };
    },
  }),
  question({
    name: 'claim.struck',
    summary: 'What the claim loses if exhibits are struck.',
    input: z.strictObject({ exhibits: z.array(idOf('exhibit')).min(1) }),
    output: z.object({
      before: claimTotal.nullable(),
      after: claimTotal.nullable(),
      loss: money.nullable(),
      lines: z.array(z.object({ id: z.string(), title: z.string(), fate: z.string() })),
      headsToRedo: z.array(z.string()),
    }),
    example: { exhibits: [`exh_${'0'.repeat(26)}`] },
    async answer(look, { exhibits }) {
      const found = await claimOf(look);
      if (found === undefined) return { before: null, after: null, loss: null, lines: [], headsToRedo: [] };
      const struck = struckWithout(found.claim, found.tables, new Set(exhibits));
      return {
        before: totalShown(struck.before),
        after: totalShown(struck.after),
        loss: struck.itemisedLoss === null ? null : shown(struck.itemisedLoss),
        lines: struck.lines.map(({ id, title, fate }) => ({ id, title, fate })),
        headsToRedo: [...struck.headsToRedo],
      };
    },
  }),
];
