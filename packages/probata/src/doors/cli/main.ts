// The command line: finds what was meant, reads its options, carries it out, prints the answer and how it ended.
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { errorShape, Fault, Refusal } from '../../base/errors.ts';
import { allTold, match, nearest, ofNoun, type Told } from './catalogue.ts';
import { type Desk, type DeskParts, deskFor, type Ending, type OwnCommand } from './desk.ts';
import { helpOf, words } from './help.ts';
import { flagsOf, inputFrom, splitWords, usage, type Words } from './options.ts';
import { EXIT, type ExitCode, exitFor } from './outcome.ts';
import { overview } from './overview.ts';
import { OWN_COMMANDS } from './own/index.ts';
import { printed } from './print.ts';
import { tell } from './tell.ts';
import { inkFor, type Terminal } from './terminal.ts';
import { visibleLines, wrap } from './visible.ts';

/** Runs one command line. Never throws; what went wrong is printed and told by the exit code. */
export async function runCli(argv: readonly string[], parts: DeskParts): Promise<ExitCode> {
  const { terminal } = parts;
  const json = argv.includes('--json');
  let desk: Desk | undefined;
  try {
    const plain = wordsOf(argv);
    const named = plain[0] === 'help' ? plain.slice(1) : plain;
    const help = plain[0] === 'help';
    if (named.length === 0) return say(terminal, overview(inkFor(terminal.colour)), EXIT.done);
    const told = allTold();
    const found = match(named, told);
    const own = OWN_COMMANDS.find((command) => command.name === named[0]);
    if (found === undefined && own !== undefined) {
      const line = splitWords(argv, flagsOf(own.input));
      if (help || asksHelp(line)) return helpFor(own, terminal);
      desk = deskFor(parts, option(line, 'matter'), json);
      return end(await own.run(ownInput(own, line, desk), desk), desk, json);
    }
    if (found === undefined) return unknown(named, told, help || argv.includes('--help'), terminal);
    const line = splitWords(argv, flagsOf(found.told.input));
    if (help || asksHelp(line)) return helpFor(found.told, terminal);
    const extra = match(line.words, told)?.rest ?? [];
    if (extra.length > 0)
      throw usage(
        `'${extra[0]}' was not understood. Options begin with --; see probata ${words(found.told.name)} --help.`,
      );
    desk = deskFor(parts, option(line, 'matter'), json);
    return end(await carryOut(found.told, line, desk), desk, json);
  } catch (thrown) {
    desk?.progress.end();
    return failed(thrown, terminal, json);
  } finally {
    await desk?.closeAll();
  }
}

// Before the command is known its flags are not; the words that name it come first.
function wordsOf(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex((word) => word.startsWith('-'));
  return at === 0 ? splitWords(argv, () => false).words : argv.slice(0, at < 0 ? argv.length : at);
}

function asksHelp(line: Words): boolean {
  return line.options.some(({ name }) => name === 'help');
}

function option(line: Words, name: string): string | undefined {
  const value = line.options.findLast((each) => each.name === name)?.value;
  return value === true ? undefined : value;
}

function given(line: Words, cwd: (path: string) => string): Readonly<Record<string, unknown>> {
  const file = option(line, 'input');
  if (file === undefined) return {};
  const text = readFileSync(file === '-' ? 0 : cwd(file), 'utf8');
  const value: unknown = parseYaml(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usage(`--input ${file} must hold a mapping: the members of the input.`);
  return value as Readonly<Record<string, unknown>>;
}

function ownInput(own: OwnCommand, line: Words, desk: Desk): unknown {
  const rest = line.words.slice(1);
  const input = inputFrom(own.input, line.options, given(line, desk.absolute));
  if (rest.length > 0 && own.positional === undefined)
    throw usage(`'${rest[0]}' was not understood; see probata ${own.name} --help.`);
  const filled = own.positional === undefined || rest.length === 0 ? input : positional(own, rest, input);
  const parsed = own.input.safeParse(filled);
  if (parsed.success) return filled;
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`,
  );
  throw usage(`${faults.join('; ')}. See probata ${own.name} --help.`);
}

function positional(own: OwnCommand, rest: readonly string[], input: Record<string, unknown>): unknown {
  const name = own.positional ?? '';
  const asList = own.input.safeParse({ ...input, [name]: rest });
  const one = rest.join(' ');
  if (
    asList.success ||
    own.input.safeParse({ ...input, [name]: one }).error?.issues.some((issue) => issue.path[0] === name) ===
      true
  )
    return { ...input, [name]: rest };
  if (rest.length > 1 && own.name !== 'search')
    throw usage(`'${rest[1]}' is one word too many; see probata ${own.name} --help.`);
  return { ...input, [name]: one };
}

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

function end(ending: Ending, desk: Desk, json: boolean): ExitCode {
  const { terminal, ink } = desk;
  desk.progress.end();
  if (json) terminal.out(`${JSON.stringify(ending.answer ?? { message: ending.last }, null, 2)}\n`);
  else {
    const body = ending.answer === undefined ? [] : printed(ending.answer, terminal.columns, ink);
    for (const line of body) terminal.out(`${line}\n`);
    if (body.length > 0) terminal.out('\n');
    for (const line of textLines(ending.last, terminal.columns)) terminal.out(`${line}\n`);
  }
  return ending.code;
}

function failed(thrown: unknown, terminal: Terminal, json: boolean): ExitCode {
  const code = exitFor(thrown);
  const shape = errorShape(thrown);
  const cause = thrown instanceof Fault && thrown.cause instanceof Error ? thrown.cause.message : undefined;
  if (json) {
    terminal.err(`${JSON.stringify({ ...shape, ...(cause === undefined ? {} : { cause }) }, null, 2)}\n`);
    return code;
  }
  const ink = inkFor(terminal.colour);
  const head = { refusal: 'Refused', fault: 'Fault', breach: 'Breach' }[shape.kind];
  const title = code === EXIT.usage ? 'Not understood' : code === EXIT.cancelled ? 'Cancelled' : head;
  const tint = shape.kind === 'breach' ? ink.red : ink.bold;
  const text = `${title}: ${shape.message}${cause === undefined || shape.message.includes(cause) ? '' : `\nThe machine says: ${cause}`}`;
  for (const [i, line] of textLines(text, terminal.columns).entries())
    terminal.err(`${i === 0 ? tint(line) : line}\n`);
  if (code === EXIT.unexpected && thrown instanceof Error && thrown.stack !== undefined)
    terminal.err(`\nThis is an error of the program. Please report it with these lines:\n${thrown.stack}\n`);
  else if (code !== EXIT.usage) terminal.err(`${ink.dim(`(${shape.code})`)}\n`);
  return code;
}

function helpFor(command: OwnCommand | Told, terminal: Terminal): ExitCode {
  return say(terminal, helpOf(command, inkFor(terminal.colour)), EXIT.done);
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

function say(terminal: Terminal, lines: readonly string[], code: ExitCode): ExitCode {
  for (const line of lines) terminal.out(`${line}\n`);
  return code;
}

function textLines(text: string, columns: number): readonly string[] {
  return visibleLines(text).flatMap((line) => wrap(line, columns));
}
