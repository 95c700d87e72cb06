// What several commands of flows look up before they decide, and how they refuse what is not there.
import { Refusal } from '../../base/errors.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passagesByIds } from '../reading/index.ts';

/** The exhibits in which passages are, and the passages that are not known. */
export async function exhibitsBehind(
  look: Look,
  passages: readonly string[],
): Promise<{ readonly missing: readonly string[]; readonly exhibits: readonly string[] }> {
  const known = await passagesByIds(look, [...new Set(passages)]);
  return {
    missing: passages.filter((one) => !known.has(one)),
    exhibits: [...new Set([...known.values()].map((one) => one.exhibit))],
  };
}

/** @throws Refusal READING_PASSAGE_UNKNOWN */
export function mustKnow(missing: readonly string[]): void {
  if (missing.length > 0)
    throw new Refusal(
      'READING_PASSAGE_UNKNOWN',
      `The passage ${missing[0]} is not known. Mark it first, so that the figure has a place.`,
      { passages: [...missing] },
    );
}

export const seriesUnknown = (series: string): Refusal =>
  new Refusal('FLOWS_SERIES_UNKNOWN', `There is no series ${series}. List them with 'probata series list'.`, {
    series,
  });
