// Commands about facts: asserting, restating, conceding, noticing, tagging, merging, withdrawing, second reading.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { given } from '../../base/given.ts';
import { idOf } from '../../base/ids.ts';
import { textsInput } from '../../base/texts.ts';
import { dateStatementInput } from '../../base/time/index.ts';
import type { Act } from '../../ledger/room.ts';
import { command } from '../../ledger/room.ts';
import {
  factAsserted,
  factConceded,
  factMerged,
  factNoticed,
  factParted,
  factRestated,
  factReviewed,
  factTagged,
  factWithdrawn,
  premiseWithdrawn,
} from './entries.ts';
import { requirePassage } from './passages.ts';
import {
  circle,
  inferenceEdges,
  knownActors,
  knownFact,
  knownParties,
  knownParty,
  restsOn,
  standingFact,
  standingFor,
} from './state.ts';
import { sampleId } from './types.ts';

const fact = z.strictObject({ fact: idOf('fact') });

/** The statement as it is entered: in clear, or under seal when a compartment is named. */
function stated(
  statement: z.output<typeof textsInput> | undefined,
  compartment: string | undefined,
  act: Act,
) {
  if (statement === undefined || compartment === undefined) return statement;
  return act.seal(compartment, given(statement));
}

export const assertFact = command({
  name: 'fact.assert',
  summary: 'Assert a fact: what happened, when, where, and who did what in it.',
  input: z.strictObject({
    statement: textsInput,
    when: dateStatementInput.optional(),
    where: factAsserted.shape.where,
    roles: factAsserted.shape.roles.default([]),
    account: factAsserted.shape.account.default([]),
    source: factAsserted.shape.source,
    compartment: idOf('compartment').optional(),
  }),
  example: {
    statement: {
      authoritative: 'en',
      versions: {
        en: 'Officers opened the barrier at Grell crossing.',
        fr: 'Des agents ont ouvert la barrière au passage de Grell.',
      },
    },
    when: '2031-08-14',
    where: 'Grell crossing',
    roles: [{ actor: sampleId('actor'), role: 'opened the barrier' }],
  },
  async load(look, input) {
    await knownActors(
      look,
      input.roles.map((role) => role.actor),
    );
    await knownParties(look, input.account);
  },
  decide({ compartment, statement, ...rest }, _state, act) {
    return [
      {
        kind: 'fact.asserted',
        subject: act.newId('fact'),
        refs: [...new Set([...rest.roles.map((role) => role.actor), ...rest.account])],
        said: given({ ...rest, statement: stated(statement, compartment, act) }),
      },
    ];
  },
});

export const restateFact = command({
  name: 'fact.restate',
  summary:
    'Put a fact in other words, at another date or with other actors, saying why. It awaits a second reader anew.',
  input: z.strictObject({
    fact: idOf('fact'),
    statement: textsInput.optional(),
    when: dateStatementInput.optional(),
    where: factRestated.shape.where,
    roles: factRestated.shape.roles,
    account: factRestated.shape.account,
    ground: factRestated.shape.ground,
    compartment: idOf('compartment').optional(),
  }),
  example: {
    fact: sampleId('fact'),
    when: '2031-08-14~',
    ground: 'The log gives the shift, not the hour or day.',
  },
  async load(look, input) {
    await knownActors(
      look,
      (input.roles ?? []).map((role) => role.actor),
    );
    await knownParties(look, input.account ?? []);
    return standingFact(look, input.fact);
  },
  decide({ fact, compartment, statement, ...rest }, row, act) {
    if (
      statement === undefined &&
      [rest.when, rest.where, rest.roles, rest.account].every((part) => part === undefined)
    )
      throw new Refusal(
        'RECORD_RESTATE_EMPTY',
        'Say what changes: statement, when, where, roles or account.',
        {
          fact,
        },
      );
    // What was sealed stays sealed: restating may not bring it into the open by oversight.
    const held = sealedIn(row.statement);
    return [
      {
        kind: 'fact.restated',
        subject: fact,
        refs: [...new Set([...(rest.roles ?? []).map((role) => role.actor), ...(rest.account ?? [])])],
        said: given({ ...rest, statement: stated(statement, compartment ?? held, act) }),
      },
    ];
  },
});

function sealedIn(statement: string): string | undefined {
  const value = JSON.parse(statement) as { sealed?: string };
  return value.sealed;
}

export const concedeFact = command({
  name: 'fact.concede',
  summary:
    'Record that a party conceded a fact: in which passage, and on what ground it is read as a concession.',
  input: z.strictObject({ ...fact.shape, ...factConceded.shape }),
  example: {
    fact: sampleId('fact'),
    party: sampleId('party'),
    passage: sampleId('passage'),
    ground: 'Counter-Memorial, para 3.14: the respondent accepts the number of flights.',
  },
  power: 'weigh',
  async load(look, input) {
    await knownParty(look, input.party);
    await requirePassage(look, input.passage);
    return standingFact(look, input.fact);
  },
  decide({ fact, ...said }, row) {
    if (row.premise !== null) throw premiseHeld(fact);
    return [{ kind: 'fact.conceded', subject: fact, refs: [said.party, said.passage], said: given(said) }];
  },
});

