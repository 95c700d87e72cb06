// The panel cases: synthetic control with and without predictors, and synthetic differences in differences.
import { mean } from '../../../packages/probata/src/rooms/flows/matrix.ts';
import { Generator } from '../../../packages/probata/src/rooms/flows/random.ts';
import {
  CAUSAL_IMPACT_PRIORS,
  structuralEffect,
} from '../../../packages/probata/src/rooms/flows/structural.ts';
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
import { answerBy, askedIn, type Rule, wordsOf } from './asked.ts';
import { asks, at, type Method, numberAt, numbers, type Table, type Task, textAt } from './case.ts';

const gapAt = (run: SyntheticControl, panel: Panel, time: number): number | undefined =>
  run.gaps[panel.times.indexOf(time)];

/** Weights below half a thousandth are left out, as in a printed table. */
const printed = (weights: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight >= 0.0005));

/** Mean gap between two times, both included. */
function meanGap(run: SyntheticControl, panel: Panel, from: number, to: number): number {
  return mean([...run.gaps].filter((_, t) => (panel.times[t] ?? 0) >= from && (panel.times[t] ?? 0) <= to));
}

/** Numbers about one synthetic control, under any prefix. */
const controlRules = (run: SyntheticControl, panel: Panel): readonly Rule[] => [
  [/(^|\.)weights$/, () => printed(run.weights)],
  [/pre_rmspe$/, () => run.preRmspe],
  [/pre_mspe$/, () => run.preRmspe ** 2],
  [/post_rmspe$/, () => run.postRmspe],
  [/post_mspe$/, () => run.postRmspe ** 2],
  [/post_pre_mspe_ratio$/, () => (run.postRmspe / run.preRmspe) ** 2],
  [/(?:att|mean_gap)_(\d+)_(\d+)$/, ([, from, to]) => meanGap(run, panel, Number(from), Number(to))],
  [/(^|\.)att$/, () => run.effect],
  [/gap_(\d+)$/, ([, time]) => gapAt(run, panel, Number(time))],
];

/** The first time of the treatment: as the case says, or the one after the time over which it fits. */
function firstTreated(task: Task): number {
  for (const key of ['first_treated_year', 'first_treated_time', 'first_treated'])
    if (typeof at(task, key) === 'number') return numberAt(task, key);
  const window = /(?:over|the) (\d+)-(\d+)(?: of| outcome)/.exec(wordsOf(task));
  return window === null ? 1989 : Number(window[2]) + 1;
}

const outcomeOnly: Method = {
  name: 'synthetic control on outcomes',
  fits: ({ task, input }) =>
    typeof at(task, 'treated') === 'string' && input.columns.includes(String(at(task, 'treated'))),
  answer({ task, input }) {
    const name = textAt(task, 'treated');
    const [timeColumn = '', ...columns] = input.columns;
    const donors = at(task, 'donors');
    const units = Array.isArray(donors)
      ? columns.filter((unit) => unit === name || (donors as readonly unknown[]).includes(unit))
      : columns;
    const times = numbers(input, timeColumn);
    const first = firstTreated(task);
    const panel: Panel = {
      units,
      times,
      values: units.map((unit) => Float64Array.from(numbers(input, unit))),
      before: times.filter((time) => time < first).length,
    };
    const treated = units.indexOf(name);
    const run = outcomeControl(panel, treated);
    const fake = placebos(panel, treated);
    return answerBy(task, [
      [/(^|\.)rank_of_/, () => fake.rank],
      [/(^|\.)p_value$/, () => fake.p],
      [/(^|\.)ratio_/, () => fake.ratios[run.treated]],
      ...controlRules(run, panel),
    ]);
  },
};

const withPredictors: Method = {
  name: 'synthetic control with predictors',
  fits: ({ task }) =>
    typeof at(task, 'spec') === 'string' && askedIn(task).some(({ path }) => /weights$/.test(path)),
  answer({ task, input }) {
    const spec = textAt(task, 'spec');
    const [unit = '', time = '', outcome = ''] = input.columns;
    const panel = panelOf(input, unit, time, String(at(task, 'outcome') ?? outcome), firstTreated(task));
    const treated = panel.units.indexOf(String(at(task, 'treated') ?? 'California'));
    if (treated < 0) throw new Error('the case does not say which unit was treated');
    const predictors = predictorsOf(spec, input, panel, unit, time);
    const given = at(task, 'given_V.V');
    const fixed = () => controlGivenV(panel, treated, predictors, given as readonly number[]);
    const run = controlWithPredictors(panel, treated, predictors, new Generator(1));
    return answerBy(task, [
      ...(Array.isArray(given)
        ? controlRules(fixed(), panel).map(
            ([pattern, answer]): Rule => [
              new RegExp(`^given_V\\..*${pattern.source.replace('(^|\\.)', '')}`),
              answer,
            ],
          )
        : []),
      ...controlRules(run, panel),
    ]);
  },
};

