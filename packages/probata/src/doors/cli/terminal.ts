// Where the command line speaks: answers on one stream, progress and refusals on the other, colour only where it belongs.

export interface Terminal {
  /** Answers. */
  out(text: string): void;
  /** Progress, refusals, prompts. */
  err(text: string): void;
  /** Columns of text; never more than 80, so that lines read the same everywhere. */
  readonly columns: number;
  /** Colour for answers: on a terminal, unless NO_COLOR is set (no-color.org) or TERM is dumb. */
  readonly colour: boolean;
  /** True when progress may be redrawn in place. */
  readonly live: boolean;
  /** Asks without showing what is typed; undefined where nobody can be asked. */
  secret(question: string): Promise<string | undefined>;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
}

/** Weight and tint. Red is kept for failures of integrity. */
export interface Ink {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
}

export function inkFor(colour: boolean): Ink {
  const with_ =
    (on: number, off: number) =>
    (text: string): string =>
      colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return { bold: with_(1, 22), dim: with_(2, 22), red: with_(31, 39) };
}

/** Whether a stream may be coloured. */
export function mayColour(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
