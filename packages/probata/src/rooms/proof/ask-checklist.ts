// The question for the checklist of an allegation: element by element what is met and what is missing, with the to-dos kept.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { statementsShown } from '../law/index.ts';
import { reviewsOf } from '../record/index.ts';
import { elementNames } from './ask-allegations.ts';
import { CHECKS, type CheckLine, checkElement, checkGateways, type Tick, type Ticks } from './checklist.ts';
import { elementsOf, factsUnder } from './elements.ts';
import { gatewaysOf } from './gateways.ts';
import { allegationIn, evaluate, gatewayLaw, houseWords, lawHeld, proofTables } from './look-up.ts';
import { ALLEGATION, houseWordsShown, standardAsked } from './shown.ts';
import { status } from './types.ts';

const checkLine = z.object({
  kind: z.enum(CHECKS),
  met: z.boolean(),
  text: z.string(),
  fact: z.string().nullable(),
  provision: z.string().nullable(),
  allegation: z.string().nullable(),
  /** Of what is met by somebody's act: whose, and when where that is kept. */
  ticked: z.array(z.object({ by: z.string(), at: z.string().nullable() })),
  /** To-dos still open for it. */
  todos: z.array(
    z.object({ id: z.string(), title: z.string(), owner: z.string().nullable(), due: z.string().nullable() }),
  ),
});

const elementChecklist = question({
  name: 'element.checklist',
  summary:
    'What each element of an allegation still needs: source, second origin, second reader, gateway, checked authority.',
  input: z.strictObject({ allegation: idOf('allegation'), standard: standardAsked }),
  output: z.object({
    ...houseWordsShown,
    /** What must hold before any element counts. */
    before: z.array(checkLine),
    elements: z.array(
      z.object({
        node: z.string(),
        label: z.string(),
        element: z.string().nullable(),
        standard: z.string(),
        status,
        open: z.number(),
        lines: z.array(checkLine),
      }),
    ),
    open: z.number(),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, input) {
    const words = await houseWords(look);
    const named = await elementNames(look);
    const law = await lawHeld(look);
    const evaluation = await evaluate(look, input.standard);
    const allegation = allegationIn(evaluation, input.allegation);
    const elements = elementsOf(evaluation.index, allegation, named);
    const facts = elements.flatMap(({ node, profile }) =>
      factsUnder(evaluation, `node:${node.id}`, profile).map((one) => one.fact.id),
    );
    const reviews = await reviewsOf(look, [...new Set(facts)]);
    const checked = await checkedIn(look);
    const matched = await matchedBy(look, allegation.id);
    const todos = await openTodos(look, allegation.id);
    const withTodos = (line: CheckLine, node: string | null): z.input<typeof checkLine> => ({
      ...line,
      ticked: [...line.ticked],
      todos: line.met
        ? []
        : (todos.get(line.fact ?? node ?? (line.kind === 'gateway' ? (line.provision ?? '') : '')) ?? []),
    });
    const shown = elements.map((one) => {
      const element = named.get(one.node.id) ?? null;
      const lines = checkElement(evaluation, one, element, law, {
        matched: matched.get(one.node.id),
        reviews,
        checked,
      }).map((line) => withTodos(line, one.node.id));
      return {
        node: one.node.id,
        label: one.node.label ?? one.node.id,
        element,
        standard: one.profile,
        status: evaluation.node(one.node.id, one.profile),
        open: lines.filter(({ met }) => !met).length,
        lines,
      };
    });
    const before = checkGateways(gatewaysOf(evaluation, allegation, await gatewayLaw(look)), allegation).map(
      (line) => withTodos(line, null),
    );
    return {
      ...words,
      before,
      elements: shown,
      open: shown.reduce((sum, one) => sum + one.open, before.filter(({ met }) => !met).length),
    };
  },
});

/** Of each statement of the packs in force: who cleared it; undefined while it is still to be checked. */
async function checkedIn(look: Look): Promise<Ticks['checked']> {
  const held = new Map((await statementsShown(look)).map((one) => [one.id, one]));
  return (statement) => {
    const one = held.get(statement);
    if (one?.state === 'to-be-checked') return undefined;
    return one?.clearance == null ? [] : [{ by: one.clearance.by, at: one.clearance.at }];
  };
}

/** Who said last what answers each node of an allegation. */
async function matchedBy(look: Look, allegation: string): Promise<ReadonlyMap<string, Tick>> {
  const rows = await proofTables(look)
    .selectFrom('proof_node')
    .select(['id', 'by', 'at'])
    .where('allegation', '=', allegation)
    .execute();
  return new Map(rows.map(({ id, by, at }) => [id, { by, at }]));
}

/** What is kept to be done for this allegation or for none in particular, by fact, element or gateway. */
async function openTodos(look: Look, allegation: string) {
  const rows = await proofTables(look)
    .selectFrom('proof_todo')
    .select(['id', 'title', 'fact', 'node', 'provision', 'allegation', 'owner', 'due'])
    .where('outcome', 'is', null)
    .orderBy('seq')
    .execute();
  return Map.groupBy(
    rows.filter((row) => row.allegation === null || row.allegation === allegation),
    (row) => row.fact ?? row.node ?? row.provision ?? '',
  );
}

export const CHECKLIST_QUESTIONS: readonly Question[] = [elementChecklist];
