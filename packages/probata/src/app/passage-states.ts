// Compares marked passages with the newest readings of their exhibits; what has not been read anew need not be opened.
import { isSealed, type Sealable } from '../base/sealed.ts';
import type { Extraction } from '../ports/extractor.ts';
import {
  type MarkedPassage,
  passagesOnText,
  type Searchable,
  type Stand,
  searchable,
  standOf,
} from '../rooms/reading/index.ts';
import type { House } from './house.ts';
import { findExhibit, readingOf } from './tasks/exhibit-bytes.ts';

/** `unread`: there is no reading at present; `shut`: the exhibit is sealed and this person has no key. */
export type PassageState = Stand['state'] | 'unread' | 'shut';

export interface PassageStand {
  readonly passage: MarkedPassage;
  readonly state: PassageState;
  /** Where it stands in the newest reading; undefined where the reading is the one it was marked on. */
  readonly stand: Stand | undefined;
}

/**
 * The states of the passages with these ids, or of all that stand on words.
 * @param reason opens passages of sealed exhibits too, and is entered; without it they are `shut` once read anew
 */
export async function passageStands(
  house: House,
  ids?: ReadonlySet<string>,
  reason?: string,
): Promise<readonly PassageStand[]> {
  const marks = await passagesOnText(house.ledger.look, ids);
  const found: PassageStand[] = [];
  for (const [exhibit, ofOne] of Map.groupBy(marks, (mark) => mark.exhibit as string)) {
    const card = house.renditions.card(exhibit);
    const stale = ofOne.filter((mark) => card === undefined || mark.rendition !== card.digest);
    const stands = stale.length === 0 ? undefined : await compared(house, exhibit, stale, reason);
    for (const passage of ofOne) {
      if (!stale.includes(passage)) found.push({ passage, state: 'exact', stand: undefined });
      else if (typeof stands !== 'object')
        found.push({ passage, state: stands ?? 'unread', stand: undefined });
      else {
        const stand = stands.get(passage.id);
        found.push({ passage, state: stand?.state ?? 'lost', stand });
      }
    }
  }
  return found.sort((a, b) => a.passage.seq - b.passage.seq);
}

async function compared(
  house: House,
  exhibit: string,
  marks: readonly MarkedPassage[],
  reason: string | undefined,
): Promise<ReadonlyMap<string, Stand> | 'unread' | 'shut'> {
  if (reason === undefined && marks.some((mark) => isSealed(mark.quote))) return 'shut';
  let reading: Extraction | undefined;
  let sealed = false;
  try {
    const opened = await findExhibit(house, exhibit);
    reading = readingOf(house, opened);
    sealed = opened.exhibit.compartment !== null;
  } catch {
    return 'shut';
  }
  if (reading === undefined) return 'unread';
  return standsIn(house, reading, marks, sealed, reason ?? 'comparing passages');
}

/** How passages stand in one reading. Sealed quotations are opened for it, which is entered by the ledger. */
export async function standsIn(
  house: House,
  reading: Extraction,
  marks: readonly MarkedPassage[],
  sealed: boolean,
  reason: string,
): Promise<ReadonlyMap<string, Stand>> {
  const texts = marks.flatMap((mark): Sealable<string>[] => [mark.quote, mark.prefix, mark.suffix]);
  const opens = await house.ledger.reveal(texts.filter(isSealed), reason);
  const plain = (value: Sealable<string>): string =>
    isSealed(value) ? String(opens.get(value.ref) ?? '') : value;
  let text: Searchable | undefined;
  const stands = new Map<string, Stand>();
  for (const mark of marks) {
    text ??= searchable(reading.text);
    const words = { quote: plain(mark.quote), prefix: plain(mark.prefix), suffix: plain(mark.suffix) };
    stands.set(mark.id, standOf(reading, text, { ...mark, ...words }, sealed));
  }
  return stands;
}
