// Marks cells of a table as passages, so that every figure read out of it has a place in the exhibit.
import { Refusal } from '../base/errors.ts';
import type { Act, Draft } from '../ledger/room.ts';
import type { Extraction } from '../ports/extractor.ts';
import type { Look } from '../ports/ledger-store.ts';
import { cellsOf, type GridCell } from '../rooms/flows/index.ts';
import { enterPassage, placeOf, surroundings } from '../rooms/reading/index.ts';
import type { House } from './house.ts';
import { findExhibit, noteReading, readingOf } from './tasks/exhibit-bytes.ts';

/** A table of an exhibit, opened for reading. */
export interface OpenedTable {
  readonly exhibit: string;
  readonly compartment: string | null;
  readonly extraction: Extraction;
  readonly cells: readonly GridCell[];
  /** The draft that marks a stretch of cells (one, or from the first to the last) as a passage. */
  mark(look: Look, act: Act, from: GridCell, to?: GridCell): Promise<Draft>;
}

/**
 * Opens the cells of an exhibit; of a sealed one the reading is entered first.
 * @param reason what for, as the entry on the reading of a sealed exhibit says it
 * @throws Refusal READING_NOT_READ, VAULT_EXHIBIT_UNKNOWN
 */
export async function openTable(house: House, exhibit: string, reason: string): Promise<OpenedTable> {
  const opened = await findExhibit(house, exhibit);
  const extraction = readingOf(house, opened);
  const card = house.renditions.card(exhibit);
  if (extraction === undefined || card === undefined)
    throw new Refusal('READING_NOT_READ', "This exhibit has not been read yet. Run 'probata reading run'.", {
      exhibit,
    });
  await noteReading(house, opened, reason);
  const { compartment } = opened.exhibit;
  return {
    exhibit,
    compartment,
    extraction,
    cells: cellsOf(extraction),
    async mark(look, act, from, to = from) {
      const span = { start: from.start, end: to.end };
      const { place, pin } = placeOf(extraction, span);
      const around = surroundings(extraction.text, span);
      const mark = {
        exhibit,
        rendition: card.digest,
        tool: card.tool,
        place,
        quote: extraction.text.slice(span.start, span.end).normalize('NFC').slice(0, 20_000),
        prefix: around.prefix.normalize('NFC'),
        suffix: around.suffix.normalize('NFC'),
        pin,
      };
      const [draft] = await enterPassage.decide(look, { mark, compartment }, act);
      if (draft === undefined) throw new Refusal('READING_NOTHING', 'There is nothing to mark there.');
      return draft;
    },
  };
}
