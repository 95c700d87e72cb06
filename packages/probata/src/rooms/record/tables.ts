// The tables of the record: what the screens read, each row folded from entries.
import type { TableSpec } from '../../ports/view-writer.ts';

export interface RecordTables {
  record_proceeding: {
    id: string;
    title: string;
    court: string;
    kind: string;
    forum: string;
    list_number: string | null;
    joined_into: string | null;
    seq: number;
  };
  record_step: {
    id: string;
    proceeding: string;
    phase: string;
    kind: string;
    title: string;
    ordered: string | null;
    limits: string;
    extensions: number;
    done: string | null;
    passage: string | null;
    source: string | null;
    seq: number;
  };
  record_party: {
    id: string;
    proceeding: string;
    actor: string;
    role: string;
    since: string | null;
    note: string | null;
    seq: number;
  };
  record_acting: { proceeding: string; acting_for: string; parties: string; ground: string; seq: number };
  record_actor: {
    id: string;
    kind: string;
    names: string | null;
    pseudonym: string | null;
    naming: string | null;
    named_by: string | null;
    named_in: string | null;
    note: string | null;
    seq: number;
  };
  record_actor_name: { actor: string; seq: number; names: string; ground: string };
  record_actor_relation: {
    id: string;
    from_actor: string;
    relation: string;
    to_actor: string;
    happened: string | null;
    passages: string;
    source: string | null;
    note: string | null;
    seq: number;
  };
  record_fact: {
    id: string;
    statement: string;
    happened: string | null;
    from_ms: number | null;
    to_ms: number | null;
    place: string | null;
    roles: string;
    account: string;
    source: string | null;
    premise: string | null;
    merged_into: string | null;
    withdrawn: string | null;
    review: string;
    reviewed_by: string | null;
    review_note: string | null;
    author: string;
    tags: string;
    seq: number;
    changed: number;
  };
  record_fact_history: { fact: string; seq: number; kind: string; by: string; at: string; said: string };
  record_citation: {
    id: string;
    fact: string;
    passage: string;
    bearing: string;
    origin: string | null;
    directness: string;
    contemporaneity: string;
    interest: string;
    interest_of: string | null;
    knowledge: string;
    event_at: string | null;
    hedged: number;
    note: string | null;
    weighed: string | null;
    answer: string | null;
    withdrawn: string | null;
    by: string;
    at: string;
    seq: number;
  };
  record_inference: {
    id: string;
    fact: string;
    from_facts: string;
    strength: number;
    warrant: string;
    withdrawn: string | null;
    by: string;
    at: string;
    seq: number;
  };
  record_group_merge: {
    id: string;
    origin: string;
    into_origin: string;
    reason: string;
    undone: string | null;
    by: string;
    at: string;
    seq: number;
  };
  record_exchange: {
    id: string;
    from_actor: string;
    to_actors: string;
    kind: string;
    title: string;
    says: string | null;
    sent: string | null;
    received: string | null;
    from_ms: number;
    provisions: string;
    answers: string | null;
    passage: string | null;
    source: string | null;
    seq: number;
  };
  record_expected: {
    answer_to: string;
    from_actor: string;
    due: string;
    ground: string;
    passage: string | null;
    seq: number;
  };
}

const text = 'text';
const integer = 'integer';
const json = 'json';

export const RECORD_TABLES: readonly TableSpec[] = [
  {
    name: 'record_proceeding',
    columns: {
      id: text,
      title: text,
      court: text,
      kind: text,
      forum: text,
      list_number: text,
      joined_into: text,
      seq: integer,
    },
    key: ['id'],
  },
  {
    name: 'record_step',
    columns: {
      id: text,
      proceeding: text,
      phase: text,
      kind: text,
      title: text,
      ordered: json,
      limits: json,
      extensions: integer,
      done: json,
      passage: text,
      source: text,
      seq: integer,
    },
    key: ['id'],
    indexes: [['proceeding']],
  },
  {
    name: 'record_party',
    columns: {
      id: text,
      proceeding: text,
      actor: text,
      role: text,
      since: json,
      note: text,
      seq: integer,
    },
    key: ['id'],
    indexes: [['proceeding']],
  },
  {
    name: 'record_acting',
    columns: { proceeding: text, acting_for: text, parties: json, ground: text, seq: integer },
    key: ['proceeding'],
  },
  {
    name: 'record_actor',
    columns: {
      id: text,
      kind: text,
      names: json,
      pseudonym: text,
      naming: text,
      named_by: text,
      named_in: text,
      note: text,
      seq: integer,
    },
    key: ['id'],
  },
  {
    name: 'record_actor_name',
    columns: { actor: text, seq: integer, names: json, ground: text },
    key: ['actor', 'seq'],
  },
  {
    name: 'record_actor_relation',
    columns: {
      id: text,
      from_actor: text,
      relation: text,
      to_actor: text,
      happened: json,
      passages: json,
      source: text,
      note: text,
      seq: integer,
    },
    key: ['id'],
    indexes: [['from_actor'], ['to_actor']],
  },
  {
    name: 'record_fact',
    columns: {
      id: text,
      statement: json,
      happened: json,
      from_ms: integer,
      to_ms: integer,
      place: text,
      roles: json,
      account: json,
      source: text,
      premise: json,
      merged_into: text,
      withdrawn: json,
      review: text,
      reviewed_by: text,
      review_note: text,
      author: text,
      tags: json,
      seq: integer,
      changed: integer,
    },
    key: ['id'],
    indexes: [['from_ms'], ['merged_into']],
  },
  {
    name: 'record_fact_history',
    columns: { fact: text, seq: integer, kind: text, by: text, at: text, said: json },
    key: ['fact', 'seq'],
  },
  {
    name: 'record_citation',
    columns: {
      id: text,
      fact: text,
      passage: text,
      bearing: text,
      origin: text,
      directness: text,
      contemporaneity: text,
      interest: text,
      interest_of: text,
      knowledge: text,
      event_at: json,
      hedged: integer,
      note: text,
      weighed: json,
      answer: json,
      withdrawn: json,
      by: text,
      at: text,
      seq: integer,
    },
    key: ['id'],
    indexes: [['fact'], ['passage']],
  },
  {
    name: 'record_inference',
    columns: {
      id: text,
      fact: text,
      from_facts: json,
      strength: integer,
      warrant: text,
      withdrawn: json,
      by: text,
      at: text,
      seq: integer,
    },
    key: ['id'],
    indexes: [['fact']],
  },
  {
    name: 'record_group_merge',
    columns: {
      id: text,
      origin: text,
      into_origin: text,
      reason: text,
      undone: json,
      by: text,
      at: text,
      seq: integer,
    },
    key: ['id'],
  },
  {
    name: 'record_exchange',
    columns: {
      id: text,
      from_actor: text,
      to_actors: json,
      kind: text,
      title: text,
      says: json,
      sent: json,
      received: json,
      from_ms: integer,
      provisions: json,
      answers: text,
      passage: text,
      source: text,
      seq: integer,
    },
    key: ['id'],
    indexes: [['from_ms']],
  },
  {
    name: 'record_expected',
    columns: {
      answer_to: text,
      from_actor: text,
      due: json,
      ground: text,
      passage: text,
      seq: integer,
    },
    key: ['answer_to', 'from_actor'],
  },
];
