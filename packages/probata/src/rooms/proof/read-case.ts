// Reads a case in the form `probata-proof-case/1` and says exactly where it cannot be followed.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import {
  AUTHENTICITIES,
  BEARINGS,
  CONTEMPORANEITIES,
  DIRECTNESSES,
  INTERESTS,
  type ProofCase,
  SOURCE_CLASSES,
  STATUSES,
  UNKNOWN_ORIGIN,
} from './case.ts';
import { formInWords } from './form-words.ts';
import { asksForSomething, HOUSE_STANDARDS } from './standards.ts';

/** One thing wrong with a case: where, and what to do. */
export interface CaseProblem {
  readonly place: string;
  readonly message: string;
}

export type CaseReading =
  | {
      readonly ok: true;
      readonly proofCase: ProofCase /** keys nobody reads */;
      readonly unread: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly CaseProblem[] };

const id = z.string().min(1, 'must not be empty');
const reason = z.string().trim().min(1, 'needs a reason that is not empty');
const weight = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
const strength = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const ref = z.string().regex(/^(fact|node):./, "must read 'fact:ID' or 'node:ID'");
const signed = { reason, by: id, at: id };
const merge = z.object({ a: id, b: id, reason, by: id.optional(), at: id.optional() });

const exhibit = z.object({
  id,
  title: z.string().default(''),
  class: z.enum(SOURCE_CLASSES),
  authenticity: z.enum(AUTHENTICITIES).default('unverified'),
  status: z.enum(['offered', 'excluded']).default('offered'),
  tested: z.boolean().optional(),
  preparedForCase: z.boolean().optional(),
  identityWithheldFromCourt: z.boolean().optional(),
  origin: id.optional(),
  side: id.optional(),
  sealed: z.boolean().optional(),
  pages: z.int().min(0).optional(),
});
const answer = z.object({
  kind: z.enum(['argument', 'evidence']),
  exhibits: z.array(id).default([]),
  ...signed,
});
const passage = z.object({
  id,
  exhibit: id,
  pin: z.string().default(''),
  fact: id,
  bearing: z.enum(BEARINGS),
  group: id.optional(),
  directness: z.enum(DIRECTNESSES).default('unknown'),
  contemporaneity: z.enum(CONTEMPORANEITIES).default('unknown'),
  interest: z.enum(INTERESTS).default('unknown'),
  hedged: z.boolean().optional(),
  override: z.object({ to: weight, ...signed }).optional(),
  answer: answer.optional(),
});
const inference = z.object({ id, from: z.array(id).min(1, 'needs a premise'), strength, warrant: reason });
const fact = z.object({
  id,
  text: z.string().default(''),
  premise: z.enum(['needs-proof', 'conceded', 'notice']).optional(),
  override: z.preprocess(asOverride, z.object({ to: z.enum(STATUSES), ...signed }).optional()),
  inferences: z.array(inference).default([]),
});
const node = z.object({
  id,
  label: z.string().optional(),
  op: z.enum(['all', 'any', 'atLeast']),
  k: z.int().min(1).optional(),
  of: z.array(ref).min(1, 'needs a part'),
  profile: id.optional(),
});
const defence = z.object({
  id,
  root: ref,
  text: z.string().optional(),
  burden: id.optional(),
  profile: id.optional(),
});
const allegation = z.object({
  id,
  text: z.string().optional(),
  kind: z.enum(['jurisdiction', 'admissibility', 'merits', 'quantum']).optional(),
  root: ref,
  profile: id,
  by: z.array(id).optional(),
  against: z.array(id).optional(),
  defences: z.array(defence).optional(),
});
const profile = z.object({
  id: id.optional(),
  label: z.string(),
  sufficiency: z
    .array(
      z
        .object({ w3: z.int().min(0), w2: z.int().min(0), w1: z.int().min(0) })
        .refine(asksForSomething, 'asks for no source at all, so that everything would be proved'),
    )
    .min(1, 'needs a pattern'),
  contradiction: z.object({ minWeight: z.int().min(1).max(4), outweighMargin: z.int().min(0).nullable() }),
  inferenceMin: strength,
  authority: z.string().optional(),
  version: z.int().min(1).default(1),
});
const selection = z.object({ id, label: z.string().optional(), exhibits: z.array(id) });
const shape = z.object({
  format: z.literal('probata-proof-case/1', "must be 'probata-proof-case/1'"),
  name: z.string().default(''),
  description: z.string().default(''),
  profiles: z.record(z.string(), profile).optional(),
  exhibits: z.array(exhibit),
  facts: z.array(fact),
  passages: z.array(passage),
  nodes: z.array(node).default([]),
  allegations: z.array(allegation).default([]),
  merges: z.array(merge).default([]),
  selections: z.array(selection).default([]),
});
/** Read elsewhere (questions) or only by the person who opens the file. */
const READ_ELSEWHERE = new Set(['expected', 'ask']);

