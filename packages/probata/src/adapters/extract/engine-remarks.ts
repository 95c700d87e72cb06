// Collects what the engines say on their console while they read, so that damage they mend is not lost.

const remarks: string[] = [];

/** Points the console of this process at the collection; nothing reaches the house except through the record. */
export function collectConsole(): void {
  const keep = (...said: unknown[]): void => {
    if (remarks.length < 2_000) remarks.push(said.map(String).join(' ').slice(0, 500));
  };
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) console[name] = keep;
}

/** Gives what was said since the last call. */
export function takeRemarks(): readonly string[] {
  return remarks.splice(0);
}
