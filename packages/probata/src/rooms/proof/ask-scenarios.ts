// Questions of the what-if rail: what would change, saved scenarios run again, selections, and what is expected to stand.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { isSealed } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { exhibitsByIds } from '../vault/index.ts';
import { SOURCE_CLASSES, type Status, type WhatIfQuestion } from './case.ts';
import { Evaluation } from './evaluate.ts';
import { type GatewayLaw, gatewaysOf, standingOf } from './gateways.ts';
import { evaluate, gatewayLaw, houseWords, proofTables, statusInWords } from './look-up.ts';
import { savedSelections } from './selections.ts';
import { change, changeUnder, houseWordsShown, standardAsked, standingChange, ZERO } from './shown.ts';
import { contradiction, merger, type ScenarioSaved, selectionRule, status } from './types.ts';
import type { ProofTables } from './view.ts';
import { askWhatIf, type Change } from './what-if.ts';

const changesShown = {
  /** Every allegation, changed or not; `standing`: once the gateways of its obligation are counted. */
  allegations: z.array(change.extend({ text: z.string(), words: z.string(), standing: standingChange })),
  nodes: z.array(changeUnder),
  facts: z.array(changeUnder),
};

type Asked = Omit<ScenarioSaved, 'title'>;

/** The question with its selections read out: who is in them now. Refusal PROOF_SELECTION_UNKNOWN. */
function readOut(evaluation: Evaluation, asked: Asked): WhatIfQuestion {
  const { excludeSelections = [], ...rest } = asked;
  const chosen = excludeSelections.flatMap((id) => {
    const found = evaluation.index.selections.find((one) => one.id === id);
    if (found === undefined)
      throw new Refusal(
        'PROOF_SELECTION_UNKNOWN',
        `There is no selection ${id} in force. List them with 'probata selection list'.`,
        { selection: id },
      );
    return found.exhibits;
  });
  return { ...rest, exclude: [...new Set([...asked.exclude, ...chosen])] };
}

function changesOf(evaluation: Evaluation, asked: Asked, notice: string | null, gates: GatewayLaw) {
  const { index } = evaluation;
  const answer = askWhatIf(evaluation, readOut(evaluation, asked));
  const labelled = (label: (id: string) => string) => (one: Change) => {
    const at = one.id.lastIndexOf('@');
    const id = one.id.slice(0, at);
    return {
      id,
      standard: one.id.slice(at + 1),
      before: one.before,
      after: one.after,
      label: label(id),
    };
  };
  return {
    allegations: answer.allegations.map((one) => {
      const allegation = index.allegations.find(({ id }) => id === one.id);
      const profile = index.profiles.get(allegation?.profile ?? '');
      const standing = (reached: Status, world: Evaluation): Status =>
        allegation === undefined ? reached : standingOf(reached, gatewaysOf(world, allegation, gates));
      return {
        ...one,
        text: allegation?.text ?? one.id,
        words: statusInWords(one.after, profile, notice),
        standing: { before: standing(one.before, evaluation), after: standing(one.after, answer.world) },
      };
    }),
    nodes: answer.nodes.map(labelled((id) => index.nodes.get(id)?.label ?? id)),
    facts: answer.facts.map(labelled((id) => index.facts.get(id)?.text ?? id)),
  };
}

const whatIf = question({
  name: 'proof.what-if',
  summary: 'What changes if exhibits are excluded or struck, classes excluded, origins found to be one.',
  input: z.strictObject({
    exclude: z.array(idOf('exhibit')).default([]),
    mode: z.enum(['knock-out', 'strike']).default('knock-out'),
    excludeClasses: z.array(z.enum(SOURCE_CLASSES)).optional(),
    excludeSelections: z.array(idOf('selection')).optional(),
    merges: z.array(merger).optional(),
    contradictions: z.array(contradiction).optional(),
    standard: standardAsked,
  }),
  output: z.object({ ...houseWordsShown, ...changesShown }),
  example: { exclude: [`exh_${ZERO}`], mode: 'knock-out' },
  async answer(look, { standard, ...input }) {
    const words = await houseWords(look);
    const gates = await gatewayLaw(look);
    return { ...words, ...changesOf(await evaluate(look, standard), input, words.notice, gates) };
  },
});

