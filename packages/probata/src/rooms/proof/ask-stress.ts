// Questions about how firmly an allegation stands: what falls, on what few exhibits it rests, what would contest it.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { elementNames } from './ask-allegations.ts';
import { type CaseAllegation, UNIT_KINDS } from './case.ts';
import { elementsOf } from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import { heldCase } from './held.ts';
import { type Joined, joinGateways } from './join-gateways.ts';
import { analyse, ORDINARY_LIMITS } from './knock-out.ts';
import { findLeanest } from './leanest.ts';
import { allegationIn, evaluate, gatewayLaw, type HouseWords, houseWords } from './look-up.ts';
import { jsonCount } from './prove.ts';
import { ALLEGATION, houseWordsShown, standardAsked, stressShown } from './shown.ts';
import { status } from './types.ts';
import { fallInWords, unitName, weakestPoints } from './weakest.ts';
import { findExposures } from './what-if.ts';

/** Whether the gateways before an allegation are counted with it, as they are in its standing. */
export const withGateways = z.boolean().default(true);
/** The gateways that were counted, by their headings. */
export const gatewaysCounted = z.array(z.string());

/** The allegation as it is asked about: with its gateways, or in itself. */
export async function askedAbout(
  look: Look,
  id: string,
  { standard, gateways }: { readonly standard?: string | undefined; readonly gateways: boolean },
): Promise<Joined> {
  const evaluation = await evaluate(look, standard);
  const allegation = allegationIn(evaluation, id);
  return gateways
    ? joinGateways(evaluation, allegation, await gatewayLaw(look))
    : { evaluation, allegation, gateways: [] };
}

/** The complete count is a task (stress.run); asked here, it gives way to a truncated one at this many nodes and says so. */
const NODES_AT_ONCE = 400_000;

/** One analysis as it is shown. @param listed most sets listed; the counts are of all */
export function stressOf(
  evaluation: Evaluation,
  allegation: CaseAllegation,
  asked: { by: (typeof UNIT_KINDS)[number]; level: z.output<typeof status>; order: number | null },
  nodes: number,
  listed = 500,
): z.input<typeof stressShown> {
  const { by, level, order } = asked;
  const limits = { ...ORDINARY_LIMITS, nodes, listed, pivotalWhenTruncated: true };
  const analysis = analyse(evaluation.index, allegation, { by, level, maxOrder: order }, limits);
  const bySize = (counts: readonly bigint[]) =>
    Object.fromEntries(counts.flatMap((n, size) => (n > 0n ? [[String(size), jsonCount(n)]] : [])));
  const importance = (analysis.importance ?? []).slice(0, 200);
  const cuts = analysis.minimalCutSets.slice(0, listed).map((set) => [...set]);
  const pathSets = analysis.minimalPathSets?.slice(0, 200).map((set) => [...set]);
  const named = new Set([...cuts.flat(), ...(pathSets ?? []).flat(), ...importance.map(({ unit }) => unit)]);
  return {
    by,
    status: evaluation.allegation(allegation),
    level,
    order: analysis.maxOrder,
    truncated: analysis.truncatedBecause ?? null,
    cuts,
    count: bySize(analysis.countByOrder),
    sentence: fallInWords(analysis, evaluation.allegation(allegation), (unit) =>
      unitName(evaluation.index, by, unit),
    ),
    paths: analysis.pathsByOrder === undefined ? null : bySize(analysis.pathsByOrder),
    pathSets: pathSets ?? null,
    importance: importance.map(({ unit, cutsByOrder, pivotal, of }) => ({
      unit,
      cuts: bySize(cutsByOrder),
      pivotal: pivotal === undefined ? null : jsonCount(pivotal),
      of: jsonCount(of),
    })),
    names: Object.fromEntries([...named].map((unit) => [unit, unitName(evaluation.index, by, unit)])),
  };
}

const lean = z.object({
  set: z.array(z.string()),
  exhibits: z.number(),
  sealed: z.number(),
  overrides: z.number(),
  pages: z.number(),
});

