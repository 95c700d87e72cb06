// Reads the record for screens and for the rooms further on: values in the nouns of the room, never rows.
import { isSealed, type SealedToken } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { Texts } from '../../base/texts.ts';
import type { DateStatement } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passagesByIds } from '../reading/index.ts';
import type {
  ActorShown,
  CitationShown,
  ExchangeShown,
  FactShown,
  InferenceShown,
  PartyShown,
  ProceedingShown,
  RelationShown,
  StepShown,
  Tray,
} from './answers.ts';
import { exhibitsCited } from './exhibits.ts';
import { mergedOrigins } from './groups.ts';
import { standingFor, tablesOf } from './state.ts';
import type { RecordTables } from './tables.ts';
import type { ActorRole, NameForm, TimeLimit } from './types.ts';

/** Where neither a citation nor its exhibit names an origin, all such sources count as one: dependence is the safe guess. */
export const UNKNOWN_ORIGIN = 'unknown';

export async function proceedingsOf(look: Look): Promise<readonly ProceedingShown[]> {
  const tables = tablesOf(look);
  const rows = await tables.selectFrom('record_proceeding').selectAll().orderBy('seq').execute();
  const acting = await tables.selectFrom('record_acting').selectAll().execute();
  return rows.map((row) => {
    const mine = acting.find((one) => one.proceeding === row.id);
    return {
      id: row.id as ProceedingShown['id'],
      title: row.title,
      court: row.court,
      kind: row.kind,
      forum: row.forum,
      listNumber: row.list_number,
      joinedInto: row.joined_into,
      actingFor:
        mine === undefined
          ? null
          : { role: mine.acting_for, parties: fromJson<string[]>(mine.parties) ?? [], ground: mine.ground },
    };
  });
}

export async function stepsOf(look: Look, proceeding?: string): Promise<readonly StepShown[]> {
  let query = tablesOf(look).selectFrom('record_step').selectAll().orderBy('seq');
  if (proceeding !== undefined) query = query.where('proceeding', '=', proceeding);
  return (await query.execute()).map((row) => ({
    id: row.id as StepShown['id'],
    proceeding: row.proceeding,
    phase: row.phase,
    kind: row.kind,
    title: row.title,
    ordered: fromJson<DateStatement>(row.ordered) ?? null,
    limits: fromJson<TimeLimit[]>(row.limits) ?? [],
    extended: row.extensions > 0,
    done: fromJson<{ on: DateStatement; note?: string }>(row.done) ?? null,
    passage: row.passage,
    source: row.source,
  }));
}

export async function actorsOf(look: Look): Promise<readonly ActorShown[]> {
  const tables = tablesOf(look);
  const rows = await tables
    .selectFrom('record_actor')
    .selectAll()
    .where('kind', '!=', 'erased')
    .orderBy('seq')
    .execute();
  const further = await tables.selectFrom('record_actor_name').selectAll().orderBy('seq').execute();
  const roles = new Map(
    (await tables.selectFrom('record_party').select(['id', 'role']).execute()).map((row) => [
      row.id,
      row.role,
    ]),
  );
  return rows.map((row) => {
    const first = fromJson<SealedToken | NameForm[]>(row.names) ?? [];
    const names = [
      first,
      ...further
        .filter((more) => more.actor === row.id)
        .map((more) => fromJson<SealedToken | NameForm[]>(more.names) ?? []),
    ];
    const sealed = isSealed(first);
    return {
      id: row.id as ActorShown['id'],
      kind: row.kind,
      label: sealed ? (row.pseudonym ?? 'Sealed') : (first[0]?.text ?? row.pseudonym ?? 'Unnamed'),
      sealed,
      pseudonym: row.pseudonym,
      names,
      naming: row.naming as ActorShown['naming'],
      namedBy: row.named_by,
      namedIn: row.named_in,
      wording:
        row.naming === 'party'
          ? `named by the ${roles.get(row.named_by ?? '') ?? 'party'}`
          : row.naming === 'press'
            ? 'in press'
            : '',
      note: row.note,
    };
  });
}

export async function partiesOf(look: Look, proceeding?: string): Promise<readonly PartyShown[]> {
  let query = tablesOf(look).selectFrom('record_party').selectAll().orderBy('seq');
  if (proceeding !== undefined) query = query.where('proceeding', '=', proceeding);
  const labels = new Map((await actorsOf(look)).map((actor) => [actor.id as string, actor.label]));
  return (await query.execute()).map((row) => ({
    id: row.id as PartyShown['id'],
    proceeding: row.proceeding,
    actor: row.actor as PartyShown['actor'],
    role: row.role,
    since: fromJson<DateStatement>(row.since) ?? null,
    note: row.note,
    label: labels.get(row.actor) ?? row.actor,
  }));
}

