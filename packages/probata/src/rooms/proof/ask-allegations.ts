// Questions about one allegation: its elements, why it stands as it does, what is missing, what falls, where it is weakest.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type CaseAllegation, UNIT_KINDS } from './case.ts';
import { balanceOf, elementsOf, nodesUnder, wordOf, wordOfFact } from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import { explainAllegation } from './explain.ts';
import { type GatewayLaw, gatewaysOf, standingInWords, standingOf } from './gateways.ts';
import { heldCase } from './held.ts';
import { type Joined, joinGateways } from './join-gateways.ts';
import { analyse, ORDINARY_LIMITS } from './knock-out.ts';
import { findLeanest } from './leanest.ts';
import {
  allegationIn,
  evaluate,
  gatewayLaw,
  type HouseWords,
  houseWords,
  proofTables,
  statusInWords,
} from './look-up.ts';
import { gapsWithPlaces } from './places.ts';
import { jsonCount } from './prove.ts';
import {
  ALLEGATION,
  allegationShown,
  cellWord,
  explanation,
  flagsShown,
  houseWordsShown,
  standardAsked,
  stressShown,
} from './shown.ts';
import { status } from './types.ts';
import { fallInWords, unitName, weakestPoints } from './weakest.ts';
import { findExposures } from './what-if.ts';

/** What the ledger says of allegations beyond what is evaluated: the obligation, and which one it answers. */
export async function extrasOf(
  look: Look,
): Promise<ReadonlyMap<string, { readonly obligation: string | null; readonly rivalOf: string | null }>> {
  const rows = await proofTables(look)
    .selectFrom('proof_allegation')
    .select(['id', 'obligation', 'rival_of'])
    .execute();
  return new Map(rows.map((row) => [row.id, { obligation: row.obligation, rivalOf: row.rival_of }]));
}

/** Which element of a pack each node answers. */
export async function elementNames(look: Look): Promise<ReadonlyMap<string, string | null>> {
  const rows = await proofTables(look).selectFrom('proof_node').select(['id', 'element']).execute();
  return new Map(rows.map((row) => [row.id, row.element]));
}

export function allegationLine(
  evaluation: Evaluation,
  allegation: CaseAllegation,
  extras: Awaited<ReturnType<typeof extrasOf>>,
  words: HouseWords,
  gates: GatewayLaw,
): z.input<typeof allegationShown> {
  const reached = evaluation.allegation(allegation);
  const gateways = gatewaysOf(evaluation, allegation, gates);
  return {
    id: allegation.id,
    text: allegation.text ?? allegation.id,
    kind: allegation.kind ?? 'merits',
    standard: allegation.profile,
    status: reached,
    words: statusInWords(reached, evaluation.index.profiles.get(allegation.profile), words.notice),
    by: [...(allegation.by ?? [])],
    against: [...(allegation.against ?? [])],
    obligation: extras.get(allegation.id)?.obligation ?? null,
    rivalOf: extras.get(allegation.id)?.rivalOf ?? null,
    gaps: gapCount(evaluation, allegation),
    defencesLive: evaluation.liveDefences(allegation).length,
    gateways: gateways.map(({ provision, heading, status: at }) => ({ provision, heading, status: at })),
    standing: standingOf(reached, gateways),
    standingWords: standingInWords(reached, gateways),
  };
}

/** Facts and elements that stand in some smallest set that would carry it. */
function gapCount(evaluation: Evaluation, allegation: CaseAllegation): number {
  const { items, places } = gapsWithPlaces(evaluation, allegation);
  return items.length + places.length;
}

const allegationList = question({
  name: 'allegation.list',
  summary: 'The allegations with their statuses, each under its standard (a house rule).',
  input: z.strictObject({ standard: standardAsked }),
  output: z.object({ ...houseWordsShown, allegations: z.array(allegationShown) }),
  example: {},
  async answer(look, input) {
    const extras = await extrasOf(look);
    const words = await houseWords(look);
    // Without an allegation there is nothing to evaluate, however many facts there are.
    if (extras.size === 0 && input.standard === undefined) return { ...words, allegations: [] };
    const gates = await gatewayLaw(look);
    const evaluation = await evaluate(look, input.standard);
    return {
      ...words,
      allegations: evaluation.index.allegations.map((allegation) =>
        allegationLine(evaluation, allegation, extras, words, gates),
      ),
    };
  },
});

