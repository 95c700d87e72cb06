// The tables of proof: allegations, their nodes, standards, expectations, scenarios. Statuses are computed, never stored.
import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import {
  allegationMade,
  allegationWithdrawn,
  elementMatched,
  expectationSet,
  scenarioSaved,
  standardAdopted,
  statusOverridden,
} from './types.ts';

export interface ProofTables {
  proof_allegation: {
    id: string;
    text: string;
    kind: string;
    parties: string;
    obligation: string | null;
    standard: string;
    root: string;
    defences: string;
    withdrawn: string | null;
    seq: number;
  };
  proof_node: {
    id: string;
    allegation: string;
    n: number;
    label: string;
    op: string;
    k: number | null;
    of_refs: string;
    element: string | null;
    profile: string | null;
    seq: number;
  };
  proof_override: { fact: string; status: string | null; reason: string; by: string; at: string };
  proof_standard: { name: string; said: string; seq: number };
  proof_expectation: { id: string; said: string; by: string; at: string; seq: number };
  proof_scenario: { id: string; said: string; seq: number };
}

const json = (value: unknown): string => toJson(value as JsonValue);

export const proofView: View = {
  name: 'proof',
  version: 1,
  tables: [
    {
      name: 'proof_allegation',
      columns: {
        id: 'text',
        text: 'json',
        kind: 'text',
        parties: 'json',
        obligation: 'text',
        standard: 'text',
        root: 'text',
        defences: 'json',
        withdrawn: 'text',
        seq: 'integer',
      },
      key: ['id'],
    },
    {
      name: 'proof_node',
      columns: {
        id: 'text',
        allegation: 'text',
        n: 'integer',
        label: 'text',
        op: 'text',
        k: 'integer',
        of_refs: 'json',
        element: 'text',
        profile: 'text',
        seq: 'integer',
      },
      key: ['id'],
      indexes: [['allegation']],
    },
    {
      name: 'proof_override',
      columns: { fact: 'text', status: 'text', reason: 'text', by: 'text', at: 'text' },
      key: ['fact'],
    },
    { name: 'proof_standard', columns: { name: 'text', said: 'json', seq: 'integer' }, key: ['name'] },
    {
      name: 'proof_expectation',
      columns: { id: 'text', said: 'json', by: 'text', at: 'text', seq: 'integer' },
      key: ['id'],
    },
    { name: 'proof_scenario', columns: { id: 'text', said: 'json', seq: 'integer' }, key: ['id'] },
  ],
  folds: {
    'allegation.made': fold(allegationMade, ({ subject, seq, said }, write) => {
      write.put('proof_allegation', {
        id: subject,
        text: json(said.text),
        kind: said.kind,
        parties: json({ by: said.by, against: said.against }),
        obligation: said.obligation ?? null,
        standard: said.standard,
        root: said.root,
        defences: json(said.defences),
        withdrawn: null,
        seq,
      });
      said.nodes.forEach((node, n) => {
        write.put('proof_node', {
          id: node.id,
          allegation: subject,
          n,
          label: node.label,
          op: node.op,
          k: node.k ?? null,
          of_refs: json(node.of),
          element: node.element ?? null,
          profile: node.profile ?? null,
          seq,
        });
      });
    }),
    'allegation.withdrawn': fold(allegationWithdrawn, ({ subject, said }, write) =>
      write.patch('proof_allegation', { id: subject }, { withdrawn: said.ground }),
    ),
    'element.matched': fold(elementMatched, ({ subject, seq, said }, write) =>
      write.patch('proof_node', { id: subject }, { of_refs: json(said.of), seq }),
    ),
    'status.overridden': fold(statusOverridden, ({ subject, by, at, said }, write) => {
      if (said.to === null) write.remove('proof_override', { fact: subject });
      else write.put('proof_override', { fact: subject, status: said.to, reason: said.reason, by, at });
    }),
    'standard.adopted': fold(standardAdopted, ({ seq, said }, write) =>
      write.put('proof_standard', { name: said.name, said: json(said), seq }),
    ),
    'expectation.set': fold(expectationSet, ({ subject, seq, by, at, said }, write) =>
      write.put('proof_expectation', { id: subject, said: json(said), by, at, seq }),
    ),
    'scenario.saved': fold(scenarioSaved, ({ subject, seq, said }, write) =>
      write.put('proof_scenario', { id: subject, said: json(said), seq }),
    ),
  },
};
