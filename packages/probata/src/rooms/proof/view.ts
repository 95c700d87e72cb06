// The tables of proof: allegations, their nodes, standards, expectations, scenarios. Statuses are computed, never stored.
import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import {
  allegationMade,
  allegationWithdrawn,
  elementMatched,
  expectationSet,
  expectationWithdrawn,
  scenarioJudged,
  scenarioSaved,
  scenarioWithdrawn,
  selectionSaved,
  selectionWithdrawn,
  standardAdopted,
  statusOverridden,
  todoAssigned,
  todoDone,
  todoOpened,
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
    rival_of: string | null;
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
    /** Who said last what answers it, and when. */
    by: string;
    at: string;
    seq: number;
  };
  proof_override: { fact: string; status: string | null; reason: string; by: string; at: string };
  /** Every override ever set or taken back; `proof_override` holds the one in force. */
  proof_override_history: {
    fact: string;
    seq: number;
    status: string | null;
    reason: string;
    by: string;
    at: string;
  };
  proof_standard: { name: string; said: string; seq: number };
  proof_standard_version: {
    name: string;
    version: number;
    said: string;
    by: string;
    at: string;
    seq: number;
  };
  proof_expectation: {
    id: string;
    said: string;
    by: string;
    at: string;
    withdrawn: string | null;
    seq: number;
  };
  proof_scenario: {
    id: string;
    said: string;
    by: string;
    at: string;
    withdrawn: string | null;
    seq: number;
  };
  proof_verdict: {
    scenario: string;
    ref: string;
    verdict: string;
    because: string;
    by: string;
    at: string;
  };
  proof_selection: {
    id: string;
    said: string;
    by: string;
    at: string;
    withdrawn: string | null;
    seq: number;
  };
  proof_todo: {
    id: string;
    title: string;
    fact: string | null;
    node: string | null;
    allegation: string | null;
    provision: string | null;
    owner: string | null;
    due: string | null;
    outcome: string | null;
    note: string | null;
    by: string;
    at: string;
    ended: string | null;
    seq: number;
  };
}

const json = (value: unknown): string => toJson(value as JsonValue);

/** What was saved as a person put it, by whom and when. */
const SAVED = {
  id: 'text',
  said: 'json',
  by: 'text',
  at: 'text',
  withdrawn: 'text',
  seq: 'integer',
} as const;