export async function relationsOf(look: Look, actor?: string): Promise<readonly RelationShown[]> {
  let query = tablesOf(look).selectFrom('record_actor_relation').selectAll().orderBy('seq');
  if (actor !== undefined)
    query = query.where((where) =>
      where.or([where('from_actor', '=', actor), where('to_actor', '=', actor)]),
    );
  return (await query.execute()).map((row) => ({
    id: row.id,
    from: row.from_actor,
    relation: row.relation,
    to: row.to_actor,
    when: fromJson<DateStatement>(row.happened) ?? null,
    passages: fromJson<string[]>(row.passages) ?? [],
    source: row.source,
    note: row.note,
  }));
}

/** Facts and every fact merged into one of them; for one that was itself merged away, nothing but itself. */
export async function familyOf(
  look: Look,
  facts: readonly string[],
  stands: (fact: string) => string,
): Promise<string[]> {
  const merged = await tablesOf(look)
    .selectFrom('record_fact')
    .select('id')
    .where('merged_into', 'is not', null)
    .execute();
  const wanted = new Set(facts);
  const absorbed = merged.map((row) => row.id).filter((id) => !wanted.has(id) && wanted.has(stands(id)));
  return [...facts, ...absorbed];
}

/**
 * Every citation, under the fact that stands for it after mergers, with the origin that counts after mergers of origins.
 * @param fact only those of this standing fact, or of these (at most some thousands)
 */
export async function citationsOf(
  look: Look,
  fact?: string | readonly string[],
): Promise<readonly CitationShown[]> {
  const stands = await standingFor(look);
  const origins = await mergedOrigins(look);
  const family = fact === undefined ? undefined : await familyOf(look, [fact].flat(), stands);
  let query = tablesOf(look).selectFrom('record_citation').selectAll().orderBy('seq');
  if (family !== undefined) query = query.where('fact', 'in', family);
  const rows = await query.execute();
  const passages = await passagesByIds(look, [...new Set(rows.map((row) => row.passage))]);
  const exhibits = await exhibitsCited(
    look,
    [...passages.values()].map((passage) => passage.exhibit),
  );
  return rows.map((row) => {
    const passage = passages.get(row.passage);
    const exhibit = passage === undefined ? undefined : exhibits.get(passage.exhibit);
    return {
      ...citationOf(row),
      fact: stands(row.fact) as CitationShown['fact'],
      exhibit: passage?.exhibit ?? null,
      pin: passage?.pin ?? null,
      group: origins.rootOf(row.origin ?? exhibit?.origin ?? UNKNOWN_ORIGIN),
      live: row.withdrawn === null && passage?.withdrawn !== true && exhibit?.standing !== 'out',
    };
  });
}

function citationOf(
  row: RecordTables['record_citation'],
): Omit<CitationShown, 'fact' | 'exhibit' | 'pin' | 'group' | 'live'> {
  return {
    id: row.id as CitationShown['id'],
    passage: row.passage as CitationShown['passage'],
    bearing: row.bearing as CitationShown['bearing'],
    groupEntered: row.origin,
    directness: row.directness as CitationShown['directness'],
    contemporaneity: row.contemporaneity as CitationShown['contemporaneity'],
    interest: row.interest as CitationShown['interest'],
    interestOf: row.interest_of,
    knowledge: row.knowledge as CitationShown['knowledge'],
    eventAt: fromJson<DateStatement>(row.event_at) ?? null,
    hedged: row.hedged === 1,
    note: row.note,
    override: fromJson<NonNullable<CitationShown['override']>>(row.weighed) ?? null,
    answer: fromJson<NonNullable<CitationShown['answer']>>(row.answer) ?? null,
    withdrawn: fromJson<NonNullable<CitationShown['withdrawn']>>(row.withdrawn) ?? null,
    by: row.by,
    at: row.at,
  };
}

