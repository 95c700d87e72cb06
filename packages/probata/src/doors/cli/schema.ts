// What a command's input looks like, read from its schema, so that options and help need not be written by hand.
import { z } from 'zod';
import { optionWords } from '../../app/option-words.ts';

/** The part of JSON Schema (2020-12) that the house's inputs use. */
export interface Shape {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape | boolean;
  readonly prefixItems?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly default?: unknown;
}

/** The input's shape as JSON Schema; checks that JSON Schema cannot express (ids) appear as `{}`. */
export function shapeOf(schema: z.ZodType, side: 'input' | 'output' = 'input'): Shape {
  return z.toJSONSchema(schema, { io: side, unrepresentable: 'any' }) as Shape;
}

/** The input of a command with each member described in a sentence, as far as there are words for it. */
export function inputShape(command: { readonly name: string; readonly input: z.ZodType }): Shape {
  return withWords(shapeOf(command.input), command.name);
}

function withWords(shape: Shape, command: string): Shape {
  const { properties, anyOf, oneOf } = shape;
  const described = Object.entries(properties ?? {}).map(([name, member]) => {
    const words = member.description ?? optionWords(command, name);
    return [name, words === undefined ? member : { ...member, description: words }] as const;
  });
  return {
    ...shape,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(described) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map((part) => withWords(part, command)) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map((part) => withWords(part, command)) }),
  };
}

/** Follows `$ref` and opens unions: every form the value may take, at the top. */
export function branches(shape: Shape, root: Shape): readonly Shape[] {
  if (shape.$ref !== undefined) return branches(resolve(shape.$ref, root), root);
  const union = shape.anyOf ?? shape.oneOf;
  if (union !== undefined) return union.flatMap((part) => branches(part, root));
  if (shape.allOf !== undefined) return shape.allOf.flatMap((part) => branches(part, root));
  if (typeof shape.type === 'object') return shape.type.map((type) => ({ ...shape, type }));
  return [shape];
}

function resolve(ref: string, root: Shape): Shape {
  if (ref === '#') return root;
  return root.$defs?.[ref.replace('#/$defs/', '')] ?? {};
}

export interface Property {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
}

/** The members of an object; of a union of objects, the members of all of them (required only if every form asks). */
export function propertiesOf(shape: Shape, root: Shape): readonly Property[] {
  const objects = branches(shape, root).filter((part) => part.properties !== undefined);
  const names = [...new Set(objects.flatMap((part) => Object.keys(part.properties ?? {})))];
  return names.map((name) => {
    const shapes = objects.flatMap((part) => part.properties?.[name] ?? []);
    const only = shapes.length === 1 ? shapes[0] : undefined;
    const described = shapes.find((part) => part.description !== undefined)?.description;
    return {
      name,
      shape: only ?? { anyOf: shapes, ...(described === undefined ? {} : { description: described }) },
      required: objects.every((part) => part.required?.includes(name) === true),
    };
  });
}

/** `actingFor` as it is typed: `acting-for`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `actingFor` as a person reads it: `acting for`. */
export function spoken(name: string): string {
  // Only names of our own are taken apart; a case's own labels stay as they were written.
  return /^[a-z]+(?:[A-Z][a-z0-9]*)+$/.test(name)
    ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : name;
}

/** The words a schema itself uses to ask for each member ("must be the id of an exhibit: …"), by member. */
export function askedFor(schema: z.ZodType, names: readonly string[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const probe of [Symbol.iterator, '\u0000']) {
    const tried = schema.safeParse(Object.fromEntries(names.map((name) => [name, probe])));
    for (const issue of tried.error?.issues ?? []) {
      const [name, ...deeper] = issue.path;
      if (typeof name === 'string' && deeper.length === 0 && issue.message.startsWith('must '))
        words.set(name, issue.message);
    }
  }
  return words;
}
