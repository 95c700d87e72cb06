// The tables of quantum: each part of the claim as it was last said. Totals are computed, never stored.
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import { claimFramed, headOpened, lineWithdrawn, ratesEntered } from './types.ts';

export interface QuantumTables {
  quantum_part: {
    id: string;
    sort: 'head' | 'line' | 'credit' | 'interest' | 'indexation' | 'rates';
    said: string;
    withdrawn: string | null;
    seq: number;
  };
  quantum_claim: { one: number; said: string; seq: number };
}

const part = (sort: QuantumTables['quantum_part']['sort']) =>
  fold(headOpened, ({ subject, seq, said }, write) =>
    write.put('quantum_part', { id: subject, sort, said: toJson(said), withdrawn: null, seq }),
  );

export const quantumView: View = {
  name: 'quantum',
  version: 1,
  tables: [
    {
      name: 'quantum_part',
      columns: { id: 'text', sort: 'text', said: 'json', withdrawn: 'text', seq: 'integer' },
      key: ['id'],
      indexes: [['sort', 'seq']],
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
        said: toJson({ ...said, passage: said.passage ?? null }),
        withdrawn: null,
        seq,
      }),
    ),
    'line.withdrawn': fold(lineWithdrawn, ({ subject, said }, write) =>
      write.patch('quantum_part', { id: subject }, { withdrawn: said.ground }),
    ),
    'claim.framed': fold(claimFramed, ({ seq, said }, write) =>
      write.put('quantum_claim', { one: 1, said: toJson(said), seq }),
    ),
  },
};
