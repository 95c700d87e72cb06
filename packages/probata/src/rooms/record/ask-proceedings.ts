// Questions about proceedings, their time-limits, the parties and the actors.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { boundsOf, compareDated, dateInWords, parseDay } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import { actorShown, factShown, partyShown, proceedingShown, relationShown, stepShown } from './answers.ts';
import { actorsOf, factsOf, partiesOf, proceedingsOf, relationsOf, stepsOf } from './read.ts';
import { sampleId, timeLimit } from './types.ts';
import { unknown } from './unknown.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day as YYYY-MM-DD');

const proceedingList = question({
  name: 'proceeding.list',
  summary: 'The proceedings of this matter and for whom the team acts in each.',
  input: z.strictObject({}),
  output: z.object({ proceedings: z.array(proceedingShown) }),
  example: {},
  answer: async (look) => ({ proceedings: [...(await proceedingsOf(look))] }),
});

const proceedingShow = question({
  name: 'proceeding.show',
  summary: 'One proceeding: parties, steps by phase, time-limits.',
  input: z.strictObject({ proceeding: idOf('proceeding') }),
  output: z.object({ proceeding: proceedingShown, parties: z.array(partyShown), steps: z.array(stepShown) }),
  example: { proceeding: sampleId('proceeding') },
  async answer(look, { proceeding: id }) {
    const proceeding = (await proceedingsOf(look)).find((one) => one.id === id);
    if (proceeding === undefined) throw unknown('PROCEEDING', 'proceeding', id);
    return {
      proceeding,
      parties: [...(await partiesOf(look, id))],
      steps: [...(await stepsOf(look, id))],
    };
  },
});

const partyList = question({
  name: 'party.list',
  summary: 'The parties of every proceeding, by role.',
  input: z.strictObject({ proceeding: idOf('proceeding').optional() }),
  output: z.object({ parties: z.array(partyShown) }),
  example: {},
  answer: async (look, input) => ({ parties: [...(await partiesOf(look, input.proceeding))] }),
});

const limitList = question({
  name: 'limit.list',
  summary: 'Every time-limit not yet met, the earliest first, and the days left from a given day.',
  input: z.strictObject({ from: day.optional() }),
  output: z.object({
    limits: z.array(
      z.object({
        step: z.string(),
        proceeding: z.string(),
        ...timeLimit.shape,
        daysLeft: z.number().nullable(),
        words: z.string(),
      }),
    ),
  }),
  example: { from: '2031-06-01' },
  async answer(look, input) {
    const steps = (await stepsOf(look)).filter((step) => step.done === null);
    const limits = steps.flatMap((step) =>
      step.limits.map((limit) => {
        const last = boundsOf(limit.due.edtf, limit.due.zone).latestDay;
        return {
          step: step.id,
          proceeding: step.proceeding,
          ...limit,
          daysLeft: input.from === undefined || last === null ? null : last - parseDay(input.from),
          words: dateInWords(limit.due.edtf),
        };
      }),
    );
    return { limits: limits.sort((a, b) => compareDated(a.due, b.due)) };
  },
});

const actorList = question({
  name: 'actor.list',
  summary: 'The actors: States, organs, enterprises, groups and persons. Sealed ones by pseudonym.',
  input: z.strictObject({ kind: actorShown.shape.kind.optional() }),
  output: z.object({ actors: z.array(actorShown) }),
  example: { kind: 'enterprise' },
  answer: async (look, input) => ({
    actors: (await actorsOf(look)).filter((actor) => input.kind === undefined || actor.kind === input.kind),
  }),
});

const actorShow = question({
  name: 'actor.show',
  summary: 'One actor: names, relations, the parts it is, and the facts in which it has a role.',
  input: z.strictObject({ actor: idOf('actor') }),
  output: z.object({
    actor: actorShown,
    relations: z.array(relationShown),
    parties: z.array(partyShown),
    facts: z.array(factShown),
  }),
  example: { actor: sampleId('actor') },
  async answer(look, { actor: id }) {
    const actor = (await actorsOf(look)).find((one) => one.id === id);
    if (actor === undefined) throw unknown('ACTOR', 'actor', id);
    return {
      actor,
      relations: [...(await relationsOf(look, id))],
      parties: (await partiesOf(look)).filter((party) => party.actor === id),
      facts: (await factsOf(look)).filter(
        (fact) => fact.mergedInto === null && fact.roles.some((role) => role.actor === id),
      ),
    };
  },
});

export const PROCEEDING_QUESTIONS: readonly Question[] = [
  proceedingList,
  proceedingShow,
  partyList,
  limitList,
  actorList,
  actorShow,
];
