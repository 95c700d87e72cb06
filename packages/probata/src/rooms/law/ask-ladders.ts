// Questions about the ladders of preconditions: which there are, which may be set up, how far one is climbed.
import { z } from 'zod';
import { ID_NOUNS, idOf } from '../../base/ids.ts';
import { dateStatement } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import { climbed, laddersOf, partsOf, statementsShown } from './read.ts';
import { authoritySide, eventDefined, type Ladder } from './types.ts';

const sample = (noun: keyof typeof ID_NOUNS): string => `${ID_NOUNS[noun]}_${'0'.repeat(26)}`;
const state = z.enum(['to-be-checked', 'seen', 'cleared']);

const outcome = z.enum(['proved', 'contested', 'missing']);

const ladderList = question({
  name: 'ladder.list',
  summary: 'The ladders of preconditions set up in this matter, and how far each is climbed.',
  input: z.strictObject({}),
  output: z.object({
    ladders: z.array(
      z.object({
        id: idOf('ladder'),
        proceeding: z.string(),
        pack: z.string(),
        law: z.string(),
        title: z.string(),
        outcome,
        proved: z.number(),
        contested: z.number(),
        missing: z.number(),
        warnings: z.number(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const ladders = [];
    for (const held of await laddersOf(look)) {
      const { result } = await climbed(look, held.id);
      const rungs = result.tries[result.best]?.rungs ?? [];
      const count = (sort: string): number => rungs.filter((rung) => rung.outcome === sort).length;
      ladders.push({
        id: held.id as `lad_${string}`,
        proceeding: held.proceeding,
        pack: held.pack,
        law: held.ladder.id,
        title: held.ladder.title,
        outcome: result.outcome,
        proved: count('proved'),
        contested: count('contested'),
        missing: count('missing'),
        warnings: result.warnings.length,
      });
    }
    return { ladders };
  },
});

const ladderOffered = question({
  name: 'ladder.offered',
  summary: 'The ladders of preconditions that the packs in force hold, to be set up in a proceeding.',
  input: z.strictObject({}),
  output: z.object({
    ladders: z.array(
      z.object({
        id: z.string(),
        pack: z.string(),
        title: z.string(),
        asks: z.string().nullable(),
        rungs: z.number(),
        state,
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const states = new Map((await statementsShown(look)).map((one) => [one.id, one.state]));
    return {
      ladders: (await partsOf<Ladder>(look, 'ladder')).map(({ id, pack, body }) => ({
        id,
        pack,
        title: body.title,
        asks: body.asks ?? null,
        rungs: body.rungs.length,
        state: states.get(id) ?? 'to-be-checked',
      })),
    };
  },
});

const ladderShow = question({
  name: 'ladder.show',
  summary:
    'A ladder rung by rung: proved, contested or missing; the dates compared, in sentences; the warnings.',
  input: z.strictObject({ ladder: idOf('ladder'), language: z.enum(['en', 'fr', 'lt']).default('en') }),
  output: z.object({
    ladder: z.object({
      id: z.string(),
      law: z.string(),
      title: z.string(),
      proceeding: z.string(),
      asks: z.string().nullable(),
      claimants: z.array(z.string()),
      respondents: z.array(z.string()),
    }),
    /** What may be recorded on it, as the pack defines it. */
    kinds: z.array(eventDefined),
    outcome,
    rule: z.string(),
    best: z.number(),
    tries: z.array(
      z.object({
        event: z.string().nullable(),
        outcome,
        rungs: z.array(
          z.object({
            rung: z.string(),
            title: z.string(),
            asks: z.string(),
            outcome,
            failed: z.string().nullable(),
            why: z.array(z.string()),
            warnings: z.array(z.string()),
            events: z.array(z.string()),
            rests: z.enum(['passages', 'press', 'nothing']),
            toBeChecked: z.boolean(),
            authorities: z.array(authoritySide),
          }),
        ),
      }),
    ),
    warnings: z.array(z.string()),
    events: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        by: z.string(),
        whose: z.string().nullable(),
        title: z.string(),
        on: dateStatement.nullable(),
        received: dateStatement.nullable(),
        announced: dateStatement.nullable(),
        shown: z.enum(['shown', 'reported']),
        passage: z.string().nullable(),
        source: z.string().nullable(),
        disputed: z.string().nullable(),
        exchange: z.string().nullable(),
      }),
    ),
  }),
  example: { ladder: sample('ladder') },
  async answer(look, input) {
    const { held, result } = await climbed(look, input.ladder, input.language);
    const laws = new Map(held.ladder.rungs.map((rung) => [rung.id, rung]));
    return {
      ladder: {
        id: held.id,
        law: held.ladder.id,
        title: held.ladder.title,
        proceeding: held.proceeding,
        asks: held.ladder.asks ?? null,
        claimants: [...held.claimants],
        respondents: [...held.respondents],
      },
      kinds: held.ladder.events,
      outcome: result.outcome,
      rule: LADDER_RULE,
      best: result.best,
      tries: result.tries.map((one) => ({
        event: one.event,
        outcome: one.outcome,
        rungs: one.rungs.map((rung) => ({
          ...rung,
          why: [...rung.why],
          warnings: [...rung.warnings],
          events: [...rung.events],
          asks: laws.get(rung.rung)?.asks ?? '',
          authorities: laws.get(rung.rung)?.authorities ?? [],
        })),
      })),
      warnings: [...result.warnings],
      events: [...held.events],
    };
  },
});

/** Shown with every ladder. */
export const LADDER_RULE =
  'A rung is proved when its test holds on every reading of the dates and every event is shown by a passage and not disputed; contested when it holds on some reading, rests on public reports, came out of order, or sides differ; missing otherwise. A house rule for preparing the case, not a statement of how the Court decides.';

export const LADDER_QUESTIONS: readonly Question[] = [ladderList, ladderOffered, ladderShow];
