// What a decision of the record must know before it is taken: does the thing exist, and may it still be spoken about.
import { Refusal } from '../../base/errors.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { RecordTables } from './tables.ts';

type Row<T extends keyof RecordTables> = RecordTables[T];

export const tablesOf = (look: Look) => look.tables<RecordTables>();

/** A fact, whether it stands or not. Refusal RECORD_FACT_UNKNOWN. */
export async function knownFact(look: Look, id: string): Promise<Row<'record_fact'>> {
  const row = await tablesOf(look)
    .selectFrom('record_fact')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw unknown('FACT', 'fact', id, 'fact list');
  return row;
}

/** Refusal RECORD_FACT_UNKNOWN, RECORD_FACT_MERGED (naming the fact that stands for it) or RECORD_FACT_WITHDRAWN. */
export async function standingFact(look: Look, id: string): Promise<Row<'record_fact'>> {
  const row = await knownFact(look, id);
  if (row.merged_into !== null)
    throw new Refusal(
      'RECORD_FACT_MERGED',
      `The fact ${id} was merged into ${row.merged_into}. Speak about that one.`,
      {
        fact: id,
        into: row.merged_into,
      },
    );
  if (row.withdrawn !== null)
    throw new Refusal(
      'RECORD_FACT_WITHDRAWN',
      `The fact ${id} was withdrawn. Assert it anew if it is to be used again.`,
      {
        fact: id,
      },
    );
  return row;
}

export async function knownActor(look: Look, id: string): Promise<Row<'record_actor'>> {
  const row = await tablesOf(look)
    .selectFrom('record_actor')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.kind === 'erased') throw unknown('ACTOR', 'actor', id, 'actor list');
  return row;
}

export async function knownActors(look: Look, ids: Iterable<string>): Promise<void> {
  for (const id of new Set(ids)) await knownActor(look, id);
}

export async function knownProceeding(look: Look, id: string): Promise<Row<'record_proceeding'>> {
  const row = await tablesOf(look)
    .selectFrom('record_proceeding')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw unknown('PROCEEDING', 'proceeding', id, 'proceeding list');
  return row;
}

export async function knownStep(look: Look, id: string): Promise<Row<'record_step'>> {
  const row = await tablesOf(look)
    .selectFrom('record_step')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw unknown('STEP', 'step', id, 'proceeding show');
  return row;
}

export async function knownParty(look: Look, id: string): Promise<Row<'record_party'>> {
  const row = await tablesOf(look)
    .selectFrom('record_party')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw unknown('PARTY', 'party', id, 'party list');
  return row;
}

export async function knownParties(look: Look, ids: Iterable<string>): Promise<void> {
  for (const id of new Set(ids)) await knownParty(look, id);
}

/** Refusal RECORD_CITATION_UNKNOWN, or RECORD_CITATION_WITHDRAWN: what was withdrawn is cited anew, not mended. */
export async function standingCitation(look: Look, id: string): Promise<Row<'record_citation'>> {
  const row = await tablesOf(look)
    .selectFrom('record_citation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw unknown('CITATION', 'citation', id, 'fact show --fact FACT');
  if (row.withdrawn !== null)
    throw new Refusal(
      'RECORD_CITATION_WITHDRAWN',
      `The citation ${id} was withdrawn. Cite the passage anew instead.`,
      {
        citation: id,
      },
    );
  return row;
}

export async function knownExchange(look: Look, id: string): Promise<Row<'record_exchange'>> {
  const row = await tablesOf(look)
    .selectFrom('record_exchange')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw unknown('EXCHANGE', 'exchange', id, 'exchange list');
  return row;
}

/** Which fact stands for each merged one, through every merger. */
export async function standingFor(look: Look): Promise<(fact: string) => string> {
  const rows = await tablesOf(look)
    .selectFrom('record_fact')
    .select(['id', 'merged_into'])
    .where('merged_into', 'is not', null)
    .execute();
  const into = new Map(rows.map((row) => [row.id, row.merged_into ?? row.id]));
  return (fact) => {
    let at = fact;
    for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next;
    return at;
  };
}

/** The inferences in force as edges from a conclusion to its premises, merged facts counted as one. */
export async function inferenceEdges(
  look: Look,
  stands: (fact: string) => string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tablesOf(look)
    .selectFrom('record_inference')
    .select(['fact', 'from_facts'])
    .where('withdrawn', 'is', null)
    .execute();
  const edges = new Map<string, string[]>();
  for (const row of rows) {
    const to = stands(row.fact);
    edges.set(to, [...(edges.get(to) ?? []), ...(fromJson<string[]>(row.from_facts) ?? []).map(stands)]);
  }
  return edges;
}

/** The path by which `start` already rests on `goal`, or undefined. Walks each fact once. */
export function restsOn(
  edges: ReadonlyMap<string, readonly string[]>,
  start: string,
  goal: string,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === goal) {
      const path: string[] = [];
      for (let step: string | null = at; step !== null; step = cameFrom.get(step) ?? null) path.unshift(step);
      return path;
    }
    for (const next of edges.get(at) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

export function circle(path: readonly string[]): Refusal {
  return new Refusal(
    'RECORD_INFERENCE_CIRCLE',
    `This would let a fact rest on itself: ${path.join(' rests on ')}. Withdraw one of these inferences first.`,
    { path: [...path] },
  );
}

function unknown(code: string, noun: string, id: string, list: string): Refusal {
  return new Refusal(
    `RECORD_${code}_UNKNOWN`,
    `There is no ${noun} ${id} in this matter. See 'probata ${list}'.`,
    { id },
  );
}