const allegationStress = question({
  name: 'allegation.stress',
  summary:
    'What falls: minimal cut sets by exhibit, origin, class or saved selection, linchpins first; what suffices.',
  input: z.strictObject({
    allegation: idOf('allegation'),
    by: z.enum(UNIT_KINDS).default('exhibit'),
    level: status.default('proved'),
    order: z.number().int().min(1).max(6).nullable().default(3),
    standard: standardAsked,
    /** False: the allegation in itself, whatever stands before it. */
    gateways: withGateways,
  }),
  output: stressShown.extend({ ...houseWordsShown, gateways: gatewaysCounted, leanest: z.array(lean) }),
  example: { allegation: ALLEGATION, by: 'exhibit', order: 3 },
  async answer(look, { allegation: id, by, level, order, standard, gateways }) {
    const words = await houseWords(look);
    const { answers } = await heldCase(look);
    const { evaluation, allegation, gateways: counted } = await askedAbout(look, id, { standard, gateways });
    const key = ['stress', id, by, level, order, gateways, standard ?? ''].join(' ');
    const known = answers.get(key) as Omit<StressAnswer, keyof HouseWords> | undefined;
    if (known !== undefined) return { ...known, ...words };
    const found = stressOf(evaluation, allegation, { by, level, order }, NODES_AT_ONCE);
    const { proofs } = findLeanest(evaluation.index, allegation, level, 3, NODES_AT_ONCE, 20_000);
    const answer = {
      ...found,
      gateways: [...counted],
      names: {
        ...found.names,
        ...Object.fromEntries(
          proofs.flatMap(({ set }) => set).map((unit) => [unit, unitName(evaluation.index, 'exhibit', unit)]),
        ),
      },
      leanest: proofs.map((proof) => ({ ...proof, set: [...proof.set] })),
    };
    answers.set(key, answer);
    return { ...answer, ...words };
  },
});
type StressAnswer = z.input<typeof stressShown> &
  HouseWords & { gateways: string[]; leanest: z.input<typeof lean>[] };

const allegationWeakest = question({
  name: 'allegation.weakest',
  summary:
    'The weakest points in sentences: on which few exhibits, origins or selections each element rests.',
  input: z.strictObject({
    allegation: idOf('allegation'),
    by: z.enum(UNIT_KINDS).default('exhibit'),
    order: z.number().int().min(1).max(4).default(2),
    standard: standardAsked,
    /** False: the allegation in itself, whatever stands before it. */
    gateways: withGateways,
  }),
  output: z.object({
    ...houseWordsShown,
    order: z.number(),
    gateways: gatewaysCounted,
    points: z.array(
      z.object({
        ref: z.string(),
        label: z.string(),
        status,
        sets: z.array(z.array(z.string())),
        size: z.number().nullable(),
        sentence: z.string(),
      }),
    ),
  }),
  example: { allegation: ALLEGATION, by: 'exhibit' },
  async answer(look, { allegation: id, by, order, standard, gateways }) {
    const named = await elementNames(look);
    const words = await houseWords(look);
    const alone = await askedAbout(look, id, { standard, gateways: false });
    const own = elementsOf(alone.evaluation.index, alone.allegation, named);
    const { evaluation, allegation, gateways: counted } = await askedAbout(look, id, { standard, gateways });
    // Of a gateway, the elements that some other allegation answers.
    const before =
      counted.length === 0
        ? []
        : elementsOf(evaluation.index, allegation, named).filter(
            ({ node }) => named.get(node.id) != null && !own.some((one) => one.node.id === node.id),
          );
    const elements = [...own, ...before];
    return {
      ...words,
      order,
      gateways: [...counted],
      points: weakestPoints(evaluation, allegation, elements, by, order).map((one) => ({
        ...one,
        sets: one.sets.slice(0, 50).map((set) => [...set]),
      })),
    };
  },
});

const allegationExposures = question({
  name: 'allegation.exposures',
  summary:
    'Facts that one new contradiction would turn contested, each with the lightest weight that would do it.',
  input: z.strictObject({ allegation: idOf('allegation'), standard: standardAsked }),
  output: z.object({
    ...houseWordsShown,
    exposures: z.array(
      z.object({
        fact: z.string(),
        text: z.string(),
        standard: z.string(),
        weight: z.number(),
        sentence: z.string(),
      }),
    ),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, { allegation: id, standard }) {
    const words = await houseWords(look);
    const evaluation = await evaluate(look, standard);
    const allegation = allegationIn(evaluation, id);
    return {
      ...words,
      exposures: findExposures(evaluation.index, allegation).map(({ fact, profile, weight }) => {
        const text = evaluation.index.facts.get(fact)?.text ?? fact;
        return {
          fact,
          text,
          standard: profile,
          weight,
          sentence: `“${text}” would be contested after one unanswered contradiction of weight ${weight}.`,
        };
      }),
    };
  },
});

export const STRESS_QUESTIONS: readonly Question[] = [
  allegationStress,
  allegationWeakest,
  allegationExposures,
];
