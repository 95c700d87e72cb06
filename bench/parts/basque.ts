// The panel of the Basque study (Abadie and Gardeazabal, 2003) from the published table, with the predictors of its usual fit.
import { readFileSync } from 'node:fs';
import type { Panel } from '../../packages/probata/src/rooms/flows/synthetic-control.ts';

const FIRST = 1960;
const LAST = 1997;
const BEFORE = 10;
const years = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

/** Each a column and the years over which it is averaged, as the example of pysyncon takes them. */
const PREDICTORS: readonly (readonly [string, readonly number[]])[] = [
  ...['illit', 'prim', 'med', 'high', 'post.high'].map(
    (name) => [`school.${name}`, years(1964, 1969)] as const,
  ),
  ['invest', years(1964, 1969)],
  ['gdpcap', years(1960, 1969)],
  ...['agriculture', 'energy', 'industry', 'construction', 'services.venta', 'services.nonventa'].map(
    (name) => [`sec.${name}`, years(1961, 1969, 2)] as const,
  ),
  ['popdens', [1969]],
];

/** The treated region first. @param file `basque.csv` as R Synth and pysyncon publish it: one row for each region and year */
export function basquePanel(file: string): {
  readonly panel: Panel;
  readonly predictors: readonly Float64Array[];
} {
  const [head = [], ...lines] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replaceAll('"', '').split(','));
  const place = (name: string): number => head.indexOf(name);
  const found = new Map<string, readonly string[]>();
  for (const line of lines) found.set(`${line[place('regionname')]} ${Number(line[place('year')])}`, line);
  const names = [...new Set(lines.map((line) => line[place('regionname')] ?? ''))];
  const units = [
    ...names.filter((name) => name.startsWith('Basque')),
    ...names.filter((name) => !name.startsWith('Basque')),
  ];
  const cell = (unit: string, year: number, column: string): number => {
    const text = found.get(`${unit} ${year}`)?.[place(column)] ?? '';
    return text === '' ? Number.NaN : Number(text);
  };
  const mean = (unit: string, column: string, of: readonly number[]): number => {
    const known = of.map((year) => cell(unit, year, column)).filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const times = years(FIRST, LAST);
  return {
    panel: {
      units,
      times,
      values: units.map((unit) => Float64Array.from(times, (year) => cell(unit, year, 'gdpcap'))),
      before: BEFORE,
    },
    predictors: PREDICTORS.map(([column, of]) => Float64Array.from(units, (unit) => mean(unit, column, of))),
  };
}
