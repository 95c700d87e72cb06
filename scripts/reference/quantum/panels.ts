// The panel cases: synthetic control with and without predictors, and synthetic differences in differences.
import { mean } from '../../../packages/probata/src/rooms/flows/matrix.ts';
import { Generator } from '../../../packages/probata/src/rooms/flows/random.ts';
import { structuralEffect } from '../../../packages/probata/src/rooms/flows/structural.ts';
import {
  controlGivenV,
  controlWithPredictors,
  outcomeControl,
  type Panel,
  placebos,
  type SyntheticControl,
} from '../../../packages/probata/src/rooms/flows/synthetic-control.ts';
import {
  controlDid,
  type DidPanel,
  placeboError,
  plainDid,
  syntheticDid,
} from '../../../packages/probata/src/rooms/flows/synthetic-did.ts';
import { asks, at, type Method, numberAt, numbers, type Table, textAt } from './case.ts';

const gapAt = (run: SyntheticControl, panel: Panel, time: number): number | undefined =>
  run.gaps[panel.times.indexOf(time)];

/** Weights below half a thousandth are left out, as in a printed table. */
const printed = (weights: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight >= 0.0005));

const outcomeOnly: Method = {
  name: 'synthetic control on outcomes',
  fits: ({ task }) => asks(task, 'pre_rmspe') && typeof at(task, 'first_treated_year') === 'number',
  answer: ({ task, input }) => {
    const [timeColumn = '', ...units] = input.columns;
    const times = numbers(input, timeColumn);
    const first = numberAt(task, 'first_treated_year');
    const panel: Panel = {
      units,
      times,
      values: units.map((unit) => Float64Array.from(numbers(input, unit))),
      before: times.filter((time) => time < first).length,
    };
    const treated = units.indexOf(textAt(task, 'treated'));
    const run = outcomeControl(panel, treated);
    const fake = placebos(panel, treated);
    return {
      values: {
        weights: printed(run.weights),
        pre_rmspe: run.preRmspe,
        post_rmspe: run.postRmspe,
        att_1989_2000: run.effect,
        gap_2000: gapAt(run, panel, 2000),
        placebo: {
          rank_of_california_by_post_pre_rmspe_ratio: fake.rank,
          p_value: fake.p,
          ratio_california: fake.ratios[run.treated],
        },
      },
    };
  },
};

const withPredictors: Method = {
  name: 'synthetic control with predictors',
  fits: ({ task }) => asks(task, 'reference.pre_mspe') && asks(task, 'given_V.weights'),
  answer: ({ task, input }) => {
    const panel = panelOf(input, 'state', 'year', 'cigsale', 1989);
    const treated = panel.units.indexOf('California');
    const predictors = predictorsOf(textAt(task, 'spec'), input, panel);
    const run = controlWithPredictors(panel, treated, predictors, new Generator(1));
    const given = controlGivenV(panel, treated, predictors, at(task, 'given_V.V') as readonly number[]);
    return {
      values: {
        reference: {
          pre_mspe: run.preMspe,
          weights: printed(run.weights),
          att_1989_2000: run.effect,
          gap_2000: gapAt(run, panel, 2000),
        },
        given_V: { weights: printed(given.weights) },
      },
    };
  },
};

const did: Method = {
  name: 'synthetic difference in differences',
  fits: ({ task, input }) => asks(task, 'sdid') && input.columns.includes('treated'),
  answer: ({ input }) => {
    const [unit = '', time = '', outcome = ''] = input.columns;
    const treatedRows = input.rows.filter((row) => row['treated'] === '1');
    const first = Math.min(...treatedRows.map((row) => Number(row[time])));
    const panel = panelOf(input, unit, time, outcome, first);
    const isTreated = new Set(treatedRows.map((row) => row[unit]));
    const of = (wanted: boolean): number[] =>
      panel.units.map((_, u) => u).filter((u) => isTreated.has(panel.units[u]) === wanted);
    const rows = (list: readonly number[]): Float64Array[] =>
      list.map((u) => panel.values[u] as Float64Array); // an index of the list
    const controls = of(false);
    const both: DidPanel = { controls: rows(controls), treated: rows(of(true)), before: panel.before };
    const sdid = syntheticDid(both);
    const named = controls.map((u, i): [string, number] => [panel.units[u] ?? '', sdid.unitWeights[i] ?? 0]);
    const top = named.sort((a, b) => b[1] - a[1]).slice(0, 8);
    const lambda = Array.from(sdid.timeWeights, (weight, t): [string, number] => [
      String(panel.times[t]),
      weight,
    ]);
    return {
      values: {
        did: plainDid(both).effect,
        sc: controlDid(both, 'published').effect,
        sdid: sdid.effect,
        sdid_lambda: Object.fromEntries(lambda.filter(([, weight]) => weight >= 0.0005)),
        sdid_omega_top: Object.fromEntries(top),
        placebo_se: placeboError(both, 200, new Generator(1)),
      },
    };
  },
};

