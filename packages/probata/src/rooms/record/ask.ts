// Questions about the record: proceedings, parties, actors, facts and their trays, the chronology, the exchanges.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
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
import {
  actorShown,
  chronologyRow,
  citationShown,
  exchangeShown,
  factShown,
  historyLine,
  inferenceShown,
  partyShown,
  proceedingShown,
  relationShown,
  silenceShown,
  stepShown,
  TRAYS,
} from './answers.ts';
import { LINE_GROUPS } from './grid-line.ts';
import { heldLines } from './grid-lines.ts';
import {
  actorsOf,
  citationsOf,
  exchangesOf,
  factsOf,
  inferencesOf,
  partiesOf,
  proceedingsOf,
  relationsOf,
  stepsOf,
} from './read.ts';
import { daysInWords, staircase } from './staircase.ts';
import { standingFor, tablesOf } from './state.ts';
import { sampleId, timeLimit } from './types.ts';

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

const factList = question({
  name: 'fact.list',
  summary: 'Facts with their trays and counts. Merged and withdrawn ones only on demand.',
  input: z.strictObject({
    tag: z.string().optional(),
    tray: z.enum(TRAYS).optional(),
    actor: idOf('actor').optional(),
    account: idOf('party').optional(),
    withMerged: z.boolean().default(false),
    withWithdrawn: z.boolean().default(false),
  }),
  output: z.object({ facts: z.array(factShown) }),
  example: { tray: 'single-origin' },
  async answer(look, input) {
    const facts = (await factsOf(look)).filter(
      (fact) =>
        (input.withMerged || fact.mergedInto === null) &&
        (input.withWithdrawn || fact.withdrawn === null) &&
        (input.tag === undefined || fact.tags.includes(input.tag)) &&
        (input.tray === undefined || fact.trays.includes(input.tray)) &&
        (input.actor === undefined || fact.roles.some((role) => role.actor === input.actor)) &&
        (input.account === undefined || fact.account.includes(input.account)),
    );
    return { facts };
  },
});

const factShow = question({
  name: 'fact.show',
  summary: 'One fact: its citations, inferences, and its history with that of every fact merged into it.',
  input: z.strictObject({ fact: idOf('fact') }),
  output: z.object({
    fact: factShown,
    citations: z.array(citationShown),
    inferences: z.array(inferenceShown),
    history: z.array(historyLine),
  }),
  example: { fact: sampleId('fact') },
  async answer(look, { fact: id }) {
    const fact = (await factsOf(look, id)).find((one) => one.id === id);
    if (fact === undefined) throw unknown('FACT', 'fact', id);
    const rows = await tablesOf(look)
      .selectFrom('record_fact_history')
      .selectAll()
      .where('fact', 'in', [id, ...fact.absorbed])
      .orderBy('seq')
      .execute();
    // A merger is written in both histories; read together it is one line.
    const lines = new Map(rows.map((row) => [row.seq, row]));
    return {
      fact,
      citations: [...(await citationsOf(look, id))],
      inferences: (await inferencesOf(look)).filter((inference) => inference.fact === id),
      history: [...lines.values()].map((row) => ({
        ...row,
        said: fromJson<Record<string, unknown>>(row.said) ?? {},
      })),
    };
  },
});

const factCompare = question({
  name: 'fact.compare',
  summary:
    'Compares lines of a table with the facts: by id what a line would change, without id which facts say the same already.',
  input: z.strictObject({
    lines: z
      .array(
        z.strictObject({ id: z.string().max(60).optional(), statement: z.string().max(4000).optional() }),
      )
      .max(500),
  }),
  output: z.object({
    lines: z.array(
      z.object({
        /** The fact with the id of the line; one that was merged: the fact that stands for it. */
        fact: factShown.nullable(),
        /** Facts in force with the same statement, white space, case and final stop left aside. */
        twins: z.array(idOf('fact')),
      }),
    ),
  }),
  example: { lines: [{ id: sampleId('fact'), statement: 'Officers opened the barrier.' }] },
  async answer(look, { lines }) {
    const stands = await standingFor(look);
    const wanted = lines.flatMap(({ id }) => (id === undefined ? [] : [stands(id)]));
    const held = (await heldLines(look)).columns;
    const known = new Set(held.lines.map((line) => line.id));
    const facts = new Map(
      (
        await factsOf(
          look,
          [...new Set(wanted)].filter((id) => known.has(id)),
        )
      ).map((fact) => [fact.id as string, fact]),
    );
    const asked = new Set(
      lines.flatMap(({ statement }) => (statement === undefined ? [] : [plain(statement)])),
    );
    const same = new Map<string, string[]>();
    for (const { id, text, withdrawn } of held.lines) {
      if (text === null || withdrawn) continue;
      const words = plain(text);
      if (asked.has(words)) same.set(words, [...(same.get(words) ?? []), id]);
    }
    return {
      lines: lines.map(({ id, statement }) => ({
        fact: id === undefined ? null : (facts.get(stands(id)) ?? null),
        twins: (statement === undefined
          ? []
          : (same.get(plain(statement)) ?? []).filter((other) => id === undefined || other !== stands(id))
        ).map((other) => other as `fact_${string}`),
      })),
    };
  },
});

