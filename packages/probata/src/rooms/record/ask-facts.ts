// Questions about facts, their trays, citations, inferences and the groups of dependent sources.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question } from '../../ledger/room.ts';
import { citationShown, factShown, historyLine, inferenceShown, TRAYS } from './answers.ts';
import { LINE_GROUPS } from './grid-line.ts';
import { heldLines } from './grid-lines.ts';
import { citationsOf, factsOf, inferencesOf } from './read.ts';
import { standingFor, tablesOf } from './state.ts';
import { sampleId } from './types.ts';
import { unknown } from './unknown.ts';

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

export const FACT_QUESTIONS: readonly Question[] = [
  factList,
  factShow,
  factCompare,
  factTrays,
  citationList,
  inferenceList,
  groupList,
];
