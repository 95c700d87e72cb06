// Questions about the order of things: the chronology, and the exchanges between States.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { isSealed } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { languageCode, readText, type Texts } from '../../base/texts.ts';
import {
  boundsOf,
  compareDated,
  type DateStatement,
  dateInWords,
  dateStatement,
  type Language,
  parseDay,
} from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import { chronologyRow, exchangeShown, silenceShown } from './answers.ts';
import { exchangesOf, factsOf, stepsOf } from './read.ts';
import { daysInWords, staircase } from './staircase.ts';
import { tablesOf } from './state.ts';
import { sampleId } from './types.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day as YYYY-MM-DD');

const chronologyList = question({
  name: 'chronology.list',
  summary: 'Facts, exchanges and steps in one order of time, each date in words with its uncertainty.',
  input: z.strictObject({
    from: day.optional(),
    to: day.optional(),
    tag: z.string().optional(),
    language: languageCode.default('en'),
  }),
  output: z.object({ rows: z.array(chronologyRow) }),
  example: { from: '2031-05-01', to: '2031-12-31' },
  async answer(look, input) {
    const language: Language = input.language === 'fr' || input.language === 'lt' ? input.language : 'en';
    const inWords = (when: DateStatement | null): string =>
      when === null ? 'no date' : dateInWords(when.edtf, language);
    const facts = (await factsOf(look))
      .filter((fact) => fact.mergedInto === null)
      .filter((fact) => input.tag === undefined || fact.tags.includes(input.tag))
      .map((fact) => ({
        sort: 'fact' as const,
        id: fact.id as string,
        when: fact.when,
        words: inWords(fact.when),
        text: isSealed(fact.statement)
          ? fact.statement
          : readText(fact.statement as Texts, input.language).text,
        trays: fact.trays,
        withdrawn: fact.withdrawn !== null,
      }));
    const others =
      input.tag !== undefined
        ? []
        : [
            ...(await exchangesOf(look)).map((exchange) => ({
              sort: 'exchange' as const,
              id: exchange.id as string,
              when: exchange.sent ?? exchange.received,
              text: exchange.title,
            })),
            ...(await stepsOf(look)).map((step) => ({
              sort: 'step' as const,
              id: step.id as string,
              when: step.done?.on ?? step.ordered,
              text: step.title,
            })),
          ].map((row) => ({ ...row, words: inWords(row.when), trays: [], withdrawn: false }));
    const rows = [...facts, ...others].filter((row) => within(row.when, input.from, input.to));
    return {
      rows: rows.sort((a, b) => {
        if (a.when === null || b.when === null)
          return a.when === b.when ? (a.id < b.id ? -1 : 1) : a.when === null ? 1 : -1;
        return compareDated(a.when, b.when) || (a.id < b.id ? -1 : 1);
      }),
    };
  },
});

/** True if some reading of the date falls into the days asked for. */
function within(when: DateStatement | null, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (when === null) return false;
  const { earliestDay, latestDay } = boundsOf(when.edtf, when.zone);
  if (from !== undefined && latestDay !== null && latestDay < parseDay(from)) return false;
  return !(to !== undefined && earliestDay !== null && earliestDay > parseDay(to));
}

const exchangeList = question({
  name: 'exchange.list',
  summary: 'Notes, letters, talks and statements between States, in order.',
  input: z.strictObject({ provision: z.string().optional() }),
  output: z.object({ exchanges: z.array(exchangeShown) }),
  example: { provision: 'sp.20' },
  answer: async (look, input) => ({
    exchanges: (await exchangesOf(look)).filter(
      (exchange) => input.provision === undefined || exchange.provisions.includes(input.provision),
    ),
  }),
});

const exchangeStaircase = question({
  name: 'exchange.staircase',
  summary:
    'The exchanges as a dated staircase: each silence in days, and whether an answer that was due came.',
  input: z.strictObject({
    between: z.array(idOf('actor')).length(2).optional(),
    provision: z.string().optional(),
    /** The day to which a silence still running is counted. */
    until: day.optional(),
  }),
  output: z.object({
    stairs: z.array(z.object({ exchange: exchangeShown, silences: z.array(silenceShown) })),
    longest: z
      .object({ exchange: z.string(), by: z.string(), days: z.number(), words: z.string() })
      .nullable(),
  }),
  example: { between: [sampleId('actor', '1'), sampleId('actor', '2')], until: '2035-05-19' },
  async answer(look, input) {
    const pair = input.between as readonly string[] | undefined;
    const exchanges = (await exchangesOf(look)).filter(
      (exchange) =>
        (pair === undefined ||
          (pair.includes(exchange.from) && exchange.to.some((to) => pair.includes(to)))) &&
        (input.provision === undefined || exchange.provisions.includes(input.provision)),
    );
    const expected = await tablesOf(look).selectFrom('record_expected').selectAll().execute();
    const byId = new Map(exchanges.map((exchange) => [exchange.id as string, exchange]));
    const stairs = staircase(
      exchanges,
      expected.map((row) => ({
        answerTo: row.answer_to,
        from: row.from_actor,
        due: dateStatement.parse(fromJson(row.due)),
        ground: row.ground,
      })),
      input.until ?? null,
    );
    const shown = stairs.flatMap(({ exchange, silences }) => {
      const entry = byId.get(exchange);
      if (entry === undefined) return [];
      return [
        {
          exchange: entry,
          silences: silences
            .filter((silence) => pair === undefined || pair.includes(silence.by))
            .map((silence) => ({
              ...silence,
              words: silence.days === null ? null : daysInWords(silence.days),
            })),
        },
      ];
    });
    // The longest silence is the one that lasted longest for certain.
    let longest: { exchange: string; by: string; days: number; words: string } | null = null;
    for (const { exchange, silences } of shown)
      for (const silence of silences) {
        const days = silence.days?.atLeast ?? 0;
        if (days > (longest?.days ?? 0))
          longest = { exchange: exchange.id, by: silence.by, days, words: silence.words ?? '' };
      }
    return { stairs: shown, longest };
  },
});

export const ORDER_QUESTIONS: readonly Question[] = [chronologyList, exchangeList, exchangeStaircase];
