// Finds what was meant by the words of a command line among everything the house can be told or asked.
import type { z } from 'zod';
import { CATALOGUE, ROOMS, TASKS } from '../../app/rooms.ts';
import type { Helped } from './help.ts';
import { kebab } from './schema.ts';

/** A command, question or task, as the command line sees it. */
export interface Told extends Helped {
  readonly kind: 'run' | 'ask' | 'task';
  readonly output?: z.ZodType;
}

/** Everything in the catalogue, by name. */
export function allTold(): ReadonlyMap<string, Told> {
  const { commands, questions, tasks } = CATALOGUE;
  return new Map<string, Told>([
    ...[...commands.values()].map((each): [string, Told] => [each.name, { ...each, kind: 'run' }]),
    ...[...questions.values()].map((each): [string, Told] => [each.name, { ...each, kind: 'ask' }]),
    ...[...tasks.values()].map((each): [string, Told] => [each.name, { ...each, kind: 'task' }]),
  ]);
}

/** The longest run of words that names something: `exhibit exclude`, or `exhibit.exclude`. */
export function match(
  words: readonly string[],
  told: ReadonlyMap<string, Told>,
): { readonly told: Told; readonly rest: readonly string[] } | undefined {
  const byWords = new Map(
    [...told.values()].map((each) => [each.name.split('.').map(kebab).join('.'), each]),
  );
  for (let taken = Math.min(4, words.length); taken > 0; taken -= 1) {
    const name = words.slice(0, taken).join('.');
    const found = byWords.get(name) ?? told.get(name);
    if (found !== undefined) return { told: found, rest: words.slice(taken) };
  }
  return undefined;
}

/** Everything said of one noun. */
export function ofNoun(noun: string, told: ReadonlyMap<string, Told>): readonly Told[] {
  return [...told.values()].filter((each) => each.name.startsWith(`${noun}.`));
}

/** Rooms with all that can be said in them; tasks stand in the room that knows their noun, else under their own heading. */
export function byRoom(): readonly { readonly room: string; readonly told: readonly Told[] }[] {
  const told = allTold();
  const roomOfNoun = new Map<string, string>();
  for (const room of ROOMS)
    for (const { name } of [...room.commands, ...room.questions]) {
      const noun = name.split('.')[0] ?? name;
      if (!roomOfNoun.has(noun)) roomOfNoun.set(noun, room.name);
    }
  for (const task of TASKS) {
    const noun = task.name.split('.')[0] ?? task.name;
    if (!roomOfNoun.has(noun))
      roomOfNoun.set(noun, ROOMS.some((room) => room.name === noun) ? noun : 'tasks');
  }
  const names = [...ROOMS.map((room) => room.name), 'tasks'];
  return names
    .map((room) => ({
      room,
      told: [...told.values()].filter(
        (each) => (roomOfNoun.get(each.name.split('.')[0] ?? '') ?? 'tasks') === room,
      ),
    }))
    .filter(({ told: each }) => each.length > 0);
}

/** The nearest known names to a mistyped one, by how many letters differ. */
export function nearest(word: string, known: Iterable<string>): readonly string[] {
  return [...new Set(known)]
    .map((name) => ({ name, off: distance(word, name) }))
    .filter(({ name, off }) => off <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.off - b.off)
    .slice(0, 3)
    .map(({ name }) => name);
}

// Levenshtein's distance, by rows.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_unused, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
