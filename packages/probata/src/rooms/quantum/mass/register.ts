// The register of a mass claim as columns: which claims there are, in which stratum, for how much; and the hash of that frame.
import { sha256, toHex, utf8 } from '@probata/seal';
import { Refusal } from '../../../base/errors.ts';
import { placesOf } from '../../../base/money/index.ts';

/** Where each thing stands in the register. Columns are named by their heading. */
export interface RegisterColumns {
  readonly id: string;
  /** Their words together name the stratum: district and category, say. */
  readonly strata: readonly string[];
  readonly claimed: string;
  /** The category that fixed sums and ceilings go by; left out: the stratum. */
  readonly category?: string | undefined;
  /** Only rows with this word in this column are in the frame, such as status = admissible. */
  readonly only?: { readonly column: string; readonly value: string } | undefined;
}

export interface Stratum {
  readonly name: string;
  readonly count: number;
  /** Claimed in all, in minor units. */
  readonly claimed: bigint;
}

/** The frame of a mass claim, in order of the claims' ids. Amounts in minor units (whole numbers below 2^53). */
export interface Frame {
  readonly currency: string;
  readonly ids: readonly string[];
  readonly stratum: Uint32Array;
  readonly category: readonly string[] | null;
  readonly claimed: Float64Array;
  readonly strata: readonly Stratum[];
  /** Places of the members of each stratum in the frame, ascending. */
  readonly members: readonly Uint32Array[];
  readonly total: bigint;
  /** SHA-256 (hex) of the lines `id TAB stratum TAB claimed LF`, ids in code-unit order, amounts in minor units. */
  readonly hash: string;
}

/** A table with a heading, read once. Quotes as in RFC 4180; the delimiter is a comma, a semicolon or a tab. */
export interface RegisterTable {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a register of any size. Rows without quotes are cut at once; the others letter by letter.
 * @throws Refusal QUANTUM_REGISTER_UNREADABLE
 */
export function readRegister(text: string): RegisterTable {
  const body = text.replace(/^\uFEFF/, '');
  const first = body.slice(0, (body.indexOf('\n') + 1 || body.length + 1) - 1);
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  const rows: string[][] = [];
  if (!body.includes('"')) {
    for (const line of body.split('\n')) {
      const plain = line.endsWith('\r') ? line.slice(0, -1) : line;
      if (plain !== '') rows.push(plain.split(delimiter));
    }
  } else rows.push(...quotedRows(body, delimiter));
  const heading = rows.shift();
  if (heading === undefined || heading.length < 2)
    throw new Refusal(
      'QUANTUM_REGISTER_UNREADABLE',
      'The register has no heading with at least two columns: the first line names the columns.',
    );
  return { heading: heading.map((name) => name.trim()), rows };
}

/** Where the column with this heading stands. @throws Refusal QUANTUM_REGISTER_COLUMN, naming those there are */
export function columnAt(table: RegisterTable, name: string): number {
  const found = table.heading.indexOf(name);
  if (found < 0)
    throw new Refusal(
      'QUANTUM_REGISTER_COLUMN',
      `The table has no column “${name}”. It has: ${table.heading.slice(0, 40).join(', ')}.`,
    );
  return found;
}

/** The rows that are in the frame. @throws Refusal QUANTUM_REGISTER_COLUMN */
export function rowsOf(
  table: RegisterTable,
  { only }: Pick<RegisterColumns, 'only'>,
): readonly (readonly string[])[] {
  if (only === undefined) return table.rows;
  const at = columnAt(table, only.column);
  return table.rows.filter((row) => row[at] === only.value);
}

/**
 * Makes the frame: ids unique, amounts exact to the minor unit, in order of id whatever the order of the rows.
 * @throws Refusal QUANTUM_REGISTER_COLUMN, QUANTUM_REGISTER_ROW (naming the row), QUANTUM_REGISTER_TWICE,
 *   QUANTUM_STRATUM_SMALL (fewer than `least` claims: too few to keep persons hidden, and to draw from)
 */
export function frameOf(table: RegisterTable, columns: RegisterColumns, currency: string, least = 5): Frame {
  const at = (name: string): number => columnAt(table, name);
  const [idAt, claimedAt] = [at(columns.id), at(columns.claimed)];
  const strataAt = columns.strata.map(at);
  const categoryAt = columns.category === undefined ? null : at(columns.category);
  const places = placesOf(currency);
  const rows = rowsOf(table, columns);
  const ids = rows.map((row) => (row[idAt] ?? '').trim());
  const order = ascending(ids);
  const names = new Map<string, number>();
  const n = rows.length;
  const stratum = new Uint32Array(n);
  const claimed = new Float64Array(n);
  const sorted: string[] = new Array<string>(n);
  const category: string[] | null = categoryAt === null ? null : new Array<string>(n);
  let before = '';
  for (let i = 0; i < n; i += 1) {
    const from = order === null ? i : (order[i] as number);
    const row = rows[from] as readonly string[];
    const id = ids[from] as string;
    if (id === '') throw faulty(table, row, 'it has no id');
    if (i > 0 && id === before)
      throw new Refusal('QUANTUM_REGISTER_TWICE', `The register has two claims with the id ${id}.`, { id });
    before = id;
    sorted[i] = id;
    const minor = minorOf(row[claimedAt] ?? '', places);
    if (minor === undefined)
      throw faulty(table, row, `“${row[claimedAt] ?? ''}” is not a sum in ${currency}`);
    claimed[i] = minor;
    let name = (row[strataAt[0] as number] ?? '').trim();
    for (let s = 1; s < strataAt.length; s += 1) name += ` · ${(row[strataAt[s] as number] ?? '').trim()}`;
    let code = names.get(name);
    if (code === undefined) {
      code = names.size;
      names.set(name, code);
    }
    stratum[i] = code;
    if (category !== null) category[i] = (row[categoryAt as number] ?? '').trim();
  }
  return finish(currency, sorted, stratum, [...names.keys()], category, claimed, least);
}

/** Strata in order of their names, so that the order of the rows plays no part in what is drawn. */
function finish(
  currency: string,
  ids: readonly string[],
  raw: Uint32Array,
  names: readonly string[],
  category: readonly string[] | null,
  claimed: Float64Array,
  least: number,
): Frame {
  const byName = names.map((_one, i) => i).sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1));
  const placeOf = new Uint32Array(names.length);
  byName.forEach((code, place) => {
    placeOf[code] = place;
  });
  const n = ids.length;
  const stratum = new Uint32Array(n);
  const counts = new Uint32Array(names.length);
  for (let i = 0; i < n; i += 1) {
    const place = placeOf[raw[i] as number] as number;
    stratum[i] = place;
    counts[place] = (counts[place] as number) + 1;
  }
  const members = byName.map((_code, place) => new Uint32Array(counts[place] as number));
  const filled = new Uint32Array(names.length);
  const sums = new Array<number>(names.length).fill(0);
  const totals = new Array<bigint>(names.length).fill(0n);
  for (let i = 0; i < n; i += 1) {
    const place = stratum[i] as number;
    (members[place] as Uint32Array)[filled[place] as number] = i;
    filled[place] = (filled[place] as number) + 1;
    // Whole numbers are exact up to 2^53; beyond 2^52 the running sum is moved into an unbounded one.
    const sum = (sums[place] as number) + (claimed[i] as number);
    if (sum > 4_503_599_627_370_496) {
      totals[place] = (totals[place] as bigint) + BigInt(sum);
      sums[place] = 0;
    } else sums[place] = sum;
  }
  const strata = byName.map(
    (code, place): Stratum => ({
      name: names[code] ?? '',
      count: counts[place] as number,
      claimed: (totals[place] as bigint) + BigInt(sums[place] as number),
    }),
  );
  const small = strata.find((one) => one.count < least);
  if (small !== undefined)
    throw new Refusal(
      'QUANTUM_STRATUM_SMALL',
      `The stratum “${small.name}” has ${small.count} ${small.count === 1 ? 'claim' : 'claims'}: fewer than ${least} would show persons, and are too few to draw from. Join it to another, or name fewer columns as strata.`,
      { stratum: small.name },
    );
  return {
    currency,
    ids,
    stratum,
    category,
    claimed,
    strata,
    members,
    total: strata.reduce((sum, one) => sum + one.claimed, 0n),
    hash: hashOf(ids, stratum, strata, claimed),
  };
}