/** The inferences in force, between the facts that stand after mergers. */
export async function inferencesOf(look: Look): Promise<readonly InferenceShown[]> {
  const stands = await standingFor(look);
  const rows = await tablesOf(look)
    .selectFrom('record_inference')
    .selectAll()
    .where('withdrawn', 'is', null)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    id: row.id as InferenceShown['id'],
    fact: stands(row.fact) as InferenceShown['fact'],
    from: [...new Set((fromJson<string[]>(row.from_facts) ?? []).map(stands))] as InferenceShown['from'],
    strength: row.strength as InferenceShown['strength'],
    warrant: row.warrant,
    by: row.by,
    at: row.at,
  }));
}

/**
 * Every fact, merged and withdrawn ones included, with its trays.
 * @param fact only this one, or these (at most some thousands), with those merged into them
 */
export async function factsOf(look: Look, fact?: string | readonly string[]): Promise<readonly FactShown[]> {
  const stands = await standingFor(look);
  let query = tablesOf(look).selectFrom('record_fact').selectAll().orderBy('seq');
  if (fact !== undefined) query = query.where('id', 'in', await familyOf(look, [fact].flat(), stands));
  const rows = await query.execute();
  const cited = Map.groupBy(await citationsOf(look, fact), (citation) => citation.fact as string);
  const inferred = new Set((await inferencesOf(look)).map((inference) => inference.fact as string));
  const absorbed = Map.groupBy(
    rows.filter((row) => row.merged_into !== null),
    (row) => stands(row.id),
  );
  return rows.map((row) => {
    const live = (cited.get(row.id) ?? []).filter((citation) => citation.live);
    const supports = live.filter((citation) => citation.bearing === 'supports');
    const contradicts = live.filter((citation) => citation.bearing === 'contradicts');
    const origins = new Set(supports.map((citation) => citation.group)).size;
    return {
      id: row.id as FactShown['id'],
      statement: fromJson<SealedToken | Texts>(row.statement) ?? { authoritative: 'en', versions: {} },
      when: fromJson<DateStatement>(row.happened) ?? null,
      where: row.place,
      roles: fromJson<ActorRole[]>(row.roles) ?? [],
      account: fromJson<string[]>(row.account) ?? [],
      source: row.source,
      premise: fromJson<NonNullable<FactShown['premise']>>(row.premise) ?? null,
      withdrawn: fromJson<NonNullable<FactShown['withdrawn']>>(row.withdrawn) ?? null,
      mergedInto: row.merged_into,
      absorbed: (absorbed.get(row.id) ?? []).map((other) => other.id),
      review: row.review as FactShown['review'],
      reviewedBy: row.reviewed_by,
      reviewNote: row.review_note,
      author: row.author,
      tags: fromJson<string[]>(row.tags) ?? [],
      trays: traysOf(row, {
        origins,
        supports: supports.length,
        open: contradicts.filter((citation) => citation.answer === null).length,
        inferred: inferred.has(row.id),
      }),
      supports: supports.length,
      contradicts: contradicts.length,
      origins,
      version: row.changed,
    };
  });
}

/**
 * The trays in which a fact lies. A conceded or noticed fact needs no source; an inferred one has its premises as
 * source. Whether a fact serves an element is for the proof room to say.
 */
export function traysOf(
  row: Pick<RecordTables['record_fact'], 'merged_into' | 'withdrawn' | 'premise' | 'review'>,
  counts: {
    readonly origins: number;
    readonly supports: number;
    readonly open: number;
    readonly inferred: boolean;
  },
): Tray[] {
  if (row.merged_into !== null || row.withdrawn !== null) return [];
  const trays: Tray[] = [];
  const needsSource = row.premise === null && !counts.inferred;
  if (needsSource && counts.supports === 0) trays.push('no-source');
  if (needsSource && counts.origins === 1) trays.push('single-origin');
  if (counts.open > 0) trays.push('contradicted');
  if (row.review !== 'confirmed') trays.push('awaiting-second-reader');
  return trays;
}

export async function exchangesOf(look: Look): Promise<readonly ExchangeShown[]> {
  const rows = await tablesOf(look)
    .selectFrom('record_exchange')
    .selectAll()
    .orderBy('from_ms')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    id: row.id as ExchangeShown['id'],
    from: row.from_actor,
    to: fromJson<string[]>(row.to_actors) ?? [],
    kind: row.kind,
    title: row.title,
    says: fromJson<Texts>(row.says) ?? null,
    sent: fromJson<DateStatement>(row.sent) ?? null,
    received: fromJson<DateStatement>(row.received) ?? null,
    provisions: fromJson<string[]>(row.provisions) ?? [],
    answers: row.answers,
    passage: row.passage,
    source: row.source,
  }));
}