export const proofView: View = {
  name: 'proof',
  version: 5,
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
        rival_of: 'text',
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
        by: 'text',
        at: 'text',
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
    {
      name: 'proof_override_history',
      columns: { fact: 'text', seq: 'integer', status: 'text', reason: 'text', by: 'text', at: 'text' },
      key: ['fact', 'seq'],
    },
    { name: 'proof_standard', columns: { name: 'text', said: 'json', seq: 'integer' }, key: ['name'] },
    {
      name: 'proof_standard_version',
      columns: {
        name: 'text',
        version: 'integer',
        said: 'json',
        by: 'text',
        at: 'text',
        seq: 'integer',
      },
      key: ['name', 'version'],
    },
    { name: 'proof_expectation', columns: SAVED, key: ['id'] },
    { name: 'proof_scenario', columns: SAVED, key: ['id'] },
    {
      name: 'proof_verdict',
      columns: {
        scenario: 'text',
        ref: 'text',
        verdict: 'text',
        because: 'text',
        by: 'text',
        at: 'text',
      },
      key: ['scenario', 'ref'],
    },
    { name: 'proof_selection', columns: SAVED, key: ['id'] },
    {
      name: 'proof_todo',
      columns: {
        id: 'text',
        title: 'text',
        fact: 'text',
        node: 'text',
        allegation: 'text',
        provision: 'text',
        owner: 'text',
        due: 'text',
        outcome: 'text',
        note: 'text',
        by: 'text',
        at: 'text',
        ended: 'text',
        seq: 'integer',
      },
      key: ['id'],
      indexes: [['fact']],
    },
  ],
  folds: {
    'allegation.made': fold(allegationMade, ({ subject, seq, by, at, said }, write) => {
      write.put('proof_allegation', {
        id: subject,
        text: json(said.text),
        kind: said.kind,
        parties: json({ by: said.by, against: said.against }),
        obligation: said.obligation ?? null,
        standard: said.standard,
        root: said.root,
        defences: json(said.defences),
        rival_of: said.rivalOf ?? null,
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
          by,
          at,
          seq,
        });
      });
    }),
    'allegation.withdrawn': fold(allegationWithdrawn, ({ subject, said }, write) =>
      write.patch('proof_allegation', { id: subject }, { withdrawn: said.ground }),
    ),
    'element.matched': fold(elementMatched, ({ subject, seq, by, at, said }, write) =>
      write.patch('proof_node', { id: subject }, { of_refs: json(said.of), by, at, seq }),
    ),
    'status.overridden': fold(statusOverridden, ({ subject, seq, by, at, said }, write) => {
      write.put('proof_override_history', {
        fact: subject,
        seq,
        status: said.to,
        reason: said.reason,
        by,
        at,
      });
      if (said.to === null) write.remove('proof_override', { fact: subject });
      else write.put('proof_override', { fact: subject, status: said.to, reason: said.reason, by, at });
    }),
    'standard.adopted': fold(standardAdopted, ({ seq, by, at, said }, write) => {
      write.put('proof_standard', { name: said.name, said: json(said), seq });
      write.put('proof_standard_version', {
        name: said.name,
        version: said.version,
        said: json(said),
        by,
        at,
        seq,
      });
    }),
    'expectation.set': fold(expectationSet, ({ subject, seq, by, at, said }, write) =>
      write.put('proof_expectation', { id: subject, said: json(said), by, at, withdrawn: null, seq }),
    ),
    'expectation.withdrawn': fold(expectationWithdrawn, ({ subject, said }, write) =>
      write.patch('proof_expectation', { id: subject }, { withdrawn: said.ground }),
    ),
    'scenario.saved': fold(scenarioSaved, ({ subject, seq, by, at, said }, write) =>
      write.put('proof_scenario', { id: subject, said: json(said), by, at, withdrawn: null, seq }),
    ),
    'scenario.withdrawn': fold(scenarioWithdrawn, ({ subject, said }, write) =>
      write.patch('proof_scenario', { id: subject }, { withdrawn: said.ground }),
    ),
    'scenario.judged': fold(scenarioJudged, ({ subject, by, at, said }, write) =>
      write.put('proof_verdict', { scenario: subject, ...said, by, at }),
    ),
    'selection.saved': fold(selectionSaved, ({ subject, seq, by, at, said }, write) =>
      write.put('proof_selection', { id: subject, said: json(said), by, at, withdrawn: null, seq }),
    ),
    'selection.withdrawn': fold(selectionWithdrawn, ({ subject, said }, write) =>
      write.patch('proof_selection', { id: subject }, { withdrawn: said.ground }),
    ),
    'todo.opened': fold(todoOpened, ({ subject, seq, by, at, said }, write) =>
      write.put('proof_todo', {
        id: subject,
        title: said.title,
        fact: said.fact ?? null,
        node: said.node ?? null,
        allegation: said.allegation ?? null,
        provision: said.provision ?? null,
        owner: said.owner ?? null,
        due: said.due ?? null,
        outcome: null,
        note: null,
        by,
        at,
        ended: null,
        seq,
      }),
    ),
    'todo.assigned': fold(todoAssigned, ({ subject, said }, write) =>
      write.patch('proof_todo', { id: subject }, { owner: said.owner, due: said.due }),
    ),
    'todo.done': fold(todoDone, ({ subject, at, said }, write) =>
      write.patch('proof_todo', { id: subject }, { outcome: said.outcome, note: said.note, ended: at }),
    ),
  },
};
