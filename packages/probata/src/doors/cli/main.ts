// The command line: finds what was meant, reads its options, carries it out, prints the answer and how it ended.
import { type Desk, type DeskParts, deskFor, type OwnCommand } from './desk.ts';
import { asksHelp, option, ownInput, wordsOf } from './line.ts';
import { flagsOf, splitWords } from './options.ts';
import type { ExitCode } from './outcome.ts';
import { end, failed, helpFor } from './printing.ts';

/** Commands that need nothing of the house: they start without loading it. */
const LIGHT: Readonly<Record<string, () => Promise<OwnCommand>>> = {
  verify: async () => (await import('./own/verify.ts')).verifyCommand,
};

/** Runs one command line. Never throws; what went wrong is printed and told by the exit code. */
export async function runCli(argv: readonly string[], parts: DeskParts): Promise<ExitCode> {
  const { terminal } = parts;
  const json = argv.includes('--json');
  let desk: Desk | undefined;
  try {
    const plain = wordsOf(argv);
    const help = plain[0] === 'help';
    const named = help ? plain.slice(1) : plain;
    const light = Object.hasOwn(LIGHT, named[0] ?? '') ? await LIGHT[named[0] ?? '']?.() : undefined;
    const meant =
      light !== undefined
        ? { own: light }
        : (await import('./of-house.ts')).meaningOf(argv, named, help, terminal);
    if ('code' in meant) return meant.code;
    if ('own' in meant) {
      const line = splitWords(argv, flagsOf(meant.own.input));
      if (help || asksHelp(line)) return helpFor(meant.own, terminal);
      desk = deskFor(parts, option(line, 'matter'), json);
      return end(await meant.own.run(ownInput(meant.own, line, desk), desk), desk, json);
    }
    desk = deskFor(parts, option(meant.line, 'matter'), json);
    return end(await meant.run(desk), desk, json);
  } catch (thrown) {
    desk?.progress.end();
    return failed(thrown, terminal, json);
  } finally {
    await desk?.closeAll();
  }
}
