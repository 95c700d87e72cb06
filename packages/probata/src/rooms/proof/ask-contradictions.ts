// Contradiction cards: for one fact, what supports and what undermines it, with dates and origins side by side.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type DateStatement, dateStatement } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import { citationsOf } from '../record/index.ts';
import { wordOfFact } from './elements.ts';
import type { Evaluation, WeighedPassage } from './evaluate.ts';
import { evaluate, houseWords } from './look-up.ts';
import { daysOf } from './selections.ts';
import { cellWord, houseWordsShown, ZERO } from './shown.ts';
import { status } from './types.ts';

const passageShown = z.object({
  citation: z.string(),
  /** The passage cited, by which the reader lands on its words; null when it is not known any more. */
  passage: z.string().nullable(),
  exhibit: z.string(),
  title: z.string(),
  pin: z.string(),
  class: z.string(),
  /** The origin that counts, after mergers. */
  origin: z.string(),
  weight: z.number(),
  rules: z.array(z.string()),
  /** When the exhibit was made, in EDTF. */
  made: z.string().nullable(),
  /** When what it tells of happened, if the citation says so. */
  event: dateStatement.nullable(),
  /** Under which standards it is material: unanswered, heavy enough and not outweighed. Contradictions only. */
  materialUnder: z.array(z.string()),
  answer: z
    .object({
      kind: z.enum(['argument', 'evidence']),
      reason: z.string(),
      exhibits: z.array(z.object({ id: z.string(), title: z.string(), live: z.boolean() })),
      by: z.string(),
      at: z.string(),
      /** False when an exhibit it rests on is no longer live: the contradiction then counts again. */
      holds: z.boolean(),
    })
    .nullable(),
});

const card = z.object({
  fact: z.string(),
  text: z.string(),
  word: cellWord,
  statuses: z.array(z.object({ standard: z.string(), status })),
  supports: z.array(passageShown),
  undermines: z.array(passageShown),
  /** How many independent origins there are on each side. */
  origins: z.object({ for: z.number(), against: z.number() }),
  /** The same origin speaks on both sides. */
  divided: z.array(z.string()),
  sentence: z.string(),
});

const contradictionList = question({
  name: 'contradiction.list',
  summary:
    'Contradiction cards: each fact with what supports and what undermines it, dates and origins side by side.',
  input: z.strictObject({
    fact: idOf('fact').optional(),
    /** Only those in which a contradiction is material under some standard in use. */
    open: z.boolean().default(false),
  }),
  output: z.object({ ...houseWordsShown, cards: z.array(card) }),
  example: { fact: `fact_${ZERO}` },
  async answer(look, input) {
    const cited = new Map(
      (await citationsOf(look, input.fact)).map((citation) => [
        citation.id as string,
        { event: citation.eventAt, passage: citation.passage as string },
      ]),
    );
    const made = await daysOf(look);
    const words = await houseWords(look);
    const evaluation = await evaluate(look);
    const asked = input.fact === undefined ? [...evaluation.index.contradicting.keys()] : [input.fact];
    const standards = standardsAsked(evaluation);
    const cards = asked
      .filter((fact) => evaluation.index.facts.has(fact))
      .filter(
        (fact) => input.fact !== undefined || (evaluation.index.contradicting.get(fact) ?? []).length > 0,
      )
      .map((fact) => cardOf(evaluation, fact, standards.get(fact) ?? ['balance'], { cited, made }));
    return {
      ...words,
      cards: input.open
        ? cards.filter(({ undermines }) => undermines.some(({ materialUnder }) => materialUnder.length > 0))
        : cards,
    };
  },
});