function hashOf(
  ids: readonly string[],
  stratum: Uint32Array,
  strata: readonly Stratum[],
  claimed: Float64Array,
): string {
  const lines = new Array<string>(ids.length);
  for (let i = 0; i < ids.length; i += 1)
    lines[i] = `${ids[i]}\t${strata[stratum[i] as number]?.name ?? ''}\t${claimed[i]}\n`;
  return toHex(sha256(utf8(lines.join(''))));
}

/** The order of the rows by id; null where they are in it already. */
function ascending(ids: readonly string[]): Uint32Array | null {
  let inOrder = true;
  for (let i = 1; i < ids.length && inOrder; i += 1) inOrder = (ids[i - 1] as string) <= (ids[i] as string);
  if (inOrder) return null;
  return Uint32Array.from(
    ids.map((_id, i) => i).sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1)),
  );
}

/** A plain decimal in minor units; undefined for anything else, and for more places than the currency has. */
export function minorOf(text: string, places: number): number | undefined {
  const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const fraction = match[2] ?? '';
  if (fraction.length > places && /[1-9]/.test(fraction.slice(places))) return undefined;
  const minor = Number(`${match[1]}${fraction.slice(0, places).padEnd(places, '0')}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

function faulty(table: RegisterTable, row: readonly string[], why: string): Refusal {
  const line = table.rows.indexOf(row) + 2;
  return new Refusal('QUANTUM_REGISTER_ROW', `Row ${line} of the register cannot be read: ${why}.`, { line });
}

function* quotedRows(body: string, delimiter: string): Generator<string[]> {
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < body.length; i += 1) {
    const unit = body.charAt(i);
    if (quoted) {
      if (unit !== '"') field += unit;
      else if (body.charAt(i + 1) === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === delimiter) {
      row.push(field);
      field = '';
    } else if (unit === '\n') {
      row.push(field.endsWith('\r') ? field.slice(0, -1) : field);
      field = '';
      if (row.length > 1 || row[0] !== '') yield row;
      row = [];
    } else field += unit;
  }
  if (field !== '' || row.length > 0) yield [...row, field];
}
