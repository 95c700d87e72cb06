// Tables as they are pasted or saved by a spreadsheet: cells apart by tabs, commas or semicolons, quoted where they must be.

/**
 * Reads a table (RFC 4180, and its dialects with tabs or semicolons) into rows of cells. The mark between cells is the
 * one that stands most often outside quotes in the first line. Empty lines are left out.
 */
export function readTable(text: string): string[][] {
  const body = text.replace(/^\ufeff/, '');
  const mark = markOf(body);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell);
    cell = '';
    if (row.some((one) => one.trim() !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < body.length; i += 1) {
    const letter = body.charAt(i);
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (body.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === mark) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && body.charAt(i + 1) === '\n') i += 1;
      endRow();
    } else cell += letter;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

function markOf(text: string): string {
  const counts = new Map([
    ['\t', 0],
    [';', 0],
    [',', 0],
  ]);
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === '\n' && !isQuoted) break;
    else if (!isQuoted && counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] === 0 ? '\t' : best[0];
}

/** Writes a table as RFC 4180 with a mark for UTF-8; a cell that a spreadsheet would take for a formula is kept as text. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function cellText(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as it was meant: without the mark that kept a spreadsheet from taking it for a formula. */
export function plainCell(value: string): string {
  const text = value.trim().normalize('NFC');
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}
