// Lays the matter out as a proof case: what the record says, weighed by what the vault knows of each exhibit.
import { isSealed } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { readText, type Texts } from '../../base/texts.ts';
import type { Look } from '../../ports/ledger-store.ts';
import {
  type CitationToWeigh,
  citationsToWeigh,
  factsToWeigh,
  inferencesOf,
  standingFor,
} from '../record/index.ts';
import { exhibitsByIds, standingsOf, vaultTables, type Within } from '../vault/index.ts';
import type {
  CaseAllegation,
  CaseExhibit,
  CaseFact,
  CaseNode,
  CasePassage,
  Profile,
  ProofCase,
  Status,
} from './case.ts';
import { selectionsOf } from './selections.ts';
import { HOUSE_STANDARDS } from './standards.ts';
import type { AllegationMade } from './types.ts';
import type { ProofTables } from './view.ts';

const SEALED_FACT = 'A sealed fact';

/** The whole matter as a case, standings seen from `within` (a proceeding or a filing). Sealed texts stay sealed. */
export async function caseOf(look: Look, within: Within = {}): Promise<ProofCase> {
  const facts = await factsIn(look);
  const known = new Set(facts.map((fact) => fact.id));
  const citations = (await citationsToWeigh(look)).filter((citation) => known.has(citation.fact));
  const exhibits = await exhibitsFor(look, exhibitsNamed(citations), within);
  const offered = new Set(exhibits.map((exhibit) => exhibit.id));
  return {
    name: 'matter',
    description: 'The matter as it stands in its ledger.',
    exhibits,
    passages: passagesIn(citations, offered),
    merges: [],
    ...(await structureOf(look, facts)),
    selections: await selectionsOf(look, exhibits),
  };
}

/** The facts in force with their premises, overrides and inferences. @param fact only this one */
export async function factsIn(look: Look, fact?: string): Promise<CaseFact[]> {
  const facts = await factsToWeigh(look, 'standing', fact);
  const inferences = Map.groupBy(await inferencesOf(look), (inference) => inference.fact as string);
  const overrides = new Map(
    (await look.tables<ProofTables>().selectFrom('proof_override').selectAll().execute()).map((row) => [
      row.fact,
      row,
    ]),
  );
  return facts.map((one): CaseFact => {
    const override = overrides.get(one.id);
    return {
      id: one.id,
      text: one.text ?? SEALED_FACT,
      premise: one.premise ?? 'needs-proof',
      ...(override?.status == null
        ? {}
        : {
            override: {
              to: override.status as Status,
              reason: override.reason,
              by: override.by,
              at: override.at,
            },
          }),
      inferences: (inferences.get(one.id) ?? []).map(({ id, from, strength, warrant }) => ({
        id,
        from,
        strength,
        warrant,
      })),
    };
  });
}

/** The passages that these citations make, of exhibits that are there to be weighed. */
export function passagesIn(
  citations: readonly CitationToWeigh[],
  offered: ReadonlySet<string>,
): CasePassage[] {
  return citations.filter((citation) => citation.live && offered.has(citation.exhibit ?? '')).map(passageOf);
}

/** Every exhibit that these citations, or the answers to them, rest on. */
export function exhibitsNamed(citations: readonly CitationToWeigh[]): string[] {
  const named = citations
    .filter((citation) => !citation.withdrawn && citation.exhibit !== null)
    .flatMap((citation) => [citation.exhibit ?? '', ...(citation.answer?.exhibits ?? [])]);
  return [...new Set(named)];
}

/** Facts that were withdrawn, as the empty places that they leave. */
async function withdrawnFacts(look: Look): Promise<ReadonlyMap<string, CaseFact>> {
  return new Map(
    (await factsToWeigh(look, 'withdrawn')).map(({ id, text }): [string, CaseFact] => [
      id,
      { id, text: `${text ?? SEALED_FACT} (withdrawn)`, inferences: [], withdrawn: true },
    ]),
  );
}

/**
 * What must be proved and to which standard: the allegations in force, their nodes, the standards; and the facts with
 * the empty places of those that were withdrawn while something needed them.
 * @param standing the facts in force
 */
