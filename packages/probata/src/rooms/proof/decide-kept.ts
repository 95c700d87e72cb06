// Commands for what a team keeps beside its allegations: expectations, scenarios, selections and to-dos.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { given } from '../../base/given.ts';
import { idOf } from '../../base/ids.ts';
import type { HouseTables } from '../../ledger/house.ts';
import { type Command, command } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { standingFact } from '../record/index.ts';
import { exhibitsByIds } from '../vault/index.ts';
import { scenarioRow, unknownScenario } from './ask-scenarios.ts';
import { openTodo } from './ask-todos.ts';
import { readLaw } from './from-pack.ts';
import { standardsOf } from './from-record.ts';
import { allegationRow, nodeRow, proofTables, requireStandards, unknownAllegation } from './look-up.ts';
import { savedSelections } from './selections.ts';
import { ZERO } from './shown.ts';
import {
  day,
  expectationSet,
  expectationWithdrawn,
  scenarioJudged,
  scenarioSaved,
  scenarioWithdrawn,
  selectionSaved,
  selectionWithdrawn,
  todoDone,
  todoOpened,
} from './types.ts';

/** Refusal PROOF_EXHIBIT_UNKNOWN, naming the first that is not in the matter. */
async function knownExhibits(look: Look, ids: readonly string[]): Promise<void> {
  const known = await exhibitsByIds(look, [...new Set(ids)]);
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined)
    throw new Refusal(
      'PROOF_EXHIBIT_UNKNOWN',
      `There is no exhibit ${missing} in this matter. List them with 'probata exhibit list'.`,
      { exhibit: missing },
    );
}

/** Refusal PROOF_OWNER_UNKNOWN for a person who is not a member. */
async function knownMember(look: Look, user: string | null | undefined): Promise<void> {
  if (user == null) return;
  const row = await look
    .tables<HouseTables>()
    .selectFrom('house_key')
    .select('user')
    .where('user', '=', user)
    .executeTakeFirst();
  if (row === undefined)
    throw new Refusal(
      'PROOF_OWNER_UNKNOWN',
      `No person ${user} is a member of this matter. List them with 'probata key list'.`,
      { user },
    );
}

const expectationCommands: readonly Command[] = [
  command({
    name: 'expectation.set',
    summary: 'Say that an allegation or element stands without certain exhibits; it is judged from then on.',
    input: expectationSet,
    example: { allegation: `alg_${ZERO}`, level: 'proved', without: [`exh_${ZERO}`] },
    load: async (look, input) => ({
      row: await allegationRow(look, input.allegation),
      node: input.node === undefined ? undefined : await nodeRow(look, input.node),
      standards: await standardsOf(look),
    }),
    decide(said, { row, node, standards }, act) {
      if (row === undefined) throw unknownAllegation(said.allegation);
      if (said.node !== undefined && node?.allegation !== said.allegation)
        throw new Refusal('PROOF_NODE_UNKNOWN', `The allegation has no element ${said.node}.`, {
          node: said.node,
        });
      if (said.standard !== undefined) requireStandards([said.standard], standards);
      return [
        {
          kind: 'expectation.set',
          subject: act.newId('expectation'),
          refs: [said.allegation, ...said.without],
          said: given(said),
        },
      ];
    },
  }),
  command({
    name: 'expectation.withdraw',
    summary: 'Hold an expectation no longer, saying why.',
    input: z.strictObject({ expectation: idOf('expectation'), ...expectationWithdrawn.shape }),
    example: { expectation: `exp_${ZERO}`, ground: 'The intercepts are no longer relied on.' },
    load: (look, input) =>
      proofTables(look)
        .selectFrom('proof_expectation')
        .select('id')
        .where('id', '=', input.expectation)
        .where('withdrawn', 'is', null)
        .executeTakeFirst(),
    decide({ expectation, ground }, row) {
      if (row === undefined)
        throw new Refusal('PROOF_EXPECTATION_UNKNOWN', `There is no expectation ${expectation} in force.`, {
          expectation,
        });
      return [{ kind: 'expectation.withdrawn', subject: expectation, said: { ground } }];
    },
  }),
];

