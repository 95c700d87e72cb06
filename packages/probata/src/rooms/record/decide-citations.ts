// Commands about what carries a fact: citations, weights set by hand, answers, inferences, and which origins are one.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { given } from '../../base/given.ts';
import { idOf } from '../../base/ids.ts';
import { dateStatementInput } from '../../base/time/index.ts';
import { command } from '../../ledger/room.ts';
import {
  citationAnswered,
  citationWeighed,
  citationWithdrawn,
  factCited,
  groupMerged,
  groupUnmerged,
  inferenceDrawn,
  inferenceWithdrawn,
} from './entries.ts';
import { mergedOrigins } from './groups.ts';
import { requirePassage } from './passages.ts';
import {
  circle,
  inferenceEdges,
  knownActor,
  knownParty,
  restsOn,
  standingCitation,
  standingFact,
  standingFor,
  tablesOf,
} from './state.ts';
import { sampleId } from './types.ts';

export const citeFact = command({
  name: 'fact.cite',
  summary: 'Cite a passage for, against or beside a fact, with what is known of its source.',
  input: z.strictObject({
    ...factCited.shape,
    directness: factCited.shape.directness.default('unknown'),
    contemporaneity: factCited.shape.contemporaneity.default('unknown'),
    interest: factCited.shape.interest.default('unknown'),
    knowledge: factCited.shape.knowledge.default('unknown'),
    eventAt: dateStatementInput.optional(),
    hedged: z.boolean().default(false),
  }),
  example: {
    fact: sampleId('fact'),
    passage: sampleId('passage'),
    bearing: 'supports',
    directness: 'direct',
    contemporaneity: 'at-time',
    interest: 'disinterested',
  },
  async load(look, input) {
    await requirePassage(look, input.passage);
    if (input.interestOf !== undefined)
      await (input.interestOf.startsWith('pty_') ? knownParty : knownActor)(look, input.interestOf);
    await standingFact(look, input.fact);
    return tablesOf(look)
      .selectFrom('record_citation')
      .select(['id', 'bearing', 'origin'])
      .where('fact', '=', input.fact)
      .where('passage', '=', input.passage)
      .where('withdrawn', 'is', null)
      .execute();
  },
  decide(input, held, act) {
    if ((input.interest === 'against' || input.interest === 'self-serving') && input.interestOf === undefined)
      throw new Refusal(
        'RECORD_INTEREST_WHOSE',
        `Say whose interest it is (interestOf: a party or an actor): “${input.interest}” means nothing without it.`,
        {},
      );
    // One passage may relay two origins; it may not carry the same fact twice from the same one.
    const twin = held.find((citation) => citation.origin === (input.group ?? null));
    if (twin !== undefined)
      throw new Refusal(
        'RECORD_CITATION_TWICE',
        `This passage is cited for this fact already (${twin.id}, ${twin.bearing}). If it relays another origin, name it with group.`,
        { citation: twin.id },
      );
    return [
      {
        kind: 'fact.cited',
        subject: act.newId('citation'),
        refs: [input.fact, input.passage, ...(input.interestOf === undefined ? [] : [input.interestOf])],
        said: given(input),
      },
    ];
  },
});

const citation = z.strictObject({ citation: idOf('citation') });

export const weighCitation = command({
  name: 'citation.weigh',
  summary: 'Set the weight of a citation by hand (0 to 3), with the reason. It is shown as an assumption.',
  input: z.strictObject({ ...citation.shape, ...citationWeighed.shape }),
  example: {
    citation: sampleId('citation'),
    to: 1,
    reason: 'The witness recanted half of this passage before the commission.',
  },
  power: 'weigh',
  load: (look, input) => standingCitation(look, input.citation),
  decide: ({ citation, ...said }, row) => [
    { kind: 'citation.weighed', subject: citation, refs: [row.fact], said: given(said) },
  ],
});

export const answerCitation = command({
  name: 'citation.answer',
  summary: 'Answer a contradicting citation, by argument or by evidence (naming the exhibits).',
  input: z.strictObject({
    ...citation.shape,
    ...citationAnswered.shape,
    exhibits: citationAnswered.shape.exhibits.default([]),
  }),
  example: {
    citation: sampleId('citation'),
    by: 'evidence',
    reason: 'The denial was made a day before the flights it denies.',
    exhibits: [sampleId('exhibit')],
  },
  load: (look, input) => standingCitation(look, input.citation),
  decide({ citation, ...said }, row) {
    if (row.bearing !== 'contradicts')
      throw new Refusal(
        'RECORD_ANSWER_NOTHING',
        `This citation ${row.bearing}; only one that contradicts is answered.`,
        {
          citation,
        },
      );
    if (said.by === 'evidence' && said.exhibits.length === 0)
      throw new Refusal(
        'RECORD_ANSWER_EXHIBITS',
        'Name the exhibits that answer it, or answer by argument.',
        {
          citation,
        },
      );
    return [
      { kind: 'citation.answered', subject: citation, refs: [row.fact, ...said.exhibits], said: given(said) },
    ];
  },
});

