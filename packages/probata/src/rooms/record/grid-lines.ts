// Keeps the lines of the chronology between questions: an entry reads anew the facts it speaks of, and only those.
import { isSealed, type SealedToken } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { readText, type Texts } from '../../base/texts.ts';
import { boundsOf, type DateStatement } from '../../base/time/index.ts';
import type { Entered, Look } from '../../ports/ledger-store.ts';
import { passageHomes } from '../reading/index.ts';
import { exhibitsCited } from './exhibits.ts';
import { columnsAfter, columnsOf, type GridColumns, ranksBy } from './grid-columns.ts';
import { monthOf } from './grid-histogram.ts';
import { byTime, daysOfSpan, GridBook, type GridLine, LINE_GROUPS, type LineGroup } from './grid-line.ts';
import { mergedOrigins } from './groups.ts';
import { firstWord, KINDS_APART, keptUp } from './kept-up.ts';
import { familyOf, inferencesOf, traysOf, UNKNOWN_ORIGIN } from './read.ts';
import { standingFor, tablesOf } from './state.ts';
import type { RecordTables } from './tables.ts';
import type { ActorRole } from './types.ts';

export interface HeldLines {
  readonly size: number;
  /** In order of time; merged facts are left out, withdrawn ones are marked. */
  readonly columns: GridColumns;
  /** The line of each fact; it follows the columns. */
  readonly byFact: Map<string, GridLine>;
  readonly book: GridBook;
}

const NAME = 'record grid';
/** More entries than these since the last question: reading everything anew is quicker than following each. */
const FOLLOWED = 400;

/** What the proof room answers when it is asked: no line of the chronology rests on it. */
const ANSWERED_APART = new Set(['selection', 'allegation', 'element', 'standard', 'status']);
const NOTHING = new Set([
  'passage.marked',
  'exhibit.deposited',
  'exhibit.noted',
  'exhibit.related',
  'exhibit.released',
  'relation.withdrawn',
]);

/** The facts that an entry speaks of; undefined where it may touch any (an exhibit excluded, origins merged). */
function factsNamed({ kind, subject, refs }: Entered): readonly string[] | undefined {
  const first = firstWord(kind);
  if (NOTHING.has(kind) || KINDS_APART.has(first) || ANSWERED_APART.has(first)) return [];
  if (first !== 'fact' && first !== 'citation' && first !== 'inference' && first !== 'premise')
    return undefined;
  const named = [subject, ...refs].filter((id) => id.startsWith('fact_'));
  return named.length === 0 ? undefined : named;
}

/** The lines as of now. The first question after opening reads all of them. */
export const heldLines = (look: Look): Promise<HeldLines> => keptUp(look, NAME, readAll, broughtUp);

async function readAll(look: Look): Promise<HeldLines> {
  // The size first: what is entered while we read is then read once more, which changes nothing.
  const size = look.size();
  const book = new GridBook();
  const lines = (await linesOf(look, book)).sort(byTime);
  const columns = columnsOf(lines);
  // Ranked once, with all the rest that is read at first; from then on what is entered finds its place among them.
  for (const by of ['fact', 'place'] as const) ranksBy(by, columns);
  return { size, columns, byFact: new Map(lines.map((line) => [line.id, line])), book };
}

async function broughtUp(look: Look, held: HeldLines): Promise<HeldLines> {
  const size = look.size();
  if (size === held.size) return held;
  if (size < held.size || size - held.size > FOLLOWED) return readAll(look);
  const named = look.entered(held.size).map(factsNamed);
  if (named.includes(undefined)) return readAll(look);
  const touched = new Set(named.flatMap((ids) => ids ?? []));
  if (touched.size === 0) return { ...held, size };
  const stands = await standingFor(look);
  const anew = new Set([...touched].map(stands));
  const fresh = await linesOf(look, held.book, [...anew]);
  const leaving = [...new Set([...touched, ...anew])].flatMap((id) => held.byFact.get(id) ?? []);
  const columns = columnsAfter(held.columns, leaving, fresh);
  for (const { id } of leaving) held.byFact.delete(id);
  for (const line of fresh) held.byFact.set(line.id, line);
  return { ...held, size, columns };
}

/** What carries a fact, counted. */
interface Carried {
  supports: number;
  open: number;
  readonly groups: Set<string>;
}