export const noticeFact = command({
  name: 'fact.notice',
  summary:
    'Take a fact as one of which a court takes notice: the passage that shows it is notorious, and the ground.',
  input: z.strictObject({ ...fact.shape, ...factNoticed.shape }),
  example: {
    fact: sampleId('fact'),
    passage: sampleId('passage'),
    ground: 'Date of a treaty’s entry into force, published by its depositary.',
  },
  power: 'weigh',
  async load(look, input) {
    await requirePassage(look, input.passage);
    return standingFact(look, input.fact);
  },
  decide({ fact, ...said }, row) {
    if (row.premise !== null) throw premiseHeld(fact);
    return [{ kind: 'fact.noticed', subject: fact, refs: [said.passage], said: given(said) }];
  },
});

const premiseHeld = (fact: string): Refusal =>
  new Refusal(
    'RECORD_PREMISE_HELD',
    'This fact is conceded or noticed already. Withdraw that first (premise withdraw).',
    { fact },
  );

export const withdrawPremise = command({
  name: 'premise.withdraw',
  summary: 'A fact is no longer taken as conceded or noticed: it needs proof again.',
  input: z.strictObject({ ...fact.shape, ...premiseWithdrawn.shape }),
  example: { fact: sampleId('fact'), ground: 'The Rejoinder takes the concession back.' },
  power: 'weigh',
  load: (look, input) => standingFact(look, input.fact),
  decide({ fact, ...said }, row) {
    if (row.premise === null)
      throw new Refusal('RECORD_PREMISE_NONE', 'This fact is neither conceded nor noticed.', { fact });
    return [{ kind: 'premise.withdrawn', subject: fact, said: given(said) }];
  },
});

export const tagFact = command({
  name: 'fact.tag',
  summary: 'Set the tags of a fact (the whole list; an empty one removes them).',
  input: z.strictObject({ ...fact.shape, ...factTagged.shape }),
  example: { fact: sampleId('fact'), tags: ['flights', 'minsk'] },
  load: (look, input) => standingFact(look, input.fact),
  decide: ({ fact, tags }) => [
    { kind: 'fact.tagged', subject: fact, said: { tags: [...new Set(tags)].sort() } },
  ],
});

export const mergeFact = command({
  name: 'fact.merge',
  summary: 'Merge a fact into another that says the same; citations follow, both histories are kept.',
  input: z.strictObject({ ...fact.shape, ...factMerged.shape }),
  example: {
    fact: sampleId('fact', '1'),
    into: sampleId('fact'),
    ground: 'Both describe the opening of the barrier at Grell on 14 August.',
  },
  async load(look, input) {
    await standingFact(look, input.fact);
    await standingFact(look, input.into);
    const stands = await standingFor(look);
    const edges = await inferenceEdges(look, stands);
    // Once merged, an inference from one to the other would be an inference from itself.
    return restsOn(edges, input.fact, input.into) ?? restsOn(edges, input.into, input.fact);
  },
  decide({ fact, ...said }, path) {
    if (fact === said.into)
      throw new Refusal('RECORD_MERGE_SELF', 'A fact cannot be merged into itself. Name the other one.', {
        fact,
      });
    if (path !== undefined) throw circle(path);
    return [{ kind: 'fact.merged', subject: fact, refs: [said.into], said: given(said) }];
  },
});

export const partFact = command({
  name: 'fact.part',
  summary:
    'Undo a merger: the fact stands by itself again, with the citations entered for it; those entered since stay.',
  input: z.strictObject({ ...fact.shape, ...factParted.omit({ from: true }).shape }),
  example: { fact: sampleId('fact', '1'), ground: 'The second opening was on another day.' },
  load: (look, input) => knownFact(look, input.fact),
  // What one fact does not rest on, two do not rest on either: parting closes no circle of inferences.
  decide({ fact, ...said }, { merged_into: from }) {
    if (from === null)
      throw new Refusal(
        'RECORD_NOT_MERGED',
        'This fact was not merged into another. Name the one that was merged (fact list, with merged ones).',
        { fact },
      );
    return [{ kind: 'fact.parted', subject: fact, refs: [from], said: given({ from, ...said }) }];
  },
});

export const withdrawFact = command({
  name: 'fact.withdraw',
  summary: 'Stop asserting a fact, saying why. Its history stays.',
  input: z.strictObject({ ...fact.shape, ...factWithdrawn.shape }),
  example: { fact: sampleId('fact'), ground: 'The source corrected itself two days later.' },
  load: (look, input) => standingFact(look, input.fact),
  decide: ({ fact, ...said }) => [{ kind: 'fact.withdrawn', subject: fact, said: given(said) }],
});

export const reviewFact = command({
  name: 'fact.review',
  summary: 'Sign off a fact as its second reader, or return it with a note.',
  input: z.strictObject({ ...fact.shape, ...factReviewed.shape }),
  example: { fact: sampleId('fact'), verdict: 'confirmed' },
  load: (look, input) => standingFact(look, input.fact),
  decide({ fact, ...said }, row, act) {
    if (row.author === act.by)
      throw new Refusal(
        'RECORD_SECOND_READER',
        'You wrote the present words of this fact. A second reader must be somebody else.',
        { fact },
      );
    if (said.verdict === 'returned' && said.note === undefined)
      throw new Refusal(
        'RECORD_RETURN_NOTE',
        'Say in a note what must be mended before the fact can stand.',
        { fact },
      );
    return [{ kind: 'fact.reviewed', subject: fact, said: given(said) }];
  },
});