export const withdrawCitation = command({
  name: 'citation.withdraw',
  summary: 'Withdraw a citation, saying why.',
  input: z.strictObject({ ...citation.shape, ...citationWithdrawn.shape }),
  example: { citation: sampleId('citation'), ground: 'The passage speaks of another crossing.' },
  load: (look, input) => standingCitation(look, input.citation),
  decide: ({ citation, ...said }, row) => [
    { kind: 'citation.withdrawn', subject: citation, refs: [row.fact], said: given(said) },
  ],
});

export const drawInference = command({
  name: 'inference.draw',
  summary: 'Infer a fact from others: how strong, and by which stated warrant.',
  input: inferenceDrawn,
  example: {
    to: sampleId('fact'),
    from: [sampleId('fact', '1'), sampleId('fact', '2')],
    strength: 2,
    warrant: 'A closed border zone is not entered by groups of forty without its guards knowing.',
  },
  async load(look, input) {
    for (const id of [input.to, ...input.from]) await standingFact(look, id);
    const edges = await inferenceEdges(look, await standingFor(look));
    for (const from of input.from) {
      const path = restsOn(edges, from, input.to);
      if (path !== undefined) return [input.to, ...path];
    }
    return undefined;
  },
  decide(input, path, act) {
    // Acyclic by refusal on entry: a fact that rests on itself would prove itself (Carneades; proof.md 3.2).
    if (path !== undefined) throw circle(path);
    return [
      {
        kind: 'inference.drawn',
        subject: act.newId('inference'),
        refs: [input.to, ...input.from],
        said: given({ ...input, from: [...new Set(input.from)] }),
      },
    ];
  },
});

export const withdrawInference = command({
  name: 'inference.withdraw',
  summary: 'Withdraw an inference, saying why.',
  input: z.strictObject({ inference: idOf('inference'), ...inferenceWithdrawn.shape }),
  example: { inference: sampleId('inference'), ground: 'The warrant fails where the fence was cut.' },
  load: (look, input) =>
    tablesOf(look)
      .selectFrom('record_inference')
      .selectAll()
      .where('id', '=', input.inference)
      .executeTakeFirst(),
  decide({ inference, ...said }, row) {
    if (row === undefined || row.withdrawn !== null)
      throw new Refusal('RECORD_INFERENCE_UNKNOWN', `There is no inference ${inference} in force.`, {
        inference,
      });
    return [{ kind: 'inference.withdrawn', subject: inference, refs: [row.fact], said: given(said) }];
  },
});

export const mergeGroup = command({
  name: 'group.merge',
  summary:
    'Record that two origins of information are one (one wire story, one interviewee), with the reason.',
  input: groupMerged,
  example: {
    group: 'vess-evening-post',
    into: 'aurelian-news-agency',
    reason: 'The paper prints the agency’s text word for word.',
  },
  power: 'weigh',
  load: (look) => mergedOrigins(look),
  decide(input, origins, act) {
    if (origins.rootOf(input.group) === origins.rootOf(input.into))
      throw new Refusal('RECORD_GROUP_SAME', 'These two count as one origin already.', {
        group: input.group,
        into: input.into,
      });
    return [{ kind: 'group.merged', subject: act.newId('groupMerge'), said: given(input) }];
  },
});

export const unmergeGroup = command({
  name: 'group.unmerge',
  summary: 'Undo a merger of two origins, saying why.',
  input: z.strictObject({ merge: idOf('groupMerge'), ...groupUnmerged.shape }),
  example: { merge: sampleId('groupMerge'), reason: 'The paper had a reporter of its own at the border.' },
  power: 'weigh',
  load: (look, input) =>
    tablesOf(look)
      .selectFrom('record_group_merge')
      .selectAll()
      .where('id', '=', input.merge)
      .executeTakeFirst(),
  decide({ merge, ...said }, row) {
    if (row === undefined || row.undone !== null)
      throw new Refusal(
        'RECORD_GROUP_UNKNOWN',
        `There is no merger ${merge} in force. See 'probata group list'.`,
        {
          merge,
        },
      );
    return [{ kind: 'group.unmerged', subject: merge, said: given(said) }];
  },
});
