// Reads of facts and citations only what weighing needs, so that a large record is evaluated without being shown.
import { isSealed, type Sealable, type SealedToken } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { readText, type Texts } from '../../base/texts.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passageHomes } from '../reading/index.ts';
import type { CitationShown, FactShown } from './answers.ts';
import { exhibitsCited } from './exhibits.ts';
import { mergedOrigins } from './groups.ts';
import { familyOf, UNKNOWN_ORIGIN } from './read.ts';
import { standingFor, tablesOf } from './state.ts';

export interface FactToWeigh {
  readonly id: string;
  /** The statement in its authoritative language; null where it is sealed. */
  readonly text: string | null;
  readonly premise: NonNullable<FactShown['premise']>['as'] | null;
}

export interface CitationToWeigh
  extends Pick<
    CitationShown,
    | 'id'
    | 'fact'
    | 'exhibit'
    | 'pin'
    | 'bearing'
    | 'group'
    | 'directness'
    | 'contemporaneity'
    | 'interest'
    | 'hedged'
    | 'override'
    | 'answer'
    | 'live'
  > {
  readonly withdrawn: boolean;
}

/**
 * Facts that were not merged into another, in the order of their assertion: those that stand, or those withdrawn.
 * @param fact only this one
 */
export async function factsToWeigh(
  look: Look,
  which: 'standing' | 'withdrawn',
  fact?: string,
): Promise<FactToWeigh[]> {
  let query = tablesOf(look)
    .selectFrom('record_fact')
    .select(['id', 'statement', 'premise'])
    .where('merged_into', 'is', null)
    .where('withdrawn', which === 'standing' ? 'is' : 'is not', null)
    .orderBy('seq');
  if (fact !== undefined) query = query.where('id', '=', fact);
  return (await query.execute()).map((row) => {
    const statement = fromJson<SealedToken | Texts>(row.statement);
    return {
      id: row.id,
      text: statement === undefined ? '' : plainText(statement),
      premise: fromJson<NonNullable<FactShown['premise']>>(row.premise)?.as ?? null,
    };
  });
}

const plainText = (statement: Sealable<Texts>): string | null =>
  isSealed(statement) ? null : readText(statement).text;

/**
 * Every citation as `citationsOf` gives it, without what nobody weighs, in the order of their entry.
 * @param fact only those of this standing fact
 */
export async function citationsToWeigh(look: Look, fact?: string): Promise<CitationToWeigh[]> {
  const stands = await standingFor(look);
  const origins = await mergedOrigins(look);
  let query = tablesOf(look)
    .selectFrom('record_citation')
    .select([
      'id',
      'fact',
      'passage',
      'bearing',
      'origin',
      'directness',
      'contemporaneity',
      'interest',
      'hedged',
      'weighed',
      'answer',
      'withdrawn',
    ])
    .orderBy('seq');
  if (fact !== undefined) query = query.where('fact', 'in', await familyOf(look, [fact], stands));
  const rows = await query.execute();
  const homes = await passageHomes(look, fact === undefined ? undefined : rows.map((row) => row.passage));
  const exhibits = await exhibitsCited(look, [...new Set([...homes.values()].map((home) => home.exhibit))]);
  return rows.map((row) => {
    const home = homes.get(row.passage);
    const exhibit = home === undefined ? undefined : exhibits.get(home.exhibit);
    return {
      id: row.id as CitationToWeigh['id'],
      fact: stands(row.fact) as CitationToWeigh['fact'],
      exhibit: home?.exhibit ?? null,
      pin: home?.pin ?? null,
      bearing: row.bearing as CitationToWeigh['bearing'],
      group: origins.rootOf(row.origin ?? exhibit?.origin ?? UNKNOWN_ORIGIN),
      directness: row.directness as CitationToWeigh['directness'],
      contemporaneity: row.contemporaneity as CitationToWeigh['contemporaneity'],
      interest: row.interest as CitationToWeigh['interest'],
      hedged: row.hedged === 1,
      override:
        row.weighed === null
          ? null
          : (fromJson<NonNullable<CitationToWeigh['override']>>(row.weighed) ?? null),
      answer:
        row.answer === null ? null : (fromJson<NonNullable<CitationToWeigh['answer']>>(row.answer) ?? null),
      withdrawn: row.withdrawn !== null,
      live: row.withdrawn === null && home?.withdrawn !== true && exhibit?.standing !== 'out',
    };
  });
}

/** Whether a second reader has confirmed a fact, and who that was. */
export interface Reviewed {
  readonly review: FactShown['review'];
  readonly by: string | null;
}

/** How the second reading of these facts stands; merged and withdrawn ones are left out. */
export async function reviewsOf(
  look: Look,
  facts: readonly string[],
): Promise<ReadonlyMap<string, Reviewed>> {
  const found = new Map<string, Reviewed>();
  for (let i = 0; i < facts.length; i += 500) {
    const rows = await tablesOf(look)
      .selectFrom('record_fact')
      .select(['id', 'review', 'reviewed_by'])
      .where('id', 'in', facts.slice(i, i + 500))
      .where('merged_into', 'is', null)
      .where('withdrawn', 'is', null)
      .execute();
    for (const { id, review, reviewed_by } of rows)
      found.set(id, { review: review as FactShown['review'], by: reviewed_by });
  }
  return found;
}
