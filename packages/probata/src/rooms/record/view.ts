// How entries fill the tables of the record. A fold refuses nothing and computes nothing that a person has not said.
import { given } from '../../base/given.ts';
import type { JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { type DateStatement, sortKey } from '../../base/time/index.ts';
import { type Entry, type Fold, fold, type View } from '../../ledger/room.ts';
import type { ViewWriter } from '../../ports/view-writer.ts';
import * as said from './entries.ts';
import { RECORD_TABLES } from './tables.ts';

const optional = (value: object | readonly unknown[] | undefined): string | null =>
  value === undefined ? null : jsonOf(value);
const jsonOf = (value: object | readonly unknown[]): string =>
  toJson(Array.isArray(value) ? (given({ value })['value'] as JsonValue) : given(value));

/** Earliest and latest moment of a date for a sorted column; a fact without a date sorts last. */
function span(date: DateStatement | undefined): { from_ms: number | null; to_ms: number | null } {
  if (date === undefined) return { from_ms: null, to_ms: null };
  const [from, to] = sortKey(date);
  return { from_ms: from, to_ms: to };
}

function remember(entry: Entry<object>, fact: string, write: ViewWriter): void {
  const { seq, kind, by, at } = entry;
  write.put('record_fact_history', { fact, seq, kind, by, at, said: jsonOf(entry.said) });
}

/** A fold over an act about a fact: it is kept in the fact's history as well. */
function aboutFact(body: (entry: Entry, write: ViewWriter) => void): Fold {
  return (entry, write) => {
    body(entry, write);
    remember(entry, entry.subject, write);
  };
}

export const recordView: View = {
  name: 'record',
  version: 1,
  tables: RECORD_TABLES,
  folds: {
    'proceeding.opened': fold(said.proceedingOpened, ({ subject, said, seq }, write) =>
      write.put('record_proceeding', {
        id: subject,
        title: said.title,
        court: said.court,
        kind: said.kind,
        forum: said.forum,
        list_number: said.listNumber ?? null,
        joined_into: null,
        seq,
      }),
    ),
    'proceeding.joined': fold(said.proceedingJoined, ({ subject, said }, write) =>
      write.patch('record_proceeding', { id: subject }, { joined_into: said.into }),
    ),
    'step.ordered': fold(said.stepOrdered, ({ subject, said, seq }, write) =>
      write.put('record_step', {
        id: subject,
        proceeding: said.proceeding,
        phase: said.phase,
        kind: said.kind,
        title: said.title,
        ordered: optional(said.ordered),
        limits: jsonOf(said.limits),
        extensions: 0,
        done: null,
        passage: said.passage ?? null,
        source: said.source ?? null,
        seq,
      }),
    ),
    'step.extended': fold(said.stepExtended, ({ subject, said, seq }, write) =>
      write.patch('record_step', { id: subject }, { limits: jsonOf(said.limits), extensions: seq }),
    ),
    'step.done': fold(said.stepDone, ({ subject, said }, write) =>
      write.patch('record_step', { id: subject }, { done: jsonOf(said) }),
    ),
    'party.named': fold(said.partyNamed, ({ subject, said, seq }, write) =>
      write.put('record_party', {
        id: subject,
        proceeding: said.proceeding,
        actor: said.actor,
        role: said.role,
        since: optional(said.since),
        note: said.note ?? null,
        seq,
      }),
    ),
    'acting.declared': fold(said.actingDeclared, ({ said, seq }, write) =>
      write.put('record_acting', {
        proceeding: said.proceeding,
        acting_for: said.actingFor,
        parties: jsonOf(said.parties),
        ground: said.ground,
        seq,
      }),
    ),
    'actor.named': fold(said.actorNamed, ({ subject, said, seq }, write) =>
      write.put('record_actor', {
        id: subject,
        kind: said.kind,
        names: jsonOf(said.names),
        pseudonym: said.pseudonym ?? null,
        naming: said.naming,
        named_by: said.namedBy ?? null,
        named_in: said.namedIn ?? null,
        note: said.note ?? null,
        seq,
      }),
    ),
    'actor.also-named': fold(said.actorAlsoNamed, ({ subject, said, seq }, write) =>
      write.put('record_actor_name', {
        actor: subject,
        seq,
        names: jsonOf(said.names),
        ground: said.ground,
      }),
    ),
    'actor.related': fold(said.actorRelated, ({ subject, said, seq }, write) =>
      write.put('record_actor_relation', {
        id: subject,
        from_actor: said.from,
        relation: said.relation,
        to_actor: said.to,
        happened: optional(said.when),
        passages: jsonOf(said.passages),
        source: said.source ?? null,
        note: said.note ?? null,
        seq,
      }),
    ),
    'fact.asserted': aboutFact(
      fold(said.factAsserted, ({ subject, said, seq, by }, write) =>
        write.put('record_fact', {
          id: subject,
          statement: jsonOf(said.statement),
          happened: optional(said.when),
          ...span(said.when),
          place: said.where ?? null,
          roles: jsonOf(said.roles),
          account: jsonOf(said.account),
          source: said.source ?? null,
          premise: null,
          merged_into: null,
          withdrawn: null,
          review: 'awaiting',
          reviewed_by: null,
          review_note: null,
          author: by,
          tags: '[]',
          seq,
          changed: seq,
        }),
      ),
    ),
    'fact.restated': aboutFact(
      fold(said.factRestated, ({ subject, said, seq, by }, write) =>
        write.patch(
          'record_fact',
          { id: subject },
          {
            ...(said.statement === undefined ? {} : { statement: jsonOf(said.statement) }),
            ...(said.when === undefined ? {} : { happened: jsonOf(said.when), ...span(said.when) }),
            ...(said.where === undefined ? {} : { place: said.where }),
            ...(said.roles === undefined ? {} : { roles: jsonOf(said.roles) }),
            ...(said.account === undefined ? {} : { account: jsonOf(said.account) }),
            // Other words need a second reader anew.
            review: 'awaiting',
            reviewed_by: null,
            review_note: null,
            author: by,
            changed: seq,
          },
        ),
      ),
    ),
    'fact.conceded': aboutFact(
      fold(said.factConceded, ({ subject, said, seq, by, at }, write) =>
        write.patch(
          'record_fact',
          { id: subject },
          { premise: jsonOf({ as: 'conceded', ...said, by, at }), changed: seq },
        ),
      ),
    ),
    'fact.noticed': aboutFact(
      fold(said.factNoticed, ({ subject, said, seq, by, at }, write) =>
        write.patch(
          'record_fact',
          { id: subject },
          { premise: jsonOf({ as: 'notice', ...said, by, at }), changed: seq },
        ),
      ),
    ),
    'premise.withdrawn': aboutFact(
      fold(said.premiseWithdrawn, ({ subject, seq }, write) =>
        write.patch('record_fact', { id: subject }, { premise: null, changed: seq }),
      ),
    ),
    'fact.tagged': aboutFact(
      fold(said.factTagged, ({ subject, said, seq }, write) =>
        write.patch('record_fact', { id: subject }, { tags: jsonOf(said.tags), changed: seq }),
      ),
    ),
    'fact.merged': aboutFact(
      fold(said.factMerged, (entry, write) => {
        const { subject, said, seq } = entry;
        write.patch('record_fact', { id: subject }, { merged_into: said.into, changed: seq });
        remember(entry, said.into, write);
      }),
    ),
    'fact.parted': aboutFact(
      fold(said.factParted, (entry, write) => {
        const { subject, said, seq } = entry;
        write.patch('record_fact', { id: subject }, { merged_into: null, changed: seq });
        remember(entry, said.from, write);
      }),
    ),
    'fact.withdrawn': aboutFact(
      fold(said.factWithdrawn, ({ subject, said, seq, by, at }, write) =>
        write.patch(
          'record_fact',
          { id: subject },
          { withdrawn: jsonOf({ ground: said.ground, by, at }), changed: seq },
        ),
      ),
    ),
    'fact.reviewed': aboutFact(
      fold(said.factReviewed, ({ subject, said, by }, write) =>
        write.patch(
          'record_fact',
          { id: subject },
          { review: said.verdict, reviewed_by: by, review_note: said.note ?? null },
        ),
      ),
    ),
    'fact.cited': fold(said.factCited, (entry, write) => {
      const { subject, said, by, at, seq } = entry;
      write.put('record_citation', {
        id: subject,
        fact: said.fact,
        passage: said.passage,
        bearing: said.bearing,
        origin: said.group ?? null,
        directness: said.directness,
        contemporaneity: said.contemporaneity,
        interest: said.interest,
        interest_of: said.interestOf ?? null,
        knowledge: said.knowledge,
        event_at: optional(said.eventAt),
        hedged: said.hedged ? 1 : 0,
        note: said.note ?? null,
        weighed: null,
        answer: null,
        withdrawn: null,
        by,
        at,
        seq,
      });
      remember(entry, said.fact, write);
    }),
    'citation.weighed': fold(said.citationWeighed, ({ subject, said, by, at }, write) =>
      write.patch('record_citation', { id: subject }, { weighed: jsonOf({ ...said, by, at }) }),
    ),
    'citation.answered': fold(said.citationAnswered, ({ subject, said, by, at }, write) =>
      write.patch(
        'record_citation',
        { id: subject },
        {
          answer: jsonOf({ kind: said.by, reason: said.reason, exhibits: said.exhibits, by, at }),
        },
      ),
    ),
    'citation.withdrawn': fold(said.citationWithdrawn, ({ subject, said, by, at }, write) =>
      write.patch('record_citation', { id: subject }, { withdrawn: jsonOf({ ground: said.ground, by, at }) }),
    ),
    'inference.drawn': fold(said.inferenceDrawn, (entry, write) => {
      const { subject, said, by, at, seq } = entry;
      write.put('record_inference', {
        id: subject,
        fact: said.to,
        from_facts: jsonOf(said.from),
        strength: said.strength,
        warrant: said.warrant,
        withdrawn: null,
        by,
        at,
        seq,
      });
      remember(entry, said.to, write);
    }),
    'inference.withdrawn': fold(said.inferenceWithdrawn, ({ subject, said, by, at }, write) =>
      write.patch(
        'record_inference',
        { id: subject },
        { withdrawn: jsonOf({ ground: said.ground, by, at }) },
      ),
    ),
    'group.merged': fold(said.groupMerged, ({ subject, said, by, at, seq }, write) =>
      write.put('record_group_merge', {
        id: subject,
        origin: said.group,
        into_origin: said.into,
        reason: said.reason,
        undone: null,
        by,
        at,
        seq,
      }),
    ),
    'group.unmerged': fold(said.groupUnmerged, ({ subject, said, by, at }, write) =>
      write.patch('record_group_merge', { id: subject }, { undone: jsonOf({ reason: said.reason, by, at }) }),
    ),
    'exchange.entered': fold(said.exchangeEntered, ({ subject, said, seq }, write) =>
      write.put('record_exchange', {
        id: subject,
        from_actor: said.from,
        to_actors: jsonOf(said.to),
        kind: said.kind,
        title: said.title,
        says: optional(said.says),
        sent: optional(said.sent),
        received: optional(said.received),
        from_ms: exchangeTime(said.sent, said.received),
        provisions: jsonOf(said.provisions),
        answers: said.answers ?? null,
        passage: said.passage ?? null,
        source: said.source ?? null,
        seq,
      }),
    ),
    'exchange.expected': fold(said.exchangeExpected, ({ said, seq }, write) =>
      write.put('record_expected', {
        answer_to: said.answerTo,
        from_actor: said.from,
        due: jsonOf(said.due),
        ground: said.ground,
        passage: said.passage ?? null,
        seq,
      }),
    ),
  },
  erased: {
    // The row stays so that the pseudonym's place in the row of letters is not given to another person.
    'actor.named': ({ subject, seq }, write) =>
      write.put('record_actor', {
        id: subject,
        kind: 'erased',
        names: null,
        pseudonym: null,
        naming: null,
        named_by: null,
        named_in: null,
        note: null,
        seq,
      }),
  },
};

/** Where an exchange stands in time: when it was sent, else when it was received. */
function exchangeTime(sent: DateStatement | undefined, received: DateStatement | undefined): number {
  const date = sent ?? received;
  return date === undefined ? 8.64e15 : sortKey(date)[0];
}