function panelOf(input: Table, unit: string, time: string, outcome: string, first: number): Panel {
  const units = [...new Set(input.rows.map((row) => row[unit] ?? ''))];
  const times = [...new Set(numbers(input, time))].sort((a, b) => a - b);
  const cells = new Map(input.rows.map((row) => [`${row[unit]}|${Number(row[time])}`, Number(row[outcome])]));
  return {
    units,
    times,
    values: units.map((name) => Float64Array.from(times, (t) => cells.get(`${name}|${t}`) ?? Number.NaN)),
    before: times.filter((t) => t < first).length,
  };
}

/** Predictors from the case's own words: 'means 1980-1988 of a, b; mean 1984-1988 of c; d in 1975, 1980'. */
function predictorsOf(spec: string, input: Table, panel: Panel): Float64Array[] {
  const predictors: Float64Array[] = [];
  const average = (column: string, from: number, to: number): void => {
    predictors.push(
      Float64Array.from(panel.units, (unit) => {
        const values = input.rows
          .filter((row) => row['state'] === unit && Number(row['year']) >= from && Number(row['year']) <= to)
          .flatMap((row) => (row[column] === '' || row[column] === 'NA' ? [] : [Number(row[column])]));
        return mean(values);
      }),
    );
  };
  for (const clause of spec.split(';')) {
    const spans = /means? (\d{4})-(\d{4}) of ([\w, ]+)/.exec(clause);
    if (spans !== null)
      for (const column of (spans[3] ?? '').split(','))
        average(column.trim(), Number(spans[1]), Number(spans[2]));
    const points = /(\w+) in (\d{4}(?:, \d{4})*)/.exec(clause);
    if (points !== null)
      for (const year of (points[2] ?? '').split(',')) average(points[1] ?? '', Number(year), Number(year));
  }
  return predictors;
}

const structural: Method = {
  name: 'structural time series with controls',
  fits: ({ task }) => asks(task, 'reference.abs_effect') && Array.isArray(at(task, 'pre_period')),
  answer: ({ task, input }) => {
    const [from = 1, to = 0] = at(task, 'pre_period') as readonly number[];
    const [, last = 0] = at(task, 'post_period') as readonly number[];
    const [, outcome = '', ...names] = input.columns;
    const cut = (column: string): number[] => numbers(input, column).slice(from - 1, last);
    const y = cut(outcome);
    const before = to - from + 1;
    const run = structuralEffect(y, names.map(cut), before, new Generator(1), { draws: 6000, burn: 1000 });
    const actual = y.slice(before);
    const sum = actual.reduce((total, value) => total + value, 0);
    const slope = mean(run.coefficients.map((beta) => beta[0] ?? 0));
    return {
      values: {
        reference: {
          actual_mean: sum / actual.length,
          actual_sum: sum,
          pred_mean: run.meanPrediction.mean,
          pred_mean_sd: run.meanPrediction.sd,
          abs_effect: run.meanEffect.mean,
          abs_effect_ci: run.meanEffect.interval,
          cum_effect: run.cumulativeEffect.mean,
          cum_ci: run.cumulativeEffect.interval,
          rel_effect: mean(
            run.predictions.map((path) => sum / path.reduce((total, value) => total + value, 0) - 1),
          ),
          tail_area: run.tail,
          coef_x1: slope,
        },
      },
    };
  },
};

export const PANELS: readonly Method[] = [outcomeOnly, withPredictors, did, structural];
