// How a command ends on the terminal: its answer and last line, its help, or what was wrong and what to do.
import { errorShape, Fault } from '../../base/errors.ts';
import type { Told } from './catalogue.ts';
import type { Desk, Ending, OwnCommand } from './desk.ts';
import { helpOf } from './help.ts';
import { EXIT, type ExitCode, exitFor } from './outcome.ts';
import { printed } from './print.ts';
import { inkFor, type Terminal } from './terminal.ts';
import { visibleLines, wrap } from './visible.ts';

export function end(ending: Ending, desk: Desk, json: boolean): ExitCode {
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

export function failed(thrown: unknown, terminal: Terminal, json: boolean): ExitCode {
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

export function helpFor(command: OwnCommand | Told, terminal: Terminal): ExitCode {
  return say(terminal, helpOf(command, inkFor(terminal.colour)), EXIT.done);
}

export function say(terminal: Terminal, lines: readonly string[], code: ExitCode): ExitCode {
  for (const line of lines) terminal.out(`${line}\n`);
  return code;
}

function textLines(text: string, columns: number): readonly string[] {
  return visibleLines(text).flatMap((line) => wrap(line, columns));
}