const scenarioCommands: readonly Command[] = [
  command({
    name: 'scenario.save',
    summary:
      'Save a what-if: exhibits, classes or selections excluded or struck, origins merged, contradictions added.',
    input: scenarioSaved,
    example: { title: 'If the intercepts are struck', exclude: [`exh_${ZERO}`], mode: 'strike' },
    async load(look, input) {
      await knownExhibits(look, input.exclude);
      for (const { fact } of input.contradictions ?? []) await standingFact(look, fact);
      return new Set((await savedSelections(look)).map(({ id }) => id));
    },
    decide(said, selections, act) {
      const missing = (said.excludeSelections ?? []).find((id) => !selections.has(id));
      if (missing !== undefined)
        throw new Refusal('PROOF_SELECTION_UNKNOWN', `There is no selection ${missing} in force.`, {
          selection: missing,
        });
      const parts = [
        said.exclude,
        said.excludeClasses,
        said.excludeSelections,
        said.merges,
        said.contradictions,
      ];
      if (parts.every((part) => (part ?? []).length === 0))
        throw new Refusal(
          'PROOF_SCENARIO_EMPTY',
          'This what-if asks nothing. Name an exhibit, a class, a selection, a merger of origins or a contradiction.',
        );
      return [
        {
          kind: 'scenario.saved',
          subject: act.newId('scenario'),
          refs: said.exclude,
          said: given(said),
        },
      ];
    },
  }),
  command({
    name: 'scenario.judge',
    summary: 'Say of something that a scenario could bring down whether it falls or still stands, and why.',
    input: z.strictObject({ scenario: idOf('scenario'), ...scenarioJudged.shape }),
    example: {
      scenario: `scn_${ZERO}`,
      ref: `node:nod_${ZERO}`,
      verdict: 'stands',
      because: 'The respondent conceded it in its Counter-Memorial.',
    },
    power: 'weigh',
    load: (look, input) => scenarioRow(look, input.scenario),
    decide({ scenario, ...said }, row) {
      if (row === undefined) throw unknownScenario(scenario);
      return [
        {
          kind: 'scenario.judged',
          subject: scenario,
          refs: [said.ref.slice(said.ref.indexOf(':') + 1)],
          said,
        },
      ];
    },
  }),
  command({
    name: 'scenario.withdraw',
    summary: 'Use a saved what-if no longer, saying why.',
    input: z.strictObject({ scenario: idOf('scenario'), ...scenarioWithdrawn.shape }),
    example: { scenario: `scn_${ZERO}`, ground: 'The intercepts were admitted.' },
    load: (look, input) => scenarioRow(look, input.scenario),
    decide({ scenario, ground }, row) {
      if (row === undefined) throw unknownScenario(scenario);
      return [{ kind: 'scenario.withdrawn', subject: scenario, said: { ground } }];
    },
  }),
];

const selectionCommands: readonly Command[] = [
  command({
    name: 'selection.save',
    summary:
      'Save a selection that may fall together: exhibits by name, or by class, origin, side, custodian or date.',
    input: selectionSaved.extend({ exhibits: selectionSaved.shape.exhibits.default([]) }),
    example: {
      title: 'Statements taken after filing',
      rule: { classes: ['witness'], madeFrom: '2035-05-20' },
    },
    async load(look, input) {
      await knownExhibits(look, input.exhibits);
    },
    decide(said, _state, act) {
      const rule = Object.values(said.rule ?? {}).filter((condition) => condition !== undefined);
      if (said.exhibits.length === 0 && rule.length === 0)
        throw new Refusal(
          'PROOF_SELECTION_EMPTY',
          'A selection names exhibits, or a rule with at least one condition.',
        );
      return [
        {
          kind: 'selection.saved',
          subject: act.newId('selection'),
          refs: said.exhibits,
          said: given(said),
        },
      ];
    },
  }),
  command({
    name: 'selection.withdraw',
    summary: 'Use a selection no longer, saying why.',
    input: z.strictObject({ selection: idOf('selection'), ...selectionWithdrawn.shape }),
    example: { selection: `sel_${ZERO}`, ground: 'Replaced by one a custodian.' },
    load: savedSelections,
    decide({ selection, ground }, saved) {
      if (!saved.some(({ id }) => id === selection))
        throw new Refusal('PROOF_SELECTION_UNKNOWN', `There is no selection ${selection} in force.`, {
          selection,
        });
      return [{ kind: 'selection.withdrawn', subject: selection, said: { ground } }];
    },
  }),
];

