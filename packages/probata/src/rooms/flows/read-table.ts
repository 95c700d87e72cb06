// Turns a range of a table that a person picked into dated figures, each with the place of its cell in the exhibit's text.
import { Refusal } from '../../base/errors.ts';
import { canonicalEdtf, civilDate, dayNumber, formatDay } from '../../base/time/index.ts';
import type { Extraction } from '../../ports/extractor.ts';
import { datesIn } from '../reading/index.ts';
import { CALENDAR_WORDS, dateInCalendar, proposedCalendar, type TableCalendar } from './calendar-dates.ts';
import { pageCells } from './page-table.ts';
import { latinDigits, tableNumber } from './table-figures.ts';
import { type Cell, daysOf } from './types.ts';

/** A cell with its words and where they stand in the exhibit's text (UTF-16 units). */
export interface GridCell extends Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Which rows and columns of a table are meant, and how they are written. Rows and columns count from 1. */
export interface Range {
  readonly sheet: string | null;
  /** First and last row of figures; last null: to the end of the table. */
  readonly firstRow: number;
  readonly lastRow: number | null;
  readonly dateColumn: number;
  /** The last day of the span, where a table gives first and last day in columns of their own. */
  readonly endColumn?: number | null;
  /**
   * The calendar of these dates. Not said, it is the Gregorian one, and years that look like another's are refused with a
   * proposal; said, it is as said.
   */
  readonly calendar?: TableCalendar | null;
  readonly valueColumn: number;
  /** Only rows that hold this word in this column, such as the country: all of them must. */
  readonly only?: readonly { readonly column: number; readonly is: string }[];
  /** When each figure was published, where the table says so. */
  readonly vintageColumn?: number | null;
  /** How decimals are written: `1,953.5` (point) or `1 953,5` (comma). */
  readonly decimals: 'point' | 'comma';
  /** Words that stand for no figure, such as `n/a` or `:`; such rows give no point. */
  readonly missing: readonly string[];
}

export interface ReadPoint {
  readonly at: string;
  /** The date as the table writes it, where that is another calendar than the Gregorian. */
  readonly written: { readonly text: string; readonly calendar: TableCalendar } | null;
  readonly value: string;
  readonly vintage: string | null;
  readonly cell: GridCell;
  /** All the cells of the row, for whoever reads more columns. */
  readonly row: ReadonlyMap<number, GridCell>;
}

/**
 * The cells of an exhibit: those of its sheets or of its CSV; else rows and columns read off lines of text: off the boxes
 * of a page's lines, or off tabs and runs of spaces. Of a page the sheet is called `page 3`, of a text `text`.
 */
export function cellsOf(extraction: Extraction): readonly GridCell[] {
  if (extraction.cells.length > 0)
    return extraction.cells.map((one) => ({
      sheet: one.sheet,
      row: one.row,
      col: one.col,
      text: one.text,
      start: one.start,
      end: one.start + one.text.length,
    }));
  if (extraction.pages.length > 0)
    return extraction.pages.flatMap((page, i) => pageCells(page.lines, `page ${i + 1}`));
  let start = 0;
  return extraction.text.split('\n').flatMap((line, i) => {
    const cells = pieces(line, start).map((piece) => ({ sheet: 'text', row: i + 1, ...piece }));
    start += line.length + 1;
    return cells;
  });
}

/** Pieces of a line: between tabs, of which an empty one is an empty cell; else between runs of two spaces or more. */
function pieces(line: string, start: number): { col: number; text: string; start: number; end: number }[] {
  const isTabbed = line.includes('\t');
  const found: { col: number; text: string; start: number; end: number }[] = [];
  for (const match of line.matchAll(isTabbed ? /[^\t]+/g : /\S+(?: \S+)*/g)) {
    const text = match[0].trim();
    if (text === '') continue;
    const from = start + match.index + match[0].indexOf(text);
    const col = isTabbed ? line.slice(0, match.index).split('\t').length : found.length + 1;
    found.push({ col, text, start: from, end: from + text.length });
  }
  return found;
}

// Tables cut English names short (`Aug`); other languages write theirs out, and are read by the reading room.
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/**
 * A time as tables write it: EDTF, `08/2021`, `03.08.2021`; months by name in the languages of the house (`Aug 2021`,
 * `3 août 2021`, `2021 m. rugpjūčio 3 d.`); weeks by ISO 8601, quarters and half-years (`2021-W31`, `Q3 2021`, `2021H1`) as
 * their days; and `2021M08`. Undefined where it is none of these, or could be read in two ways (`3/8/2021`).
 */
