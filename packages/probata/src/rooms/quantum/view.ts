// The tables of quantum: each part of the claim as it was last said. Totals are computed, never stored.
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import { groupsExamined, sampleExamined } from './mass/types.ts';
import {
  claimFramed,
  doubleJudged,
  drawsRuled,
  headModelled,
  headOpened,
  itemWithdrawn,
  lineWithdrawn,
  ratesEntered,
} from './types.ts';

export type PartSort =
  | 'head'
  | 'line'
  | 'credit'
  | 'interest'
  | 'indexation'
  | 'rates'
  | 'index'
  | 'reference'
  | 'assumption'
  | 'counter-case'
  | 'award'
  | 'instalments'
  | 'register'
  | 'sample'
  | 'group-sample'
  | 'fixed-sum';

export interface QuantumTables {
  quantum_part: {
    id: string;
    sort: PartSort;
    said: string;
    withdrawn: string | null;
    seq: number;
  };
  quantum_claim: { one: number; said: string; seq: number };
  quantum_model: { head: string; said: string; seq: number };
  quantum_draws: { one: number; said: string; seq: number };
  quantum_examined: { sample: string; said: string; seq: number };
  quantum_double: { first: string; second: string; said: string; seq: number };
}

const part = (sort: PartSort) =>
  fold(headOpened, ({ subject, seq, said }, write) =>
    write.put('quantum_part', { id: subject, sort, said: toJson(said), withdrawn: null, seq }),
  );

export const quantumView: View = {
  name: 'quantum',
  version: 3,
  tables: [
    {
      name: 'quantum_part',
      columns: { id: 'text', sort: 'text', said: 'json', withdrawn: 'text', seq: 'integer' },
      key: ['id'],
      indexes: [['sort', 'seq']],
    },
    { name: 'quantum_model', columns: { head: 'text', said: 'json', seq: 'integer' }, key: ['head'] },
    { name: 'quantum_draws', columns: { one: 'integer', said: 'json', seq: 'integer' }, key: ['one'] },
    { name: 'quantum_examined', columns: { sample: 'text', said: 'json', seq: 'integer' }, key: ['sample'] },
    {
      name: 'quantum_double',
      columns: { first: 'text', second: 'text', said: 'json', seq: 'integer' },
      key: ['first', 'second'],
    },
    { name: 'quantum_claim', columns: { one: 'integer', said: 'json', seq: 'integer' }, key: ['one'] },
  ],
  folds: {
    'head.opened': part('head'),
    'line.entered': part('line'),
    'credit.entered': part('credit'),
    'interest.ruled': part('interest'),
    'indexation.ruled': part('indexation'),
    'rates.entered': fold(ratesEntered, ({ subject, seq, said }, write) =>
      write.put('quantum_part', {
        id: subject,
        sort: 'rates',
        said: toJson({
          source: said.source,
          base: said.base,
          csv: said.csv,
          passage: said.passage ?? null,
          ...(said.exhibit === undefined ? {} : { exhibit: said.exhibit }),
        }),
        withdrawn: null,
        seq,
      }),
    ),
    'line.withdrawn': fold(lineWithdrawn, ({ subject, said }, write) =>
      write.patch('quantum_part', { id: subject }, { withdrawn: said.ground }),
    ),
    'claim.framed': fold(claimFramed, ({ seq, said }, write) =>
      write.put('quantum_claim', {
        one: 1,
        said: toJson({
          currency: said.currency,
          shareRounding: said.shareRounding,
          cap: said.cap,
          fx: said.fx,
          ...(said.shows === undefined ? {} : { shows: said.shows }),
        }),
        seq,
      }),
    ),
    'item.withdrawn': fold(itemWithdrawn, ({ subject, said }, write) =>
      write.patch('quantum_part', { id: subject }, { withdrawn: said.ground }),
    ),
    'assumption.entered': part('assumption'),
    'index.entered': part('index'),
    'reference-rate.entered': part('reference'),
    'counter-case.entered': part('counter-case'),
    'award.entered': part('award'),
    'instalments.ordered': part('instalments'),
    'register.laid': part('register'),
    'sample.drawn': part('sample'),
    'groups.drawn': part('group-sample'),
    'groups.examined': fold(groupsExamined, ({ subject, seq, said }, write) =>
      write.put('quantum_examined', { sample: subject, said: toJson(said), seq }),
    ),
    'fixed-sum.set': part('fixed-sum'),
    'sample.examined': fold(sampleExamined, ({ subject, seq, said }, write) =>
      write.put('quantum_examined', { sample: subject, said: toJson(said), seq }),
    ),
    'head.modelled': fold(headModelled, ({ subject, seq, said }, write) =>
      write.put('quantum_model', { head: subject, said: toJson(said), seq }),
    ),
    'draws.ruled': fold(drawsRuled, ({ seq, said }, write) =>
      write.put('quantum_draws', { one: 1, said: toJson(said), seq }),
    ),
    'double.judged': fold(doubleJudged, ({ subject, seq, said }, write) =>
      write.put('quantum_double', { first: subject, second: said.second, said: toJson(said), seq }),
    ),
  },
};