const element = z.object({
  id: z.string(),
  label: z.string(),
  depth: z.number(),
  op: z.string(),
  element: z.string().nullable(),
  standard: z.string(),
  status,
  word: cellWord,
  facts: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      status,
      word: cellWord,
      for: z.number(),
      against: z.number(),
      material: z.number(),
      flags: flagsShown,
    }),
  ),
});

function elementLines(
  evaluation: Evaluation,
  root: string,
  standard: string,
  by: readonly string[],
  named: ReadonlyMap<string, string | null>,
): z.input<typeof element>[] {
  return nodesUnder(evaluation.index, root, standard).map(({ node, profile, depth }) => ({
    id: node.id,
    label: node.label ?? node.id,
    depth,
    op: node.op,
    element: named.get(node.id) ?? null,
    standard: profile,
    status: evaluation.node(node.id, profile),
    word: wordOf(evaluation, `node:${node.id}`, profile),
    facts: node.of.flatMap((part) => {
      if (!part.startsWith('fact:')) return [];
      const result = evaluation.fact(part.slice(5), profile);
      return [
        {
          id: result.fact.id,
          text: result.fact.text,
          status: result.status,
          word: wordOfFact(result),
          ...balanceOf(evaluation, [result]),
          flags: evaluation.flags(result, by),
        },
      ];
    }),
  }));
}

const allegationElements = question({
  name: 'allegation.elements',
  summary: 'An allegation element by element: what answers each, for and against; and the defences to it.',
  input: z.strictObject({ allegation: idOf('allegation'), standard: standardAsked }),
  output: z.object({
    ...houseWordsShown,
    allegation: allegationShown.pick({ id: true, text: true, standard: true, status: true, words: true }),
    elements: z.array(element),
    /** For the party that bears the burden to show, on the passages entered for it. `live`: at least arguable. */
    defences: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        burden: z.string().nullable(),
        standard: z.string(),
        status,
        live: z.boolean(),
        elements: z.array(element),
      }),
    ),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, input) {
    const named = await elementNames(look);
    const words = await houseWords(look);
    const evaluation = await evaluate(look, input.standard);
    const allegation = allegationIn(evaluation, input.allegation);
    const reached = evaluation.allegation(allegation);
    const live = new Set(evaluation.liveDefences(allegation));
    return {
      ...words,
      allegation: {
        id: allegation.id,
        text: allegation.text ?? '',
        standard: allegation.profile,
        status: reached,
        words: statusInWords(reached, evaluation.index.profiles.get(allegation.profile), words.notice),
      },
      elements: elementLines(evaluation, allegation.root, allegation.profile, allegation.by ?? [], named),
      defences: (allegation.defences ?? []).map((defence) => {
        const standard = defence.profile ?? allegation.profile;
        const bearer = defence.burden === undefined ? [] : [defence.burden];
        return {
          id: defence.id,
          text: defence.text ?? defence.id,
          burden: defence.burden ?? null,
          standard,
          status: evaluation.status(defence.root, standard),
          live: live.has(defence.id),
          elements: elementLines(evaluation, defence.root, standard, bearer, named),
        };
      }),
    };
  },
});

const allegationExplain = question({
  name: 'allegation.explain',
  summary: 'Why an allegation has its status, from the root down to the passages, one sentence a rule.',
  input: z.strictObject({
    allegation: idOf('allegation'),
    standard: standardAsked,
    depth: z.number().int().min(1).max(64).default(64),
  }),
  output: z.object({ ...houseWordsShown, explanation }),
  example: { allegation: ALLEGATION },
  async answer(look, { allegation, standard: under, depth }) {
    const words = await houseWords(look);
    const evaluation = await evaluate(look, under);
    return {
      ...words,
      explanation: explainAllegation(evaluation, allegationIn(evaluation, allegation), depth),
    };
  },
});

