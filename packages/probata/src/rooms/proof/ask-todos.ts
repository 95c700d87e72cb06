// Questions about what is still to be done: the to-dos that people keep, and those that the gaps propose.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { parseDay } from '../../base/time/index.ts';
import { type Question, question, type Viewer } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { Evaluation } from './evaluate.ts';
import { whyNot } from './explain.ts';
import type { LawInForce } from './from-pack.ts';
import type { GapItem } from './gaps.ts';
import { gatewaysOf } from './gateways.ts';
import { allegationIn, evaluate, gatewayLaw, lawHeld, proofTables } from './look-up.ts';
import { gapsWithPlaces } from './places.ts';
import { ALLEGATION, standardAsked } from './shown.ts';
import { day, status } from './types.ts';
import type { ProofTables } from './view.ts';

const todoShown = z.object({
  id: z.string(),
  title: z.string(),
  fact: z.object({ id: z.string(), text: z.string() }).nullable(),
  element: z.object({ id: z.string(), label: z.string() }).nullable(),
  allegation: z.object({ id: z.string(), text: z.string() }).nullable(),
  /** The gateway of the law that it is about, by its article and heading. */
  gateway: z.object({ id: z.string(), heading: z.string() }).nullable(),
  /** The status that the fact has now under the allegation's standard; null where it is not about both. */
  status: status.nullable(),
  owner: z.string().nullable(),
  due: z.string().nullable(),
  state: z.enum(['open', 'done', 'dropped']),
  note: z.string().nullable(),
  /** Due before the day that is asked about, and still open. */
  overdue: z.boolean(),
  daysLeft: z.number().nullable(),
  by: z.string(),
  at: z.string(),
  ended: z.string().nullable(),
});

const todoList = question({
  name: 'todo.list',
  summary: 'What is to be done, by whom and until when; what is overdue first.',
  input: z.strictObject({
    owner: idOf('user').optional(),
    allegation: idOf('allegation').optional(),
    fact: idOf('fact').optional(),
    /** Ended ones too. */
    all: z.boolean().default(false),
    /** The day from which days are counted; left out: today. */
    on: day.optional(),
  }),
  output: z.object({
    on: z.string().nullable(),
    overdue: z.number(),
    open: z.number(),
    todos: z.array(todoShown),
  }),
  example: { on: '2035-05-19' },
  async answer(look, input, viewer) {
    let query = proofTables(look).selectFrom('proof_todo').selectAll().orderBy('seq');
    if (!input.all) query = query.where('outcome', 'is', null);
    if (input.owner !== undefined) query = query.where('owner', '=', input.owner);
    if (input.allegation !== undefined) query = query.where('allegation', '=', input.allegation);
    if (input.fact !== undefined) query = query.where('fact', '=', input.fact);
    const rows = await query.execute();
    const evaluation = await evaluate(look);
    const law = await lawHeld(look);
    const on = input.on ?? todayOf(viewer);
    const todos = rows
      .map((row) => todoOf(row, evaluation, law, on))
      .toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || byDue(a.due, b.due));
    return {
      on,
      overdue: todos.filter((todo) => todo.overdue).length,
      open: todos.filter((todo) => todo.state === 'open').length,
      todos,
    };
  },
});

function todayOf(viewer: Viewer): string | null {
  return viewer.today ?? null;
}

