// The chronology as a grid: facts in order of time, filtered and counted, each with its passages and the elements it serves.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Sealable, sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { dateInWords, parseDay } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import {
  citationsOf,
  dayText,
  factShown,
  factsOf,
  findInGrid,
  GRID_GROUPS,
  GRID_SORTS,
  type GridElements,
  type GridFound,
  type GridLine,
  heldLines,
  inferencesOf,
} from '../record/index.ts';
import { exhibitsByIds } from '../vault/index.ts';
import { proofTables } from './look-up.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day as YYYY-MM-DD');
const values = z.array(z.string().min(1).max(300)).max(40).default([]);

/** What narrows the grid. Of each group any one value; groups together. Shared with the export of the view. */
export const gridFilter = {
  text: z.string().max(200).optional(),
  from: day.optional(),
  to: day.optional(),
  /** Only facts without a date. */
  undated: z.boolean().optional(),
  state: z.enum(['standing', 'withdrawn', 'all']).default('standing'),
  tray: values,
  tag: values,
  actor: values,
  place: values,
  element: values,
  author: values,
  reviewer: values,
  origins: z
    .array(z.enum(['0', '1', '2+']))
    .max(3)
    .default([]),
  sort: z.enum(GRID_SORTS).default('time'),
  falling: z.boolean().default(false),
};
const gridAsked = z.strictObject(gridFilter);
export type GridAsked = z.output<typeof gridAsked>;

const facet = z.object({ value: z.string(), n: z.number() });

export const gridRow = factShown.extend({
  /** The date in words. */
  words: z.string(),
  citations: z.array(
    z.object({
      id: z.string(),
      passage: z.string(),
      exhibit: z.string().nullable(),
      title: sealable(z.string()),
      pin: z.string().nullable(),
      bearing: z.enum(['supports', 'contradicts', 'context']),
      group: z.string(),
      live: z.boolean(),
    }),
  ),
  elements: z.array(z.object({ node: z.string(), label: z.string(), allegation: z.string() })),
  /** True also where it serves an element only through what is inferred from it. */
  isUnderElement: z.boolean(),
});
export type GridRow = z.output<typeof gridRow>;

/** Written for days that the calendar of four-figure years does not hold. */
const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

const factGrid = question({
  name: 'fact.grid',
  summary:
    'The chronology as a grid: a stretch of the facts that meet every filter, with counts of what else could be asked for and a histogram of dates.',
  input: z.strictObject({
    ...gridFilter,
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(0).max(500).default(100),
    /** False where only the rows are wanted: a reader scrolls on. */
    counts: z.boolean().default(true),
    /** Says at which place of the order this fact stands. */
    find: idOf('fact').optional(),
  }),
  output: z.object({
    /** Facts that meet every filter, and all facts of the state asked for. */
    total: z.number(),
    all: z.number(),
    foundAt: z.number().nullable(),
    /** The person who asks. */
    me: z.string(),
    rows: z.array(gridRow),
    facets: z.partialRecord(z.enum(GRID_GROUPS), z.array(facet)),
    elements: z.array(z.object({ node: z.string(), label: z.string(), allegation: z.string() })),
    histogram: z.object({
      unit: z.enum(['day', 'month', 'year', 'decade']),
      undated: z.number(),
      /** Uncertain dates one by one, where they are few. */
      spans: z.array(z.object({ first: z.string(), last: z.string() })),
      buckets: z.array(z.object({ first: z.string(), last: z.string(), firm: z.number(), open: z.number() })),
    }),
  }),
  example: { tray: ['single-origin'], from: '2031-01-01', to: '2031-12-31', limit: 50 },
  async answer(look, { offset, limit, find, counts, ...asked }, viewer) {
    const { lines, found, elements } = await gridOf(look, asked);
    const ids = [...found.order.subarray(offset, offset + limit)].flatMap((i) => lines[i]?.id ?? []);
    return {
      total: found.order.length,
      all: found.all,
      foundAt: find === undefined ? null : placeOf(found, lines, find),
      me: viewer.user,
      rows: await rowsOf(look, ids, elements),
      facets: counts ? Object.fromEntries(GRID_GROUPS.map((group) => [group, [...found.facets[group]]])) : {},
      elements: counts ? [...elements.names.values()] : [],
      histogram: {
        unit: found.histogram.unit,
        undated: found.histogram.undated,
        spans: (counts ? found.histogram.spans : []).map(({ first, last }) => ({
          first: dayText(first) ?? FIRST_DAY,
          last: dayText(last) ?? LAST_DAY,
        })),
        buckets: (counts ? found.histogram.buckets : []).map(({ first, last, firm, open }) => ({
          first: dayText(first) ?? FIRST_DAY,
          last: dayText(last) ?? LAST_DAY,
          firm,
          open,
        })),
      },
    };
  },
});

function placeOf(found: GridFound, lines: readonly GridLine[], fact: string): number | null {
  const at = found.order.findIndex((i) => lines[i]?.id === fact);
  return at < 0 ? null : at;
}

interface NodeNamed {
  readonly node: string;
  readonly label: string;
  readonly allegation: string;
}
interface Elements extends GridElements {
  readonly names: ReadonlyMap<string, NodeNamed>;
  of(fact: string): readonly string[];
  isUnder(fact: string): boolean;
}
interface Kept {
  readonly size: number;
  readonly elements: Promise<Elements>;
  readonly found: Map<string, GridFound>;
}

