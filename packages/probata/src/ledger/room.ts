// What every room hands to the house: the acts it may enter, the tables they fill, its commands and its questions.
import type { z } from 'zod';
import { Refusal } from '../base/errors.ts';
import type { Id, IdNoun } from '../base/ids.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import type { SealedToken } from '../base/sealed.ts';
import type { Look } from '../ports/ledger-store.ts';
import type { TableSpec, ViewWriter } from '../ports/view-writer.ts';
import type { Kind } from './registry.ts';

/** An entry as a fold sees it. `said` is the content raised to today's version, or null once it is erased. */
export interface Entry<C = JsonObject> {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly at: string;
  readonly by: string;
  readonly refs: readonly string[];
  readonly said: C;
}

/** An act not yet entered. `refs` are the ids of other things it concerns; they are readable for ever. */
export interface Draft {
  readonly kind: string;
  readonly subject: string;
  readonly refs?: readonly string[];
  /** Checked against the kind's schema when it is entered; members that are undefined are left out. */
  readonly said: object;
}

/** What a decision may use of the world: the moment, the person, new ids, and seals. Everything else is state. */
export interface Act {
  readonly at: string;
  readonly by: string;
  newId<N extends IdNoun>(noun: N): Id<N>;
  /** Puts a value under seal in a compartment; the ciphertext is made and stored when the entry is. */
  seal(compartment: string, value: JsonValue): SealedToken;
}

/** The person who asks, and the compartments whose content may be named to them. */
export interface Viewer {
  readonly user: string;
  readonly role: Role;
  readonly compartments: readonly string[];
  /** The day on which is asked, in UTC (`2035-05-19`); for what is overdue. */
  readonly today?: string;
}

/** agent and counsel write; analyst writes but does not file, exclude or erase; reader only asks; keeper holds keys. */
export type Role = 'agent' | 'counsel' | 'analyst' | 'keeper' | 'reader';

/** What a command needs permission for. */
export type Power = 'write' | 'weigh' | 'file' | 'keep';

/** A command, its types already closed over: `name` is `noun.verb`. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  /** A valid input, shown by --help and checked by a test. Ids in it are made-up but well formed. */
  readonly example: JsonObject;
  readonly power: Power;
  /** Parses, loads the state and decides. Throws Refusal when the input or the rules say no. */
  decide(look: Look, input: unknown, act: Act): Promise<readonly Draft[]>;
}

/** The parts of a command: `load` reads the little state it needs, `decide` is pure. */
export interface CommandParts<S extends z.ZodType, T> {
  readonly name: string;
  readonly summary: string;
  readonly input: S;
  readonly example: JsonObject;
  readonly power?: Power;
  load(look: Look, input: z.output<S>): Promise<T>;
  decide(input: z.output<S>, state: T, act: Act): readonly Draft[];
}

/** Closes a command over its types. The input is parsed once, here; inside it is trusted. */
export function command<S extends z.ZodType, T>(parts: CommandParts<S, T>): Command {
  return {
    name: parts.name,
    summary: parts.summary,
    input: parts.input,
    example: parts.example,
    power: parts.power ?? 'write',
    async decide(look, input, act) {
      const parsed = parseInput(parts.name, parts.input, input);
      return parts.decide(parsed, await parts.load(look, parsed), act);
    },
  };
}

/** A question over the views. Its answer is checked against `output` at the door, on both sides. */
export interface Question {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly example: JsonObject;
  answer(look: Look, input: unknown, viewer: Viewer): Promise<unknown>;
}

export interface QuestionParts<S extends z.ZodType, O extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly input: S;
  readonly output: O;
  readonly example: JsonObject;
  answer(look: Look, input: z.output<S>, viewer: Viewer): Promise<z.input<O>>;
}

/** Closes a question over its types. */
export function question<S extends z.ZodType, O extends z.ZodType>(parts: QuestionParts<S, O>): Question {
  return {
    name: parts.name,
    summary: parts.summary,
    input: parts.input,
    output: parts.output,
    example: parts.example,
    async answer(look, input, viewer) {
      return parts.answer(look, parseInput(parts.name, parts.input, input), viewer);
    },
  };
}

/**
 * Parses unknown input by a schema.
 * Throws Refusal INPUT_INVALID that names each field at fault and what it must be.
 */
export function parseInput<S extends z.ZodType>(name: string, schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`,
  );
  throw new Refusal('INPUT_INVALID', `${name} was not carried out. ${faults.join('; ')}.`, {
    command: name,
    faults,
  });
}

/** One fold per entry kind: fills the tables from the entry and nothing else. It may not refuse (entry law 5). */
export type Fold = (entry: Entry, write: ViewWriter) => void;

/** Types a fold by the content its kind's schema describes. */
export function fold<S extends z.ZodType>(
  _content: S,
  body: (entry: Entry<z.output<S>>, write: ViewWriter) => void,
): Fold {
  return body as Fold;
}

export interface View {
  readonly name: string;
  /** Raised whenever a fold or a table changes; the view is then dropped and folded anew. Never migrated. */
  readonly version: number;
  readonly tables: readonly TableSpec[];
  readonly folds: Readonly<Record<string, Fold>>;
  /** For kinds that leave something behind when erased: fills what remains from the header alone. */
  readonly erased?: Readonly<Record<string, (entry: Omit<Entry, 'said'>, write: ViewWriter) => void>>;
}

export interface Room {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly view: View;
  readonly commands: readonly Command[];
  readonly questions: readonly Question[];
}