export function tableDate(text: string): string | undefined {
  const trimmed = latinDigits(text).trim();
  const named = /^(?:(\d{1,2})[ -])?([A-Za-z]{3,9})\.?[ -](\d{4})$/.exec(trimmed);
  const month = MONTHS.findIndex((name) => name.startsWith((named?.[2] ?? '-').toLowerCase()));
  if (month >= 0)
    return valid(
      [named?.[3], String(month + 1).padStart(2, '0'), named?.[1]?.padStart(2, '0')]
        .filter((part) => part !== undefined)
        .join('-'),
    );
  const slashed = /^(\d{1,2})[./](\d{4})$/.exec(trimmed);
  if (slashed !== null) return valid(`${slashed[2]}-${(slashed[1] ?? '').padStart(2, '0')}`);
  // Day first, with dots: the other order is not written with dots anywhere.
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed);
  if (dotted !== null)
    return valid(`${dotted[3]}-${(dotted[2] ?? '').padStart(2, '0')}-${(dotted[1] ?? '').padStart(2, '0')}`);
  // A spreadsheet's own date carries a midnight that nobody wrote.
  return (
    valid(trimmed.replace(/[T ]00:00(:00(\.000)?)?Z?$/, '')) ?? partOfYearIn(trimmed) ?? namedMonthIn(trimmed)
  );
}

/** `2021-Q3`, `Q3 2021`, `2021H1`, `2021M08`, `2021-W31`, `W31 2021`. */
function partOfYearIn(text: string): string | undefined {
  const match =
    /^(?<year>\d{4})[ -]?(?<sort>[QHMW])(?<number>\d{1,2})$/iu.exec(text)?.groups ??
    /^(?<sort>[QHMW])(?<number>\d{1,2})[ /-]?(?<year>\d{4})$/iu.exec(text)?.groups;
  if (match === undefined) return undefined;
  const [sort, year, n] = [match['sort']?.toUpperCase(), Number(match['year']), Number(match['number'])];
  if (n < 1) return undefined;
  if (sort === 'M') return valid(`${match['year']}-${String(n).padStart(2, '0')}`);
  if (sort === 'W') {
    // The first week holds 4 January; weeks begin on a Monday.
    const fourth = dayNumber(year, 1, 4);
    const monday = fourth - ((((fourth + 3) % 7) + 7) % 7) + (n - 1) * 7;
    // The last week of a year holds a Thursday of it.
    return civilDate(monday + 3).year === year
      ? valid(`${formatDay(monday)}/${formatDay(monday + 6)}`)
      : undefined;
  }
  const months = sort === 'Q' ? 3 : 6;
  if (n * months > 12) return undefined;
  const end = dayNumber(year + Math.floor((n * months) / 12), ((n * months) % 12) + 1, 1) - 1;
  return valid(`${formatDay(dayNumber(year, (n - 1) * months + 1, 1))}/${formatDay(end)}`);
}

/** One date with its month by name, and nothing beside it but words such as `m.` and `d.`. */
function namedMonthIn(text: string): string | undefined {
  const [found, ...more] = datesIn(text);
  if (found === undefined || more.length > 0 || found.isUnclear || /[/|]/u.test(text)) return undefined;
  const beside = text.slice(0, found.start) + text.slice(found.end);
  return /\p{N}/u.test(beside) || beside.replace(/[\s.,]/gu, '').length > 4 ? undefined : valid(found.edtf);
}

function valid(edtf: string): string | undefined {
  try {
    return canonicalEdtf(edtf);
  } catch {
    return undefined;
  }
}

/**
 * Reads a range: one point for each row with a figure.
 * @throws Refusal FLOWS_SHEET_UNKNOWN, FLOWS_CELL_DATE, FLOWS_CELL_NUMBER (each naming the cell), FLOWS_RANGE_EMPTY,
 *   FLOWS_CALENDAR_UNSAID (with the calendar that is likely), FLOWS_CALENDAR_RULE
 */
