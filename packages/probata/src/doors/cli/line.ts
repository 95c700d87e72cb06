// Reads a command line: the words that name the command, its options, and the input that both make.
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import type { Desk, OwnCommand } from './desk.ts';
import { inputFrom, splitWords, usage, type Words } from './options.ts';

// Before the command is known its flags are not; the words that name it come first.
export function wordsOf(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex((word) => word.startsWith('-'));
  return at === 0 ? splitWords(argv, () => false).words : argv.slice(0, at < 0 ? argv.length : at);
}

export function asksHelp(line: Words): boolean {
  return line.options.some(({ name }) => name === 'help');
}

export function option(line: Words, name: string): string | undefined {
  const value = line.options.findLast((each) => each.name === name)?.value;
  return value === true ? undefined : value;
}

export function given(line: Words, cwd: (path: string) => string): Readonly<Record<string, unknown>> {
  const file = option(line, 'input');
  if (file === undefined) return {};
  const text = readFileSync(file === '-' ? 0 : cwd(file), 'utf8');
  const value: unknown = parseYaml(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usage(`--input ${file} must hold a mapping: the members of the input.`);
  return value as Readonly<Record<string, unknown>>;
}

export function ownInput(own: OwnCommand, line: Words, desk: Desk): unknown {
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
