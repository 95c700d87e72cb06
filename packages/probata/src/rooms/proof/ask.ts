// Questions of proof: statuses, explanations, gaps, what falls. Computed from the case each time; remembered by its version.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { SOURCE_CLASSES, UNIT_KINDS } from './case.ts';
import { Evaluation, indexCase } from './evaluate.ts';
import { type Explanation, explainAllegation } from './explain.ts';
import { caseOf, standardsOf } from './from-record.ts';
import { findGaps } from './gaps.ts';
import { analyse } from './knock-out.ts';
import { findLeanest } from './leanest.ts';
import { jsonCount } from './prove.ts';
import { STANDARD_DISCLAIMER } from './standards.ts';
import { standardName, status } from './types.ts';
import type { ProofTables } from './view.ts';
import { askWhatIf, type Change } from './what-if.ts';

export async function allegationRow(
  look: Look,
  id: string,
): Promise<ProofTables['proof_allegation'] | undefined> {
  return look
    .tables<ProofTables>()
    .selectFrom('proof_allegation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function nodeRow(
  look: Look,
  id: string,
): Promise<{ readonly allegation: string; readonly of: readonly string[] } | undefined> {
  const row = await look
    .tables<ProofTables>()
    .selectFrom('proof_node')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { allegation: row.allegation, of: fromJson<string[]>(row.of_refs) ?? [] };
}

/** The matter's case, laid out and evaluated as it is; with `standard`, every allegation under that one instead of its own. */
export async function evaluate(look: Look, standard?: string): Promise<Evaluation> {
  const laidOut = await caseOf(look);
  if (standard === undefined) return new Evaluation(indexCase(laidOut));
  requireStandards([standard], laidOut.profiles);
  const allegations = laidOut.allegations.map((one) => ({ ...one, profile: standard }));
  return new Evaluation(indexCase({ ...laidOut, allegations }));
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

function allegationIn(evaluation: Evaluation, id: string) {
  const allegation = evaluation.index.allegations.find((one) => one.id === id);
  if (allegation === undefined)
    throw new Refusal(
      'PROOF_ALLEGATION_UNKNOWN',
      `There is no allegation ${id} in force. List them with 'probata allegation list'.`,
      { allegation: id },
    );
  return allegation;
}

const row = z.object({
  id: z.string(),
  text: z.string(),
  kind: z.string(),
  standard: z.string(),
  status,
  by: z.array(z.string()),
  against: z.array(z.string()),
  obligation: z.string().nullable(),
  gaps: z.number(),
  defencesLive: z.number(),
});
const explanation: z.ZodType<Explanation> = z.lazy(() =>
  z.object({
    ref: z.string(),
    status: status.optional(),
    rule: z.string(),
    text: z.string(),
    because: z.array(explanation),
    counts: z.tuple([z.number(), z.number(), z.number()]).optional(),
    pattern: z.object({ w3: z.number(), w2: z.number(), w1: z.number() }).optional(),
    material: z.array(z.string()),
    assumptions: z.array(z.string()),
  }),
) as z.ZodType<Explanation>;
const element = z.object({
  id: z.string(),
  label: z.string(),
  depth: z.number(),
  op: z.string(),
  element: z.string().nullable(),
  status,
  facts: z.array(
    z.object({ id: z.string(), text: z.string(), status, for: z.number(), against: z.number() }),
  ),
});
const change = z.object({ id: z.string(), before: status, after: status });
/** A fact or an element under one standard: two allegations may ask it under two. */
const changeUnder = change.extend({ standard: z.string() });
const counted = z.union([z.number(), z.string()]);
/** To see it under another standard than its own: what would still be missing there. */
const standard = standardName.optional();
const ALLEGATION = `alg_${'0'.repeat(26)}`;

export const PROOF_QUESTIONS: readonly Question[] = [
  question({
    name: 'allegation.list',
    summary: 'The allegations with their statuses, each under its standard (a house rule).',
    input: z.strictObject({ standard }),
    output: z.object({ disclaimer: z.string(), allegations: z.array(row) }),
    example: {},
    async answer(look, input) {
      const evaluation = await evaluate(look, input.standard);
      const rows = new Map(
        (
          await look
            .tables<ProofTables>()
            .selectFrom('proof_allegation')
            .select(['id', 'obligation'])
            .execute()
        ).map((one) => [one.id, one.obligation]),
      );
      return {
        disclaimer: STANDARD_DISCLAIMER,
        allegations: evaluation.index.allegations.map((allegation) => ({
          id: allegation.id,
          text: allegation.text ?? allegation.id,
          kind: allegation.kind ?? 'merits',
          standard: allegation.profile,
          status: evaluation.allegation(allegation),
          by: [...(allegation.by ?? [])],
          against: [...(allegation.against ?? [])],
          obligation: rows.get(allegation.id) ?? null,
          gaps: findGaps(evaluation, allegation).items.length,
          defencesLive: evaluation.liveDefences(allegation).length,
        })),
      };
    },
  }),
  question({
    name: 'allegation.elements',
    summary: 'An allegation element by element: what answers each, for and against.',
    input: z.strictObject({ allegation: idOf('allegation'), standard }),
    output: z.object({
      allegation: row.pick({ id: true, text: true, standard: true, status: true }),
      disclaimer: z.string(),
      elements: z.array(element),
    }),
    example: { allegation: ALLEGATION },
    async answer(look, input) {
      const evaluation = await evaluate(look, input.standard);
      const allegation = allegationIn(evaluation, input.allegation);
      const elements: z.input<typeof element>[] = [];
      const named = new Map(
        (await look.tables<ProofTables>().selectFrom('proof_node').select(['id', 'element']).execute()).map(
          (one) => [one.id, one.element],
        ),
      );
      const visit = (reference: string, profile: string, depth: number): void => {
        const node = evaluation.index.nodes.get(reference.slice(5));
        if (node === undefined) return;
        const own = node.profile ?? profile;
        elements.push({
          id: node.id,
          label: node.label ?? node.id,
          depth,
          op: node.op,
          element: named.get(node.id) ?? null,
          status: evaluation.node(node.id, profile),
          facts: node.of.flatMap((part) => {
            if (!part.startsWith('fact:')) return [];
            const result = evaluation.fact(part.slice(5), own);
            return [
              {
                id: result.fact.id,
                text: result.fact.text,
                status: result.status,
                for: new Set(result.support.map((one) => one.group)).size,
                against: result.material.length,
              },
            ];
          }),
        });
        for (const part of node.of) if (part.startsWith('node:')) visit(part, own, depth + 1);
      };
      visit(allegation.root, allegation.profile, 0);
      return {
        allegation: {
          id: allegation.id,
          text: allegation.text ?? '',
          standard: allegation.profile,
          status: evaluation.allegation(allegation),
        },
        disclaimer: STANDARD_DISCLAIMER,
        elements,
      };
    },
  }),
  question({
    name: 'allegation.explain',
    summary: 'Why an allegation has its status, from the root down to the passages, one sentence a rule.',
    input: z.strictObject({
      allegation: idOf('allegation'),
      standard,
      depth: z.number().int().min(1).max(64).default(64),
    }),
    output: z.object({ disclaimer: z.string(), explanation }),
    example: { allegation: ALLEGATION },
    async answer(look, { allegation, standard: under, depth }) {
      const evaluation = await evaluate(look, under);
      return {
        disclaimer: STANDARD_DISCLAIMER,
        explanation: explainAllegation(evaluation, allegationIn(evaluation, allegation), depth),
      };
    },
  }),
  question({
    name: 'allegation.gaps',
    summary:
      'What is missing: the smallest sets of facts that would carry the allegation, and the shortest way to each.',
    input: z.strictObject({ allegation: idOf('allegation'), standard }),
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
        }),
      ),
    }),
    example: { allegation: ALLEGATION },
    async answer(look, input) {
      const evaluation = await evaluate(look, input.standard);
      const allegation = allegationIn(evaluation, input.allegation);
      const gaps = findGaps(evaluation, allegation);
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
        })),
      };
    },
  }),
  question({
    name: 'allegation.stress',
    summary:
      'What falls: minimal cut sets by exhibit, origin or class, linchpins first, and the leanest proof.',
    input: z.strictObject({
      allegation: idOf('allegation'),
      by: z.enum(UNIT_KINDS).default('exhibit'),
      level: status.default('proved'),
      order: z.number().int().min(1).max(6).nullable().default(3),
    }),
    output: z.object({
      status,
      level: status,
      order: z.number().nullable(),
      cuts: z.array(z.array(z.string())),
      count: z.record(z.string(), counted),
      importance: z.array(z.object({ unit: z.string(), pivotal: counted.nullable() })),
      names: z.record(z.string(), z.string()),
      leanest: z.array(
        z.object({
          set: z.array(z.string()),
          exhibits: z.number(),
          sealed: z.number(),
          overrides: z.number(),
          pages: z.number(),
        }),
      ),
    }),
    example: { allegation: ALLEGATION, by: 'exhibit', order: 3 },
    async answer(look, { allegation: id, by, level, order }) {
      const evaluation = await evaluate(look);
      const allegation = allegationIn(evaluation, id);
      const analysis = analyse(evaluation.index, allegation, { by, level, maxOrder: order });
      const cuts = analysis.minimalCutSets.slice(0, 500).map((set) => [...set]);
      return {
        status: evaluation.allegation(allegation),
        level,
        order: analysis.maxOrder,
        cuts,
        count: Object.fromEntries(
          analysis.countByOrder.flatMap((n, size) => (n > 0n ? [[String(size), jsonCount(n)]] : [])),
        ),
        importance: (analysis.importance ?? [])
          .slice(0, 100)
          .map(({ unit, pivotal }) => ({ unit, pivotal: pivotal === undefined ? null : jsonCount(pivotal) })),
        names: Object.fromEntries(
          [...evaluation.index.exhibits.values()].map((exhibit) => [exhibit.id, exhibit.title]),
        ),
        leanest: findLeanest(evaluation.index, allegation, level, 3).proofs.map(
          ({ set, exhibits, sealed, overrides, pages }) => ({
            set: [...set],
            exhibits,
            sealed,
            overrides,
            pages,
          }),
        ),
      };
    },
  }),
  question({
    name: 'proof.what-if',
    summary: 'What changes if exhibits are excluded or struck, classes excluded, origins found to be one.',
    input: z.strictObject({
      exclude: z.array(idOf('exhibit')).default([]),
      mode: z.enum(['knock-out', 'strike']).default('knock-out'),
      excludeClasses: z.array(z.enum(SOURCE_CLASSES)).optional(),
      merges: z.array(z.strictObject({ a: z.string(), b: z.string(), reason: z.string() })).optional(),
      contradictions: z
        .array(
          z.strictObject({ fact: idOf('fact'), weight: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
        )
        .optional(),
    }),
    output: z.object({
      allegations: z.array(change.extend({ text: z.string() })),
      nodes: z.array(changeUnder),
      facts: z.array(changeUnder),
    }),
    example: { exclude: [`exh_${'0'.repeat(26)}`], mode: 'knock-out' },
    async answer(look, input) {
      const evaluation = await evaluate(look);
      const answer = askWhatIf(evaluation, input);
      return {
        allegations: answer.allegations.map((one) => ({
          ...one,
          text: evaluation.index.allegations.find((allegation) => allegation.id === one.id)?.text ?? one.id,
        })),
        nodes: answer.nodes.map(under),
        facts: answer.facts.map(under),
      };
    },
  }),
  question({
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
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const evaluation = await evaluate(look);
      const rows = await look
        .tables<ProofTables>()
        .selectFrom('proof_expectation')
        .selectAll()
        .orderBy('seq')
        .execute();
      return { expectations: rows.flatMap((one) => judged(evaluation, one)) };
    },
  }),
  question({
    name: 'standard.list',
    summary: 'The standards of proof in use: house rules, each with the authority it leans on.',
    input: z.strictObject({}),
    output: z.object({
      disclaimer: z.string(),
      standards: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          authority: z.string(),
          version: z.number(),
          sufficiency: z.array(z.object({ w3: z.number(), w2: z.number(), w1: z.number() })),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const profiles = await standardsOf(look);
      return {
        disclaimer: STANDARD_DISCLAIMER,
        standards: profiles.map(({ id, label, authority, version, sufficiency }) => ({
          id,
          label,
          authority: authority ?? '',
          version,
          sufficiency: [...sufficiency],
        })),
      };
    },
  }),
];

/** `fact_…@convincing` taken apart. */
function under({ id, before, after }: Change): z.input<typeof changeUnder> {
  const at = id.lastIndexOf('@');
  return { id: id.slice(0, at), standard: id.slice(at + 1), before, after };
}

function judged(before: Evaluation, one: ProofTables['proof_expectation']) {
  const said = fromJson<{
    allegation: string;
    node?: string;
    level: z.output<typeof status>;
    standard?: string;
    without: string[];
    note?: string;
  }>(one.said);
  const allegation = before.index.allegations.find((candidate) => candidate.id === said?.allegation);
  if (said === undefined || allegation === undefined) return [];
  const world = { absent: new Set(said.without), struck: new Set<string>(), added: new Map() };
  const after = new Evaluation(before.index, world);
  const profile = said.standard ?? allegation.profile;
  const found =
    said.node === undefined ? after.allegation({ ...allegation, profile }) : after.node(said.node, profile);
  const ranks = status.options;
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
      holds: ranks.indexOf(found) >= ranks.indexOf(said.level),
      by: one.by,
      at: one.at,
    },
  ];
}