export function readRange(cells: readonly GridCell[], range: Range): readonly ReadPoint[] {
  const sheets = [...new Set(cells.map((one) => one.sheet))];
  const sheet = range.sheet ?? (sheets.length === 1 ? sheets[0] : undefined);
  if (sheet === undefined || !sheets.includes(sheet))
    throw new Refusal(
      'FLOWS_SHEET_UNKNOWN',
      `Say which table is meant: ${
        sheets
          .slice(0, 20)
          .map((one) => `“${one}”`)
          .join(', ') || 'this exhibit has none'
      }.`,
      { sheets: sheets.slice(0, 100) },
    );
  const rows = new Map<number, Map<number, GridCell>>();
  for (const one of cells) {
    if (
      one.sheet !== sheet ||
      one.row < range.firstRow ||
      (range.lastRow !== null && one.row > range.lastRow)
    )
      continue;
    const row = rows.get(one.row) ?? new Map<number, GridCell>();
    row.set(one.col, one);
    rows.set(one.row, row);
  }
  const calendar = range.calendar ?? 'gregorian';
  if (range.calendar == null)
    mustSayCalendar(
      [...rows.values()].flatMap((row) => row.get(range.dateColumn)?.text ?? []),
      range.dateColumn,
    );
  const points = [...rows]
    .sort(([a], [b]) => a - b)
    .flatMap(([row, byColumn]): ReadPoint[] => {
      const is = (column: number): string => byColumn.get(column)?.text.trim() ?? '';
      if (range.only?.some((one) => is(one.column) !== one.is.trim())) return [];
      const value = byColumn.get(range.valueColumn);
      if (value === undefined || range.missing.includes(value.text.trim())) return [];
      const start = dateIn(byColumn, row, range.dateColumn, calendar);
      const end = range.endColumn == null ? null : dateIn(byColumn, row, range.endColumn, calendar);
      const number = tableNumber(value.text, range.decimals);
      if (number === undefined)
        throw new Refusal(
          'FLOWS_CELL_NUMBER',
          `Row ${row}, column ${range.valueColumn} should hold a figure and holds “${value.text}”. If it stands for no figure, name it under missing; if decimals are written with a comma, say so.`,
          { row, column: range.valueColumn },
        );
      const vintage =
        range.vintageColumn == null || is(range.vintageColumn) === ''
          ? null
          : // What was published, and when, may stand in two calendars: their years are far apart.
            (tableDateOfOurYears(is(range.vintageColumn)) ??
            dateIn(byColumn, row, range.vintageColumn, calendar));
      const dates = [range.dateColumn, ...(range.endColumn == null ? [] : [range.endColumn])];
      const written =
        calendar === 'gregorian' ? null : { text: dates.map(is).join(' – ').slice(0, 200), calendar };
      return [{ at: spanOf(start, end, row), written, value: number, vintage, cell: value, row: byColumn }];
    });
  if (points.length === 0)
    throw new Refusal('FLOWS_RANGE_EMPTY', `No figure stands in column ${range.valueColumn} of these rows.`, {
      sheet,
    });
  return points;
}

/**
 * A column of dates whose years look like another calendar's is not taken to be Gregorian without a word.
 * @throws Refusal FLOWS_CALENDAR_UNSAID, with the calendar that is likely
 */
export function mustSayCalendar(texts: readonly string[], column: number): void {
  const proposed = proposedCalendar(texts);
  if (proposed !== null)
    throw new Refusal(
      'FLOWS_CALENDAR_UNSAID',
      `Column ${column} is probably written in ${CALENDAR_WORDS[proposed.calendar]}: ${proposed.why}. Say which calendar it is: ${proposed.calendar}, or gregorian if it is that after all.`,
      { column, proposed: proposed.calendar },
    );
}

/** A date of a table in the calendar that was said. @throws Refusal FLOWS_CALENDAR_RULE */
export const dateBy = (text: string, calendar: TableCalendar): string | undefined =>
  calendar === 'gregorian' ? tableDate(text) : dateInCalendar(text, calendar);

/** A Gregorian date of our own centuries; undefined for one that may be another calendar's. */
function tableDateOfOurYears(text: string): string | undefined {
  const date = tableDate(text);
  return date !== undefined && date >= '1800' ? date : undefined;
}

function dateIn(
  row: ReadonlyMap<number, GridCell>,
  number: number,
  column: number,
  calendar: TableCalendar,
): string {
  const text = row.get(column)?.text ?? '';
  const date = dateBy(text, calendar);
  if (date === undefined)
    throw new Refusal(
      'FLOWS_CELL_DATE',
      `Row ${number}, column ${column} should hold a date${calendar === 'gregorian' ? '' : ` of ${CALENDAR_WORDS[calendar]}`} and holds “${text}”. Choose the rows so that they hold figures only.`,
      { row: number, column },
    );
  return date;
}

/** From first to last: a whole month or year where the days are its ends, so that it reads as it is meant. */
function spanOf(start: string, end: string | null, row: number): string {
  if (end === null || end === start) return start;
  const [first, last] = [daysOf(start), daysOf(end)];
  // Where an end is itself a span of days, such as a month of another calendar, its outer day counts.
  const whole =
    first !== undefined && last !== undefined && /\//.test(start + end)
      ? valid(`${formatDay(first.from)}/${formatDay(last.until - 1)}`)
      : valid(`${start}/${end}`);
  if (whole === undefined || first === undefined || last === undefined || last.until <= first.from)
    throw new Refusal(
      'FLOWS_CELL_DATE',
      `In row ${row} the span from ${start} to ${end} does not run forwards.`,
      {
        row,
      },
    );
  for (const short of [start.slice(0, 7), start.slice(0, 4)]) {
    const days = daysOf(short);
    if (days?.from === first.from && days.until === last.until) return short;
  }
  return whole;
}
