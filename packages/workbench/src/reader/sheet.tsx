// A spreadsheet or a CSV as a table: its rows and columns by their own numbers and letters, each cell where it stands.
import { useMemo } from 'react';
import type { Mark } from './cut.ts';
import { Pieces } from './pieces.tsx';
import { type SheetShown, sheetsOf } from './sheets-of.ts';
import type { Marks, PageShown } from './types.ts';

interface SheetProps {
  readonly page: PageShown;
  readonly cutAt: readonly Mark[];
  readonly marks: Marks;
  readonly choose: (passage: string) => void;
}

/** Every sheet that has cells on this page. */
export function Sheet({ page, ...rest }: SheetProps) {
  const sheets = useMemo(() => sheetsOf(page.cells), [page.cells]);
  return sheets.map((sheet) => (
    <figure key={sheet.name} className="sheet-of">
      {(sheets.length > 1 || sheet.name !== '') && (
        <figcaption>
          Sheet <bdi>{sheet.name === '' ? '1' : sheet.name}</bdi>
        </figcaption>
      )}
      <table>
        <thead>
          <tr>
            <th aria-label="Row" />
            {sheet.columns.map((column) => (
              <th key={column.letters} scope="col">
                {column.letters}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.number}>
              <th scope="row">{row.number}</th>
              {columnsOf(sheet, row).map(({ col, letters }) => {
                const cell = row.cells.get(col);
                if (cell === undefined) return <td key={letters} />;
                const text = page.text.slice(cell.start - page.start, cell.end - page.start);
                return (
                  <td
                    key={letters}
                    dir="auto"
                    colSpan={isAlone(row) ? sheet.columns.length : undefined}
                    className={/^[-−+]?[\d\s.,\u202f\u00a0]+%?$/.test(text) ? 'figure' : undefined}
                  >
                    <Pieces page={page} within={cell} {...rest} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  ));
}

// A title stands alone in its row and runs over the columns, as spreadsheets show it.
function isAlone(row: SheetShown['rows'][number]): boolean {
  return row.cells.size === 1 && row.cells.has(1);
}

function columnsOf(sheet: SheetShown, row: SheetShown['rows'][number]): SheetShown['columns'] {
  return isAlone(row) ? sheet.columns.slice(0, 1) : sheet.columns;
}
