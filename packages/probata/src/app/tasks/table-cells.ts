// Opens the tables of an exhibit, and marks single cells of them, so that every figure keeps its place on the page.
import { Refusal } from '../../base/errors.ts';
import type { Act, Draft } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { cellsOf, type GridCell } from '../../rooms/flows/index.ts';
import { enterPassage, placeOf, surroundings } from '../../rooms/reading/index.ts';
import type { House } from '../house.ts';
import { findExhibit, noteReading, readingOf } from './exhibit-bytes.ts';

/** The most cells that one act marks. */
export const MOST_CELLS = 5000;

export interface OpenedTable {
  readonly isSealed: boolean;
  readonly cells: readonly GridCell[];
  /** The draft that marks a cell; its subject is the passage. */
  mark(look: Look, act: Act, cell: GridCell): Promise<Draft>;
  /** A cell as it may stand in the open ledger. */
  place(cell: GridCell): { readonly sheet: string; readonly row: number; readonly col: number };
}

/**
 * Opens the tables of an exhibit that was read. A sealed one needs `aggregate`: what is read out of it stands in the open.
 * @throws Refusal FLOWS_SEALED, READING_NOT_READ
 */
export async function openTable(
  house: House,
  exhibit: string,
  { aggregate, reason }: { readonly aggregate: boolean; readonly reason: string },
): Promise<OpenedTable> {
  const opened = await findExhibit(house, exhibit);
  const { compartment } = opened.exhibit;
  const isSealed = compartment !== null;
  if (isSealed && !aggregate)
    throw new Refusal(
      'FLOWS_SEALED',
      'This exhibit is sealed, and a series stands in the open. Say aggregate if its figures are totals that may.',
      { exhibit },
    );
  const extraction = readingOf(house, opened);
  const card = house.renditions.card(exhibit);
  if (extraction === undefined || card === undefined)
    throw new Refusal('READING_NOT_READ', "This exhibit has not been read yet. Run 'probata reading run'.", {
      exhibit,
    });
  await noteReading(house, opened, reason);
  const cells = cellsOf(extraction);
  const sheets = [...new Set(cells.map((one) => one.sheet))];
  return {
    isSealed,
    cells,
    async mark(look, act, cell) {
      const span = { start: cell.start, end: cell.end };
      const { place, pin } = placeOf(extraction, span, isSealed);
      const around = surroundings(extraction.text, span);
      const mark = {
        exhibit,
        rendition: card.digest,
        tool: card.tool,
        place,
        quote: extraction.text.slice(span.start, span.end).normalize('NFC'),
        prefix: around.prefix.normalize('NFC'),
        suffix: around.suffix.normalize('NFC'),
        pin,
      };
      const [draft] = await enterPassage.decide(look, { mark, compartment }, act);
      return draft as Draft; // it gives one draft, or refuses
    },
    place: ({ sheet, row, col }) => ({
      // Of a sealed exhibit sheets go by number: the name of a sheet is content.
      sheet: isSealed ? String(sheets.indexOf(sheet) + 1) : sheet,
      row,
      col,
    }),
  };
}
