// The commands of flows. Working an estimate out takes time and is a task (app/tasks/estimate-run.ts).
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { edtfText } from '../../base/time/index.ts';
import { type Command, command } from '../../ledger/room.ts';
import { ZERO } from './ask-rows.ts';
import { SERIES_COMMANDS } from './decide-series.ts';
import { exhibitsBehind, mustKnow, seriesUnknown } from './known.ts';
import { parseParams } from './methods.ts';
import { estimateRow, estimatesOf, seriesVersion } from './read.ts';
import {
  BEARINGS,
  choiceRegistered,
  daysOf,
  decimal,
  estimateAdopted,
  estimateWithdrawn,
  estimateWorked,
  METHOD_NAMES,
  statementDated,
  statementDisregarded,
} from './types.ts';
import type { FlowsTables } from './view.ts';

/** Enters an estimate that the caller has worked out; the key was made from the same inputs. Used by `estimate.run`. */
export const enterEstimate: Command = command({
  name: 'estimate.enter',
  summary: 'Enter an estimate already worked out.',
  input: z.strictObject({ id: idOf('estimate'), content: estimateWorked }),
  example: {},
  load: (look, { id }) => estimateRow(look, id),
  decide({ id, content }, before) {
    // The same run again says nothing new; another run under the same short name would be a wonder, and is refused.
    if (before !== undefined && before.key !== content.key)
      throw new Refusal('FLOWS_ESTIMATE_CLASH', `Another estimate is already called ${id}.`, { id });
    if (before !== undefined) return [];
    const refs = [
      ...content.inputs.map((one) => one.series),
      ...content.exhibits,
      ...(content.choice === null ? [] : [content.choice]),
    ];
    return [{ kind: 'estimate.worked', subject: id, refs: [...new Set(refs)], said: content }];
  },
});

/** Enters one dated figure. Used by `statement.date` and `statement.read`. */
export const dateStatement: Command = command({
  name: 'statement.date',
  summary: 'Enter a dated total, running total, bound or rounded figure of a series.',
  input: statementDated.extend({
    bears: z.enum(BEARINGS).default('exact'),
    margin: decimal.nullable().default(null),
    asWritten: z.string().max(400).nullable().default(null),
    printed: edtfText.nullable().default(null),
    passages: z.array(idOf('passage')).max(100).default([]),
  }),
  example: {
    series: `ser_${ZERO}`,
    over: '2031-01-01/2031-10-18',
    value: '1377',
    source: 'Daily paper, 20 October 2031',
    passages: [`pas_${ZERO}`],
  },
  load: async (look, input) => ({
    ...(await exhibitsBehind(look, input.passages)),
    series: await seriesVersion(look, input.series),
  }),
  decide(said, state, act) {
    mustKnow(state.missing);
    if (state.series === undefined) throw seriesUnknown(said.series);
    if (daysOf(said.over) === undefined)
      throw new Refusal(
        'FLOWS_SPAN_OPEN',
        'A total needs a span with a first and a last day, such as 2025-01-01/2025-10-18.',
        { over: said.over },
      );
    const needs = said.bears === 'rounded' || said.bears === 'about' || said.bears === 'between';
    if (needs !== (said.margin !== null))
      throw new Refusal(
        'FLOWS_MARGIN',
        needs
          ? 'Say with margin what it was rounded to, how far it may be off, or the upper end.'
          : 'A margin belongs to rounded, about or between only.',
      );
    if (said.value.startsWith('-') || (said.bears === 'between' && Number(said.margin) < Number(said.value)))
      throw new Refusal(
        'FLOWS_STATEMENT_WRONG',
        'A total is not below zero, and an upper end not below the lower.',
      );
    return [
      {
        kind: 'statement.dated',
        subject: act.newId('datedStatement'),
        refs: [said.series, ...state.exhibits],
        said,
      },
    ];
  },
});

