// A reference case as a method sees it: its table, and what is asked, without the answers.

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** The task keeps the shape of `expected.json`; each checked number in it is replaced by `asked` and its note. */
export type Task = { readonly [key: string]: TaskValue };
export type TaskValue = null | boolean | number | string | readonly TaskValue[] | Task;

export interface ReferenceCase {
  readonly folder: string;
  readonly task: Task;
  readonly input: Table;
}

/** Answers keyed as the checked numbers are; `also` holds comparisons of figures that the case gives outside them. */
export interface Answer {
  readonly values: unknown;
  readonly also?: readonly { readonly what: string; readonly computed: string; readonly given: string }[];
}

export interface Method {
  readonly name: string;
  readonly fits: (one: ReferenceCase) => boolean;
  readonly answer: (one: ReferenceCase) => Answer;
}

/** True if the task asks for this number (a key, or keys joined by dots). */
export function asks(task: Task, path: string): boolean {
  const value = at(task, path);
  return typeof value === 'string' && value.startsWith('asked');
}

/** The value at a path of the task; undefined where there is none. */
export function at(task: Task, path: string): TaskValue | undefined {
  let here: TaskValue | undefined = task;
  for (const key of path.split('.')) {
    if (here === null || typeof here !== 'object' || Array.isArray(here)) return undefined;
    here = (here as Task)[key];
  }
  return here;
}

/** The text at a path. @throws if it is not a text */
export function textAt(task: Task, path: string): string {
  const value = at(task, path);
  if (typeof value !== 'string') throw new Error(`the case does not say ${path}`);
  return value;
}

/** The number at a path. @throws if it is not a number */
export function numberAt(task: Task, path: string): number {
  const value = at(task, path);
  if (typeof value !== 'number') throw new Error(`the case does not say ${path}`);
  return value;
}

export function isChecked(
  value: unknown,
): value is { value: unknown; tolerance: unknown; tolerance_kind?: string; note?: string } {
  return typeof value === 'object' && value !== null && 'value' in value && 'tolerance' in value;
}

export function stripped(expected: unknown): Task {
  const strip = (value: unknown): TaskValue => {
    if (isChecked(value)) return value.note === undefined ? 'asked' : `asked: ${value.note}`;
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner)]));
    return value as string | number | boolean | null;
  };
  const task = strip(expected);
  if (task === null || typeof task !== 'object' || Array.isArray(task))
    throw new Error('expected.json is not an object');
  return task as Task;
}

/** Reads a CSV text (RFC 4180: quotes, doubled quotes, quoted line breaks) with a header line. */
export function readTable(text: string): Table {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < source.length; i += 1) {
    const char = source.charAt(i);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      record.push(cell);
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && source.charAt(i + 1) === '\n') i += 1;
      record.push(cell);
      if (record.some((part) => part !== '')) records.push(record);
      record = [];
      cell = '';
    } else cell += char;
  }
  record.push(cell);
  if (record.some((part) => part !== '')) records.push(record);
  const columns = (records.shift() ?? []).map((name) => name.trim());
  return {
    columns,
    rows: records.map((cells) =>
      Object.fromEntries(columns.map((name, i) => [name, (cells[i] ?? '').trim()])),
    ),
  };
}

/** A column as numbers; a missing value (empty or NA) is NaN. */
export function numbers(table: Table, column: string): number[] {
  if (!table.columns.includes(column)) throw new Error(`the input has no column ${column}`);
  return table.rows.map((row) => {
    const text = row[column] ?? '';
    if (text === '' || text === 'NA') return Number.NaN;
    const value = Number(text);
    if (Number.isNaN(value)) throw new Error(`“${text}” in column ${column} is not a number`);
    return value;
  });
}
