// How a command ends, as a number that a script can read.
import { Breach, Fault, Refusal } from '../../base/errors.ts';

/** Documented in docs/guide/command-line.md; a number never changes its meaning. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  refused: 3,
  fault: 4,
  breach: 5,
  found: 6,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_WORDS: readonly (readonly [number, string])[] = [
  [0, 'done'],
  [1, 'an error of the program itself'],
  [2, 'the command line was not understood'],
  [3, 'refused: a rule says no, and the message says what to do'],
  [4, 'fault: the disk, a tool or the machine failed; it may be tried again'],
  [5, 'breach: a hash, signature or order does not hold'],
  [6, 'the check was carried out and found something wrong'],
  [130, 'cancelled with Ctrl-C; what was finished is kept'],
];

/** The exit code for a thrown value. */
export function exitFor(thrown: unknown): ExitCode {
  if (thrown instanceof Refusal) return thrown.code === 'CLI_USAGE' ? EXIT.usage : EXIT.refused;
  if (thrown instanceof Breach) return EXIT.breach;
  if (thrown instanceof Fault)
    return thrown.code === 'UNEXPECTED'
      ? EXIT.unexpected
      : thrown.code === 'CANCELLED'
        ? EXIT.cancelled
        : EXIT.fault;
  return EXIT.unexpected;
}

/**
 * Whether an answer reports that something is wrong: an outcome of its own for checks (fsck, verify, prove).
 * Read from the members that checks of the house share: `sound`, `ok`, `verified`, `verdict`, `failed`, `failures`,
 * `damaged`.
 */
export function foundSomething(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const said = answer as Readonly<Record<string, unknown>>;
  if (said['sound'] === false || said['ok'] === false || said['verified'] === false) return true;
  if (said['verdict'] === 'failed' || said['outcome'] === 'failed') return true;
  return ['failed', 'failures', 'damaged'].some((name) => {
    const value = said[name];
    return typeof value === 'number' ? value > 0 : Array.isArray(value) && value.length > 0;
  });
}
