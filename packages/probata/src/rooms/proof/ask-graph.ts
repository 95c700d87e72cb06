// One allegation as a graph: what must be proved, the facts that answer it, what they are inferred from, and the origins behind them.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { CaseAllegation, CaseNode, Ref } from './case.ts';
import { balanceOf } from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import { allegationIn, evaluate, houseWords } from './look-up.ts';
import { ALLEGATION, houseWordsShown, standardAsked } from './shown.ts';
import { status } from './types.ts';

const SORTS = ['allegation', 'element', 'fact', 'inference', 'origin', 'defence'] as const;
type Sort = (typeof SORTS)[number];

const point = z.object({
  /** Unique in the graph: a fact seen under two standards is two points. */
  id: z.string(),
  /** `node:…`, `fact:…`, `origin:…` or `inference:…` */
  ref: z.string(),
  sort: z.enum(SORTS),
  label: z.string(),
  status: status.nullable(),
  standard: z.string().nullable(),
  /** all, any or k of n, for what is made of parts. */
  needs: z.string().nullable(),
  for: z.number(),
  against: z.number(),
});
const line = z.object({
  from: z.string(),
  to: z.string(),
  bearing: z.enum(['made-of', 'answered-by', 'inferred-from', 'supports', 'contradicts', 'met-by']),
  /** Passages that one line between a fact and an origin stands for. */
  passages: z.number(),
});

const allegationGraph = question({
  name: 'allegation.graph',
  summary: 'An allegation as points and lines: elements, facts, inferences and the origins behind them.',
  input: z.strictObject({ allegation: idOf('allegation'), standard: standardAsked }),
  output: z.object({
    ...houseWordsShown,
    root: z.string(),
    points: z.array(point),
    lines: z.array(line),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, { allegation, standard }) {
    const words = await houseWords(look);
    const evaluation = await evaluate(look, standard);
    return { ...words, ...graphOf(evaluation, allegationIn(evaluation, allegation)) };
  },
});

type Point = z.input<typeof point>;
type Line = z.input<typeof line>;

function graphOf(evaluation: Evaluation, allegation: CaseAllegation) {
  const points = new Map<string, Point>();
  const lines: Line[] = [];
  const { index } = evaluation;
  const put = (one: Point): boolean => {
    if (points.has(one.id)) return false;
    points.set(one.id, one);
    return true;
  };
  const join = (from: string, to: string, bearing: Line['bearing'], passages = 0): void => {
    lines.push({ from, to, bearing, passages });
  };
  const visit = (ref: Ref, inherited: string, sort: Sort): string | undefined =>
    ref.startsWith('fact:') ? visitFact(ref.slice(5), inherited) : visitNode(ref.slice(5), inherited, sort);

  const visitNode = (node: string, inherited: string, sort: Sort): string | undefined => {
    const found = index.nodes.get(node);
    if (found === undefined) return undefined;
    const standard = found.profile ?? inherited;
    const id = `node:${node}@${standard}`;
    const isNew = put({
      ...NOTHING,
      id,
      ref: `node:${node}`,
      sort,
      label: found.label ?? node,
      status: evaluation.node(node, inherited),
      standard,
      needs: needsOf(found),
    });
    if (isNew)
      for (const part of found.of) {
        const to = visit(part, standard, 'element');
        if (to !== undefined) join(id, to, part.startsWith('fact:') ? 'answered-by' : 'made-of');
      }
    return id;
  };

  const visitFact = (fact: string, standard: string): string | undefined => {
    if (!index.facts.has(fact)) return undefined;
    const id = `fact:${fact}@${standard}`;
    const result = evaluation.fact(fact, standard);
    const { for: supporting, against } = balanceOf(evaluation, [result]);
    const isNew = put({
      ...NOTHING,
      id,
      ref: `fact:${fact}`,
      sort: 'fact',
      label: result.fact.text,
      status: result.status,
      standard,
      for: supporting,
      against,
    });
    if (!isNew) return id;
    for (const inference of result.fact.inferences) {
      const at = `inference:${inference.id}`;
      if (put({ ...NOTHING, id: at, ref: at, sort: 'inference', label: inference.warrant }))
        for (const premise of inference.from) {
          const to = visitFact(premise, standard);
          if (to !== undefined) join(at, to, 'inferred-from');
        }
      join(id, at, 'inferred-from');
    }
    for (const bearing of ['supports', 'contradicts'] as const) {
      const list = (bearing === 'supports' ? index.supporting : index.contradicting).get(fact) ?? [];
      const live = list.filter(({ exhibit, weight }) => exhibit.status === 'offered' && weight > 0);
      for (const [origin, passages] of Map.groupBy(live, ({ group }) => group)) {
        const at = `origin:${origin}`;
        put({ ...NOTHING, id: at, ref: at, sort: 'origin', label: origin });
        join(id, at, bearing, passages.length);
      }
    }
    return id;
  };

  const root = `allegation:${allegation.id}`;
  const top = index.nodes.get(allegation.root.slice(5));
  const standard = top?.profile ?? allegation.profile;
  put({
    ...NOTHING,
    id: root,
    ref: root,
    sort: 'allegation',
    label: allegation.text ?? allegation.id,
    status: evaluation.allegation(allegation),
    standard: allegation.profile,
    needs: top === undefined ? null : needsOf(top),
  });
  // The allegation stands for the element that is its root: the two say the same.
  for (const part of top?.of ?? [allegation.root]) {
    const to = visit(part, standard, 'element');
    if (to !== undefined) join(root, to, part.startsWith('fact:') ? 'answered-by' : 'made-of');
  }
  for (const defence of allegation.defences ?? []) {
    const to = visit(defence.root, defence.profile ?? allegation.profile, 'defence');
    if (to !== undefined) join(root, to, 'met-by');
  }
  return { root, points: [...points.values()], lines };
}

function needsOf({ op, k, of }: CaseNode): string {
  return op === 'atLeast' ? `${k ?? 1} of ${of.length}` : op;
}

const NOTHING = { status: null, standard: null, needs: null, for: 0, against: 0 } as const;

export const GRAPH_QUESTIONS: readonly Question[] = [allegationGraph];