const NAME = 'fact grid';
/** Answers kept for one state of the ledger: a reader scrolls through one of them. */
const FOUND_KEPT = 12;

/** The facts that meet the filters, in their order; kept while the ledger stays as it is. */
export async function gridOf(
  look: Look,
  asked: GridAsked,
): Promise<{
  readonly lines: readonly GridLine[];
  readonly found: GridFound;
  readonly elements: Elements;
}> {
  const { size, columns, book } = await heldLines(look);
  const { lines } = columns;
  let held = look.kept.get(NAME) as Kept | undefined;
  if (held === undefined || held.size !== size) {
    held = { size, elements: elementsOf(look, lines), found: new Map() };
    look.kept.set(NAME, held);
  }
  const elements = await held.elements;
  const key = JSON.stringify(asked);
  const before = held.found.get(key);
  if (before !== undefined) return { lines, found: before, elements };
  const { text, from, to, undated, state, sort, falling, ...any } = asked;
  const found = findInGrid(
    columns,
    book,
    {
      text,
      from: from === undefined ? undefined : parseDay(from),
      to: to === undefined ? undefined : parseDay(to),
      undated,
      state,
      any,
    },
    { by: sort, falling },
    elements,
  );
  const [oldest] = held.found.keys();
  if (held.found.size >= FOUND_KEPT && oldest !== undefined) held.found.delete(oldest);
  held.found.set(key, found);
  return { lines, found, elements };
}

/** Which nodes of the allegations in force each fact is matched to, and what serves an element through an inference. */
async function elementsOf(look: Look, lines: readonly GridLine[]): Promise<Elements> {
  const tables = proofTables(look);
  const allegations = await tables
    .selectFrom('proof_allegation')
    .select('id')
    .where('withdrawn', 'is', null)
    .execute();
  const inForce = new Set(allegations.map((row) => row.id));
  const nodes = await tables
    .selectFrom('proof_node')
    .select(['id', 'label', 'allegation', 'of_refs'])
    .orderBy('seq')
    .orderBy('n')
    .execute();
  const names = new Map<string, NodeNamed>();
  const of = new Map<string, string[]>();
  for (const row of nodes) {
    if (!inForce.has(row.allegation)) continue;
    names.set(row.id, { node: row.id, label: row.label, allegation: row.allegation });
    for (const ref of fromJson<string[]>(row.of_refs) ?? [])
      if (ref.startsWith('fact:')) of.set(ref.slice(5), [...(of.get(ref.slice(5)) ?? []), row.id]);
  }
  // What an inference rests on serves what is inferred from it.
  const under = new Set(of.keys());
  const premises = Map.groupBy(await inferencesOf(look), (one) => one.fact as string);
  const pending = [...under];
  for (let id = pending.pop(); id !== undefined; id = pending.pop())
    for (const premise of premises.get(id)?.flatMap((one) => one.from) ?? [])
      if (!under.has(premise)) {
        under.add(premise);
        pending.push(premise);
      }
  const values = [...names.keys()];
  const numbers = new Map(values.map((node, i) => [node, i]));
  const codes: (readonly number[] | undefined)[] = new Array(lines.length);
  const flags = new Uint8Array(lines.length);
  if (under.size > 0)
    lines.forEach(({ id }, i) => {
      if (!under.has(id)) return;
      flags[i] = 1;
      codes[i] = (of.get(id) ?? NONE).flatMap((node) => numbers.get(node) ?? []);
    });
  return {
    names,
    values,
    codes,
    under: flags,
    of: (fact) => of.get(fact) ?? NONE,
    isUnder: (fact) => under.has(fact),
  };
}

const NONE: readonly string[] = [];

/** The rows of these facts, in this order. */
export async function rowsOf(look: Look, ids: readonly string[], elements: Elements): Promise<GridRow[]> {
  if (ids.length === 0) return [];
  const facts = new Map((await factsOf(look, ids)).map((fact) => [fact.id as string, fact]));
  const citations = (await citationsOf(look, ids)).filter((one) => one.withdrawn === null);
  const exhibits = await exhibitsByIds(look, [...new Set(citations.flatMap((one) => one.exhibit ?? []))]);
  const cited = Map.groupBy(citations, (one) => one.fact as string);
  return ids.flatMap((id) => {
    const fact = facts.get(id);
    if (fact === undefined) return [];
    return [
      {
        ...fact,
        words: fact.when === null ? 'no date' : dateInWords(fact.when.edtf),
        isUnderElement: elements.isUnder(id),
        citations: (cited.get(id) ?? []).map((one) => ({
          id: one.id,
          passage: one.passage,
          exhibit: one.exhibit,
          title: (exhibits.get(one.exhibit ?? '')?.title ?? '') as Sealable<string>,
          pin: one.pin,
          bearing: one.bearing,
          group: one.group,
          live: one.live,
        })),
        elements: elements.of(id).flatMap((node) => elements.names.get(node) ?? []),
      },
    ];
  });
}

export const GRID_QUESTIONS: readonly Question[] = [factGrid];
