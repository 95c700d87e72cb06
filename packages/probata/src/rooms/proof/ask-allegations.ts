// Questions about one allegation: its elements, why it stands as it does, what is missing.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { CaseAllegation } from './case.ts';
import { balanceOf, nodesUnder, wordOf, wordOfFact } from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import { explainAllegation } from './explain.ts';
import { type GatewayLaw, gatewaysOf, standingInWords, standingOf } from './gateways.ts';
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
import {
  ALLEGATION,
  allegationShown,
  cellWord,
  explanation,
  flagsShown,
  houseWordsShown,
  standardAsked,
} from './shown.ts';
import { status } from './types.ts';

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

export const ALLEGATION_QUESTIONS: readonly Question[] = [
  allegationList,
  allegationElements,
  allegationExplain,
  allegationGaps,
];