/** Earliest first; what has no date comes last. */
function byDue(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function todoOf(
  row: ProofTables['proof_todo'],
  evaluation: Evaluation,
  law: LawInForce,
  on: string | null,
): z.input<typeof todoShown> {
  const { index } = evaluation;
  const allegation = index.allegations.find(({ id }) => id === row.allegation);
  const fact = row.fact === null ? undefined : index.facts.get(row.fact);
  const state = row.outcome === null ? 'open' : row.outcome === 'done' ? 'done' : 'dropped';
  const daysLeft =
    row.due === null || on === null || state !== 'open' ? null : parseDay(row.due) - parseDay(on);
  return {
    id: row.id,
    title: row.title,
    fact: row.fact === null ? null : { id: row.fact, text: fact?.text ?? row.fact },
    element: row.node === null ? null : { id: row.node, label: index.nodes.get(row.node)?.label ?? row.node },
    allegation:
      row.allegation === null ? null : { id: row.allegation, text: allegation?.text ?? row.allegation },
    gateway: row.provision === null ? null : { id: row.provision, heading: headingOf(law, row.provision) },
    status:
      fact === undefined || allegation === undefined
        ? null
        : evaluation.fact(fact.id, allegation.profile).status,
    owner: row.owner,
    due: row.due,
    state,
    note: row.note,
    overdue: daysLeft !== null && daysLeft < 0,
    daysLeft,
    by: row.by,
    at: row.at,
    ended: row.ended,
  };
}

function headingOf(law: LawInForce, id: string): string {
  const provision = law.provisions.get(id);
  return provision === undefined ? id : `${provision.article} ${provision.heading}`;
}

const todoPropose = question({
  name: 'todo.propose',
  summary:
    'To-dos that the gaps propose: one a missing fact or an unanswered gateway, in words; those already kept are marked.',
  input: z.strictObject({ allegation: idOf('allegation').optional(), standard: standardAsked }),
  output: z.object({
    proposals: z.array(
      z.object({
        allegation: z.string(),
        /** The fact to be shown; null where an element has none yet, which is then named. */
        fact: z.string().nullable(),
        node: z.string().nullable(),
        /** A gateway that no allegation answers. */
        provision: z.string().nullable(),
        standard: z.string(),
        status,
        /** Ready to be kept with todo.open; a person may put it in other words. */
        title: z.string(),
        /** In how many of the smallest sets that would carry the allegation it stands. */
        inSets: z.number(),
        ofSets: z.number(),
        kept: z.array(z.string()),
      }),
    ),
    more: z.boolean(),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, input) {
    const open = Map.groupBy(
      await proofTables(look).selectFrom('proof_todo').selectAll().where('outcome', 'is', null).execute(),
      (row) => row.fact ?? row.node ?? row.provision,
    );
    const evaluation = await evaluate(look, input.standard);
    const gates = await gatewayLaw(look);
    const asked =
      input.allegation === undefined
        ? evaluation.index.allegations
        : [allegationIn(evaluation, input.allegation)];
    const found = asked.map((allegation) => ({
      allegation,
      gaps: gapsWithPlaces(evaluation, allegation),
    }));
    return {
      proposals: found.flatMap(({ allegation, gaps }) => {
        const { sets } = gaps;
        const about = (id: string, inSet: string) => ({
          allegation: allegation.id,
          inSets: sets.filter((set) => set.includes(inSet)).length,
          ofSets: sets.length,
          kept: (open.get(id) ?? [])
            .filter((row) => row.allegation === null || row.allegation === allegation.id)
            .map((row) => row.id),
        });
        return [
          ...gaps.items.map((item) => ({
            ...about(item.fact, item.fact),
            fact: item.fact,
            node: null,
            provision: null,
            standard: item.profile,
            status: item.status,
            title: proposal(evaluation, item),
          })),
          ...gaps.places.map(({ node, profile }) => ({
            ...about(node.id, `node:${node.id}`),
            fact: null,
            node: node.id,
            provision: null,
            standard: profile,
            status: 'empty' as const,
            title: `Assert and show a fact that answers the element “${(node.label ?? node.id).slice(0, 400)}”; none does yet.`,
          })),
          // However the allegation itself is carried, an unanswered gateway stands before it.
          ...gatewaysOf(evaluation, allegation, gates)
            .filter(({ answered }) => answered === 'nowhere')
            .map(({ provision, heading, status }) => ({
              ...about(provision, ''),
              inSets: Math.max(1, sets.length),
              ofSets: Math.max(1, sets.length),
              fact: null,
              node: null,
              provision,
              standard: allegation.profile,
              status,
              title: `Make an allegation that answers “${heading.slice(0, 300)}”: it must hold first, and none answers it yet.`,
            })),
        ].toSorted((one, other) => other.inSets - one.inSets);
      }),
      more: found.some(({ gaps }) => gaps.more),
    };
  },
});

/** Templates only: the words say what the standard asks for, and which contradictions come first. */
function proposal(evaluation: Evaluation, item: GapItem): string {
  const result = evaluation.fact(item.fact, item.profile);
  const text = result.fact.text.slice(0, 240);
  if (result.fact.withdrawn === true)
    return `Match another fact in place of “${text}”, or take it from the element.`;
  const answer = item.toAnswer.length;
  const answering =
    answer === 0 ? '' : ` Answer ${answer === 1 ? 'the contradiction' : `${answer} contradictions`} first.`;
  const missing = result.sufficient ? '' : ` ${whyNot(result)}`;
  return `Find what shows “${text}”.${missing}${answering}`.slice(0, 500);
}

export const TODO_QUESTIONS: readonly Question[] = [todoList, todoPropose];

export async function openTodo(look: Look, id: string): Promise<ProofTables['proof_todo']> {
  const row = await proofTables(look)
    .selectFrom('proof_todo')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.outcome !== null)
    throw new Refusal(
      'PROOF_TODO_UNKNOWN',
      row === undefined
        ? `There is no to-do ${id}. List them with 'probata todo list'.`
        : `The to-do ${id} ended already (${row.outcome}). Open a new one.`,
      { todo: id },
    );
  return row;
}
