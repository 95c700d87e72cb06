/** Writes workbooks through SheetJS with fixed dates, so that the bytes are the same at every run. */
import * as XLSX from '@e965/xlsx';
import { INVENTED } from './world.ts';

export type Cell = string | number | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly widths: readonly number[];
  readonly rtl?: boolean;
  /** Columns (by index) whose numbers are written with two decimals. */
  readonly money?: readonly number[];
}

/** Takes sheets, title, author and the moment of making; gives the bytes of an .xlsx. The notice is each sheet's last row. */
export function xlsx(
  sheets: readonly Sheet[],
  about: { title: string; author: string; created: string },
): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const sheet of sheets) {
    const ws = XLSX.utils.aoa_to_sheet([...sheet.rows.map((row) => [...row]), [], [INVENTED]]);
    ws['!cols'] = sheet.widths.map((wch) => ({ wch }));
    for (const column of sheet.money ?? []) {
      for (let row = 0; row < sheet.rows.length; row += 1) {
        const cell = ws[XLSX.utils.encode_cell({ r: row, c: column })] as XLSX.CellObject | undefined;
        if (cell?.t === 'n') cell.z = '#,##0.00';
      }
    }
    XLSX.utils.book_append_sheet(book, ws, sheet.name);
  }
  book.Props = { Title: about.title, Author: about.author, CreatedDate: new Date(about.created) };
  if (sheets.some((s) => s.rtl)) book.Workbook = { Views: [{ RTL: true }] };
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
}
