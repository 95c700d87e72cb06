// Opens the register of a mass claim for the person at this machine, and makes the frame that the ledger describes.
import { Refusal } from '../base/errors.ts';
import { cellsOf } from '../rooms/flows/index.ts';
import {
  type Frame,
  frameOf,
  type RegisterColumns,
  type RegisterTable,
  readRegister,
  registersOf,
  registerUnknown,
} from '../rooms/quantum/index.ts';
import type { House } from './house.ts';
import { bytesOf, findExhibit, noteReading, readingOf } from './tasks/exhibit-bytes.ts';

/** A table of persons with its compartment; null where the exhibit is open. */
export interface OpenedRegister {
  readonly table: RegisterTable;
  readonly compartment: string | null;
}

/**
 * The table of an exhibit: CSV straight from its bytes, however long; a spreadsheet from its reading. A sealed exhibit is
 * noted as read first.
 * @throws Refusal READING_NOT_READ for a spreadsheet that was not read yet
 */
export async function openRegister(house: House, exhibit: string, reason: string): Promise<OpenedRegister> {
  const opened = await findExhibit(house, exhibit);
  const { compartment } = opened.exhibit;
  await noteReading(house, opened, reason);
  const bytes = bytesOf(house, opened);
  // A spreadsheet is an archive and begins with PK; a register that does not is text. (A sealed type is not in the open.)
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    return { table: readRegister(new TextDecoder('utf-8').decode(bytes)), compartment };
  const extraction = readingOf(house, opened);
  if (extraction === undefined)
    throw new Refusal('READING_NOT_READ', "This exhibit has not been read yet. Run 'probata reading run'.", {
      exhibit,
    });
  const rows = new Map<number, string[]>();
  const cells = cellsOf(extraction);
  const sheet = cells[0]?.sheet;
  for (const cell of cells) {
    if (cell.sheet !== sheet) continue;
    const row = rows.get(cell.row) ?? [];
    row[cell.col - 1] = cell.text;
    rows.set(cell.row, row);
  }
  const [heading = [], ...body] = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => [...row].map((one) => one ?? ''));
  return { table: { heading, rows: body }, compartment };
}

/**
 * The frame of a register that was laid down, compared with its hash.
 * @throws Refusal QUANTUM_REGISTER_UNKNOWN, QUANTUM_FRAME_OTHER
 */
export async function frameOfRegister(
  house: House,
  id: string,
  reason: string,
): Promise<{
  readonly frame: Frame;
  readonly table: RegisterTable;
  readonly columns: RegisterColumns;
}> {
  const register = (await registersOf(house.ledger.look)).find((one) => one.id === id);
  if (register === undefined) throw registerUnknown(id);
  const { table } = await openRegister(house, register.exhibit, reason);
  const frame = frameOf(table, register.columns, register.currency);
  if (frame.hash !== register.frameHash)
    throw new Refusal(
      'QUANTUM_FRAME_OTHER',
      'The exhibit does not give the frame that was laid down: lay the register anew.',
      { register: id },
    );
  return { frame, table, columns: register.columns };
}
