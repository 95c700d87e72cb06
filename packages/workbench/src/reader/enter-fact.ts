// What one press of the button enters: the passage, the fact (unless it is there), the citation; and the way back.
import { run, task } from '../lib/api.ts';
import type { FactDraft } from './fact-draft.ts';

/** A repeated press carries the same keys and the same passage, so that nothing is entered twice. */
export interface Press {
  readonly fact: string;
  readonly cite: string;
  passage: string | undefined;
}

export interface EnteredFact {
  readonly fact: string;
  undo(): Promise<void>;
}

const GROUND = 'Entered by mistake; taken back at once.';

/** Enters a fact from chosen words or a chosen place. A compartment seals the statement with it. */
export async function enterFact(
  matter: string,
  exhibit: string,
  draft: FactDraft,
  press: Press,
  compartment: string | undefined,
): Promise<EnteredFact> {
  press.passage ??= (
    await task<{ passage: string }>(
      matter,
      'passage.mark',
      draft.chosen.by === 'words'
        ? { exhibit, start: draft.chosen.span.start, end: draft.chosen.span.end }
        : { exhibit, page: draft.chosen.page, area: [...draft.chosen.area] },
    )
  ).passage;
  const passage = press.passage;
  const isNew = draft.fact === '';
  const fact = isNew ? await assertIt(matter, draft, press.fact, compartment) : draft.fact;
  const cited = await run(matter, 'fact.cite', { fact, passage, bearing: draft.bearing }, press.cite);
  const citation = cited.entries[0]?.subject ?? '';
  return {
    fact,
    async undo() {
      await run(matter, 'citation.withdraw', { citation, ground: GROUND });
      if (isNew) await run(matter, 'fact.withdraw', { fact, ground: GROUND });
      await run(matter, 'passage.withdraw', { passage, ground: GROUND });
    },
  };
}

async function assertIt(
  matter: string,
  draft: FactDraft,
  key: string,
  compartment: string | undefined,
): Promise<string> {
  const when = draft.when.trim();
  const input = {
    statement: draft.statement.trim(),
    ...(when === '' ? {} : { when }),
    ...(draft.where.trim() === '' ? {} : { where: draft.where.trim() }),
    ...(draft.actors.length === 0
      ? {}
      : { roles: draft.actors.map((actor) => ({ actor, role: 'takes part' })) }),
    ...(compartment === undefined ? {} : { compartment }),
  };
  return (await run(matter, 'fact.assert', input, key)).entries[0]?.subject ?? '';
}