/** proof.md writes the override of a fact's status as {status, …}; `to` is the same thing. */
function asOverride(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('status' in value) || 'to' in value) return value;
  const { status, ...rest } = value;
  return { ...rest, to: status };
}

/**
 * Reads and checks a case: shape, ids used once, every reference resolved, no circle among inferences or nodes.
 * @param json the parsed JSON of the file
 */
export function readCase(json: unknown): CaseReading {
  const parsed = shape.safeParse(json);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        place: placeOf(issue.path, json),
        message: formInWords(issue),
      })),
    };
  }
  const read = parsed.data;
  const exhibits = new Map(read.exhibits.map((item) => [item.id, item]));
  const proofCase: ProofCase = {
    ...read,
    profiles:
      read.profiles === undefined
        ? HOUSE_STANDARDS
        : Object.entries(read.profiles).map(([key, item]) => ({ ...item, id: key })),
    passages: read.passages.map((item) => ({
      ...item,
      group: item.group ?? exhibits.get(item.exhibit)?.origin ?? UNKNOWN_ORIGIN,
    })),
  };
  const problems = findProblems(proofCase);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, proofCase, unread: findUnread(json) };
}

/** As readCase, for callers that stop at a bad case. @throws Refusal PROOF_CASE_UNREADABLE with every problem */
export function requireCase(json: unknown): ProofCase {
  const reading = readCase(json);
  if (reading.ok) return reading.proofCase;
  const first = reading.problems.slice(0, 5).map(({ place, message }) => `${place}: ${message}`);
  const more = reading.problems.length > 5 ? ` (and ${reading.problems.length - 5} more)` : '';
  throw new Refusal('PROOF_CASE_UNREADABLE', `The case cannot be read. ${first.join('; ')}${more}.`, {
    problems: reading.problems.map(({ place, message }) => ({ place, message })),
  });
}

/** `passages[3] (P4).exhibit`: the index for a machine, the id for a person. */
function placeOf(path: readonly PropertyKey[], json: unknown): string {
  let here: unknown = json;
  let place = '';
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined;
    const name = typeof here === 'object' && here !== null ? Reflect.get(here, 'id') : undefined;
    place += typeof step === 'number' ? `[${step}]` : `${place === '' ? '' : '.'}${String(step)}`;
    if (typeof step === 'number' && typeof name === 'string') place += ` (${name})`;
  }
  return place === '' ? 'the file' : place;
}

function findProblems(proofCase: ProofCase): CaseProblem[] {
  const problems: CaseProblem[] = [];
  const note = (place: string, message: string) => problems.push({ place, message });
  const names = {
    exhibits: gather('exhibits', proofCase.exhibits, note),
    facts: gather('facts', proofCase.facts, note),
    nodes: gather('nodes', proofCase.nodes, note),
    profiles: gather('profiles', proofCase.profiles, note),
  };
  gather('passages', proofCase.passages, note);
  gather('allegations', proofCase.allegations, note);
  gather('selections', proofCase.selections, note);
  const need = (kind: keyof typeof names, name: string, place: string) => {
    if (!names[kind].has(name))
      note(place, `names ${kind.slice(0, -1)} '${name}', which the case does not hold`);
  };
  const needRef = (target: string, place: string) =>
    need(target.startsWith('fact:') ? 'facts' : 'nodes', target.slice(5), place);
  proofCase.passages.forEach((item, i) => {
    const place = `passages[${i}] (${item.id})`;
    need('exhibits', item.exhibit, `${place}.exhibit`);
    need('facts', item.fact, `${place}.fact`);
    if (item.answer === undefined) return;
    if (item.bearing !== 'contradicts')
      note(`${place}.answer`, 'only a contradicting passage can be answered; remove the answer');
    if (item.answer.kind === 'evidence' && item.answer.exhibits.length === 0)
      note(`${place}.answer`, 'an answer by evidence must name the exhibits it rests on');
    for (const name of item.answer.exhibits) need('exhibits', name, `${place}.answer`);
  });
  proofCase.facts.forEach((item, i) => {
    for (const { id: name, from } of item.inferences)
      for (const premise of from) need('facts', premise, `facts[${i}] (${item.id}).inferences (${name})`);
  });
  proofCase.nodes.forEach((item, i) => {
    const place = `nodes[${i}] (${item.id})`;
    for (const target of item.of) needRef(target, `${place}.of`);
    if (item.profile !== undefined) need('profiles', item.profile, `${place}.profile`);
    if (item.op !== 'atLeast') return;
    if (item.k === undefined || item.k > item.of.length)
      note(`${place}.k`, `'atLeast' needs k between 1 and ${item.of.length}, the number of its parts`);
  });
  proofCase.allegations.forEach((item, i) => {
    const place = `allegations[${i}] (${item.id})`;
    needRef(item.root, `${place}.root`);
    need('profiles', item.profile, `${place}.profile`);
    for (const { root, profile: own } of item.defences ?? []) {
      needRef(root, `${place}.defences`);
      if (own !== undefined) need('profiles', own, `${place}.defences`);
    }
  });
  proofCase.selections.forEach((item, i) => {
    for (const name of item.exhibits) need('exhibits', name, `selections[${i}] (${item.id}).exhibits`);
  });
  const inferred = new Map(
    proofCase.facts.map((item) => [item.id, item.inferences.flatMap((step) => step.from)]),
  );
  noteCircle(inferred, 'facts', 'a fact cannot be inferred from itself', note);
  const parts = new Map(
    proofCase.nodes.map((item) => [
      item.id,
      item.of.filter((target) => target.startsWith('node:')).map((target) => target.slice(5)),
    ]),
  );
  noteCircle(parts, 'nodes', 'a node cannot contain itself', note);
  return problems;
}

