// Long or outward acts (reading files, checking, rendering, sealing): named, parsed and watched like commands.
import type { z } from 'zod';
import type { JsonObject } from '../base/json.ts';
import { type Power, parseInput } from '../ledger/room.ts';
import type { House, Watch } from './house.ts';

/** A task of the house; `name` is `noun.verb`. */
export interface Task {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly example: JsonObject;
  /** null: whoever may read the matter may run it. */
  readonly power: Power | null;
  /** Whether a file may come with its input, so that a door takes more at once. */
  readonly takesFile?: true;
  run(house: House, input: unknown, watch: Watch): Promise<unknown>;
}

export interface TaskParts<S extends z.ZodType, O extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly input: S;
  readonly output: O;
  readonly example: JsonObject;
  readonly power: Power | null;
  readonly takesFile?: true;
  run(house: House, input: z.output<S>, watch: Watch): Promise<z.input<O>>;
}

/** Closes a task over its types. It stops soon after `watch.signal` is aborted, leaving what was finished in place. */
export function task<S extends z.ZodType, O extends z.ZodType>(parts: TaskParts<S, O>): Task {
  return {
    ...parts,
    run: (house, input, watch) => parts.run(house, parseInput(parts.name, parts.input, input), watch),
  };
}
