// Answers what a case asks for, number by number: the names of the numbers say which lag, year, level or column is meant.
import { type Answer, numbers, type Table, type Task, type TaskValue } from './case.ts';

/** What is known where a number is asked: its path of keys, and the note beside it. */
export interface Asked {
  readonly path: string;
  readonly keys: readonly string[];
  readonly note: string;
}

/** A pattern on the whole path (keys joined by dots), and the number that answers it; undefined where it does not know. */
export type Rule = readonly [RegExp, (match: RegExpExecArray, asked: Asked) => unknown];

/** Every number asked in a task. */
export function askedIn(task: Task): readonly Asked[] {
  const all: Asked[] = [];
  const walk = (value: TaskValue, keys: readonly string[]): void => {
    if (typeof value === 'string' && (value === 'asked' || value.startsWith('asked: ')))
      all.push({ path: keys.join('.'), keys, note: value.slice('asked: '.length) });
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) walk(inner, [...keys, key]);
  };
  walk(task, []);
  return all;
}

/** Answers each number asked by the first rule that fits its path. */
export function answerBy(task: Task, rules: readonly Rule[]): Answer {
  const values: Record<string, unknown> = {};
  for (const asked of askedIn(task)) {
    const found = rules.flatMap(([pattern, answer]) => {
      const match = pattern.exec(asked.path);
      return match === null ? [] : [() => answer(match, asked)];
    })[0]?.();
    if (found !== undefined) put(values, asked.keys, found);
  }
  return { values };
}

function put(into: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[key] = value;
  else {
    const inner = (into[key] ?? {}) as Record<string, unknown>;
    into[key] = inner;
    put(inner, rest, value);
  }
}

/** All the words of a task that are not answers: methods, specifications, notes. */
export function wordsOf(task: Task): string {
  const words: string[] = [];
  const walk = (value: TaskValue): void => {
    if (typeof value === 'string') words.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(task);
  return words.join('\n');
}

/** Whole numbers in a text, in their order: `t=1,28,29` gives 1, 28, 29; `a_2, a_51` gives 2, 51. */
export function wholeNumbers(text: string): readonly number[] {
  return [...text.matchAll(/\d+/g)].map((match) => Number(match[0]));
}

/** The column of a table whose name is meant, whatever its dots, underscores and capitals. */
export function columnNamed(table: Table, name: string): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return table.columns.find((column) => plain(column) === plain(name));
}

/** Rows in which every one of these columns holds a number. */
export function wholeRows(table: Table, columns: readonly string[]): Table {
  const lists = columns.map((column) => numbers(table, column));
  return { ...table, rows: table.rows.filter((_, i) => lists.every((list) => Number.isFinite(list[i]))) };
}

/** A level from the digits of a name: `95` gives 0.95, `975` gives 0.975. */
export const levelOf = (digits: string | undefined): number => Number(`0.${digits ?? '95'}`);