function gather(
  list: string,
  items: readonly { readonly id: string }[],
  note: (place: string, message: string) => void,
): Set<string> {
  const seen = new Set<string>();
  items.forEach((item, i) => {
    if (seen.has(item.id)) note(`${list}[${i}] (${item.id}).id`, 'is used twice; ids name one thing each');
    seen.add(item.id);
  });
  return seen;
}

/** Deeper than any argument a person could follow, and shallow enough for every walk of the tree. */
const DEEPEST = 500;

function noteCircle(
  leadsTo: ReadonlyMap<string, readonly string[]>,
  list: string,
  why: string,
  note: (place: string, message: string) => void,
): void {
  const circle = findCircle(leadsTo);
  if (circle !== undefined) {
    note(`${list} (${circle[0]})`, `${why}: ${circle.join(' → ')}; break the circle`);
    return;
  }
  const deep = findDeeper(leadsTo, DEEPEST);
  if (deep !== undefined)
    note(`${list} (${deep})`, `stands on a chain of more than ${DEEPEST} steps; no reader could follow it`);
}

/** A name from which a chain of more than `limit` steps leads down, given that there is no circle. */
function findDeeper(leadsTo: ReadonlyMap<string, readonly string[]>, limit: number): string | undefined {
  // layer by layer from the bottom: a name is placed once everything it leads to is
  const waiting = new Map<string, number>();
  const above = new Map<string, string[]>();
  for (const [name, targets] of leadsTo) {
    const inside = targets.filter((target) => leadsTo.has(target));
    waiting.set(name, inside.length);
    for (const target of inside) {
      const list = above.get(target);
      if (list === undefined) above.set(target, [name]);
      else list.push(name);
    }
  }
  let layer = [...waiting].filter(([, count]) => count === 0).map(([name]) => name);
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > limit) return layer[0];
    const next: string[] = [];
    for (const name of layer) {
      for (const upper of above.get(name) ?? []) {
        const left = (waiting.get(upper) ?? 0) - 1;
        waiting.set(upper, left);
        if (left === 0) next.push(upper);
      }
    }
    layer = next;
  }
  return undefined;
}

/** The first circle met, as the names along it with the first repeated at the end. Iterative: depth is no limit. */
export function findCircle(leadsTo: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  for (const start of leadsTo.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    const stack: { readonly name: string; next: number }[] = [];
    const enter = (name: string): void => {
      stack.push({ name, next: 0 });
      path.push(name);
      onPath.add(name);
    };
    if (!done.has(start)) enter(start);
    while (stack.length > 0) {
      const frame = stack[stack.length - 1];
      if (frame === undefined) break;
      const target = leadsTo.get(frame.name)?.[frame.next];
      frame.next += 1;
      if (target === undefined) {
        stack.pop();
        path.pop();
        onPath.delete(frame.name);
        done.add(frame.name);
      } else if (onPath.has(target)) {
        return [...path.slice(path.indexOf(target)), target];
      } else if (!done.has(target)) {
        enter(target);
      }
    }
  }
  return undefined;
}

/** Keys of the file that no part of the reader knows: a misspelt attribute must not vanish in silence. */
function findUnread(json: unknown): string[] {
  const unread = new Set<string>();
  walk(json, shape, '', unread);
  return [...unread].filter((key) => !READ_ELSEWHERE.has(key));
}

function walk(value: unknown, schema: z.ZodType, place: string, unread: Set<string>): void {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    for (const item of value) walk(item, inner.element as z.ZodType, `${place}[]`, unread);
  } else if (inner instanceof z.ZodObject && typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const known = inner.shape[key] as z.ZodType | undefined;
      const here = place === '' ? key : `${place}.${key}`;
      if (known === undefined) unread.add(here);
      else walk(item, known, here, unread);
    }
  }
}

function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return bare(schema.unwrap() as z.ZodType);
  return schema;
}
