// Carries one act of the catalogue to the engine of a matter and words how it ended.
import type { Receipt } from '../../ledger/ledger.ts';
import type { Told } from './catalogue.ts';
import type { Desk, Ending } from './desk.ts';
import { EXIT, foundSomething } from './outcome.ts';
import { count } from './progress.ts';
import { readableAnswer } from './readable.ts';

/** Runs, asks or performs something of the catalogue and words its ending. */
export async function tell(
  told: Told,
  input: unknown,
  desk: Desk,
  options: {
    readonly key?: string | undefined;
    readonly expect?: readonly { subject: string; version: number | null }[];
  } = {},
): Promise<Ending> {
  const folder = desk.matterFolder();
  const engine = await desk.open(folder);
  const { title, size } = engine.facts;
  if (told.kind === 'run') {
    const receipt = await engine.run(told.name, input, {
      ...(options.key === undefined ? {} : { key: options.key }),
      ...(options.expect === undefined || options.expect.length === 0 ? {} : { expect: options.expect }),
    });
    return { answer: receipt, last: enteredWords(receipt, title), code: EXIT.done };
  }
  if (told.kind === 'ask') {
    const answer = await engine.ask(told.name, input);
    return {
      answer,
      last: `${title}, in ${desk.near(folder)}, with ${count(size)} entries.`,
      code: EXIT.done,
    };
  }
  const whole = await engine.task(told.name, input, {
    signal: desk.signal,
    progress: (progress) => desk.progress.show(progress),
  });
  const answer = desk.json ? whole : readableAnswer(told.name, whole);
  const now = (await engine.look()).size;
  const fresh = now === size ? 'Nothing new was entered' : `${count(now - size)} entries are new`;
  const found = foundSomething(whole);
  if (desk.signal.aborted)
    return {
      answer,
      last: `Stopped. What was finished is kept: ${fresh.charAt(0).toLowerCase()}${fresh.slice(1)}; ${title}, in ${desk.near(folder)}, has ${count(now)} entries. The same command goes on from there.`,
      code: EXIT.cancelled,
    };
  return {
    answer,
    last: `${fresh}; ${title}, in ${desk.near(folder)}, has ${count(now)} entries.${found ? ' Something was found wrong: see above.' : ''}`,
    code: found ? EXIT.found : EXIT.done,
  };
}

function enteredWords(receipt: Receipt, title: string): string {
  const { entries, checkpoint } = receipt;
  const first = entries[0];
  if (first === undefined) return `${title} has ${count(checkpoint.size)} entries.`;
  const many =
    entries.length === 1 ? `entry ${first.seq}` : `entries ${first.seq} to ${first.seq + entries.length - 1}`;
  return `Entered as ${many}: ${first.subject}. ${title} had ${count(checkpoint.size)} entries then.`;
}
