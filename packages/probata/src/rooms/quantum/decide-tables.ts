// Entering the published tables that money is worked out with: rates of exchange, indexes of prices, reference rates.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { parseRational } from '../../base/rational.ts';
import { type Command, command } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passagesByIds } from '../reading/index.ts';
import { fxTable } from './fx.ts';
import { indexFromInflation } from './indexation.ts';
import { passages, text } from './part-command.ts';
import { indexEntered, ratesEntered, referenceRateEntered } from './types.ts';

/** The exhibits behind passages, each beside its passage. Refusal READING_PASSAGE_UNKNOWN. */
async function sourcesOf(look: Look, ids: readonly string[]) {
  const known = await passagesByIds(look, [...new Set(ids)]);
  return ids.map((passage) => {
    const exhibit = known.get(passage)?.exhibit;
    if (exhibit === undefined)
      throw new Refusal('READING_PASSAGE_UNKNOWN', `The passage ${passage} is not known. Mark it first.`, {
        passage,
      });
    return { passage, exhibit };
  });
}

/**
 * Two columns of a small table: the first a time, the second a figure; a head line is passed over.
 * @throws Refusal QUANTUM_TABLE_UNREADABLE naming the line
 */
export function twoColumns(csv: string): readonly { readonly at: string; readonly value: string }[] {
  return csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((row, i) => {
      if (row.trim() === '') return [];
      const [at = '', value = ''] = row.split(',').map((cell) => cell.trim());
      if (!/\d/.test(value) && i === 0) return [];
      if (!/^\d{4}(-\d{2}){0,2}$/.test(at) || !/^-?\d+(\.\d+)?$/.test(value))
        throw new Refusal(
          'QUANTUM_TABLE_UNREADABLE',
          `Line ${i + 1} of the table should be a time and a figure (2031-06,101.4), and is “${row.slice(0, 60)}”.`,
          { line: i + 1 },
        );
      return [{ at, value }];
    });
}

const points = (csv: string | undefined) => (csv === undefined ? [] : twoColumns(csv));

export const enterIndex: Command = command({
  name: 'index.enter',
  summary: 'Enter a published index of prices (levels, or yearly inflation in per cent) with its source.',
  input: z.strictObject({
    series: text(400),
    source: text(400),
    form: z.enum(['level', 'inflation']).default('level'),
    points: indexEntered.shape.points.optional(),
    /** A table of two columns: period and figure. */
    csv: z.string().max(200_000).optional(),
    passages,
  }),
  example: { series: 'Consumer prices', source: 'Office of Statistics', csv: '2033,101.2\n2034,104.9' },
  load: async (look, input) => sourcesOf(look, input.passages),
  decide(input, sources, act) {
    const given = input.points ?? points(input.csv).map((one) => ({ period: one.at, value: one.value }));
    if (given.length === 0) throw empty('index');
    const said = { series: input.series, source: input.source, form: input.form, points: given, sources };
    if (input.form === 'inflation')
      indexFromInflation(
        input.series,
        input.source,
        [...given]
          .sort((a, b) => (a.period < b.period ? -1 : 1))
          .map((one) => ({ year: Number(one.period), percent: parseRational(one.value) })),
      );
    return [{ kind: 'index.entered', subject: act.newId('line'), refs: input.passages, said }];
  },
});

export const enterReferenceRate: Command = command({
  name: 'reference-rate.enter',
  summary: 'Enter a published reference rate (from each day, in per cent a year) with its source.',
  input: z.strictObject({
    series: text(400),
    source: text(400),
    points: referenceRateEntered.shape.points.optional(),
    /** A table of two columns: first day (or month: its first day) and per cent. */
    csv: z.string().max(400_000).optional(),
    passages,
  }),
  example: { series: 'EURIBOR 12 months', source: 'EMMI', csv: '2033-01-01,3.29\n2033-02-01,3.47' },
  load: async (look, input) => sourcesOf(look, input.passages),
  decide(input, sources, act) {
    const given =
      input.points ??
      points(input.csv).map((one) => ({
        from: one.at.length === 7 ? `${one.at}-01` : one.at.length === 4 ? `${one.at}-01-01` : one.at,
        percent: one.value,
      }));
    if (given.length === 0) throw empty('reference rate');
    const said = { series: input.series, source: input.source, points: given, sources };
    return [{ kind: 'reference-rate.entered', subject: act.newId('line'), refs: input.passages, said }];
  },
});

export const enterRates: Command = command({
  name: 'rates.enter',
  summary: 'Enter a published table of exchange rates with its source.',
  input: ratesEntered.omit({ exhibit: true }).extend({ base: ratesEntered.shape.base.default('EUR') }),
  example: { source: 'Central bank, reference rates', csv: 'date,USD\n2031-06-01,1.0500' },
  load: async (look, input) => (input.passage === undefined ? [] : sourcesOf(look, [input.passage])),
  decide: (said, sources, act) => {
    // Read once before it is entered: a table that cannot be read must not stand in the ledger.
    fxTable(said.csv, said.source, said.base);
    const exhibit = sources[0]?.exhibit;
    return [
      {
        kind: 'rates.entered',
        subject: act.newId('line'),
        refs: said.passage === undefined ? [] : [said.passage],
        said: exhibit === undefined ? said : { ...said, exhibit },
      },
    ];
  },
});

export const TABLE_COMMANDS: readonly Command[] = [enterRates, enterIndex, enterReferenceRate];

const empty = (what: string): Refusal =>
  new Refusal('QUANTUM_TABLE_EMPTY', `The ${what} has no figures: give points, or a table of two columns.`);
