// Draws the estimated heads together, watched and stoppable; and gives every draw, and two assumptions crossed, as tables.
import { utf8 } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { JsonValue } from '../../base/json.ts';
import { moneyInWords, toJson } from '../../base/money/index.ts';
import { toJson as toText } from '../../base/stable-json.ts';
import {
  claimOf,
  type Drawing,
  drawInSlices,
  drawsAsSaid,
  drawsCsv,
  drawsInput,
  jointOf,
  modelsThatRun,
  rulesDraws,
  twoWay,
  twoWayCsv,
} from '../../rooms/quantum/index.ts';
import type { House, Watch } from '../house.ts';
import { task } from '../task.ts';

type Standing = NonNullable<Awaited<ReturnType<typeof claimOf>>>;
type Draws = Standing['models']['draws'];

const money = z.object({ amount: z.string(), currency: z.string() });
const { count, seed, level, dependence } = drawsInput.shape;

export const drawsRun = task({
  name: 'draws.run',
  summary:
    'Draw the estimated heads together; what is given anew is entered as the rule once it has been drawn.',
  input: z.strictObject({
    count: count.unwrap().optional(),
    seed: seed.unwrap().optional(),
    level: level.unwrap().optional(),
    /** Every pair that hangs together; left out: the pairs as they are ruled. */
    dependence: dependence.unwrap().optional(),
  }),
  output: z.object({
    sentence: z.string(),
    count: z.number(),
    seed: z.number(),
    low: money,
    high: money,
    /** What more draws would still move. */
    meanError: money,
    /** Whether a rule was entered. */
    entered: z.boolean(),
  }),
  example: { count: 200_000 },
  power: 'write',
  async run(house, given, watch) {
    const standing = await claimStanding(house);
    const ruled = standing.models.draws;
    const isNew = Object.values(given).some((one) => one !== undefined);
    const rule = drawsInput.parse({
      count: given.count ?? ruled.count,
      seed: given.seed ?? ruled.seed,
      level: given.level ?? ruled.level,
      dependence:
        given.dependence ??
        ruled.dependence.map(({ sources, ...one }) => ({
          ...one,
          passages: sources.map((source) => source.passage),
        })),
    });
    const draws = isNew ? await drawsAsSaid(house.ledger.look, rule) : ruled;
    const made = jointOf(await drawingOf(house, standing, draws, watch), standing.claim.currency);
    if (isNew) {
      watch.signal.throwIfAborted();
      await house.ledger.append((look, act) => rulesDraws.decide(look, rule, act));
    }
    const { low, high } = made.total;
    return {
      sentence: `${draws.count} joint draws from seed ${draws.seed}: ${Number(draws.level) * 100} % of them lie between ${moneyInWords(low)} and ${moneyInWords(high)}.`,
      count: draws.count,
      seed: draws.seed,
      low: toJson(low),
      high: toJson(high),
      meanError: toJson(made.meanError),
      entered: isNew,
    };
  },
});

const cell = z.object({
  count: z.number(),
  low: money.nullable(),
  /** Null in a study, which tells no middle. */
  median: money.nullable(),
  high: money.nullable(),
});

/** One of the two assumptions, with the ends of its fifths. */
const side = z.object({
  assumption: z.string(),
  title: z.string(),
  ends: z.array(z.tuple([z.number(), z.number()])),
});
/** Left out: the two with the largest part of the doubt. */
const pair = { rows: idOf('assumption').optional(), columns: idOf('assumption').optional() };

export const drawsTable = task({
  name: 'draws.table',
  summary:
    'Two assumptions against each other by fifths of their draws: the middle and the interval of the sum in each cell.',
  input: z.strictObject(pair),
  output: z.object({
    rows: side,
    columns: side,
    cells: z.array(z.array(cell)),
    /** The same as RFC 4180 text. */
    csv: z.string(),
  }),
  example: {},
  power: null,
  async run(house, given, watch) {
    const { claim, drawing, places, table, isRange } = await crossed(house, given, watch);
    const shownSide = (place: number, ends: readonly (readonly [number, number])[]) => ({
      assumption: drawing.used[place]?.id ?? '',
      title: drawing.used[place]?.title ?? '',
      // The text below has every digit; six are enough to read.
      ends: ends.map(([from, to]): [number, number] => [six(from), six(to)]),
    });
    return {
      rows: shownSide(places[0], table.rowEnds),
      columns: shownSide(places[1], table.columnEnds),
      cells: table.cells.map((line) =>
        line.map((one) => ({
          count: one.count,
          low: one.low === null ? null : toJson(one.low),
          median: isRange || one.median === null ? null : toJson(one.median),
          high: one.high === null ? null : toJson(one.high),
        })),
      ),
      csv: twoWayCsv(table, drawing, claim.currency, isRange),
    };
  },
});

/** How many draws one answer holds. */
const PAGE = 50_000;