const todoCommands: readonly Command[] = [
  command({
    name: 'todo.open',
    summary:
      'Note something to be done: for which fact, by whom, until which day. The gaps propose such to-dos.',
    input: todoOpened,
    example: {
      title: 'Ask the ministry for the visa register of August 2031.',
      fact: `fact_${ZERO}`,
      due: '2035-02-01',
    },
    async load(look, input) {
      await knownMember(look, input.owner);
      if (input.fact !== undefined) await standingFact(look, input.fact);
      return {
        node: input.node === undefined ? undefined : await nodeRow(look, input.node),
        allegation: input.allegation === undefined ? undefined : await allegationRow(look, input.allegation),
        isLaw: input.provision === undefined || (await readLaw(look)).provisions.has(input.provision),
      };
    },
    decide(said, { node, allegation, isLaw }, act) {
      if (!isLaw)
        throw new Refusal(
          'PROOF_PROVISION_UNKNOWN',
          `No pack in force has the provision ${said.provision}. List them with 'probata provision list'.`,
          { provision: said.provision },
        );
      if (said.node !== undefined && node === undefined)
        throw new Refusal('PROOF_NODE_UNKNOWN', `There is no element ${said.node}.`, { node: said.node });
      if (said.allegation !== undefined && allegation === undefined) throw unknownAllegation(said.allegation);
      const refs = [said.fact, said.node, said.allegation, said.owner].filter((one) => one !== undefined);
      return [{ kind: 'todo.opened', subject: act.newId('todo'), refs, said: given(said) }];
    },
  }),
  command({
    name: 'todo.assign',
    summary: 'Set anew who is to do it or until when; what is left out stays, null takes it away.',
    input: z.strictObject({
      todo: idOf('todo'),
      owner: idOf('user').nullable().optional(),
      due: day.nullable().optional(),
      ground: z.string().trim().min(1).max(1000).optional(),
    }),
    example: { todo: `todo_${ZERO}`, due: '2035-03-01', ground: 'The register comes in February.' },
    async load(look, input) {
      await knownMember(look, input.owner);
      return openTodo(look, input.todo);
    },
    decide({ todo, owner, due, ground }, row) {
      const said = { owner: owner === undefined ? row.owner : owner, due: due === undefined ? row.due : due };
      if (said.owner === row.owner && said.due === row.due)
        throw new Refusal('PROOF_NOTHING_CHANGED', 'That is how it is assigned already.', { todo });
      return [
        {
          kind: 'todo.assigned',
          subject: todo,
          refs: said.owner === null ? [] : [said.owner],
          said: given({ ...said, ground }),
        },
      ];
    },
  }),
  command({
    name: 'todo.do',
    summary: 'Say that it was done, or dropped, with a note.',
    input: z.strictObject({
      todo: idOf('todo'),
      outcome: todoDone.shape.outcome.default('done'),
      note: todoDone.shape.note,
    }),
    example: { todo: `todo_${ZERO}`, note: 'The register is exhibit 41.' },
    load: (look, input) => openTodo(look, input.todo),
    decide: ({ todo, ...said }) => [{ kind: 'todo.done', subject: todo, said }],
  }),
];

export const KEEPING_COMMANDS: readonly Command[] = [
  ...expectationCommands,
  ...scenarioCommands,
  ...selectionCommands,
  ...todoCommands,
];