const scenarioShown = z.object({
  id: z.string(),
  title: z.string(),
  by: z.string(),
  at: z.string(),
  exclude: z.array(z.string()),
  mode: z.enum(['knock-out', 'strike']),
  excludeClasses: z.array(z.string()),
  excludeSelections: z.array(z.string()),
  merges: z.array(merger),
  contradictions: z.array(contradiction),
});

interface SavedScenario {
  readonly shown: z.input<typeof scenarioShown>;
  readonly asked: Asked;
}

function savedScenario(row: ProofTables['proof_scenario']): SavedScenario[] {
  const said = fromJson<ScenarioSaved>(row.said);
  if (said === undefined) return [];
  const { title, ...asked } = said;
  return [
    {
      asked,
      shown: {
        id: row.id,
        title,
        by: row.by,
        at: row.at,
        exclude: said.exclude,
        mode: said.mode,
        excludeClasses: said.excludeClasses ?? [],
        excludeSelections: said.excludeSelections ?? [],
        merges: said.merges ?? [],
        contradictions: said.contradictions ?? [],
      },
    },
  ];
}

/** A scenario whose selection was withdrawn cannot be run; its list says so instead of failing as a whole. */
function runOr(run: () => ReturnType<typeof changesOf>): ReturnType<typeof changesOf> | string {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.message;
    throw thrown;
  }
}

