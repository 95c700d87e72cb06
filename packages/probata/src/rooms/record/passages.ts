// The one place where the record looks at the passages of the reading room.
import { Refusal } from '../../base/errors.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passageRow } from '../reading/index.ts';

/** Refusal RECORD_PASSAGE_UNKNOWN, or RECORD_PASSAGE_WITHDRAWN: what nobody stands by any more is not cited anew. */
export async function requirePassage(look: Look, id: string): Promise<void> {
  const passage = await passageRow(look, id);
  if (passage === undefined)
    throw new Refusal(
      'RECORD_PASSAGE_UNKNOWN',
      `There is no passage ${id} in this matter. Mark one in an exhibit first (passage mark).`,
      { passage: id },
    );
  if (passage.withdrawn)
    throw new Refusal(
      'RECORD_PASSAGE_WITHDRAWN',
      `The passage ${id} was withdrawn. Mark it anew on the present text, then cite that.`,
      { passage: id },
    );
}