/** The lines of all facts that were not merged into another, or of these only. */
async function linesOf(look: Look, book: GridBook, facts?: readonly string[]): Promise<GridLine[]> {
  const stands = await standingFor(look);
  const carried = await carriedBy(look, stands, facts);
  const inferred = new Set((await inferencesOf(look)).map((one) => one.fact as string));
  let query = tablesOf(look).selectFrom('record_fact').select(LINE_COLUMNS).where('merged_into', 'is', null);
  if (facts !== undefined) query = query.where('id', 'in', facts);
  return (await query.execute()).map((row) => {
    const counts = carried.get(row.id);
    const trays = traysOf(row, {
      origins: counts?.groups.size ?? 0,
      supports: counts?.supports ?? 0,
      open: counts?.open ?? 0,
      inferred: inferred.has(row.id),
    });
    return lineOf(row, trays, counts?.groups.size ?? 0, book);
  });
}

/** The live citations of facts, counted as a fact's trays count them. */
async function carriedBy(
  look: Look,
  stands: (fact: string) => string,
  facts: readonly string[] | undefined,
): Promise<ReadonlyMap<string, Carried>> {
  const origins = await mergedOrigins(look);
  let query = tablesOf(look)
    .selectFrom('record_citation')
    .select(['fact', 'passage', 'bearing', 'origin', 'answer'])
    .where('withdrawn', 'is', null)
    .where('bearing', '!=', 'context');
  if (facts !== undefined) query = query.where('fact', 'in', await familyOf(look, facts, stands));
  const rows = await query.execute();
  const homes = await passageHomes(look, facts === undefined ? undefined : rows.map((row) => row.passage));
  const exhibits = await exhibitsCited(look, [...new Set([...homes.values()].map((home) => home.exhibit))]);
  const found = new Map<string, Carried>();
  for (const { fact, passage, bearing, origin, answer } of rows) {
    const home = homes.get(passage);
    const exhibit = home === undefined ? undefined : exhibits.get(home.exhibit);
    if (home?.withdrawn === true || exhibit?.standing === 'out') continue;
    const id = stands(fact);
    let counts = found.get(id);
    if (counts === undefined) {
      counts = { supports: 0, open: 0, groups: new Set() };
      found.set(id, counts);
    }
    if (bearing === 'supports') {
      counts.supports += 1;
      counts.groups.add(origins.rootOf(origin ?? exhibit?.origin ?? UNKNOWN_ORIGIN));
    } else if (answer === null) counts.open += 1;
  }
  return found;
}

/** What a line and its trays are made of; the rest of a fact is read when its row comes in sight. */
const LINE_COLUMNS = [
  'id',
  'statement',
  'happened',
  'from_ms',
  'to_ms',
  'place',
  'roles',
  'tags',
  'author',
  'reviewed_by',
  'review',
  'premise',
  'withdrawn',
  'merged_into',
  'changed',
] as const;

function lineOf(
  row: Pick<RecordTables['record_fact'], (typeof LINE_COLUMNS)[number]>,
  trays: readonly string[],
  origins: number,
  book: GridBook,
): GridLine {
  const statement = fromJson<SealedToken | Texts>(row.statement) ?? { authoritative: 'en', versions: {} };
  const when = fromJson<DateStatement>(row.happened) ?? null;
  const text = isSealed(statement) ? null : readText(statement, 'en').text;
  const { firstDay, lastDay } = daysFor(when, row.from_ms, row.to_ms);
  const actors = (fromJson<ActorRole[]>(row.roles) ?? []).map((role) => role.actor as string);
  const values: Readonly<Record<LineGroup, readonly string[]>> = {
    tray: trays,
    tag: fromJson<string[]>(row.tags) ?? [],
    actor: actors.length > 1 ? [...new Set(actors)] : actors,
    place: row.place === null ? [] : [row.place],
    author: [row.author],
    reviewer: row.reviewed_by === null ? [] : [row.reviewed_by],
    origins: [origins === 0 ? '0' : origins === 1 ? '1' : '2+'],
  };
  return {
    id: row.id,
    text,
    plain: `${text ?? ''} ${row.place ?? ''}`.toLocaleLowerCase(),
    where: row.place,
    from: row.from_ms,
    to: row.to_ms,
    firstDay,
    lastDay,
    firstMonth: monthOf(firstDay),
    lastMonth: monthOf(lastDay),
    origins,
    withdrawn: row.withdrawn !== null,
    changed: row.changed,
    codes: LINE_GROUPS.map((group) => book.codes(group, values[group])),
  };
}

/** Days as the place counted them: only a date with a clock or a zone needs more than its moments in UTC. */
function daysFor(
  when: DateStatement | null,
  from: number | null,
  to: number | null,
): Pick<GridLine, 'firstDay' | 'lastDay'> {
  if (when === null || from === null || to === null) return { firstDay: null, lastDay: null };
  if (when.zone !== null || when.edtf.includes('T')) {
    const bounds = boundsOf(when.edtf, when.zone);
    return { firstDay: bounds.earliestDay, lastDay: bounds.latestDay };
  }
  const { first, last } = daysOfSpan(from, to);
  return { firstDay: first, lastDay: last };
}