const allegationGaps = question({
  name: 'allegation.gaps',
  summary:
    'What is missing: the smallest sets of facts that would carry the allegation, and the shortest way to each.',
  input: z.strictObject({ allegation: idOf('allegation'), standard: standardAsked }),
  output: z.object({
    status,
    sets: z.array(z.array(z.string())),
    more: z.boolean(),
    items: z.array(
      z.object({
        fact: z.string(),
        text: z.string(),
        profile: z.string(),
        status,
        ways: z.array(z.object({ w3: z.number(), w2: z.number(), w1: z.number(), steps: z.number() })),
        /** Contradicting passages that must be answered first. */
        toAnswer: z.array(z.string()),
        throughInference: z.array(z.object({ inference: z.string(), missing: z.array(z.string()) })),
        /** To-dos still open for it. */
        todos: z.array(z.string()),
      }),
    ),
    /** Elements that no fact answers yet; in `sets` each stands as `node:…`. */
    places: z.array(
      z.object({ node: z.string(), label: z.string(), profile: z.string(), todos: z.array(z.string()) }),
    ),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, input) {
    const open = Map.groupBy(
      await proofTables(look)
        .selectFrom('proof_todo')
        .select(['id', 'fact', 'node'])
        .where('outcome', 'is', null)
        .orderBy('seq')
        .execute(),
      (row) => row.fact ?? row.node,
    );
    const evaluation = await evaluate(look, input.standard);
    const allegation = allegationIn(evaluation, input.allegation);
    const gaps = gapsWithPlaces(evaluation, allegation);
    return {
      status: evaluation.allegation(allegation),
      sets: gaps.sets.map((set) => [...set]),
      more: gaps.more,
      items: gaps.items.map((item) => ({
        fact: item.fact,
        text: evaluation.index.facts.get(item.fact)?.text ?? item.fact,
        profile: item.profile,
        status: item.status,
        ways: item.shortfalls.map((way) => ({ ...way.wants, steps: way.steps })),
        toAnswer: [...item.toAnswer],
        throughInference: item.throughInference.map(({ inference, missing }) => ({
          inference,
          missing: [...missing],
        })),
        todos: (open.get(item.fact) ?? []).map((row) => row.id),
      })),
      places: gaps.places.map(({ node, profile }) => ({
        node: node.id,
        label: node.label ?? node.id,
        profile,
        todos: (open.get(node.id) ?? []).map((row) => row.id),
      })),
    };
  },
});

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

const overrideList = question({
  name: 'override.list',
  summary:
    'Statuses and weights set by a person in place of the rules: who, when and why; also those taken back.',
  input: z.strictObject({}),
  output: z.object({
    statuses: z.array(
      z.object({
        fact: z.string(),
        text: z.string(),
        to: status.nullable(),
        reason: z.string(),
        by: z.string(),
        at: z.string(),
        /** The one that counts now; earlier ones and those taken back do not. */
        inForce: z.boolean(),
      }),
    ),
    weights: z.array(
      z.object({
        citation: z.string(),
        fact: z.string(),
        exhibit: z.string(),
        to: z.number(),
        reason: z.string(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const rows = await proofTables(look)
      .selectFrom('proof_override_history')
      .selectAll()
      .orderBy('seq')
      .execute();
    const last = new Map(rows.map((row) => [row.fact, row.seq]));
    const { index } = await evaluate(look);
    return {
      statuses: rows.map(({ fact, seq, status: to, reason, by, at }) => ({
        fact,
        text: index.facts.get(fact)?.text ?? fact,
        to: to === null ? null : status.parse(to),
        reason,
        by,
        at,
        inForce: to !== null && last.get(fact) === seq,
      })),
      weights: [...index.passages.values()].flatMap(({ passage }) =>
        passage.override === undefined
          ? []
          : [
              {
                citation: passage.id,
                fact: passage.fact,
                exhibit: passage.exhibit,
                ...passage.override,
              },
            ],
      ),
    };
  },
});

export const ALLEGATION_QUESTIONS: readonly Question[] = [
  allegationList,
  allegationElements,
  allegationExplain,
  allegationGaps,
  allegationStress,
  allegationWeakest,
  allegationExposures,
  overrideList,
];
