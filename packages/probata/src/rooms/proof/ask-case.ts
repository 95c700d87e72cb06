// Questions about the case as a whole: the claim as jurisdiction and merits, each party's account, the matrix, the trays.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { boundsOf, dateStatement, edtfText, parseEdtf } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { climbed, laddersOf, provisionsOf } from '../law/index.ts';
import { factsOf, partiesOf, UNKNOWN_ORIGIN } from '../record/index.ts';
import { allegationLine, elementNames, extrasOf } from './ask-allegations.ts';
import { type CaseAllegation, rankOf, statusOfRank } from './case.ts';
import {
  balanceOf,
  type CellWord,
  elementsOf,
  factsUnder,
  factsWithoutElement,
  strongestWord,
  wordOf,
  wordOfFact,
} from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import { allegationIn, evaluate, gatewayLaw, houseWords, statusInWords } from './look-up.ts';
import { ALLEGATION, allegationShown, cell, cellWord, houseWordsShown, standardAsked } from './shown.ts';
import { status } from './types.ts';

const KINDS = ['jurisdiction', 'admissibility', 'merits', 'quantum'] as const;
type Line = z.input<typeof allegationShown>;

const side = z.object({
  kind: z.enum(KINDS),
  /** Each under its own standard; they are never merged into one. */
  roots: z.array(allegationShown),
  /** The weakest of the roots once gateways are counted, with its standard; null when none was made. */
  weakest: z.object({ id: z.string(), status, standard: z.string(), words: z.string() }).nullable(),
});

