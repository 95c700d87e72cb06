// The tables of flows: every version of every series, statements, switches, choices and estimates as they were entered.
import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import * as said from './types.ts';

export interface FlowsTables {
  flows_series: {
    id: string;
    measure: string;
    unit: string;
    step: string;
    definition: string;
    latest: number;
  };
  flows_version: {
    series: string;
    version: number;
    at: string;
    by: string;
    measure: string;
    unit: string;
    step: string;
    definition: string;
    vintage: string | null;
    note: string | null;
  };
  flows_point: {
    series: string;
    version: number;
    place: number;
    at: string;
    first_day: number | null;
    value: string | null;
    low: string | null;
    high: string | null;
    passage: string;
    cell: string | null;
    vintage: string | null;
    /** The time as written, in another calendar; null for Gregorian ones. */
    written: string | null;
  };
  flows_switch: {
    seq: number;
    series: string;
    on_day: string;
    reason: string;
    continues_as: string | null;
    passages: string;
  };
  flows_guard: { series: string; least: number; total: string | null; ground: string; seq: number };
  flows_declared: { series: string; counts: string; ground: string | null; seq: number };
  flows_statement: { id: string; series: string; said: string; seq: number; disregarded: string | null };
  flows_choice: { id: string; at: string; by: string; seq: number; said: string };
  flows_estimate: {
    id: string;
    key: string;
    method: string;
    at: string;
    by: string;
    seq: number;
    said: string;
    adopted: string | null;
    adopted_seq: number | null;
    adopted_at: string | null;
    adopted_by: string | null;
    withdrawn: string | null;
  };
}

export const flowsView: View = {
  name: 'flows',
  version: 4,
  tables: [
    {
      name: 'flows_guard',
      columns: { series: 'text', least: 'integer', total: 'text', ground: 'text', seq: 'integer' },
      key: ['series'],
      indexes: [['total']],
    },
    {
      name: 'flows_declared',
      columns: { series: 'text', counts: 'text', ground: 'text', seq: 'integer' },
      key: ['series'],
    },
    {
      name: 'flows_series',
      columns: {
        id: 'text',
        measure: 'text',
        unit: 'text',
        step: 'text',
        definition: 'text',
        latest: 'integer',
      },
      key: ['id'],
    },
    {
      name: 'flows_version',
      columns: {
        series: 'text',
        version: 'integer',
        at: 'text',
        by: 'text',
        measure: 'text',
        unit: 'text',
        step: 'text',
        definition: 'text',
        vintage: 'text',
        note: 'text',
      },
      key: ['series', 'version'],
    },
    {
      name: 'flows_point',
      columns: {
        series: 'text',
        version: 'integer',
        place: 'integer',
        at: 'text',
        first_day: 'integer',
        value: 'text',
        low: 'text',
        high: 'text',
        passage: 'text',
        cell: 'json',
        vintage: 'text',
        written: 'json',
      },
      key: ['series', 'version', 'place'],
      indexes: [['passage']],
    },
    {
      name: 'flows_switch',
      columns: {
        seq: 'integer',
        series: 'text',
        on_day: 'text',
        reason: 'text',
        continues_as: 'text',
        passages: 'json',
      },
      key: ['seq'],
      indexes: [['series']],
    },
    {
      name: 'flows_statement',
      columns: { id: 'text', series: 'text', said: 'json', seq: 'integer', disregarded: 'text' },
      key: ['id'],
      indexes: [['series']],
    },
    {
      name: 'flows_choice',
      columns: { id: 'text', at: 'text', by: 'text', seq: 'integer', said: 'json' },
      key: ['id'],
    },
    {
      name: 'flows_estimate',
      columns: {
        id: 'text',
        key: 'text',
        method: 'text',
        at: 'text',
        by: 'text',
        seq: 'integer',
        said: 'json',
        adopted: 'json',
        adopted_seq: 'integer',
        adopted_at: 'text',
        adopted_by: 'text',
        withdrawn: 'text',
      },
      key: ['id'],
    },
  ],
  folds: {
    'series.fixed': fold(said.seriesFixed, ({ subject, seq, at, by, said: content }, write) => {
      const { measure, unit, step, definition, vintage, note } = content;
      write.put('flows_series', { id: subject, measure, unit, step, definition, latest: seq });
      write.put('flows_version', {
        series: subject,
        version: seq,
        at,
        by,
        measure,
        unit,
        step,
        definition,
        vintage,
        note,
      });
      for (const [place, one] of content.points.entries()) {
        const plain = typeof one.value === 'string';
        write.put('flows_point', {
          series: subject,
          version: seq,
          place,
          at: one.at,
          first_day: said.daysOf(one.at)?.from ?? null,
          value: plain ? (one.value as string) : null,
          low: plain ? null : (one.value as { low: string | null }).low,
          high: plain ? null : (one.value as { high: string | null }).high,
          passage: one.from.passage,
          cell: one.from.cell === null ? null : toJson(one.from.cell),
          vintage: one.vintage,
          ...(one.written === undefined ? {} : { written: toJson(one.written) }),
        });
      }
    }),
    'series.switched': fold(said.seriesSwitched, ({ subject, seq, said: content }, write) =>
      write.put('flows_switch', {
        seq,
        series: subject,
        on_day: content.on,
        reason: content.reason,
        continues_as: content.continuesAs,
        passages: toJson(content.passages),
      }),
    ),
    'statement.dated': fold(said.statementDated, ({ subject, seq, said: content }, write) =>
      write.put('flows_statement', {
        id: subject,
        series: content.series,
        said: toJson(content),
        seq,
        disregarded: null,
      }),
    ),
    'statement.disregarded': fold(said.statementDisregarded, ({ subject, said: content }, write) =>
      write.patch('flows_statement', { id: subject }, { disregarded: content.ground }),
    ),
    'choice.registered': fold(said.choiceRegistered, ({ subject, seq, at, by, said: content }, write) =>
      write.put('flows_choice', { id: subject, at, by, seq, said: toJson(content as unknown as JsonValue) }),
    ),
    'estimate.worked': fold(said.estimateWorked, ({ subject, seq, at, by, said: content }, write) =>
      write.put('flows_estimate', {
        id: subject,
        key: content.key,
        method: content.method,
        at,
        by,
        seq,
        said: toJson(content as unknown as JsonValue),
        adopted: null,
        adopted_seq: null,
        adopted_at: null,
        adopted_by: null,
        withdrawn: null,
      }),
    ),
    'series.declared': fold(said.seriesDeclared, ({ subject, seq, said: content }, write) =>
      write.put('flows_declared', { series: subject, ...content, seq }),
    ),
    'series.guarded': fold(said.seriesGuarded, ({ subject, seq, said: content }, write) =>
      write.put('flows_guard', { series: subject, ...content, seq }),
    ),
    'estimate.adopted': fold(said.estimateAdopted, ({ subject, seq, at, by, said: content }, write) =>
      write.patch(
        'flows_estimate',
        { id: subject },
        { adopted: toJson(content), adopted_seq: seq, adopted_at: at, adopted_by: by, withdrawn: null },
      ),
    ),
    'estimate.withdrawn': fold(said.estimateWithdrawn, ({ subject, said: content }, write) =>
      write.patch('flows_estimate', { id: subject }, { withdrawn: content.ground }),
    ),
  },
};