export const FLOWS_COMMANDS: readonly Command[] = [
  ...SERIES_COMMANDS,
  dateStatement,
  command({
    name: 'statement.disregard',
    summary: 'Set a dated figure aside, saying why; it stays visible and binds no more.',
    input: z.strictObject({ statement: idOf('datedStatement'), ...statementDisregarded.shape }),
    example: {
      statement: `dst_${ZERO}`,
      ground: 'It is the total of another year; two days later the same paper prints 1,377.',
    },
    load: async (look, input) =>
      look
        .tables<FlowsTables>()
        .selectFrom('flows_statement')
        .selectAll()
        .where('id', '=', input.statement)
        .executeTakeFirst(),
    decide({ statement, ground }, row) {
      if (row === undefined)
        throw new Refusal('FLOWS_STATEMENT_UNKNOWN', `There is no dated figure ${statement}.`, { statement });
      if (row.disregarded !== null)
        throw new Refusal('FLOWS_STATEMENT_DISREGARDED', 'This figure is set aside already.', { statement });
      return [{ kind: 'statement.disregarded', subject: statement, refs: [row.series], said: { ground } }];
    },
  }),
  command({
    name: 'choice.register',
    summary:
      'Register a method, its series and its parameters before the result is seen; the ledger dates the choice.',
    input: z.strictObject({
      question: choiceRegistered.shape.question,
      method: z.enum(METHOD_NAMES),
      series: choiceRegistered.shape.series,
      params: choiceRegistered.shape.params.default({}),
      seed: choiceRegistered.shape.seed.default(1),
      reason: choiceRegistered.shape.reason,
    }),
    example: {
      question: 'Did detections rise in July 2031 beyond what the years before foretell?',
      method: 'interrupted',
      series: [`ser_${ZERO}`],
      params: { date: '2031-07' },
      reason: 'The date is that of the announcement; the season is that of the route.',
    },
    load: async (look, input) => ({
      known: await Promise.all(input.series.map((one) => seriesVersion(look, one))),
      seen: (await estimatesOf(look))
        .filter((one) => one.inputs.some((used) => input.series.includes(used.series)))
        .map((one) => one.id),
    }),
    decide(input, { known, seen }, act) {
      const missing = known.indexOf(undefined);
      if (missing >= 0) throw seriesUnknown(input.series[missing] ?? '');
      // Parsed now, so that a choice that cannot be run is refused before it is relied on.
      const { own, cut } = parseParams(input.method, input.params);
      const params = { ...own, ...cut };
      const said = { ...input, params, alreadySeen: seen };
      return [
        { kind: 'choice.registered', subject: act.newId('choice'), refs: [...new Set(input.series)], said },
      ];
    },
  }),
  command({
    name: 'estimate.adopt',
    summary:
      'Adopt an estimate as the one pleaded, with the ground and the alternatives to be shown beside it.',
    input: z.strictObject({
      estimate: idOf('estimate'),
      ground: estimateAdopted.shape.ground,
      alternatives: estimateAdopted.shape.alternatives.default([]),
    }),
    example: {
      estimate: `est_${ZERO}`,
      ground: 'It was registered beforehand, and two families of methods agree.',
    },
    power: 'weigh',
    load: async (look, input) => ({
      estimate: await estimateRow(look, input.estimate),
      others: await Promise.all(input.alternatives.map((one) => estimateRow(look, one))),
    }),
    decide({ estimate, ground, alternatives }, state) {
      const unknown = state.estimate === undefined ? estimate : alternatives[state.others.indexOf(undefined)];
      if (state.estimate === undefined || state.others.includes(undefined))
        throw new Refusal(
          'FLOWS_ESTIMATE_UNKNOWN',
          `There is no estimate ${unknown}. List them with 'probata estimate list'.`,
          { estimate: unknown ?? '' },
        );
      if (state.estimate.adopted !== null && state.estimate.withdrawn === null)
        throw new Refusal('FLOWS_ESTIMATE_ADOPTED', 'This estimate is adopted already.', { estimate });
      return [
        {
          kind: 'estimate.adopted',
          subject: estimate,
          refs: alternatives,
          said: { key: state.estimate.key, ground, alternatives },
        },
      ];
    },
  }),
  command({
    name: 'estimate.withdraw',
    summary: 'Give up an adopted estimate, saying why; its record stays.',
    input: z.strictObject({ estimate: idOf('estimate'), ...estimateWithdrawn.shape }),
    example: { estimate: `est_${ZERO}`, ground: 'The series was revised.' },
    power: 'weigh',
    load: (look, input) => estimateRow(look, input.estimate),
    decide({ estimate, ground }, row) {
      if (row?.adopted == null || row.withdrawn !== null)
        throw new Refusal('FLOWS_ESTIMATE_NOT_ADOPTED', 'This estimate is not adopted now.', { estimate });
      return [{ kind: 'estimate.withdrawn', subject: estimate, said: { ground } }];
    },
  }),
];
