// Questions of quantum: what is claimed, head by head, where each cent comes from, and what falls with an exhibit.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { place } from '../reading/index.ts';
import { CONTEST_QUESTIONS } from './ask-contest.ts';
import { ESTIMATE_QUESTIONS } from './ask-estimates.ts';
import { FALL_QUESTIONS } from './ask-falls.ts';
import { INTEREST_QUESTIONS } from './ask-interest.ts';
import { MASS_QUESTIONS } from './mass/ask.ts';
import {
  claimTotal,
  headRow,
  headShown,
  money,
  shown,
  totalInWords,
  totalShown,
  traceNode,
} from './shown.ts';
import { foundSources, workedClaim } from './standing.ts';
import { roundingsOf, sourcesOf, type TraceNode, unsourced } from './trace.ts';
import type { QuantumTables } from './view.ts';

export async function partRow(look: Look, id: string): Promise<QuantumTables['quantum_part'] | undefined> {
  return look
    .tables<QuantumTables>()
    .selectFrom('quantum_part')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

export const sourceRow = z.object({
  passage: z.string(),
  exhibit: z.string(),
  title: z.string(),
  pin: z.string(),
  /** The cell, the span or the box on the page. */
  place: place.nullable(),
  quote: z.string().nullable(),
  state: z.string(),
});

/** The topmost node of a trace that is of a part of the claim, by its id. */
function nodeOf(node: TraceNode, id: string): TraceNode | undefined {
  if (node.id === id || node.id.startsWith(`${id}:`)) return node;
  // An assumption has no node of its own: the draws that it enters are its working.
  if (node.step.kind === 'drawn' && node.step.assumptions.some((one) => one.id === id)) return node;
  for (const child of node.children) {
    const found = nodeOf(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

const roundingRow = z.object({
  what: z.string(),
  exact: z.string(),
  places: z.number(),
  mode: z.string(),
  result: z.string(),
  difference: z.string(),
});

export const QUANTUM_QUESTIONS: readonly Question[] = [
  question({
    name: 'claim.total',
    summary: 'The claim in its three columns, never added to each other: itemised, estimated, global.',
    input: z.strictObject({}),
    output: z.object({ sentence: z.string(), claim: claimTotal.nullable() }),
    example: {},
    async answer(look) {
      const found = await workedClaim(look);
      if (found === undefined) return { sentence: 'No head of damage is open.', claim: null };
      return { sentence: totalInWords(found.total), claim: totalShown(found.total) };
    },
  }),
  question({
    name: 'head.list',
    summary: 'The heads of damage with their lines, each line from gross to net to what is claimed.',
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
              incurred: z.string().nullable(),
              gross: money.nullable(),
              net: money.nullable(),
              /** Net times share, indexed: what is claimed for the line before interest. */
              amount: money.nullable(),
              share: z.string().nullable(),
              passages: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const found = await workedClaim(look);
      if (found === undefined) return { heads: [] };
      const { claim, total } = found;
      return {
        heads: total.heads.map((head) => ({
          ...headShown(head, total.currency),
          items: claim.lines
            .filter((line) => line.head === head.head.id)
            .map((line) => {
              const worked = head.lines.find((one) => one.line.id === line.id);
              const { share } = line;
              return {
                id: line.id,
                title: line.title,
                figure: line.figure.state === 'stated' ? shown(line.figure.sum) : null,
                why:
                  line.figure.state === 'none'
                    ? line.figure.why
                    : worked?.line.figure.state === 'none'
                      ? worked.line.figure.why
                      : null,
                cost: line.cost,
                status: line.status,
                incurred: line.incurred,
                gross: worked?.gross == null ? null : shown(worked.gross),
                net: worked?.net == null ? null : shown(worked.net),
                amount: worked?.amount == null ? null : shown(worked.amount),
                share: share === null ? null : `${share.ratio.n}/${share.ratio.d}`,
                passages: line.sources.map((source) => source.passage),
              };
            }),
        })),
      };
    },
  }),
  question({
    name: 'claim.trace',
    summary:
      'The working behind the claim or one head, from the total down to the cell or page box, with every rounding.',
    input: z.strictObject({
      head: idOf('head').optional(),
      /** A line, a credit or an assumption: the working of that figure alone. */
      of: z
        .string()
        .regex(/^(head|line|asm)_[0-9a-z]{26}$/)
        .optional(),
    }),
    output: z.object({
      trace: traceNode.nullable(),
      roundings: z.array(roundingRow),
      sources: z.array(sourceRow),
      unsourced: z.array(z.object({ node: z.string(), label: z.string() })),
    }),
    example: {},
    async answer(look, input) {
      const found = await workedClaim(look);
      const of = input.of ?? input.head;
      const heads = found?.total.heads ?? [];
      const trace =
        of === undefined
          ? found?.total.trace
          : (heads.find((one) => one.head.id === of)?.trace ??
            heads.flatMap((one) => one.lines).find((one) => one.line.id === of)?.trace ??
            heads.flatMap((one) => nodeOf(one.trace, of) ?? [])[0]);
      if (trace === undefined) return { trace: null, roundings: [], sources: [], unsourced: [] };
      return {
        trace,
        roundings: roundingsOf(trace).map((one) => ({ ...one })),
        sources: [...(await foundSources(look, sourcesOf(trace))).values()],
        unsourced: [...unsourced(trace)],
      };
    },
  }),
  ...FALL_QUESTIONS,
  ...ESTIMATE_QUESTIONS,
  ...INTEREST_QUESTIONS,
  ...CONTEST_QUESTIONS,
  ...MASS_QUESTIONS,
];
