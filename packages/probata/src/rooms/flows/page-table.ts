// Finds the rows and columns of a table on a printed page by where its words stand, so that an empty cell stays empty.
import type { TextLine } from '../../ports/extractor.ts';
import type { GridCell } from './read-table.ts';

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly left: number;
  readonly right: number;
}
interface Row {
  top: number;
  bottom: number;
  readonly words: Word[];
}
interface Band {
  left: number;
  right: number;
}

/**
 * The cells of a page. Rows are lines at one height. Columns are the stretches of the page's width where most rows have a
 * word; a row with fewer words than columns leaves the others empty. Where no two rows agree, words count from the left.
 * @param lines the lines of the page with their boxes
 * @param sheet what the page is called
 */
export function pageCells(lines: readonly TextLine[], sheet: string): GridCell[] {
  const rows = rowsOf(lines);
  const columns = columnsOf(rows);
  return rows.flatMap((row, i) => {
    const words = row.words.sort((a, b) => a.left - b.left);
    const places = words.map((word) => columns.findIndex((band) => meets(word, band)));
    // A heading, or a line of prose, runs over several columns: it is read from left to right as it stands.
    const fits =
      columns.length > 0 && places.every((at, k) => at >= 0 && (k === 0 || at > (places[k - 1] ?? -1)));
    return words.map(({ text, start, end }, k) => ({
      sheet,
      row: i + 1,
      col: (fits ? (places[k] ?? k) : k) + 1,
      text,
      start,
      end,
    }));
  });
}

function rowsOf(lines: readonly TextLine[]): Row[] {
  const rows: Row[] = [];
  for (const line of [...lines].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])) {
    const middle = (line.box[1] + line.box[3]) / 2;
    let row = rows.findLast((one) => middle > one.top && middle < one.bottom);
    if (row === undefined) {
      row = { top: line.box[1], bottom: line.box[3], words: [] };
      rows.push(row);
    }
    row.words.push(...wordsOf(line));
  }
  return rows;
}

/** A line with wide gaps or tabs is several words; where each stands is told from its share of the line's letters. */
function wordsOf(line: TextLine): Word[] {
  const [left, , right] = line.box;
  const width = (right - left) / Math.max(1, line.text.length);
  return [...line.text.matchAll(/[^\s]+(?: [^\s]+)*/g)].map((match) => ({
    text: match[0],
    start: line.start + match.index,
    end: line.start + match.index + match[0].length,
    left: left + match.index * width,
    right: left + (match.index + match[0].length) * width,
  }));
}

const meets = (word: Word, band: Band): boolean => word.left < band.right && word.right > band.left;

/** Bands of the rows with the most usual number of words (two at least), widened while they stay apart. */
function columnsOf(rows: readonly Row[]): readonly Band[] {
  const counts = new Map<number, number>();
  for (const { words } of rows)
    if (words.length > 1) counts.set(words.length, (counts.get(words.length) ?? 0) + 1);
  const usual = [...counts]
    .filter(([, times]) => times > 1)
    .sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
  if (usual === undefined) return [];
  const bands: Band[] = [];
  for (const row of rows.filter((one) => one.words.length === usual)) {
    const words = row.words.sort((a, b) => a.left - b.left);
    for (const [i, { left, right }] of words.entries()) {
      const band = bands[i];
      if (band === undefined) bands.push({ left, right });
      else if (left < band.right && right > band.left) {
        band.left = Math.min(band.left, left);
        band.right = Math.max(band.right, right);
      }
    }
  }
  return bands.every((band, i) => i === 0 || (bands[i - 1]?.right ?? 0) <= band.left) ? bands : [];
}
