// What every command of quantum does alike: looks up the exhibit behind each passage, and enters a part or sets it anew.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type IdNoun, idOf } from '../../base/ids.ts';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import { type Act, type Command, command, parseInput } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passagesByIds } from '../reading/index.ts';
import { partRow } from './ask.ts';

export const ZERO = '0'.repeat(26);
export const passages = z.array(idOf('passage')).default([]);
export const money = z.strictObject({ amount: z.string(), currency: z.string() });
export const text = (max: number) => z.string().trim().min(1).max(max);

/** Every passage id inside a value. */
function passagesIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return /^pas_[0-9a-z]{26}$/.test(value) ? [value] : [];
  if (value === null || value === undefined || typeof value !== 'object') return [];
  return Object.values(value).flatMap((member) => passagesIn(member as JsonValue));
}

/** Puts `{passage, exhibit}` where a list of sources names passages only. Refusal READING_PASSAGE_UNKNOWN. */
export function withExhibits(value: JsonValue, exhibits: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string' && /^pas_[0-9a-z]{26}$/.test(value)) {
    const exhibit = exhibits.get(value);
    if (exhibit === undefined)
      throw new Refusal('READING_PASSAGE_UNKNOWN', `The passage ${value} is not known. Mark it first.`, {
        passage: value,
      });
    return { passage: value, exhibit };
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: JsonValue) => withExhibits(member, exhibits));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [[name, withExhibits(member as JsonValue, exhibits)]],
    ),
  );
}

export async function exhibitsBehind(look: Look, input: object): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(passagesIn(input as JsonObject))];
  return new Map([...(await passagesByIds(look, ids))].map(([id, passage]) => [id, passage.exhibit]));
}

export interface PartParts<S extends z.ZodType<object>> {
  readonly name: string;
  readonly summary: string;
  readonly kind: string;
  readonly noun: IdNoun;
  readonly input: S;
  readonly example: JsonObject;
  readonly content: z.ZodType<JsonObject>;
  /** From what was given to what is said, sources still as passages. */
  say(given: z.output<S>, more: unknown): JsonObject;
  /** What else `say` and `check` need to know. */
  load?(look: Look, given: z.output<S>): Promise<unknown>;
  /** Refuses what the claim as it stands does not allow. */
  check?(given: z.output<S>, more: unknown): void;
}

/** A command that enters a part of the claim anew, or sets one that is there (`id`) again. */
export function partCommand<S extends z.ZodType<object>>(parts: PartParts<S>): Command {
  return command({
    name: parts.name,
    summary: parts.summary,
    input: parts.input,
    example: parts.example,
    load: async (look, input) => {
      const { id, head } = input as { id?: string; head?: string };
      return {
        exhibits: await exhibitsBehind(look, input as object),
        before: id === undefined ? null : await partRow(look, id),
        head: head === undefined ? null : await partRow(look, head),
        more: parts.load === undefined ? undefined : await parts.load(look, input),
      };
    },
    decide(input, state, act: Act) {
      const { id, head } = input as { id?: string; head?: string };
      if (id !== undefined && state.before === undefined)
        throw new Refusal('QUANTUM_PART_UNKNOWN', `There is no ${id} in the claim.`, { id });
      if (head !== undefined && state.head?.sort !== 'head')
        throw new Refusal(
          'QUANTUM_HEAD_UNKNOWN',
          `There is no head of damage ${head}. List them with 'probata head list'.`,
          { head },
        );
      parts.check?.(input, state.more);
      const said = parseInput(
        parts.name,
        parts.content,
        withExhibits(parts.say(input, state.more), state.exhibits),
      );
      return [
        {
          kind: parts.kind,
          subject: id ?? act.newId(parts.noun),
          refs: [...state.exhibits.keys(), ...(head === undefined ? [] : [head])],
          said,
        },
      ];
    },
  });
}
