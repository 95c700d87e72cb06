// Commands about proceedings: opening and joining them, their steps and time-limits, parties, and for whom the team acts.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { given } from '../../base/given.ts';
import { idOf } from '../../base/ids.ts';
import { dateStatementInput } from '../../base/time/index.ts';
import { command } from '../../ledger/room.ts';
import {
  actingDeclared,
  partyNamed,
  proceedingJoined,
  proceedingOpened,
  stepDone,
  stepExtended,
  stepOrdered,
} from './entries.ts';
import { knownActor, knownParties, knownParty, knownProceeding, knownStep, tablesOf } from './state.ts';
import { sampleId, timeLimit } from './types.ts';

const limitsInput = z.array(z.strictObject({ ...timeLimit.shape, due: dateStatementInput })).max(20);

export const openProceeding = command({
  name: 'proceeding.open',
  summary: 'Open a proceeding of this matter before a court, tribunal or commission.',
  input: proceedingOpened,
  example: {
    title: 'Organised movement of persons (Aurelia v. Borovia)',
    court: 'International Court of Justice',
    kind: 'contentious',
    forum: 'icj',
  },
  load: async () => undefined,
  decide: (input, _state, act) => [
    { kind: 'proceeding.opened', subject: act.newId('proceeding'), said: given(input) },
  ],
});

export const joinProceeding = command({
  name: 'proceeding.join',
  summary: 'Record that a proceeding was joined to another.',
  input: z.strictObject({ proceeding: idOf('proceeding'), ...proceedingJoined.shape }),
  example: {
    proceeding: sampleId('proceeding', '1'),
    into: sampleId('proceeding'),
    ground: 'Order of 3 March: the two cases are joined.',
  },
  async load(look, input) {
    await knownProceeding(look, input.into);
    return knownProceeding(look, input.proceeding);
  },
  decide({ proceeding, ...said }, row) {
    if (said.into === proceeding || row.joined_into !== null)
      throw new Refusal(
        'RECORD_PROCEEDING_JOINED',
        row.joined_into === null
          ? 'A proceeding cannot be joined to itself. Name the other one.'
          : `This proceeding was joined to ${row.joined_into} already.`,
        { proceeding },
      );
    return [{ kind: 'proceeding.joined', subject: proceeding, refs: [said.into], said: given(said) }];
  },
});

export const orderStep = command({
  name: 'step.order',
  summary: 'Enter a step of a proceeding: an order, a pleading, a hearing; with its time-limits.',
  input: z.strictObject({
    ...stepOrdered.shape,
    ordered: dateStatementInput.optional(),
    limits: limitsInput.default([]),
  }),
  example: {
    proceeding: sampleId('proceeding'),
    phase: 'merits',
    kind: 'order',
    title: 'Order fixing the time-limits of the first round',
    ordered: '2031-02-11',
    limits: [{ what: 'Memorial', party: sampleId('party'), due: '2031-11-11' }],
  },
  async load(look, input) {
    await knownProceeding(look, input.proceeding);
    await knownParties(
      look,
      input.limits.flatMap((limit) => (limit.party === undefined ? [] : [limit.party])),
    );
  },
  decide: (input, _state, act) => [
    {
      kind: 'step.ordered',
      subject: act.newId('step'),
      refs: [input.proceeding, ...(input.passage === undefined ? [] : [input.passage])],
      said: given(input),
    },
  ],
});

export const extendStep = command({
  name: 'step.extend',
  summary: 'Replace the time-limits of a step by those of a later order.',
  input: z.strictObject({
    step: idOf('step'),
    ...stepExtended.shape,
    ordered: dateStatementInput.optional(),
    limits: limitsInput.min(1),
  }),
  example: {
    step: sampleId('step'),
    limits: [{ what: 'Memorial', due: '2032-01-12' }],
    ground: 'Order of 5 September 2031 on the request of the applicant.',
  },
  async load(look, input) {
    await knownStep(look, input.step);
    await knownParties(
      look,
      input.limits.flatMap((limit) => (limit.party === undefined ? [] : [limit.party])),
    );
  },
  decide: ({ step, ...said }) => [{ kind: 'step.extended', subject: step, said: given(said) }],
});

export const doStep = command({
  name: 'step.do',
  summary: 'Record that a step was carried out, and when.',
  input: z.strictObject({ step: idOf('step'), ...stepDone.shape, on: dateStatementInput }),
  example: { step: sampleId('step'), on: '2031-11-10', note: 'Received in the Registry at 16:40.' },
  load: (look, input) => knownStep(look, input.step),
  decide({ step, ...said }, row) {
    if (row.done !== null)
      throw new Refusal('RECORD_STEP_DONE', 'This step is recorded as carried out already.', { step });
    return [{ kind: 'step.done', subject: step, said: given(said) }];
  },
});

export const nameParty = command({
  name: 'party.name',
  summary:
    'Make an actor a party to a proceeding: applicant, respondent, intervener, third State, commission.',
  input: z.strictObject({ ...partyNamed.shape, since: dateStatementInput.optional() }),
  example: { proceeding: sampleId('proceeding'), actor: sampleId('actor'), role: 'applicant' },
  async load(look, input) {
    await knownProceeding(look, input.proceeding);
    await knownActor(look, input.actor);
    return tablesOf(look)
      .selectFrom('record_party')
      .selectAll()
      .where('proceeding', '=', input.proceeding)
      .where('actor', '=', input.actor)
      .execute();
  },
  decide(input, held, act) {
    const clash = held.find((party) => party.role === input.role || opposed(party.role, input.role));
    if (clash !== undefined)
      throw new Refusal('RECORD_PARTY_TWICE', `This actor is ${clash.role} in this proceeding already.`, {
        party: clash.id,
        role: clash.role,
      });
    return [
      {
        kind: 'party.named',
        subject: act.newId('party'),
        refs: [input.proceeding, input.actor],
        said: given(input),
      },
    ];
  },
});

const opposed = (a: string, b: string): boolean =>
  (a === 'applicant' && b === 'respondent') || (a === 'respondent' && b === 'applicant');

export const declareActing = command({
  name: 'acting.declare',
  summary: 'Say for whom this team acts in a proceeding. It changes words on screens and no status.',
  input: actingDeclared.extend({ parties: actingDeclared.shape.parties.default([]) }),
  example: {
    proceeding: sampleId('proceeding'),
    actingFor: 'applicant',
    parties: [sampleId('party')],
    ground: 'Letter of appointment of 2 February.',
  },
  async load(look, input) {
    await knownProceeding(look, input.proceeding);
    const parties = [];
    for (const id of input.parties) parties.push(await knownParty(look, id));
    return parties;
  },
  decide(input, parties) {
    if (input.actingFor !== 'commission' && parties.length === 0)
      throw new Refusal('RECORD_ACTING_PARTY', `Name the party for which you act as ${input.actingFor}.`, {});
    const stranger = parties.find(
      (party) => party.proceeding !== input.proceeding || party.role !== input.actingFor,
    );
    if (stranger !== undefined)
      throw new Refusal(
        'RECORD_ACTING_ROLE',
        `${stranger.id} is ${stranger.role} in ${stranger.proceeding}, not ${input.actingFor} in ${input.proceeding}.`,
        { party: stranger.id },
      );
    return [
      { kind: 'acting.declared', subject: input.proceeding, refs: [...input.parties], said: given(input) },
    ];
  },
});
