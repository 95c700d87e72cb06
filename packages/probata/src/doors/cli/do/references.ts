// Names given to earlier steps, used in later ones: `${borovia}`, `${intake.exhibits["note 3.pdf"]}`.
import { Refusal } from '../../../base/errors.ts';
import { FilePath, FileText } from './steps.ts';

/** What earlier steps gave, by the name under `as:`. */
export type Scope = ReadonlyMap<string, unknown>;

// Members by which an item of a list may be picked.
const PICKED_BY = [
  'name',
  'file',
  'fileName',
  'path',
  'code',
  'key',
  'kind',
  'title',
  'number',
  'id',
] as const;
const REFERENCE = /\$\$\{|\$\{([^}]*)\}/g;

/**
 * Fills in every reference in a value. A text that is one reference takes its value whole; inside a longer text it
 * becomes text. `$${` stands for a literal `${`.
 * @throws Refusal DO_REFERENCE naming what is unknown and what there is
 */
export function fill(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return fillText(value, scope);
  if (Array.isArray(value)) return value.map((item) => fill(item, scope));
  if (value instanceof FilePath) return new FilePath(String(fillText(value.text, scope)));
  if (value instanceof FileText) return new FileText(String(fillText(value.text, scope)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member, scope)]));
}

function fillText(text: string, scope: Scope): unknown {
  const whole = /^\$\{([^}]*)\}$/.exec(text);
  if (whole?.[1] !== undefined) return lookUp(whole[1], scope);
  return text.replace(REFERENCE, (match, inner: string | undefined) => {
    if (inner === undefined) return '${';
    const found = lookUp(inner, scope);
    if (typeof found === 'object')
      throw refuse(`${match} is not a single value, so it cannot stand inside a text. Take a member of it.`);
    return String(found);
  });
}

function lookUp(reference: string, scope: Scope): unknown {
  const [alias = '', ...path] = segments(reference);
  if (!scope.has(alias)) {
    const known = [...scope.keys()];
    throw refuse(
      `\${${reference}}: no earlier step is called '${alias}'. ${known.length > 0 ? `There are: ${known.join(', ')}.` : "Name a step with 'as:'."}`,
    );
  }
  const given = scope.get(alias);
  const found = path.length === 0 ? given : walk(given, path, reference);
  return single(found);
}

/** `a.b["c d"][0]` → a, b, c d, 0. */
export function segments(reference: string): readonly string[] {
  const found: string[] = [];
  const pattern = /\s*(?:\.?([\w-]+)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\])/gy;
  let at = 0;
  while (at < reference.trimEnd().length) {
    pattern.lastIndex = at;
    const match = pattern.exec(reference);
    if (match === null)
      throw refuse(
        `\${${reference}} cannot be read at '${reference.slice(at)}'. Write \${name.member["with blanks"]}.`,
      );
    found.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
    at = pattern.lastIndex;
  }
  if (found.length === 0) throw refuse('A reference is empty: name an earlier step.');
  return found;
}

function walk(start: unknown, path: readonly string[], reference: string): unknown {
  let at = start;
  for (const step of path) {
    const next = memberOf(at, step);
    if (next === undefined) {
      const has = Array.isArray(at)
        ? at.flatMap((item) => handles(item).slice(0, 1))
        : typeof at === 'object' && at !== null
          ? Object.keys(at)
          : [];
      throw refuse(
        `\${${reference}}: there is no '${step}'. ${has.length > 0 ? `There are: ${has.slice(0, 12).join(', ')}${has.length > 12 ? ', …' : ''}.` : ''}`.trimEnd(),
      );
    }
    at = next;
  }
  return at;
}

function memberOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) {
    const picked = value.find((item) => handles(item).includes(step));
    return picked ?? (/^\d+$/.test(step) ? value[Number(step)] : undefined);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(record, step)) return record[step];
  // An answer by paths (intake) may be asked by the last part, where only one path ends so.
  const ending = Object.keys(record).filter((name) => name.split(/[\\/]/).at(-1) === step);
  return ending.length === 1 && ending[0] !== undefined ? record[ending[0]] : undefined;
}

/** The texts by which an item of a list may be called; a path also by its last part. */
function handles(item: unknown): readonly string[] {
  if (typeof item === 'string') return [item];
  if (typeof item !== 'object' || item === null) return [];
  return PICKED_BY.flatMap((name) => {
    const text = (item as Readonly<Record<string, unknown>>)[name];
    if (typeof text !== 'string' && typeof text !== 'number') return [];
    const last = String(text).split(/[\\/]/).at(-1) ?? '';
    return last === String(text) ? [last] : [String(text), last];
  });
}

// A receipt stands for the thing its first entry is about; a record with an id stands for that id.
function single(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  const entries = record['entries'];
  if (Array.isArray(entries) && 'checkpoint' in record) {
    const first = entries[0] as Readonly<Record<string, unknown>> | undefined;
    return first?.['subject'] ?? value;
  }
  return typeof record['id'] === 'string' ? record['id'] : value;
}

function refuse(message: string): Refusal {
  return new Refusal('DO_REFERENCE', message);
}

/** Turns paths into absolute ones and texts into the contents of their files. In a task every `./…` is a path. */
export function withFiles(
  value: unknown,
  isTask: boolean,
  absolute: (path: string) => string,
  read: (path: string) => string,
): unknown {
  if (value instanceof FilePath) return absolute(value.text);
  if (value instanceof FileText) return read(absolute(value.text));
  if (typeof value === 'string') return isTask && /^\.{1,2}[\\/]/.test(value) ? absolute(value) : value;
  if (Array.isArray(value)) return value.map((item) => withFiles(item, isTask, absolute, read));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withFiles(member, isTask, absolute, read)]),
  );
}
