// Turns the words typed after a command into its input: texts, numbers, choices, lists, and nested values.
import type { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { branches, kebab, type Property, propertiesOf, type Shape, shapeOf } from './schema.ts';

/** Words before and between options, and the options with every value given for them (true = given alone). */
export interface Words {
  readonly words: readonly string[];
  readonly options: readonly { readonly name: string; readonly value: string | true }[];
}

/** Options that every command has, whatever its input. */
export const COMMON = ['json', 'help', 'matter', 'input', 'idempotency-key', 'expect-version'] as const;
const ALONE = new Set(['json', 'help']);

export function usage(message: string): Refusal {
  return new Refusal('CLI_USAGE', message);
}

/**
 * Splits a command line. `isFlag` says which options stand alone; every other takes the next word as its value,
 * even if it begins with a dash. `--name=value` always works, `--` ends the options.
 * @throws Refusal CLI_USAGE when a value is missing
 */
export function splitWords(argv: readonly string[], isFlag: (name: string) => boolean): Words {
  const words: string[] = [];
  const options: { name: string; value: string | true }[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? '';
    if (word === '--') {
      words.push(...argv.slice(i + 1));
      break;
    }
    if (word === '-h') options.push({ name: 'help', value: true });
    else if (!word.startsWith('--')) words.push(word);
    else if (word.includes('=')) {
      const at = word.indexOf('=');
      options.push({ name: word.slice(2, at), value: word.slice(at + 1) });
    } else if (ALONE.has(word.slice(2)) || isFlag(word.slice(2)))
      options.push({ name: word.slice(2), value: true });
    else {
      const value = argv[i + 1];
      if (value === undefined) throw usage(`${word} needs a value after it.`);
      options.push({ name: word.slice(2), value });
      i += 1;
    }
  }
  return { words, options };
}

/** Whether an option of this input stands alone (a yes or no). */
export function flagsOf(schema: z.ZodType): (name: string) => boolean {
  const root = shapeOf(schema);
  const flags = new Set(
    propertiesOf(root, root)
      .filter((property) => branches(property.shape, root).every((part) => part.type === 'boolean'))
      .map((property) => kebab(property.name)),
  );
  return (name) => flags.has(name) || (name.startsWith('no-') && flags.has(name.slice(3)));
}

type Building = { [name: string]: unknown };

/**
 * Builds the input of a command from its options, over `given` (what --input held).
 * `--when.edtf 2021-05` sets a member inside `when`; a repeated option, or one with commas for ids and choices, fills a
 * list; an object may also be given as JSON. Checks of meaning are left to the schema itself.
 * @throws Refusal CLI_USAGE naming the option at fault
 */
export function inputFrom(
  schema: z.ZodType,
  options: Words['options'],
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const root = shapeOf(schema);
  const input: Building = structuredClone({ ...given });
  const begun = new Set<string>();
  for (const { name, value } of options) {
    if ((COMMON as readonly string[]).includes(name)) continue;
    const negated = value === true && name.startsWith('no-');
    const path = (negated ? name.slice(3) : name).split('.');
    place(input, path, negated ? 'false' : value === true ? 'true' : value, root, root, `--${name}`, begun);
  }
  return input;
}

function place(
  target: Building,
  path: readonly string[],
  text: string,
  shape: Shape,
  root: Shape,
  option: string,
  begun: Set<string>,
): void {
  const [step = '', ...deeper] = path;
  const found = member(shape, root, step);
  if (found === undefined) {
    const known = propertiesOf(shape, root).map((property) => `--${kebab(property.name)}`);
    const list = known.length > 0 ? ` It takes: ${known.join(', ')}.` : ' It takes no options of its own.';
    throw usage(`${option} is not an option of this command.${list}`);
  }
  if (deeper.length > 0) {
    const inner = target[found.name];
    const next: Building = typeof inner === 'object' && inner !== null ? (inner as Building) : {};
    target[found.name] = next;
    place(next, deeper, text, found.shape, root, option, begun);
    return;
  }
  const forms = branches(found.shape, root);
  const list = forms.find((form) => form.type === 'array');
  const isScalar = (form: Shape): boolean => {
    if (form.type === 'array') return false;
    if (form.enum !== undefined) return form.enum.includes(text);
    return 'const' in form ? form.const === text : form.type === 'string';
  };
  if (list === undefined || (forms.some(isScalar) && !begun.has(option))) {
    target[found.name] = readValue(text, forms, option);
    begun.add(option);
    return;
  }
  if (text.trimStart().startsWith('[')) {
    target[found.name] = parseJson(text, option);
    return;
  }
  // The first mention of a list replaces what --input held; further mentions add to it.
  const before = begun.has(option) ? target[found.name] : undefined;
  begun.add(option);
  const item = typeof list.items === 'object' ? branches(list.items, root) : [{}];
  const parts = splitsAtCommas(item) ? text.split(',').map((part) => part.trim()) : [text];
  target[found.name] = [
    ...(Array.isArray(before) ? before : before === undefined ? [] : [before]),
    ...parts.map((part) => readValue(part, item, option)),
  ];
}

function member(shape: Shape, root: Shape, step: string): Property | undefined {
  const properties = propertiesOf(shape, root);
  const named = properties.find((property) => kebab(property.name) === step || property.name === step);
  if (named !== undefined) return named;
  const open = branches(shape, root).find((part) => typeof part.additionalProperties === 'object');
  return open === undefined
    ? undefined
    : { name: step, shape: open.additionalProperties as Shape, required: false };
}

// A plain text may hold commas of its own; ids, choices and numbers cannot.
function splitsAtCommas(item: readonly Shape[]): boolean {
  return item.every(
    (form) =>
      form.enum !== undefined ||
      form.type === 'number' ||
      form.type === 'integer' ||
      (form.type === undefined && form.properties === undefined && form.const === undefined),
  );
}

function readValue(text: string, forms: readonly Shape[], option: string): unknown {
  const types = new Set(forms.map((form) => form.type));
  const looksJson = /^\s*[{[]/.test(text);
  if (looksJson && (types.has('object') || types.has('array') || types.has(undefined)))
    return parseJson(text, option);
  const choices = forms.flatMap((form) =>
    form.enum !== undefined ? [...form.enum] : 'const' in form ? [form.const] : [],
  );
  const choice = choices.find((each) => String(each) === text);
  if (choice !== undefined) return choice;
  if (types.has('null') && text === 'null') return null;
  if (
    (types.has('number') || types.has('integer')) &&
    /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())
  )
    return Number(text);
  if (types.has('boolean') && /^(true|yes)$/i.test(text)) return true;
  if (types.has('boolean') && /^(false|no)$/i.test(text)) return false;
  if (
    forms.some(
      (form) => (form.type === 'string' && form.enum === undefined && !('const' in form)) || isOpen(form),
    )
  )
    return text;
  if (choices.length > 0) throw usage(`${option} must be one of ${choices.map(String).join(', ')}.`);
  if (types.has('number') || types.has('integer'))
    throw usage(`${option} must be a number; it is '${text}'.`);
  if (types.has('boolean')) throw usage(`${option} must be true or false.`);
  throw usage(`${option} must be given as JSON, or member by member as ${option}.NAME VALUE.`);
}

function isOpen(form: Shape): boolean {
  return form.type === undefined && form.enum === undefined && !('const' in form);
}

function parseJson(text: string, option: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw usage(`${option} is not valid JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
  }
}
