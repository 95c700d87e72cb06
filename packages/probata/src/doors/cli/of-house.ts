// The commands that the house itself tells: every act, question and task of its rooms. Loading them loads the house.
import { Refusal } from '../../base/errors.ts';
import { allTold, match, nearest, ofNoun, type Told } from './catalogue.ts';
import type { Desk, Ending, OwnCommand } from './desk.ts';
import { words } from './help.ts';
import { asksHelp, given, option } from './line.ts';
import { flagsOf, inputFrom, splitWords, usage, type Words } from './options.ts';
import { EXIT, type ExitCode } from './outcome.ts';
import { overview } from './overview.ts';
import { OWN_COMMANDS } from './own/index.ts';
import { failed, helpFor, say } from './printing.ts';
import { tell } from './tell.ts';
import { inkFor, type Terminal } from './terminal.ts';
import { wrap } from './visible.ts';

async function carryOut(told: Told, line: Words, desk: Desk): Promise<Ending> {
  const input = inputFrom(told.input, line.options, given(line, desk.absolute));
  return tell(told, input, desk, {
    key: option(line, 'idempotency-key'),
    expect: line.options.flatMap(({ name, value }) =>
      name === 'expect-version' && value !== true ? [expected(value)] : [],
    ),
  });
}

function expected(text: string): { subject: string; version: number | null } {
  const [, subject, version] = /^([^=]+)=(\d+|none)$/.exec(text) ?? [];
  if (subject === undefined || version === undefined)
    throw usage(
      '--expect-version is written ID=SEQ: the id, and the last entry about it that you saw (or none).',
    );
  return { subject, version: version === 'none' ? null : Number(version) };
}

function unknown(
  named: readonly string[],
  told: ReadonlyMap<string, Told>,
  asked: boolean,
  terminal: Terminal,
): ExitCode {
  const noun = named[0] ?? '';
  const family = ofNoun(noun, told);
  if (family.length > 0 && (named.length === 1 || asked)) {
    const wide = Math.max(...family.map((each) => words(each.name).length));
    const lines = family.flatMap((each) =>
      wrap(each.summary, 80 - wide - 4).map(
        (line, i) => `  ${(i === 0 ? words(each.name) : '').padEnd(wide)}  ${line}`,
      ),
    );
    return say(
      terminal,
      [`Of ${noun} one can say:`, ...lines, '', `More: probata ${noun} VERB --help`],
      asked ? EXIT.done : EXIT.usage,
    );
  }
  const said = named.join(' ');
  const known = [
    ...[...told.keys()].map((name) => words(name)),
    ...OWN_COMMANDS.map((command) => command.name),
    ...[...told.keys()].map((name) => name.split('.')[0] ?? name),
  ];
  const near = nearest(said, known);
  const hint = near.length > 0 ? `Did you mean ${near.join(', or ')}?` : 'probata help lists everything.';
  return failed(new Refusal('CLI_USAGE', `There is no command '${said}'. ${hint}`), terminal, false);
}

/** What a command line means: a command to run, or an exit code of what was printed instead (help, a hint). */
export type Meant =
  | { readonly own: OwnCommand }
  | { readonly run: (desk: Desk) => Promise<Ending>; readonly line: Words }
  | { readonly code: ExitCode };

/** Finds the command that the words name. Refusal CLI_USAGE for words that it does not take. */
export function meaningOf(
  argv: readonly string[],
  named: readonly string[],
  help: boolean,
  terminal: Terminal,
): Meant {
  if (named.length === 0) return { code: say(terminal, overview(inkFor(terminal.colour)), EXIT.done) };
  const told = allTold();
  const found = match(named, told);
  const own = OWN_COMMANDS.find((command) => command.name === named[0]);
  if (found === undefined && own !== undefined) return { own };
  if (found === undefined) return { code: unknown(named, told, help || argv.includes('--help'), terminal) };
  const line = splitWords(argv, flagsOf(found.told.input));
  if (help || asksHelp(line)) return { code: helpFor(found.told, terminal) };
  const extra = match(line.words, told)?.rest ?? [];
  if (extra.length > 0)
    throw usage(
      `'${extra[0]}' was not understood. Options begin with --; see probata ${words(found.told.name)} --help.`,
    );
  return { line, run: (desk) => carryOut(found.told, line, desk) };
}
