// The question for the checklist of an allegation: element by element what is met and what is missing, with the to-dos kept.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { statementsShown } from '../law/index.ts';
import { reviewsOf } from '../record/index.ts';
import { elementNames } from './ask-allegations.ts';
import { CHECKS, type CheckLine, checkElement, checkGateways } from './checklist.ts';
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
    const toBeChecked = await uncheckedIn(look);
    const todos = await openTodos(look, allegation.id);
    const withTodos = (line: CheckLine, node: string | null): z.input<typeof checkLine> => ({
      ...line,
      todos: line.met
        ? []
        : (todos.get(line.fact ?? node ?? (line.kind === 'gateway' ? (line.provision ?? '') : '')) ?? []),
    });
    const shown = elements.map((one) => {
      const element = named.get(one.node.id) ?? null;
      const lines = checkElement(evaluation, one, element, law, reviews, toBeChecked).map((line) =>
        withTodos(line, one.node.id),
      );
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

/** Which statements of the packs in force a person has still to check. */
async function uncheckedIn(look: Look): Promise<(statement: string) => boolean> {
  const states = new Map((await statementsShown(look)).map((one) => [one.id, one.state]));
  return (statement) => states.get(statement) === 'to-be-checked';
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