export async function structureOf(
  look: Look,
  standing: readonly CaseFact[],
): Promise<Pick<ProofCase, 'profiles' | 'facts' | 'nodes' | 'allegations'>> {
  const known = new Set(standing.map((fact) => fact.id));
  const gone = await withdrawnFacts(look);
  const tables = look.tables<ProofTables>();
  const allegations = await tables
    .selectFrom('proof_allegation')
    .selectAll()
    .where('withdrawn', 'is', null)
    .orderBy('seq')
    .execute();
  const nodes = await tables.selectFrom('proof_node').selectAll().orderBy('seq').orderBy('n').execute();
  const inForce = new Set(allegations.map((row) => row.id));
  const stands = await standingFor(look);
  // A fact that was merged is answered by the one that stands for it. One that was withdrawn keeps its place, empty, where
  // it was needed beside others: withdrawing evidence never proves anything. As one of several routes it is just gone.
  const answering = (ref: string, op: string): string[] => {
    if (!ref.startsWith('fact:')) return [ref];
    const fact = stands(ref.slice(5));
    return known.has(fact) || (op !== 'any' && gone.has(fact)) ? [`fact:${fact}`] : [];
  };
  const shown = nodes
    .filter((row) => inForce.has(row.allegation))
    .map(
      (row): CaseNode => ({
        id: row.id,
        label: row.label,
        op: row.op as CaseNode['op'],
        ...(row.k === null ? {} : { k: row.k }),
        of: [...new Set((fromJson<string[]>(row.of_refs) ?? []).flatMap((ref) => answering(ref, row.op)))],
        ...(row.profile === null ? {} : { profile: row.profile }),
      }),
    );
  const places = new Set(shown.flatMap(({ of }) => of.map((ref) => ref.slice(5))));
  return {
    profiles: await standardsOf(look),
    facts: [...standing, ...[...gone.values()].filter(({ id }) => places.has(id))],
    nodes: shown,
    allegations: allegations.map((row): CaseAllegation => {
      const parties = fromJson<{ by: string[]; against: string[] }>(row.parties) ?? { by: [], against: [] };
      const text = fromJson<Texts>(row.text);
      return {
        id: row.id,
        text: text === undefined ? row.id : readText(text).text,
        kind: row.kind as NonNullable<CaseAllegation['kind']>,
        root: row.root,
        profile: row.standard,
        by: parties.by,
        against: parties.against,
        defences: (fromJson<AllegationMade['defences']>(row.defences) ?? []).map((defence) => ({
          id: defence.id,
          root: `node:${defence.id}`,
          text: defence.label,
          burden: defence.burden,
          ...(defence.standard === undefined ? {} : { profile: defence.standard }),
        })),
      };
    }),
  };
}

/** The house's standards, with those that the team adopted in their place or beside them. */
export async function standardsOf(look: Look): Promise<readonly Profile[]> {
  const rows = await look
    .tables<ProofTables>()
    .selectFrom('proof_standard')
    .selectAll()
    .orderBy('seq')
    .execute();
  const adopted = rows.flatMap((row) => {
    const said = fromJson<Omit<Profile, 'id'> & { name: string }>(row.said);
    return said === undefined ? [] : [{ ...said, id: said.name }];
  });
  const names = new Set(adopted.map((profile) => profile.id));
  return [...HOUSE_STANDARDS.filter((profile) => !names.has(profile.id)), ...adopted];
}

function passageOf(citation: CitationToWeigh): CasePassage {
  const { override, answer } = citation;
  const passage = {
    id: citation.id,
    exhibit: citation.exhibit ?? '',
    pin: citation.pin ?? '',
    fact: citation.fact,
    bearing: citation.bearing,
    // Mergers of origins are followed by the record already.
    group: citation.group,
    directness: citation.directness,
    contemporaneity: citation.contemporaneity,
    interest: citation.interest,
    hedged: citation.hedged,
  };
  if (override === null && answer === null) return passage;
  return {
    ...passage,
    ...(override === null ? {} : { override }),
    ...(answer === null ? {} : { answer }),
  };
}

/** Exhibits by id as they are weighed; erased and unknown ones are left out. */
export async function exhibitsFor(
  look: Look,
  ids: readonly string[],
  within: Within = {},
): Promise<readonly CaseExhibit[]> {
  const rows = await exhibitsByIds(look, ids);
  const standings = await standingsOf(look, ids, within);
  const details = new Map<
    string,
    { made_for: string | null; tested_by: string | null; identity_withheld: number | null }
  >();
  for (let i = 0; i < ids.length; i += 500) {
    const found = await vaultTables(look)
      .selectFrom('vault_detail')
      .select(['id', 'made_for', 'tested_by', 'identity_withheld'])
      .where('id', 'in', ids.slice(i, i + 500))
      .execute();
    for (const row of found) details.set(row.id, row);
  }
  return ids.flatMap((id): CaseExhibit[] => {
    const row = rows.get(id);
    if (row === undefined || row.state === 'erased') return [];
    const detail = details.get(id);
    return [
      {
        id,
        title: isSealed(row.title) ? 'Sealed exhibit' : row.title,
        class: row.class,
        authenticity: row.authenticity as CaseExhibit['authenticity'],
        status: standings.get(id) === 'held' ? 'offered' : 'excluded',
        tested: detail?.tested_by != null,
        preparedForCase: detail?.made_for === 'this-case',
        identityWithheldFromCourt: detail?.identity_withheld === 1,
        ...(row.originId === null ? {} : { origin: row.originId }),
        ...(row.side === null ? {} : { side: row.side }),
        sealed: row.compartment !== null,
      },
    ];
  });
}