const caseView = question({
  name: 'case.view',
  summary:
    'The claim of each party: jurisdiction and admissibility beside merits and quantum, each to its own standard.',
  input: z.strictObject({}),
  output: z.object({
    ...houseWordsShown,
    claims: z.array(
      z.object({
        by: z.array(z.object({ id: z.string(), label: z.string() })),
        sides: z.array(side),
        /** The ladders of preconditions that this claimant climbs, as their rungs stand. */
        ladders: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            outcome: z.enum(['proved', 'contested', 'missing']),
            proved: z.number(),
            rungs: z.number(),
            warnings: z.array(z.string()),
          }),
        ),
        /**
         * True only when jurisdiction, admissibility and merits were all made out, each under its own house rule, with
         * their gateways, and every ladder is climbed.
         */
        complete: z.boolean(),
        sentence: z.string(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const extras = await extrasOf(look);
    const words = await houseWords(look);
    const names = new Map((await partiesOf(look)).map((party) => [party.id as string, party.label]));
    const gates = await gatewayLaw(look);
    const ladders = await ladderLines(look);
    const evaluation = await evaluate(look);
    const byClaimant = Map.groupBy(evaluation.index.allegations, (allegation) =>
      [...(allegation.by ?? [])].sort().join(' '),
    );
    return {
      ...words,
      claims: [...byClaimant.values()].map((allegations) => {
        const lines = allegations.map((one) => allegationLine(evaluation, one, extras, words, gates));
        const sides = KINDS.flatMap((kind) => {
          const roots = lines.filter((line) => line.kind === kind);
          return roots.length === 0 && kind !== 'jurisdiction' && kind !== 'merits'
            ? []
            : [{ kind, roots, weakest: weakestOf(roots, evaluation, words.notice) }];
        });
        const by = allegations[0]?.by ?? [];
        const climbing = ladders.filter(({ claimants }) => claimants.some((party) => by.includes(party)));
        const complete =
          sides.filter((one) => one.kind !== 'quantum').every((one) => one.weakest?.status === 'proved') &&
          climbing.every(({ outcome }) => outcome === 'proved');
        return {
          by: by.map((id) => ({ id, label: names.get(id) ?? id })),
          sides,
          ladders: climbing.map(({ claimants: _, ...line }) => line),
          complete,
          sentence: claimSentence(sides, climbing),
        };
      }),
    };
  },
});

function weakestOf(
  roots: readonly Line[],
  evaluation: Evaluation,
  notice: string | null,
): z.input<typeof side>['weakest'] {
  const [least] = roots.toSorted((a, b) => rankOf(a.standing) - rankOf(b.standing));
  if (least === undefined) return null;
  const { id, standing, standard } = least;
  const profile = evaluation.index.profiles.get(standard);
  const counted = standing === least.status ? '' : ', its gateways counted';
  return { id, status: standing, standard, words: `${statusInWords(standing, profile, notice)}${counted}` };
}

interface LadderLine {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'proved' | 'contested' | 'missing';
  readonly proved: number;
  readonly rungs: number;
  readonly warnings: string[];
  readonly claimants: readonly string[];
}

/** The ladders of the matter, each climbed as its best try stands. */
async function ladderLines(look: Look): Promise<readonly LadderLine[]> {
  const lines: LadderLine[] = [];
  for (const { id } of await laddersOf(look)) {
    const { held, result } = await climbed(look, id);
    const rungs = result.tries[result.best]?.rungs ?? [];
    lines.push({
      id,
      title: held.ladder.title,
      outcome: result.outcome,
      proved: rungs.filter(({ outcome }) => outcome === 'proved').length,
      rungs: rungs.length,
      warnings: [...result.warnings],
      claimants: held.claimants,
    });
  }
  return lines;
}

/** Two standards are named apart: what holds on the balance for jurisdiction says nothing of the merits. */
function claimSentence(sides: readonly z.input<typeof side>[], ladders: readonly LadderLine[]): string {
  const parts = sides.map(({ kind, roots, weakest }) =>
    weakest === null
      ? `nothing is alleged on ${kind}`
      : `${kind} is ${weakest.words}${roots.length > 1 ? `, at its weakest of ${roots.length} points` : ''}`,
  );
  const text = parts.join('; ');
  const climbing = ladders.map(
    ({ title, outcome, proved, rungs }) =>
      ` Of the ${rungs} steps of “${title}” ${proved} ${proved === 1 ? 'is' : 'are'} proved; as a whole it is ${outcome}.`,
  );
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.${climbing.join('')} The claim needs jurisdiction and merits, each to its own standard.`;
}

const factAt = z.object({ id: z.string(), text: z.string(), status, word: cellWord });

const accountList = question({
  name: 'account.list',
  summary: 'Each party’s account, judged by the same rules and shown side by side; rivals are paired.',
  input: z.strictObject({
    /** For facts under no allegation. */
    standard: standardAsked,
  }),
  output: z.object({
    ...houseWordsShown,
    accounts: z.array(
      z.object({
        party: z.object({ id: z.string(), label: z.string() }),
        allegations: z.array(allegationShown),
        /** Facts that this party's account names, under the standard asked for. */
        facts: z.array(factAt),
      }),
    ),
    pairs: z.array(
      z.object({
        allegation: allegationShown,
        rival: allegationShown,
        /** Both under one standard: two accounts to two standards cannot be compared. */
        sameStandard: z.boolean(),
        sentence: z.string(),
      }),
    ),
  }),
  example: {},
  async answer(look, { standard = 'balance' }) {
    const extras = await extrasOf(look);
    const words = await houseWords(look);
    const parties = await partiesOf(look);
    const accounts = new Map((await factsOf(look)).map((fact) => [fact.id as string, fact.account]));
    const evaluation = await evaluate(look);
    const gates = await gatewayLaw(look);
    const lines = evaluation.index.allegations.map((one) =>
      allegationLine(evaluation, one, extras, words, gates),
    );
    const named = new Map(parties.map((party) => [party.id as string, party.label]));
    for (const line of lines) for (const id of line.by) if (!named.has(id)) named.set(id, id);
    return {
      ...words,
      accounts: [...named].map(([id, label]) => ({
        party: { id, label },
        allegations: lines.filter((line) => line.by.includes(id)),
        facts: [...evaluation.index.facts.keys()]
          .filter(
            (fact) =>
              accounts.get(fact)?.includes(id) === true &&
              evaluation.index.facts.get(fact)?.withdrawn !== true,
          )
          .map((fact) => {
            const result = evaluation.fact(fact, standard);
            return { id: fact, text: result.fact.text, status: result.status, word: wordOfFact(result) };
          }),
      })),
      pairs: lines.flatMap((rival) => {
        const allegation = lines.find((line) => line.id === rival.rivalOf);
        if (allegation === undefined) return [];
        const sameStandard = allegation.standard === rival.standard;
        const sentence = `“${allegation.text}”: ${allegation.words}. “${rival.text}”: ${rival.words}.${sameStandard ? '' : ' The two are judged to different standards.'}`;
        return [{ allegation, rival, sameStandard, sentence }];
      }),
    };
  },
});

const matrix = question({
  name: 'proof.matrix',
  summary:
    'The proof matrix: elements by obligation, and for each what supports and undermines it, in words.',
  input: z.strictObject({
    allegation: idOf('allegation').optional(),
    standard: standardAsked,
    /** Columns by time in place of the parts of an element: EDTF dates or intervals, such as 2031/2032. */
    periods: z.array(edtfText).max(24).default([]),
  }),
  output: z.object({
    ...houseWordsShown,
    /** What each word means, strongest last. */
    legend: z.array(z.object({ word: cellWord, means: z.string() })),
    groups: z.array(
      z.object({
        obligation: z.string().nullable(),
        title: z.string(),
        rows: z.array(
          z.object({
            allegation: z.string(),
            node: z.string(),
            label: z.string(),
            element: z.string().nullable(),
            standard: z.string(),
            words: z.string(),
            whole: cell,
            cells: z.array(cell.extend({ column: z.string(), label: z.string() })),
          }),
        ),
      }),
    ),
    /** Facts that stand under no element. */
    withoutElement: z.array(z.object({ id: z.string(), text: z.string() })),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, { allegation, standard, periods }) {
    const named = await elementNames(look);
    const extras = await extrasOf(look);
    const words = await houseWords(look);
    const titles = new Map(
      (await provisionsOf(look)).map((one) => [one.id as string, `${one.article}: ${one.heading}`]),
    );
    const dates = periods.length === 0 ? new Map() : await datesOf(look);
    const evaluation = await evaluate(look, standard);
    const asked =
      allegation === undefined ? evaluation.index.allegations : [allegationIn(evaluation, allegation)];
    const groups = Map.groupBy(asked, (one) => extras.get(one.id)?.obligation ?? null);
    return {
      ...words,
      legend: [...LEGEND],
      groups: [...groups].map(([obligation, allegations]) => ({
        obligation,
        title: obligation === null ? 'No obligation named' : (titles.get(obligation) ?? obligation),
        rows: allegations.flatMap((one) => rowsOf(evaluation, one, named, words.notice, { periods, dates })),
      })),
      withoutElement: factsWithoutElement(evaluation.index).map((id) => ({
        id,
        text: evaluation.index.facts.get(id)?.text ?? id,
      })),
    };
  },
});

const LEGEND: readonly { readonly word: CellWord; readonly means: string }[] = [
  { word: 'empty', means: 'nothing live supports it' },
  { word: 'single origin', means: 'everything for it comes from one origin of information' },
  { word: 'contested', means: 'a contradiction that weighs stands unanswered' },
  {
    word: 'supported',
    means: 'two or more independent origins, or an inference, and nothing that weighs against',
  },
  { word: 'noticed', means: 'taken as of common knowledge' },
  { word: 'admitted', means: 'conceded by the other side' },
];

interface Columns {
  readonly periods: readonly string[];
  readonly dates: ReadonlyMap<string, string>;
}

function rowsOf(
  evaluation: Evaluation,
  allegation: CaseAllegation,
  named: ReadonlyMap<string, string | null>,
  notice: string | null,
  columns: Columns,
) {
  return elementsOf(evaluation.index, allegation, named).map(({ node, profile }) => {
    const ref = `node:${node.id}`;
    const reached = evaluation.status(ref, profile);
    return {
      allegation: allegation.id,
      node: node.id,
      label: node.label ?? node.id,
      element: named.get(node.id) ?? null,
      standard: profile,
      words: statusInWords(reached, evaluation.index.profiles.get(profile), notice),
      whole: cellOf(evaluation, ref, profile),
      cells:
        columns.periods.length > 0
          ? columns.periods.map((period) => periodCell(evaluation, ref, profile, period, columns.dates))
          : node.of.map((part) => ({
              column: part,
              label: labelOf(evaluation, part),
              ...cellOf(evaluation, part, profile),
            })),
    };
  });
}

function labelOf(evaluation: Evaluation, ref: string): string {
  const id = ref.slice(5);
  return ref.startsWith('fact:')
    ? (evaluation.index.facts.get(id)?.text ?? id)
    : (evaluation.index.nodes.get(id)?.label ?? id);
}

function cellOf(evaluation: Evaluation, ref: string, profile: string) {
  const results = factsUnder(evaluation, ref, profile);
  return {
    word: wordOf(evaluation, ref, profile),
    status: evaluation.status(ref, profile),
    ...balanceOf(evaluation, results),
    facts: results.map(({ fact }) => fact.id),
  };
}

/** A period's cell: the facts whose date may fall in it; its word and status are those of the strongest of them. */
function periodCell(
  evaluation: Evaluation,
  ref: string,
  profile: string,
  period: string,
  dates: ReadonlyMap<string, string>,
) {
  const within = boundsOf(parseEdtf(period));
  const results = factsUnder(evaluation, ref, profile).filter(({ fact }) => {
    const when = dates.get(fact.id);
    if (when === undefined) return false;
    const { earliestDay, latestDay } = boundsOf(parseEdtf(when));
    const startsInTime = earliestDay === null || within.latestDay === null || earliestDay <= within.latestDay;
    const endsInTime = latestDay === null || within.earliestDay === null || latestDay >= within.earliestDay;
    return startsInTime && endsInTime;
  });
  return {
    column: period,
    label: period,
    word: strongestWord(results),
    status: statusOfRank(Math.max(0, ...results.map((result) => rankOf(result.status)))),
    ...balanceOf(evaluation, results),
    facts: results.map(({ fact }) => fact.id),
  };
}

async function datesOf(look: Parameters<typeof factsOf>[0]): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await factsOf(look)).flatMap((fact): [string, string][] =>
      fact.when === null ? [] : [[fact.id, dateStatement.parse(fact.when).edtf]],
    ),
  );
}

const TRAYS = [
  'no-source',
  'single-origin',
  'no-element',
  'contradicted',
  'awaiting-second-reader',
  'origin-not-stated',
] as const;

const trays = question({
  name: 'proof.trays',
  summary:
    'The trays that drive the work: no source, single origin, no element, contradicted, awaiting a second reader, origin not stated.',
  input: z.strictObject({}),
  output: z.object({
    trays: z.array(
      z.object({
        tray: z.enum(TRAYS),
        means: z.string(),
        count: z.number(),
        facts: z.array(z.object({ id: z.string(), text: z.string() })),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const lying = new Map((await factsOf(look)).map((fact) => [fact.id as string, fact.trays]));
    const { index } = await evaluate(look);
    const withoutElement = new Set(factsWithoutElement(index));
    const unstated = new Set(
      [...index.passages.values()]
        .filter(({ group, passage }) => group === UNKNOWN_ORIGIN && passage.bearing !== 'context')
        .map(({ passage }) => passage.fact),
    );
    const isIn = (tray: (typeof TRAYS)[number], id: string): boolean =>
      tray === 'no-element'
        ? withoutElement.has(id)
        : tray === 'origin-not-stated'
          ? unstated.has(id)
          : lying.get(id)?.includes(tray) === true;
    return {
      trays: TRAYS.map((tray) => {
        const facts = [...index.facts.values()].filter(
          ({ id, withdrawn }) => withdrawn !== true && isIn(tray, id),
        );
        return {
          tray,
          means: TRAY_MEANS[tray],
          count: facts.length,
          facts: facts.map(({ id, text }) => ({ id, text })),
        };
      }),
    };
  },
});

const TRAY_MEANS: Readonly<Record<(typeof TRAYS)[number], string>> = {
  'no-source': 'no passage supports it',
  'single-origin': 'all that supports it is one origin of information',
  'no-element': 'nobody has said which element it serves',
  contradicted: 'a contradicting passage is not answered',
  'awaiting-second-reader': 'no second person has confirmed it',
  'origin-not-stated':
    'a passage on it names no origin, so that it counts as one with every other such passage',
};

export const CASE_QUESTIONS: readonly Question[] = [caseView, accountList, matrix, trays];