const did: Method = {
  name: 'synthetic difference in differences',
  fits: ({ task, input }) => (asks(task, 'sdid') || asks(task, 'did')) && input.columns.includes('treated'),
  answer: ({ task, input }) => {
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
    named.sort((a, b) => b[1] - a[1]);
    const lambda = Array.from(sdid.timeWeights, (weight, t): [string, number] => [
      String(panel.times[t]),
      weight,
    ]);
    const weights = (list: readonly [string, number][]) =>
      Object.fromEntries(list.filter(([, weight]) => weight >= 0.0005));
    return answerBy(task, [
      [/^did$/, () => plainDid(both).effect],
      [/^sc$/, () => controlDid(both, 'published').effect],
      [/^sdid$/, () => sdid.effect],
      [/^sdid_lambda$/, () => weights(lambda)],
      [/^sdid_omega_top(\d*)$/, ([, count]) => Object.fromEntries(named.slice(0, Number(count || 8)))],
      [/^sdid_omega$/, () => weights(named)],
      [
        /placebo_se$/,
        (_, { note }) => placeboError(both, Number(/(\d+) placebo/.exec(note)?.[1] ?? 200), new Generator(1)),
      ],
    ]);
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
function predictorsOf(
  spec: string,
  input: Table,
  panel: Panel,
  unitColumn: string,
  timeColumn: string,
): Float64Array[] {
  const predictors: Float64Array[] = [];
  const average = (column: string, from: number, to: number): void => {
    predictors.push(
      Float64Array.from(panel.units, (unit) => {
        const values = input.rows
          .filter(
            (row) =>
              row[unitColumn] === unit && Number(row[timeColumn]) >= from && Number(row[timeColumn]) <= to,
          )
          .flatMap((row) => (row[column] === '' || row[column] === 'NA' ? [] : [Number(row[column])]));
        return mean(values);
      }),
    );
  };
  for (const clause of spec.split(';')) {
    const spans = /means? (\d{4})-(\d{4}) of ([\w.,& ]+)/.exec(clause);
    if (spans !== null)
      for (const column of (spans[3] ?? '').split(/,| and | & /))
        if (input.columns.includes(column.trim())) average(column.trim(), Number(spans[1]), Number(spans[2]));
    const points = /([\w.]+) in (\d{4}(?:(?:, | and )\d{4})*)/.exec(clause);
    if (points !== null)
      for (const year of (points[2] ?? '').split(/, | and /))
        average(points[1] ?? '', Number(year), Number(year));
  }
  return predictors;
}

const structural: Method = {
  name: 'structural time series with controls',
  fits: ({ task }) =>
    askedIn(task).some(({ path }) => /abs_effect$/.test(path)) && Array.isArray(at(task, 'pre_period')),
  answer: ({ task, input }) => {
    const [from = 1, to = 0] = at(task, 'pre_period') as readonly number[];
    const [, last = 0] = at(task, 'post_period') as readonly number[];
    const [, outcome = '', ...names] = input.columns;
    const cut = (column: string): number[] => numbers(input, column).slice(from - 1, last);
    const y = cut(outcome);
    const before = to - from + 1;
    const season = Number(/(?:nseasons|seasons?) ?(?:=|of) ?(\d+)/i.exec(wordsOf(task))?.[1] ?? 0);
    const levelSd = Number(/prior sd ([\d.]+)/i.exec(wordsOf(task))?.[1] ?? CAUSAL_IMPACT_PRIORS.levelSd);
    const run = structuralEffect(y, names.map(cut), before, new Generator(1), {
      draws: 6000,
      burn: 1000,
      season: season > 1 ? season : null,
      priors: { ...CAUSAL_IMPACT_PRIORS, levelSd },
    });
    const actual = y.slice(before);
    const sum = actual.reduce((total, value) => total + value, 0);
    return answerBy(task, [
      [/actual_mean$/, () => sum / actual.length],
      [/actual_sum$/, () => sum],
      [/pred_mean$/, () => run.meanPrediction.mean],
      [/pred_mean_sd$/, () => run.meanPrediction.sd],
      [/pred_sum$/, () => run.meanPrediction.mean * actual.length],
      [/abs_effect$/, () => run.meanEffect.mean],
      [/abs_effect_ci$/, () => run.meanEffect.interval],
      [/cum_effect$/, () => run.cumulativeEffect.mean],
      [/cum_ci$/, () => run.cumulativeEffect.interval],
      [
        /rel_effect$/,
        () => mean(run.predictions.map((path) => sum / path.reduce((total, value) => total + value, 0) - 1)),
      ],
      [/tail_area$/, () => run.tail],
      [
        /coef_(\w+)$/,
        ([, name]) => mean(run.coefficients.map((beta) => beta[names.indexOf(name ?? '')] ?? 0)),
      ],
      [/inclusion_(\w+)$/, ([, name]) => run.inclusion[names.indexOf(name ?? '')]],
    ]);
  },
};

export const PANELS: readonly Method[] = [outcomeOnly, withPredictors, did, structural];
