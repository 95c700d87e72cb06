// Reads dated statements out of the rows of a table: a span, a figure, how exact it is, and who said it.
import { Refusal } from '../../base/errors.ts';
import type { ReadPoint } from './read-table.ts';
import type { BEARINGS } from './types.ts';

type Bearing = (typeof BEARINGS)[number];

export interface ReadStatement {
  readonly over: string;
  readonly bears: Bearing;
  readonly value: string;
  readonly margin: string | null;
  readonly source: string;
  readonly asWritten: string;
  readonly printed: string | null;
  readonly cell: ReadPoint['cell'];
}

/** The words by which tables say how exact a figure is. Longer ones first: `not more than` is not `more than`. */
const WORDS: readonly (readonly [string, Bearing])[] = [
  ['not more than', 'at-most'],
  ['no more than', 'at-most'],
  ['not less than', 'at-least'],
  ['no less than', 'at-least'],
  ['no fewer than', 'at-least'],
  ['at least', 'at-least'],
  ['more than', 'at-least'],
  ['over', 'at-least'],
  ['at most', 'at-most'],
  ['up to', 'at-most'],
  ['less than', 'at-most'],
  ['fewer than', 'at-most'],
  ['rounded', 'rounded'],
  ['about', 'about'],
  ['almost', 'about'],
  ['nearly', 'about'],
  ['around', 'about'],
  ['some', 'about'],
  ['circa', 'about'],
  ['exact', 'exact'],
];

/**
 * How exact a figure is, from the words beside it. A rounded one was rounded to the unit that the words name
 * (`rounded_100`) or else to that of its last digit that is not zero; one that is about right is taken to be off by no
 * more than that unit.
 * @throws Refusal FLOWS_CELL_PRECISION for words that say neither
 */
export function bearingOf(
  words: string,
  value: string,
  row: number,
): { readonly bears: Bearing; readonly margin: string | null } {
  const plain = words.trim().toLowerCase().replace(/[_-]+/g, ' ');
  if (plain === '') return { bears: 'exact', margin: null };
  const bears = WORDS.find(([word]) => plain.startsWith(word))?.[1];
  if (bears === undefined)
    throw new Refusal(
      'FLOWS_CELL_PRECISION',
      `Row ${row} says “${words}”: write exact, rounded, about, at least or at most, or leave the cell empty.`,
      { row },
    );
  if (bears !== 'rounded' && bears !== 'about') return { bears, margin: null };
  return { bears, margin: /\d+(?:\.\d+)?$/.exec(plain)?.[0] ?? lastUnit(value) };
}

/** The worth of the last digit that is not zero: 7700 gives 100, 2.5 gives 0.1, 0 gives 1. */
function lastUnit(value: string): string {
  const [whole = '', part = ''] = value.replace('-', '').split('.');
  const fraction = part.replace(/0+$/, '');
  if (fraction !== '') return `0.${'0'.repeat(fraction.length - 1)}1`;
  const zeros = /0*$/.exec(whole)?.[0].length ?? 0;
  return zeros === whole.length ? '1' : `1${'0'.repeat(zeros)}`;
}

/** Columns beside span and figure; null where the table has none. */
export interface StatementColumns {
  readonly precision: number | null;
  readonly source: number | null;
}

/** Statements from the points of a range. @throws Refusal FLOWS_CELL_PRECISION, FLOWS_STATEMENT_SOURCE */
export function statementsFrom(
  points: readonly ReadPoint[],
  columns: StatementColumns,
  source: string | null,
): readonly ReadStatement[] {
  return points.map((one) => {
    const of = (column: number | null): string =>
      column === null ? '' : (one.row.get(column)?.text.trim() ?? '');
    const said = of(columns.source).slice(0, 300) || source;
    if (said === null)
      throw new Refusal(
        'FLOWS_STATEMENT_SOURCE',
        `Row ${one.cell.row} does not say who gives the figure. Name the column that does, or one source for all.`,
        { row: one.cell.row },
      );
    const words = of(columns.precision);
    return {
      over: one.at,
      ...bearingOf(words, one.value, one.cell.row),
      value: one.value,
      source: said,
      asWritten: [words, one.cell.text, one.written === null ? '' : `(${one.written.text})`]
        .filter((part) => part !== '')
        .join(' '),
      printed: one.vintage,
      cell: one.cell,
    };
  });
}
