// Makes what was read findable: by its words, and by what is like it; also anew, when an index was lost.
import { Refusal } from '../base/errors.ts';
import type { Extraction } from '../ports/extractor.ts';
import { pagesOf, wordsOfStretches } from '../rooms/reading/index.ts';
import { vaultTables } from '../rooms/vault/index.ts';
import type { House, Watch } from './house.ts';
import { paceOf } from './pace.ts';
import { bytesOf, findExhibit, type OpenedExhibit } from './tasks/exhibit-bytes.ts';

/** An index made anew (by a newer version, or because the old file was removed) takes in what was read before. */
export async function refill(house: House, watch: Watch): Promise<void> {
  if (!house.search.lacksOlder()) return;
  const rows = await vaultTables(house.ledger.look)
    .selectFrom('vault_exhibit')
    .select('id')
    .where('compartment', 'is', null)
    .where('erased', '=', 0)
    .orderBy('seq')
    .execute();
  const pace = paceOf(watch, 'indexing again', rows.length);
  for (const [i, { id }] of rows.entries()) {
    if (watch.signal.aborted) return;
    const extraction = house.search.holds(id) ? undefined : house.renditions.open(id);
    if (extraction !== undefined) await index(house, await findExhibit(house, id), extraction);
    pace.step(i + 1, 0);
    if (i % 50 === 49) await turn();
  }
  await house.search.settle();
  house.likeness.settle();
  house.search.filled();
}

/** Lets the house do whatever else waits. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Makes an open exhibit findable by its words and by what is like it. Sealed text never enters either index. */
export async function index(house: House, opened: OpenedExhibit, extraction: Extraction): Promise<void> {
  const { id } = opened.exhibit;
  const { text } = extraction;
  // Of a page with two texts, both.
  const stretches = pagesOf(extraction).flatMap(({ page, start, end, other }) => [
    { page, start, end },
    ...(other === undefined ? [] : [{ page, start: other.start, end: other.end }]),
  ]);
  const { words, ofStretches } = wordsOfStretches(text, stretches);
  const pages = stretches.map(({ page, start, end }, i) => ({
    page,
    start,
    text: text.slice(start, end),
    words: ofStretches[i] ?? [],
  }));
  house.search.put(id, { language: extraction.language ?? null, kind: extraction.kind }, pages);
  const { mail } = extraction;
  const picture = await pictureOf(house, opened, extraction);
  house.likeness.put(id, {
    text,
    words,
    ...(picture === undefined ? {} : { picture }),
    ...(mail === undefined
      ? {}
      : {
          mail: {
            ...(mail.messageId === undefined ? {} : { id: mail.messageId }),
            answers: [
              ...new Set([...mail.references, ...(mail.inReplyTo === undefined ? [] : [mail.inReplyTo])]),
            ],
          },
        }),
  });
  await house.search.relieve();
}

const MARK_WIDTH = 64;

/** A small drawing of a picture, made behind the fence; none for other kinds and for pictures that cannot be drawn. */
async function pictureOf(
  house: House,
  opened: OpenedExhibit,
  { mediaType }: Extraction,
): Promise<Uint8Array | undefined> {
  if (!mediaType.startsWith('image/')) return undefined;
  try {
    return await house.pictures.png({
      exhibit: opened.exhibit.id,
      bytes: () => bytesOf(house, opened),
      mediaType,
      page: 1,
      width: MARK_WIDTH,
    });
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