const scenarioList = question({
  name: 'scenario.list',
  summary: 'The saved what-ifs, each run again on the matter as it is now: which allegations change.',
  input: z.strictObject({}),
  output: z.object({
    ...houseWordsShown,
    scenarios: z.array(
      scenarioShown.extend({
        changed: z.array(change.extend({ text: z.string(), words: z.string(), standing: standingChange })),
        elements: z.number(),
        facts: z.number(),
        /** Why it cannot be run now, if it cannot. */
        fault: z.string().nullable(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const rows = await proofTables(look)
      .selectFrom('proof_scenario')
      .selectAll()
      .where('withdrawn', 'is', null)
      .orderBy('seq')
      .execute();
    const words = await houseWords(look);
    const gates = await gatewayLaw(look);
    const evaluation = await evaluate(look);
    return {
      ...words,
      scenarios: rows.flatMap(savedScenario).map(({ shown, asked }) => {
        const run = runOr(() => changesOf(evaluation, asked, words.notice, gates));
        if (typeof run === 'string') return { ...shown, changed: [], elements: 0, facts: 0, fault: run };
        return {
          ...shown,
          changed: run.allegations.filter(
            ({ before, after, standing }) => before !== after || standing.before !== standing.after,
          ),
          elements: run.nodes.length,
          facts: run.facts.length,
          fault: null,
        };
      }),
    };
  },
});

const scenarioShow = question({
  name: 'scenario.show',
  summary: 'One saved what-if run again: every change before and after, and what was said of each.',
  input: z.strictObject({ scenario: idOf('scenario') }),
  output: z.object({
    ...houseWordsShown,
    scenario: scenarioShown,
    ...changesShown,
    verdicts: z.array(
      z.object({
        ref: z.string(),
        verdict: z.enum(['falls', 'stands']),
        because: z.string(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
  example: { scenario: `scn_${ZERO}` },
  async answer(look, { scenario }) {
    const row = await scenarioRow(look, scenario);
    const [saved] = row === undefined ? [] : savedScenario(row);
    if (saved === undefined) throw unknownScenario(scenario);
    const verdicts = await proofTables(look)
      .selectFrom('proof_verdict')
      .selectAll()
      .where('scenario', '=', scenario)
      .orderBy('at')
      .execute();
    const words = await houseWords(look);
    const evaluation = await evaluate(look);
    return {
      ...words,
      scenario: saved.shown,
      ...changesOf(evaluation, saved.asked, words.notice, await gatewayLaw(look)),
      verdicts: verdicts.map(({ ref, verdict, because, by, at }) => ({
        ref,
        verdict: verdict === 'falls' ? ('falls' as const) : ('stands' as const),
        because,
        by,
        at,
      })),
    };
  },
});

export async function scenarioRow(
  look: Look,
  id: string,
): Promise<ProofTables['proof_scenario'] | undefined> {
  return proofTables(look)
    .selectFrom('proof_scenario')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawn', 'is', null)
    .executeTakeFirst();
}

export function unknownScenario(scenario: string): Refusal {
  return new Refusal(
    'PROOF_SCENARIO_UNKNOWN',
    `There is no scenario ${scenario} in force. List them with 'probata scenario list'.`,
    { scenario },
  );
}

const selectionList = question({
  name: 'selection.list',
  summary: 'The saved selections with the exhibits that are in each now.',
  input: z.strictObject({}),
  output: z.object({
    selections: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        /** Named by a person, whatever the rule says. */
        named: z.array(z.string()),
        rule: selectionRule.nullable(),
        /** Of the exhibits that are cited. */
        exhibits: z.array(z.object({ id: z.string(), title: z.string() })),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const saved = await savedSelections(look);
    const { index } = await evaluate(look);
    return {
      selections: saved.map((one) => ({
        ...one,
        named: [...one.named],
        exhibits: (index.selections.find(({ id }) => id === one.id)?.exhibits ?? []).map((id) => ({
          id,
          title: index.exhibits.get(id)?.title ?? id,
        })),
      })),
    };
  },
});

const expectationList = question({
  name: 'expectation.list',
  summary: 'What somebody expects to stand without certain exhibits, and whether it does.',
  input: z.strictObject({}),
  output: z.object({
    expectations: z.array(
      z.object({
        id: z.string(),
        allegation: z.string(),
        node: z.string().nullable(),
        level: status,
        standard: z.string(),
        without: z.array(z.string()),
        note: z.string().nullable(),
        status,
        holds: z.boolean(),
        sentence: z.string(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const rows = await proofTables(look)
      .selectFrom('proof_expectation')
      .selectAll()
      .where('withdrawn', 'is', null)
      .orderBy('seq')
      .execute();
    const evaluation = await evaluate(look);
    const titles = await titlesOf(look, rows);
    return { expectations: rows.flatMap((one) => judged(evaluation, one, titles)) };
  },
});

interface ExpectationSaid {
  readonly allegation: string;
  readonly node?: string;
  readonly level: z.output<typeof status>;
  readonly standard?: string;
  readonly without: string[];
  readonly note?: string;
}

/** The names of the exhibits that expectations speak of: also of those that nothing cites. */
async function titlesOf(
  look: Look,
  rows: readonly ProofTables['proof_expectation'][],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(rows.flatMap((row) => fromJson<ExpectationSaid>(row.said)?.without ?? []));
  return new Map(
    [...(await exhibitsByIds(look, [...ids]))].map(([id, { title }]) => [
      id,
      isSealed(title) ? 'Sealed exhibit' : title,
    ]),
  );
}

/** Judged on the matter as it is now. One about an allegation that was withdrawn is not judged, and not shown. */
function judged(
  before: Evaluation,
  one: ProofTables['proof_expectation'],
  titles: ReadonlyMap<string, string>,
) {
  const said = fromJson<ExpectationSaid>(one.said);
  const allegation = before.index.allegations.find((candidate) => candidate.id === said?.allegation);
  if (said === undefined || allegation === undefined) return [];
  const world = { absent: new Set(said.without), struck: new Set<string>(), added: new Map() };
  const after = new Evaluation(before.index, world);
  const profile = said.standard ?? allegation.profile;
  const node = said.node === undefined ? undefined : before.index.nodes.get(said.node);
  if (said.node !== undefined && node === undefined) return [];
  const found =
    node === undefined ? after.allegation({ ...allegation, profile }) : after.node(node.id, profile);
  const ranks = status.options;
  const holds = ranks.indexOf(found) >= ranks.indexOf(said.level);
  const label = node === undefined ? (allegation.text ?? allegation.id) : (node.label ?? node.id);
  const without = said.without.map((id) => `“${titles.get(id) ?? id}”`).join(', ');
  return [
    {
      id: one.id,
      allegation: said.allegation,
      node: said.node ?? null,
      level: said.level,
      standard: profile,
      without: said.without,
      note: said.note ?? null,
      status: found,
      holds,
      sentence: holds
        ? `“${label}” stands at ${said.level} or better without ${without}.`
        : `“${label}” was expected to be ${said.level} without ${without}; it is ${found}.`,
      by: one.by,
      at: one.at,
    },
  ];
}

export const SCENARIO_QUESTIONS: readonly Question[] = [
  whatIf,
  scenarioList,
  scenarioShow,
  selectionList,
  expectationList,
];
