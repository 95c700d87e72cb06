// The help of every command, made from the catalogue: what it does, each option, an example that works as it stands.
import { stringify } from 'yaml';
import type { z } from 'zod';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { flagsOf, inputFrom, splitWords } from './options.ts';
import { EXIT_WORDS } from './outcome.ts';
import { askedFor, branches, inputShape, kebab, type Property, propertiesOf, type Shape } from './schema.ts';
import type { Ink } from './terminal.ts';
import { columnsOf, wrap } from './visible.ts';

/** What help needs to know of a command, question, task or hand-made command. */
export interface Helped {
  /** `exhibit.exclude` */
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly example: JsonObject;
}

const WIDTH = 80;

/** The whole help of one command, at most 80 columns wide. */
export function helpOf(command: Helped, ink: Ink): readonly string[] {
  const shape = inputShape(command);
  const properties = propertiesOf(shape, shape);
  const asked = askedFor(
    command.input,
    properties.map((property) => property.name),
  );
  const lines = [
    ink.bold(`probata ${words(command.name)}${properties.length > 0 ? ' [options]' : ''}`),
    ...wrap(command.summary, WIDTH),
    '',
  ];
  if (properties.length > 0) lines.push(ink.bold('Options'));
  for (const property of properties) lines.push(...optionLines(property, shape, asked.get(property.name)));
  if (properties.length > 0) lines.push('');
  lines.push(ink.bold('Example'), ...exampleLines(command), '');
  lines.push(ink.bold('Every command takes'), ...COMMON_LINES, '');
  lines.push(ink.bold('Ends with'), ...exitLines());
  return lines;
}

export function words(name: string): string {
  return name.split('.').map(kebab).join(' ');
}

const COMMON_LINES = [
  '  --matter DIR              the matter (else PROBATA_MATTER, else this folder)',
  '  --input FILE              the input as YAML or JSON; - reads standard input',
  '  --json                    the answer as JSON',
  '  --idempotency-key KEY     carried out once, however often it is sent',
  '  --expect-version ID=SEQ   refused if ID was changed after entry SEQ',
];

