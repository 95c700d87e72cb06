// What bringing a passage to an element enters: a fact if there is none yet, its citation, and that it answers the element; and the way back.
import type { CitationShown } from 'probata/contract';
import { run } from '../../lib/api.ts';
import type { Bearing } from '../record/bearing-choice.tsx';
import type { Qualities } from '../record/quality-fields.tsx';
import { cite } from '../record/source-form.tsx';

/** The proposition for which a passage is brought. */
export type Proposition =
  | { readonly by: 'fact'; readonly fact: string; readonly isCited: boolean; readonly answers: boolean }
  | { readonly by: 'words'; readonly statement: string; readonly when: string };

export interface Bringing {
  readonly node: string;
  readonly passage: string;
  readonly bearing: Bearing;
  readonly proposition: Proposition;
  readonly said: Qualities;
}

/** A press that is repeated carries the same key, so that the fact is not asserted twice. */
export interface Press {
  readonly assert: string;
}

const GROUND = 'Brought by mistake; taken back at once.';

/** True if there is anything to enter. */
export function bringsAnything({ proposition }: Pick<Bringing, 'proposition'>): boolean {
  return proposition.by === 'words'
    ? proposition.statement.trim() !== ''
    : !proposition.isCited || !proposition.answers;
}

/**
 * Enters it as the acts it is made of: `fact.assert` for a proposition in words, `fact.cite` where it is not cited yet,
 * `element.match` where it does not answer the element yet. Gives the way back, which undoes them in turn.
 */
export async function bring(matter: string, bringing: Bringing, press: Press): Promise<() => Promise<void>> {
  const { node, passage, bearing, proposition, said } = bringing;
  const isNew = proposition.by === 'words';
  const fact = isNew ? await assertIt(matter, proposition, press.assert) : proposition.fact;
  const citation =
    isNew || !proposition.isCited
      ? await cite(matter, { fact, passage: passage as CitationShown['passage'], bearing } as Cited, said)
      : undefined;
  const isMatched = isNew || !proposition.answers;
  if (isMatched) await run(matter, 'element.match', { node, add: [fact] });
  return async () => {
    if (isMatched) await run(matter, 'element.match', { node, remove: [fact] });
    if (citation !== undefined) await run(matter, 'citation.withdraw', { citation, ground: GROUND });
    if (isNew) await run(matter, 'fact.withdraw', { fact, ground: GROUND });
  };
}

type Cited = Pick<CitationShown, 'fact' | 'passage' | 'bearing'>;

async function assertIt(
  matter: string,
  { statement, when }: { readonly statement: string; readonly when: string },
  key: string,
): Promise<string> {
  const receipt = await run(
    matter,
    'fact.assert',
    { statement: statement.trim(), ...(when.trim() === '' ? {} : { when: when.trim() }) },
    key,
  );
  return receipt.entries[0]?.subject ?? '';
}