/** A statement as it is compared: what two typists would write differently is left aside. */
function plain(statement: string): string {
  return statement.normalize('NFC').toLocaleLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}

const factTrays = question({
  name: 'fact.trays',
  summary: 'The trays: facts without source, on a single origin, contradicted, awaiting a second reader.',
  input: z.strictObject({
    /** False where only the counts are wanted. */
    withFacts: z.boolean().default(true),
  }),
  output: z.object({
    trays: z.array(z.object({ tray: z.enum(TRAYS), facts: z.array(idOf('fact')), count: z.number() })),
  }),
  example: {},
  async answer(look, { withFacts }) {
    const { columns, book } = await heldLines(look);
    const { lines } = columns;
    const at = LINE_GROUPS.indexOf('tray');
    return {
      trays: TRAYS.map((tray) => {
        const code = book.values.tray.indexOf(tray);
        const lying = lines.flatMap((line) =>
          code >= 0 && line.codes[at]?.includes(code) === true ? [line.id as `fact_${string}`] : [],
        );
        return { tray, facts: withFacts ? lying : [], count: lying.length };
      }),
    };
  },
});

const citationList = question({
  name: 'citation.list',
  summary: 'Citations of a fact, of a passage or of an exhibit; withdrawn ones marked.',
  input: z.strictObject({
    fact: idOf('fact').optional(),
    passage: idOf('passage').optional(),
    exhibit: idOf('exhibit').optional(),
  }),
  output: z.object({ citations: z.array(citationShown) }),
  example: { fact: sampleId('fact') },
  answer: async (look, input) => ({
    citations: (await citationsOf(look)).filter(
      (citation) =>
        (input.fact === undefined || citation.fact === input.fact) &&
        (input.passage === undefined || citation.passage === input.passage) &&
        (input.exhibit === undefined || citation.exhibit === input.exhibit),
    ),
  }),
});

const inferenceList = question({
  name: 'inference.list',
  summary: 'The inferences in force, each with its warrant.',
  input: z.strictObject({}),
  output: z.object({ inferences: z.array(inferenceShown) }),
  example: {},
  answer: async (look) => ({ inferences: [...(await inferencesOf(look))] }),
});

const groupList = question({
  name: 'group.list',
  summary: 'Which origins of information were merged, by whom and why; undone mergers too.',
  input: z.strictObject({}),
  output: z.object({
    mergers: z.array(
      z.object({
        id: z.string(),
        group: z.string(),
        into: z.string(),
        reason: z.string(),
        by: z.string(),
        at: z.string(),
        undone: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const rows = await tablesOf(look).selectFrom('record_group_merge').selectAll().orderBy('seq').execute();
    return {
      mergers: rows.map((row) => ({
        id: row.id,
        group: row.origin,
        into: row.into_origin,
        reason: row.reason,
        by: row.by,
        at: row.at,
        undone: fromJson<{ reason: string; by: string; at: string }>(row.undone) ?? null,
      })),
    };
  },
});

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

export const RECORD_QUESTIONS: readonly Question[] = [
  proceedingList,
  proceedingShow,
  partyList,
  limitList,
  actorList,
  actorShow,
  factList,
  factShow,
  factCompare,
  factTrays,
  citationList,
  inferenceList,
  groupList,
  chronologyList,
  exchangeList,
  exchangeStaircase,
];

function unknown(code: string, noun: string, id: string): Refusal {
  return new Refusal(`RECORD_${code}_UNKNOWN`, `There is no ${noun} ${id} in this matter.`, { id });
}