function exitLines(): readonly string[] {
  return EXIT_WORDS.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`);
}

export function optionLines(property: Property, root: Shape, asked: string | undefined): readonly string[] {
  const forms = branches(property.shape, root);
  const type = typeWords(forms, root, asked);
  const list = forms.some((form) => form.type === 'array');
  const description = property.shape.description ?? forms.find((form) => form.description)?.description;
  const notes = [
    property.required ? 'Required.' : undefined,
    description === undefined ? undefined : sentence(description),
    description === undefined && asked !== undefined && type !== 'ID' ? sentence(asked) : undefined,
    list ? 'May be given several times.' : undefined,
    property.shape.default !== undefined ? `Default: ${JSON.stringify(property.shape.default)}.` : undefined,
    ...memberNotes(property, forms, root),
  ].filter((note) => note !== undefined);
  const head = type === '' ? `--${kebab(property.name)}` : `--${kebab(property.name)} ${type}`;
  const text = notes.join(' ');
  return [
    ...wrapChoices(head).map((line, i) => (i === 0 ? `  ${line}` : `      ${line}`)),
    ...(text === '' ? [] : wrap(text, WIDTH - 6).map((line) => `      ${line}`)),
  ];
}

/** Parted at blanks, and a long list of choices at its bars, never within a word. */
function wrapChoices(head: string): readonly string[] {
  const lines = [''];
  for (const part of head.split(/(?<=[ |])/)) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && columnsOf(last + part) > WIDTH - 6) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines.map((line) => line.trimEnd());
}

function typeWords(forms: readonly Shape[], root: Shape, asked: string | undefined): string {
  const kinds = new Set<string>();
  for (const form of forms) {
    const choices = form.enum ?? ('const' in form ? [form.const] : undefined);
    if (choices !== undefined) for (const choice of choices) kinds.add(String(choice));
    else if (form.type === 'array')
      kinds.add(
        typeof form.items === 'object' ? typeWords(branches(form.items, root), root, undefined) : 'JSON',
      );
    else if (form.type === 'string') kinds.add('TEXT');
    else if (form.type === 'integer') kinds.add('N');
    else if (form.type === 'number') kinds.add('NUMBER');
    else if (form.type === 'object') kinds.add('JSON');
    else if (form.type === 'boolean') kinds.add('');
    else if (form.type !== 'null')
      kinds.add(asked === undefined || asked.includes('the id of') ? 'ID' : 'VALUE');
  }
  if (kinds.size > 1) kinds.delete('');
  // An id or a text is a text to whoever types it.
  if (kinds.has('TEXT')) kinds.delete('ID');
  return [...kinds].join('|');
}

function memberNotes(property: Property, forms: readonly Shape[], root: Shape): readonly string[] {
  if (!forms.some((form) => form.type === 'object')) return [];
  const members = propertiesOf(property.shape, root).map((member) => kebab(member.name));
  if (members.length === 0) return [];
  const option = `--${kebab(property.name)}`;
  return [`Or member by member: ${members.map((member) => `${option}.${member}`).join(', ')}.`];
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** The example as a command line; where its values are too long for one, as YAML on standard input. */
export function exampleLines(command: Helped): readonly string[] {
  const parts = asOptions(command);
  const head = `  probata ${words(command.name)}`;
  const tokens = parts?.map(([option, value]) => (value === true ? option : `${option} ${quoted(value)}`));
  if (tokens === undefined || tokens.some((token) => columnsOf(token) > WIDTH - 8 || token.includes('\n'))) {
    return [`${head} --input - <<'END'`, ...yamlLines(command.example), 'END'];
  }
  const lines = [head];
  for (const token of tokens) {
    const last = lines.at(-1) ?? '';
    if (columnsOf(last) + 1 + columnsOf(token) <= WIDTH - 2) lines[lines.length - 1] = `${last} ${token}`;
    else {
      lines[lines.length - 1] = `${last} \\`;
      lines.push(`    ${token}`);
    }
  }
  return lines;
}

/** The example as options, if they give exactly the example back. */
export function asOptions(command: Helped): ReturnType<typeof flat> {
  const pairs = flat(command.example, '--');
  if (pairs === undefined) return undefined;
  const argv = pairs.flatMap(([option, value]) => (value === true ? [option] : [option, value]));
  try {
    const read = inputFrom(command.input, splitWords(argv, flagsOf(command.input)).options);
    return toJson(read as JsonObject) === toJson(command.example) ? pairs : undefined;
  } catch {
    return undefined; // a form that options cannot express is shown as YAML
  }
}

// The library folds long texts without counting what stands before them, so a narrower measure is tried until all fits.
function yamlLines(value: JsonObject): readonly string[] {
  for (let lineWidth = WIDTH - 2; ; lineWidth -= 4) {
    const lines = stringify(value, { lineWidth }).trimEnd().split('\n');
    if (lineWidth < 30 || lines.every((line) => columnsOf(line) <= WIDTH)) return lines;
  }
}

/** An input as options; undefined where a value cannot be written as one. */
export function flat(
  value: JsonObject,
  prefix: string,
): readonly (readonly [string, string | true])[] | undefined {
  const out: (readonly [string, string | true])[] = [];
  for (const [name, member] of Object.entries(value) as [string, JsonValue][]) {
    const option = `${prefix}${prefix === '--' ? kebab(name) : name}`;
    if (member === true && prefix === '--') out.push([option, true]);
    else if (member === false && prefix === '--') out.push([`--no-${kebab(name)}`, true]);
    else if (Array.isArray(member)) {
      const items = member as readonly JsonValue[];
      if (items.length === 0 || items.some((item) => typeof item === 'object'))
        out.push([option, JSON.stringify(member)]);
      else for (const item of items) out.push([option, String(item)]);
    } else if (typeof member === 'object' && member !== null) {
      const inner = flat(member as JsonObject, `${option}.`);
      if (inner === undefined || inner.length === 0) return undefined;
      out.push(...inner);
    } else out.push([option, String(member)]);
  }
  return out;
}

function quoted(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
