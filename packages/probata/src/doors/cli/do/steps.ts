// Reads a do-file: a YAML list of acts, each known by file and line, so that a mistake can be pointed at.
import { isMap, isNode, isSeq, LineCounter, type Node, parseDocument, type ScalarTag } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';

/** A path in a do-file (`!path ./annex.pdf`, or any `./…` in a task): relative to the file it is written in. */
export class FilePath {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The text of a file (`!text ./memorial.md`). */
export class FileText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

interface StepBase {
  /** From 1, over the whole file with everything it includes. */
  readonly number: number;
  readonly place: Place;
  /** Under this name later steps refer to what the step gave. */
  readonly as?: string;
}

/** One act of a do-file. `input` may still hold references and paths. */
export type Step =
  | (StepBase & { readonly kind: 'init'; readonly name: 'init'; readonly input: InitInput })
  | (StepBase & {
      readonly kind: 'run' | 'task' | 'ask';
      readonly name: string;
      readonly input: unknown;
      /** What the answer must hold; `undefined` = anything. */
      readonly expect?: unknown;
      /** The code of the Refusal that must follow. */
      readonly refused?: string;
      /** Where a member of the input stands, for a message about it. */
      lineOf(member: readonly string[]): number;
    });

const initInput = z.strictObject({
  title: z.string().min(1),
  person: z.string().min(1),
  domain: z.string().optional(),
  notice: z.string().optional(),
});
export type InitInput = z.infer<typeof initInput>;

const WHAT = ['init', 'run', 'task', 'ask', 'include'] as const;
const MEMBERS = new Set<string>([...WHAT, 'as', 'with', 'expect', 'refused', 'note']);
const ALIAS = /^[a-zA-Z][\w-]*$/;

const pathTag: ScalarTag = { tag: '!path', resolve: (text) => new FilePath(text) };
const textTag: ScalarTag = { tag: '!text', resolve: (text) => new FileText(text) };

/**
 * Every step of a do-file in order, included files in their place.
 * @param file the path of the file, as it is to be named in messages
 * @param load reads a file as text; the second argument of an include is resolved by `join(file, included)`
 * @throws Refusal DO_SYNTAX naming file, line and what to do
 */
export function readSteps(
  file: string,
  load: (file: string) => string,
  join: (file: string, included: string) => string,
): readonly Step[] {
  const steps: Step[] = [];
  readInto(steps, file, load, join, []);
  if (steps.length === 0)
    throw new Refusal('DO_SYNTAX', `${file}: there is no step in this file. Begin with '- run: NAME'.`, {
      file,
    });
  return steps;
}

function readInto(
  steps: Step[],
  file: string,
  load: (file: string) => string,
  join: (file: string, included: string) => string,
  within: readonly string[],
): void {
  if (within.includes(file))
    throw new Refusal('DO_SYNTAX', `${file} includes itself, by way of ${within.join(', ')}.`, { file });
  const lines = new LineCounter();
  const document = parseDocument(load(file), {
    lineCounter: lines,
    customTags: [pathTag, textTag],
    prettyErrors: false,
  });
  const lineAt = (node: unknown): number =>
    isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
  const stop = (line: number, message: string): Refusal =>
    new Refusal('DO_SYNTAX', `${file}:${line}: ${message}`, { file, line });
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken !== undefined) throw stop(lines.linePos(broken.pos[0]).line, `${broken.message}.`);
  if (document.contents === null) return;
  if (!isSeq(document.contents))
    throw stop(
      lineAt(document.contents),
      "a do-file is a list: each step begins with '- run:', '- task:' or '- ask:'.",
    );
  for (const node of document.contents.items) {
    const line = lineAt(node);
    if (!isMap(node)) throw stop(line, "a step is a mapping such as '- run: actor.name'.");
    const step = node.toJS(document) as Record<string, unknown>;
    const kinds = WHAT.filter((kind) => kind in step);
    const kind = kinds[0];
    if (kind === undefined || kinds.length > 1)
      throw stop(
        line,
        `a step has one of ${WHAT.join(', ')}; this one has ${kinds.join(' and ') || 'none'}.`,
      );
    const strange = Object.keys(step).find((name) => !MEMBERS.has(name));
    if (strange !== undefined)
      throw stop(line, `'${strange}' is not a member of a step. Inputs go under 'with:'.`);
    if (kind === 'include') {
      const included = step['include'];
      if (typeof included !== 'string') throw stop(line, "'include:' names one other do-file.");
      const target = join(file, included);
      try {
        readInto(steps, target, load, join, [...within, file]);
      } catch (thrown) {
        if (thrown instanceof Refusal) throw thrown;
        throw stop(
          line,
          `${included} cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)}).`,
        );
      }
      continue;
    }
    const as = step['as'];
    if (as !== undefined && (typeof as !== 'string' || !ALIAS.test(as)))
      throw stop(line, "'as:' is a name of letters, digits, _ and -, beginning with a letter.");
    const base = {
      number: steps.length + 1,
      place: { file, line },
      ...(typeof as === 'string' ? { as } : {}),
    };
    if (kind === 'init') {
      const parsed = initInput.safeParse(step['init']);
      if (!parsed.success)
        throw stop(line, `'init:' needs title and person: ${z.prettifyError(parsed.error)}.`);
      steps.push({ ...base, kind, name: 'init', input: parsed.data });
      continue;
    }
    const name = step[kind];
    if (typeof name !== 'string')
      throw stop(line, `'${kind}:' names one command, question or task of the house.`);
    const { refused } = step;
    if (refused !== undefined && typeof refused !== 'string')
      throw stop(line, "'refused:' is the code of the refusal that must follow, such as LEDGER_STALE.");
    if (refused !== undefined && 'expect' in step)
      throw stop(line, "a step has 'expect:' or 'refused:', not both.");
    const given = node.get('with', true) as Node | undefined;
    steps.push({
      ...base,
      kind,
      name,
      input: step['with'] ?? {},
      ...('expect' in step ? { expect: step['expect'] } : {}),
      ...(refused === undefined ? {} : { refused }),
      lineOf(member) {
        let at: unknown = given;
        let found = given === undefined ? line : lineAt(given);
        for (const name_ of member) {
          at = isMap(at) ? at.get(name_, true) : isSeq(at) ? at.get(Number(name_), true) : undefined;
          if (!isNode(at)) break;
          found = lineAt(at);
        }
        return found;
      },
    });
  }
}