export const drawsCsvPage = task({
  name: 'draws.csv',
  summary:
    'Draws as RFC 4180 text, a stretch at a time: the sum, each head and each assumption of every draw.',
  input: z.strictObject({
    from: z.number().int().min(0).default(0),
    count: z.number().int().min(1).max(PAGE).default(PAGE),
  }),
  output: z.object({ csv: z.string(), next: z.number().nullable(), all: z.number() }),
  example: { from: 0, count: 1000 },
  power: null,
  async run(house, given, watch) {
    const standing = await claimStanding(house);
    const drawing = await drawingOf(house, standing, standing.models.draws, watch);
    const all = drawing.draws.length;
    const until = Math.min(all, given.from + given.count);
    return {
      csv: drawsCsv(drawing, standing.claim, given.from, until),
      next: until < all ? until : null,
      all,
    };
  },
});

const file = z.object({ name: z.string(), sha256: z.string(), bytes: z.number() });

export const drawsExport = task({
  name: 'draws.export',
  summary:
    'Write every draw and the two-way table as CSV files, for an annex or for the other side’s expert.',
  input: z.strictObject({
    ...pair,
    /** Where the folder is written; left out: beside the filings of the matter. */
    out: z.string().min(1).optional(),
  }),
  output: z.object({ folder: z.string(), draws: file, table: file }),
  example: {},
  power: null,
  async run(house, given, watch) {
    const { claim, drawing, table: twoWays, isRange } = await crossed(house, given, watch);
    const all = drawing.draws.length;
    const folder = house.outgoing.begin(
      given.out ?? house.outgoing.place(`draws-${drawing.all.draws.seed}-${house.clock.now().slice(0, 10)}`),
    );
    const pages = function* (): Iterable<Uint8Array> {
      for (let at = 0; at < all; at += PAGE) {
        watch.signal.throwIfAborted();
        yield utf8(drawsCsv(drawing, claim, at, at + PAGE));
        watch.progress({ stage: 'writing draws', done: Math.min(all, at + PAGE), all, errors: 0 });
      }
    };
    try {
      const draws = { name: 'draws.csv', ...folder.write('draws.csv', pages()) };
      const csv = twoWayCsv(twoWays, drawing, claim.currency, isRange);
      const table = { name: 'two-way.csv', ...folder.write('two-way.csv', [utf8(csv)]) };
      return { folder: folder.finish(), draws, table };
    } catch (thrown) {
      folder.abandon();
      throw thrown;
    }
  },
});

const six = (value: number): number => Number(value.toPrecision(6));

async function claimStanding(house: House): Promise<Standing> {
  const standing = await claimOf(house.ledger.look);
  if (standing === undefined || standing.models.models.length === 0)
    throw new Refusal(
      'QUANTUM_NOTHING_TO_DRAW',
      'No estimated head has a formula yet. Enter its assumptions (assumption.enter) and its formula (head.model) first.',
    );
  return standing;
}

/** The last drawing: whoever leafs through it draws once. The next one takes its place. */
const last = new WeakMap<House, { readonly key: string; readonly drawing: Drawing }>();

/** Draws in slices, so that it can be watched and stopped; what was drawn a moment ago is not drawn again. */
async function drawingOf(
  house: House,
  { claim, models }: Standing,
  draws: Draws,
  watch: Watch,
): Promise<Drawing> {
  const runs = modelsThatRun(claim, { ...models, draws }, () => '');
  const key = toText({ models: runs as unknown as JsonValue });
  const before = last.get(house);
  if (before?.key === key) return before.drawing;
  last.delete(house);
  const slices = drawInSlices(runs);
  for (;;) {
    const next = slices.next();
    if (next.done === true) {
      last.set(house, { key, drawing: next.value });
      return next.value;
    }
    watch.progress({ stage: 'drawing', done: next.value, all: draws.count, errors: 0 });
    // Other requests are let in between the slices, and a call to stop is heard.
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    watch.signal.throwIfAborted();
  }
}

/** The draws as they are ruled, with two assumptions crossed; `isRange` in a study, which tells no middle. */
async function crossed(house: House, given: Pair, watch: Watch) {
  const standing = await claimStanding(house);
  const { claim } = standing;
  const drawing = await drawingOf(house, standing, standing.models.draws, watch);
  const places = pairOf(drawing, claim.currency, given);
  return {
    claim,
    drawing,
    places,
    table: twoWay(drawing, ...places, claim.currency),
    isRange: jointOf(drawing, claim.currency).point === null,
  };
}

interface Pair {
  readonly rows?: string | undefined;
  readonly columns?: string | undefined;
}

/** The two assumptions asked for, or those with the largest parts of the doubt, as places among those drawn. */
function pairOf(drawing: Drawing, currency: string, given: Pair): readonly [number, number] {
  const { shares } = jointOf(drawing, currency);
  const place = (id: string): number => {
    const at = drawing.used.findIndex((one) => one.id === id);
    if (at < 0)
      throw new Refusal(
        'QUANTUM_ASSUMPTION_UNKNOWN',
        `No formula uses the assumption ${id}. List them with 'probata assumption list'.`,
        { assumption: id },
      );
    return at;
  };
  const usual = shares.map((one) => one.assumption).filter((id) => id !== given.rows && id !== given.columns);
  const a = given.rows ?? usual.shift();
  const b = given.columns ?? usual.shift();
  if (a === undefined || b === undefined || a === b)
    throw new Refusal(
      'QUANTUM_TABLE_ONE',
      'A two-way table needs two assumptions that are in doubt: only one is. The tornado says how far it moves the sum.',
    );
  return [place(a), place(b)];
}
