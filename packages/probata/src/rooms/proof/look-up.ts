// What the questions and commands of proof look up: an allegation by its id, the evaluated matter, the words of the house.
import { Refusal } from '../../base/errors.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { HouseTables } from '../../ledger/house.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { CaseAllegation, Profile, Status } from './case.ts';
import { Evaluation } from './evaluate.ts';
import { type LawInForce, readLaw } from './from-pack.ts';
import type { AnsweringNode, GatewayLaw } from './gateways.ts';
import { heldCase } from './held.ts';
import { asksForSomething, STANDARD_DISCLAIMER } from './standards.ts';
import type { StandardSaid } from './types.ts';
import type { ProofTables } from './view.ts';

export const proofTables = (look: Look) => look.tables<ProofTables>();

/** An allegation in force; one that was withdrawn can be acted on no more. */
export async function allegationRow(
  look: Look,
  id: string,
): Promise<ProofTables['proof_allegation'] | undefined> {
  return proofTables(look)
    .selectFrom('proof_allegation')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawn', 'is', null)
    .executeTakeFirst();
}

export async function nodeRow(
  look: Look,
  id: string,
): Promise<{ readonly allegation: string; readonly of: readonly string[] } | undefined> {
  const row = await proofTables(look)
    .selectFrom('proof_node')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { allegation: row.allegation, of: fromJson<string[]>(row.of_refs) ?? [] };
}

/** The matter evaluated as it is; with `standard`, every allegation under that one instead of its own. */
export async function evaluate(look: Look, standard?: string): Promise<Evaluation> {
  const { live } = await heldCase(look);
  return standard === undefined ? live.evaluation : evaluatedUnder(live.evaluation, standard);
}

/** The same matter with every allegation under one standard. Refusal PROOF_STANDARD_UNKNOWN. */
export function evaluatedUnder(evaluation: Evaluation, standard: string): Evaluation {
  requireStandards([standard], [...evaluation.index.profiles.values()]);
  const allegations = evaluation.index.allegations.map((one) => ({ ...one, profile: standard }));
  return new Evaluation({ ...evaluation.index, allegations });
}

/** Refusal PROOF_STANDARD_UNKNOWN, naming the standards that there are. */
export function requireStandards(names: readonly string[], known: readonly { readonly id: string }[]): void {
  const missing = names.find((name) => !known.some((profile) => profile.id === name));
  if (missing !== undefined)
    throw new Refusal(
      'PROOF_STANDARD_UNKNOWN',
      `There is no standard “${missing}”. There are: ${known.map((profile) => profile.id).join(', ')}.`,
      { standard: missing },
    );
}

/** Refusal PROOF_ALLEGATION_UNKNOWN. */
export function allegationIn(evaluation: Evaluation, id: string): CaseAllegation {
  const allegation = evaluation.index.allegations.find((one) => one.id === id);
  if (allegation === undefined)
    throw new Refusal(
      'PROOF_ALLEGATION_UNKNOWN',
      `There is no allegation ${id} in force. List them with 'probata allegation list'.`,
      { allegation: id },
    );
  return allegation;
}

/** The law of the packs in force, read once for the state that the matter is in. */
export async function lawHeld(look: Look): Promise<LawInForce> {
  const { answers } = await heldCase(look);
  const known = answers.get('law') as LawInForce | undefined;
  if (known !== undefined) return known;
  const law = await readLaw(look);
  answers.set('law', law);
  return law;
}

/** What is needed to see how allegations stand once their gateways are counted. */
export async function gatewayLaw(look: Look): Promise<GatewayLaw> {
  const { answers } = await heldCase(look);
  const known = answers.get('gateways') as GatewayLaw | undefined;
  if (known !== undefined) return known;
  const law = await lawHeld(look);
  const allegations = await proofTables(look)
    .selectFrom('proof_allegation')
    .select(['id', 'obligation'])
    .where('withdrawn', 'is', null)
    .execute();
  const nodes = await proofTables(look)
    .selectFrom('proof_node')
    .select(['id', 'allegation', 'element'])
    .where('element', 'is not', null)
    .execute();
  const found: GatewayLaw = {
    law,
    obligations: new Map(allegations.map((row) => [row.id, row.obligation])),
    answering: Map.groupBy(
      nodes.map(
        (row): AnsweringNode => ({
          node: row.id,
          allegation: row.allegation,
          element: row.element ?? '',
        }),
      ),
      ({ element }) => element,
    ),
  };
  answers.set('gateways', found);
  return found;
}

/** What stands beside every status: the house rule's own disclaimer, and the notice of the matter. */
export interface HouseWords {
  readonly disclaimer: string;
  readonly notice: string | null;
}

export async function houseWords(look: Look): Promise<HouseWords> {
  const row = await look.tables<HouseTables>().selectFrom('house_matter').select('notice').executeTakeFirst();
  return { disclaimer: STANDARD_DISCLAIMER, notice: row?.notice ?? null };
}

/**
 * A status as it may be printed. It never stands alone: the house rule is named with it, and in a matter that carries a
 * notice (an illustration, a study of a real State) also that it speaks of the material in the file and of nothing else.
 */
export function statusInWords(
  status: Status,
  profile: Pick<Profile, 'label'> | undefined,
  notice: string | null,
): string {
  const rule = `under the house rule “${profile?.label ?? 'not stated'}”`;
  return notice === null
    ? `${status} ${rule}`
    : `${status} ${rule}, on the material in this file only; not a finding about any State`;
}

export function unknownAllegation(allegation: string): Refusal {
  return new Refusal(
    'PROOF_ALLEGATION_UNKNOWN',
    `There is no allegation ${allegation}. List them with 'probata allegation list'.`,
    { allegation },
  );
}

/** Refusal PROOF_STANDARD_EMPTY for a standard that asks for no source at all. */
export function requireSources({ name, sufficiency }: Pick<StandardSaid, 'name' | 'sufficiency'>): void {
  if (sufficiency.every(asksForSomething)) return;
  throw new Refusal(
    'PROOF_STANDARD_EMPTY',
    `A pattern of ${name} asks for no source at all, so that everything would be proved. Give at least one of w3, w2, w1 a number above 0.`,
    { standard: name },
  );
}