/** Under which standards each fact is asked by the allegations in force and the defences to them. */
function standardsAsked(evaluation: Evaluation): ReadonlyMap<string, string[]> {
  const { index } = evaluation;
  const found = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const visit = (ref: string, profile: string): void => {
    if (seen.has(`${ref}@${profile}`)) return;
    seen.add(`${ref}@${profile}`);
    const id = ref.slice(5);
    if (ref.startsWith('node:')) {
      const node = index.nodes.get(id);
      for (const part of node?.of ?? []) visit(part, node?.profile ?? profile);
      return;
    }
    found.set(id, (found.get(id) ?? new Set()).add(profile));
    for (const { from } of index.facts.get(id)?.inferences ?? [])
      for (const premise of from) visit(`fact:${premise}`, profile);
  };
  for (const { root, profile, defences = [] } of index.allegations) {
    visit(root, profile);
    for (const defence of defences) visit(defence.root, defence.profile ?? profile);
  }
  return new Map([...found].map(([fact, profiles]) => [fact, [...profiles]]));
}

interface Dates {
  readonly cited: ReadonlyMap<string, { readonly event: DateStatement | null; readonly passage: string }>;
  readonly made: ReadonlyMap<string, string>;
}

function cardOf(evaluation: Evaluation, fact: string, standards: readonly string[], dates: Dates) {
  const { index } = evaluation;
  const results = standards.map((standard) => evaluation.fact(fact, standard));
  const shown = (weighed: WeighedPassage) => ({
    citation: weighed.passage.id,
    passage: dates.cited.get(weighed.passage.id)?.passage ?? null,
    exhibit: weighed.exhibit.id,
    title: weighed.exhibit.title,
    pin: weighed.passage.pin,
    class: weighed.exhibit.class,
    origin: weighed.group,
    weight: weighed.weight,
    rules: [...weighed.rules],
    made: dates.made.get(weighed.exhibit.id) ?? null,
    event: dates.cited.get(weighed.passage.id)?.event ?? null,
    materialUnder: results
      .filter(({ material }) => material.some(({ passage }) => passage.id === weighed.passage.id))
      .map(({ profile }) => profile.id),
    answer: answerOf(evaluation, weighed),
  });
  const live = (list: readonly WeighedPassage[] | undefined) =>
    (list ?? []).filter(({ exhibit }) => exhibit.status === 'offered');
  const supports = live(index.supporting.get(fact)).map(shown);
  const undermines = live(index.contradicting.get(fact)).map(shown);
  const originsFor = new Set(supports.filter(({ weight }) => weight > 0).map(({ origin }) => origin));
  const originsAgainst = new Set(undermines.filter(({ weight }) => weight > 0).map(({ origin }) => origin));
  const [first] = results;
  const text = index.facts.get(fact)?.text ?? fact;
  const open = undermines.filter(({ materialUnder }) => materialUnder.length > 0).length;
  return {
    fact,
    text,
    word: first === undefined ? ('empty' as const) : wordOfFact(first),
    statuses: results.map(({ profile, status: reached }) => ({ standard: profile.id, status: reached })),
    supports,
    undermines,
    origins: { for: originsFor.size, against: originsAgainst.size },
    divided: [...originsFor].filter((origin) => originsAgainst.has(origin)),
    sentence: `“${text}”: ${origins(originsFor.size)} for it, ${origins(originsAgainst.size)} against; ${open === 0 ? 'no contradiction stands that weighs' : `${open} of ${undermines.length} contradicting passages stand and weigh`}.`,
  };
}

function origins(n: number): string {
  return n === 0 ? 'no origin' : n === 1 ? 'one origin' : `${n} independent origins`;
}

function answerOf(evaluation: Evaluation, { passage }: WeighedPassage) {
  const { answer } = passage;
  if (answer === undefined) return null;
  const exhibits = answer.exhibits.map((id) => {
    const exhibit = evaluation.index.exhibits.get(id);
    return { id, title: exhibit?.title ?? id, live: exhibit?.status === 'offered' };
  });
  return {
    kind: answer.kind,
    reason: answer.reason,
    by: answer.by,
    at: answer.at,
    exhibits,
    holds: answer.kind === 'argument' || exhibits.every(({ live }) => live),
  };
}

export const CONTRADICTION_QUESTIONS: readonly Question[] = [contradictionList];
