// Carries out the steps of a do-file, one after the other, and says exactly where it stopped and what is done.
import type { Progress } from '../../../app/house.ts';
import { Breach, Fault, Refusal } from '../../../base/errors.ts';
import type { JsonObject, JsonValue } from '../../../base/json.ts';
import type { Engine } from '../../worker/engine-client.ts';
import { foundSomething } from '../outcome.ts';
import { differences } from './expect.ts';
import { stepKeys } from './keys.ts';
import { fill, withFiles } from './references.ts';
import type { InitInput, Step } from './steps.ts';

export interface Performing {
  readonly steps: readonly Step[];
  /** Steps before this number must have been done already; they are not repeated. From 1. */
  readonly from: number;
  /** Opens the matter, or makes it if `create` is given and there is none. */
  open(create?: InitInput): Promise<Engine>;
  /** The name of a file within the run, the same on every machine. */
  label(file: string): string;
  absolute(file: string, path: string): string;
  read(path: string): string;
  progress(progress: Progress): void;
  readonly signal: AbortSignal;
}

export interface Performed {
  readonly steps: number;
  /** Entries that are new in the ledger. */
  readonly entered: number;
  readonly size: number;
  /** Steps whose answer reports something wrong, though no `expect:` asked. */
  readonly found: readonly string[];
}

/**
 * Performs every step. Throws what the failing step threw, its message headed by file and line and followed by what is
 * done and how to go on.
 */
export async function perform(work: Performing): Promise<Performed> {
  const { steps } = work;
  if (work.from < 1 || work.from > steps.length)
    throw new Refusal('CLI_USAGE', `--from must be between 1 and ${steps.length}, the number of steps.`);
  const keyOf = stepKeys();
  const scope = new Map<string, unknown>();
  const found: string[] = [];
  let engine: Engine | undefined;
  let begun: number | undefined;
  for (const step of steps) {
    const done = step.number - 1;
    work.progress({ stage: 'Steps', done, all: steps.length, errors: found.length, note: step.name });
    try {
      if (work.signal.aborted) throw new Fault('CANCELLED', 'Cancelled.');
      if (step.kind === 'init') {
        engine = await work.open(step.input);
        begun ??= engine.facts.size;
        if (step.as !== undefined) scope.set(step.as, engine.facts.matter);
        continue;
      }
      engine ??= await work.open();
      begun ??= engine.facts.size;
      scope.set('matter', { id: engine.facts.matter, folder: engine.facts.folder });
      const answer = await performOne(step, engine, scope, keyOf, work);
      if (step.as !== undefined) scope.set(step.as, answer);
      if (step.kind === 'task' && step.expect === undefined && foundSomething(answer))
        found.push(`${work.label(step.place.file)}:${step.place.line}: ${step.name} found something wrong.`);
    } catch (thrown) {
      throw stoppedAt(step, steps.length, work.label(step.place.file), thrown);
    }
  }
  const size = engine === undefined ? 0 : (await engine.look()).size;
  work.progress({ stage: 'Steps', done: steps.length, all: steps.length, errors: found.length });
  return { steps: steps.length, entered: size - (begun ?? size), size, found };
}

async function performOne(
  step: Exclude<Step, { kind: 'init' }>,
  engine: Engine,
  scope: ReadonlyMap<string, unknown>,
  keyOf: ReturnType<typeof stepKeys>,
  work: Performing,
): Promise<unknown> {
  const { file } = step.place;
  const input = withFiles(
    fill(step.input, scope),
    step.kind === 'task',
    (path) => work.absolute(file, path),
    work.read,
  );
  const key = keyOf(work.label(file), `${step.kind} ${step.name}`, input);
  const remembered = step.kind === 'ask' ? undefined : await engine.recall(key);
  if (step.number < work.from && step.kind !== 'ask') {
    if (remembered === undefined)
      throw new Refusal(
        'DO_NOT_DONE',
        'This step was not done yet, or what it gave is no longer remembered. Run the file without --from.',
      );
    return remembered;
  }
  const act = async (): Promise<unknown> => {
    if (step.kind === 'ask') return engine.ask(step.name, input);
    if (step.kind === 'run') return engine.run(step.name, input, { key });
    if (remembered !== undefined) return remembered;
    return engine.task(step.name, input, {
      signal: work.signal,
      progress: (progress) =>
        work.progress({ ...progress, stage: `Step ${step.number} / ${work.steps.length} ${progress.stage}` }),
    });
  };
  if (step.refused !== undefined) return refusedAs(step.refused, act);
  const answer = await act();
  const wrong = step.expect === undefined ? [] : differences(fill(step.expect, scope), answer);
  if (wrong.length > 0)
    throw new Refusal('DO_EXPECT', `What was expected does not hold: ${wrong.join('; ')}.`, { wrong });
  if (step.kind !== 'ask' && remembered === undefined) await engine.remember(key, answer as JsonValue);
  return answer;
}

async function refusedAs(code: string, act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act();
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === code) return { refused: code, message: thrown.message };
    throw thrown;
  }
  throw new Refusal('DO_EXPECT', `The refusal ${code} was expected, but the step was carried out.`);
}

function stoppedAt(step: Step, all: number, label: string, thrown: unknown): Error {
  if (!(thrown instanceof Refusal || thrown instanceof Fault || thrown instanceof Breach)) throw thrown;
  const line = step.kind === 'init' ? step.place.line : step.lineOf(firstFault(thrown));
  const kept =
    step.number === 1 ? 'Nothing was done before it.' : `Steps 1 to ${step.number - 1} of ${all} are done.`;
  const next =
    thrown instanceof Breach
      ? 'Do not repeat it: see what does not hold first (probata fsck).'
      : `Mend it and run the file again: what is done is not entered twice (or begin there: --from ${step.number}).`;
  const message = `${label}:${line}: step ${step.number} (${step.name}): ${thrown.message}\n${kept} ${next}`;
  const details = { ...thrown.details, file: label, line, step: step.number, of: all } as JsonObject;
  if (thrown instanceof Refusal) return new Refusal(thrown.code, message, details);
  if (thrown instanceof Breach) return new Breach(thrown.code, message, details);
  return new Fault(thrown.code, message, { details, cause: thrown.cause ?? thrown });
}

/** The member of the input that the first fault is about, if the refusal names one (`when.edtf: must …`). */
function firstFault(thrown: { readonly details: Readonly<Record<string, unknown>> }): readonly string[] {
  const faults = thrown.details['faults'];
  const first: unknown = Array.isArray(faults) ? faults[0] : undefined;
  const path = typeof first === 'string' ? /^([^:\s]+):/.exec(first)?.[1] : undefined;
  return path === undefined || path === 'input' ? [] : path.split('.');
}
