// The answers that somebody expected on the register of exchanges, each with its day and the ground for it.
import { fromJson } from '../../base/stable-json.ts';
import { dateStatement } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { ExpectedAnswer } from './staircase.ts';
import { tablesOf } from './state.ts';

export async function expectedAnswersOf(look: Look): Promise<readonly ExpectedAnswer[]> {
  const rows = await tablesOf(look).selectFrom('record_expected').selectAll().execute();
  return rows.map((row) => ({
    answerTo: row.answer_to,
    from: row.from_actor,
    due: dateStatement.parse(fromJson(row.due)),
    ground: row.ground,
  }));
}
