// The statistics cases, through the flows room.
import { bootstrap } from '../../../packages/probata/src/rooms/flows/bootstrap.ts';
import {
  breakIntervals,
  breakSets,
  breaksByBic,
  supF,
} from '../../../packages/probata/src/rooms/flows/breaks.ts';
import { pelt, singleChange } from '../../../packages/probata/src/rooms/flows/change-points.ts';
import {
  autocorrelations,
  dickeyFuller,
  jarqueBera,
  kpss,
  ljungBox,
  type TestResult,
} from '../../../packages/probata/src/rooms/flows/diagnostics.ts';
import { normalQuantile } from '../../../packages/probata/src/rooms/flows/distributions.ts';
import { log } from '../../../packages/probata/src/rooms/flows/elementary.ts';
import {
  almonLags,
  countLags,
  crossCorrelation,
  differences,
} from '../../../packages/probata/src/rooms/flows/lags.ts';
import {
  filterLevel,
  fitLevel,
  forecastLevel,
  smoothLevel,
} from '../../../packages/probata/src/rooms/flows/local-level.ts';
import {
  type Distribution,
  type Formula,
  type Input,
  momentsOfShare,
  propagate,
  tornado,
} from '../../../packages/probata/src/rooms/flows/monte-carlo.ts';
import { Generator } from '../../../packages/probata/src/rooms/flows/random.ts';
import { centred, durbinWatson } from '../../../packages/probata/src/rooms/flows/regression.ts';
import {
  eValue,
  largestGamma,
  permutationTest,
  rosenbaumBound,
  rubin,
} from '../../../packages/probata/src/rooms/flows/sensitivity.ts';
import {
  designEffect,
  regressionTotal,
  surveyMean,
  surveyRatio,
  surveyTotal,
} from '../../../packages/probata/src/rooms/flows/survey.ts';
import { asks, at, type Method, numberAt, numbers, type Table, type Task, textAt } from './case.ts';

/** The second column of a table of times and values. */
const seriesOf = (table: Table): number[] => numbers(table, table.columns[1] ?? '');
const pair = (test: TestResult): readonly number[] => [test.statistic, test.p];

const singleBreak: Method = {
  name: 'a single change in mean',
  fits: ({ task }) => asks(task, 'change_index_1based'),
  answer: ({ input }) => {
    const y = seriesOf(input);
    const times = numbers(input, input.columns[0] ?? '');
    const one = singleChange(y, 'mean');
    const at_ = one.changePoint;
    const average = (values: readonly number[]): number =>
      values.reduce((sum, v) => sum + v, 0) / values.length;
    const test = supF(y);
    const sets = breakSets(y);
    const breaks = breaksByBic(sets);
    const interval = breakIntervals(y, sets[1]?.breaks ?? [])[0];
    const mean = average(y);
    const scatter = y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (y.length - 1);
    // The usual penalty for a change in mean: 2 log n times the variance of the series.
    const penalty = 3 * log(y.length) * scatter;
    return {
      values: {
        change_index_1based: at_,
        change_year: times[at_ - 1],
        mean_before: average(y.slice(0, at_)),
        mean_after: average(y.slice(at_)),
        rss_one_segment: one.costBefore,
        rss_two_segments: one.costAfter,
        supF: test.statistic,
        supF_p_value: test.p,
        breakdate_95ci_year: [times[(interval?.low ?? 0) - 1], times[(interval?.high ?? 0) - 1]],
        bic_by_breaks: sets.map((set) => set.bic),
        n_breaks_bic: breaks,
        pelt_l2_penalty: penalty,
        pelt_l2_change_points: pelt(y, 'mean', penalty).changePoints,
      },
    };
  },
};

const peltMean: Method = {
  name: 'PELT, change in mean',
  fits: ({ task }) => asks(task, 'change_points') && typeof at(task, 'penalty') === 'number',
  answer: ({ task, input }) => {
    const found = pelt(seriesOf(input), 'mean', numberAt(task, 'penalty'), 2);
    return { values: { change_points: found.changePoints, total_cost_without_penalty: found.cost } };
  },
};

const ccf: Method = {
  name: 'cross-correlation of differences',
  fits: ({ task }) => asks(task, 'ccf') && /first differences/.test(textAt(task, 'method')),
  answer: ({ task, input }) => {
    const maxLag = Math.max(...(at(task, 'lags') as readonly number[]));
    const [driver, response] = [input.columns[1] ?? '', input.columns[2] ?? ''].map((name) =>
      differences(numbers(input, name)),
    );
    const found = crossCorrelation(driver ?? [], response ?? [], maxLag);
    return { values: { ccf: found.values, peak_lag: found.peakLag, white_noise_band_95: found.band } };
  },
};

const distributedLags: Method = {
  name: 'distributed lags',
  fits: ({ task }) => asks(task, 'unconstrained_quasipoisson.coef'),
  answer: ({ input }) => {
    const driver = numbers(input, input.columns[1] ?? '');
    const counts = numbers(input, input.columns[2] ?? '');
    const free = countLags(driver, counts, 6, 4);
    const almon = almonLags(
      driver,
      counts.map((value) => log(value + 1)),
      6,
      2,
    );
    return {
      values: {
        unconstrained_quasipoisson: {
          coef: free.fit.coefficients,
          se: free.fit.standardErrors,
          dispersion: free.fit.dispersion,
          cumulative_effect: free.curve.sum,
          cumulative_se: free.curve.sumStandardError,
          cumulative_se_newey_west_lag4: free.sumStandardErrorHac,
        },
        almon_degree2: { lag_weights: almon.curve.weights, sum: almon.curve.sum },
      },
    };
  },
};

const diagnostics: Method = {
  name: 'diagnostics of a series',
  fits: ({ task }) => asks(task, 'ljung_box.lag1'),
  answer: ({ input }) => {
    const y = seriesOf(input);
    const unitRoot = dickeyFuller(y, 2);
    return {
      values: {
        acf_1_5: autocorrelations(y, 5),
        ljung_box: { lag1: pair(ljungBox(y, 1)), lag10: pair(ljungBox(y, 10)) },
        adf_lag2_constant: { stat: unitRoot.statistic, p_mackinnon: unitRoot.p },
        kpss_lag4: kpss(y, 4),
        durbin_watson_of_mean_residuals: durbinWatson(centred(y)),
        jarque_bera: pair(jarqueBera(y)),
      },
    };
  },
};

const localLevel: Method = {
  name: 'local level',
  fits: ({ task }) => asks(task, 'sigma2_eps_ml'),
  answer: ({ task, input }) => {
    const y = seriesOf(input);
    const fit = fitLevel(y);
    const model = {
      sigma2Eps: numberAt(task, 'at_fixed_variances.sigma2_eps'),
      sigma2Eta: numberAt(task, 'at_fixed_variances.sigma2_eta'),
    };
    const filtered = filterLevel(y, model);
    const smoothed = smoothLevel(y, model);
    const ahead = forecastLevel(y, model, 10);
    const z = normalQuantile(0.975);
    const interval = (step: number): readonly number[] => {
      const one = ahead[step - 1];
      const half = z * Math.sqrt(one?.variance ?? Number.NaN);
      return [(one?.mean ?? Number.NaN) - half, (one?.mean ?? Number.NaN) + half];
    };
    const n = y.length;
    const pick = (values: readonly number[], times: readonly number[]) => times.map((t) => values[t - 1]);
    return {
      values: {
        sigma2_eps_ml: fit.sigma2Eps,
        sigma2_eta_ml: fit.sigma2Eta,
        loglik_diffuse_at_published: filtered.logLikelihood,
        at_fixed_variances: {
          filtered_state_one_step: pick(filtered.state, [2, 51, n + 1]),
          filtered_var_one_step: pick(filtered.variance, [2, 51, n + 1]),
          smoothed_state: pick(smoothed.state, [1, 28, 29, 50, n]),
          smoothed_var: pick(smoothed.variance, [1, 50, n]),
          forecast_1971_mean: ahead[0]?.mean,
          forecast_1971_95: interval(1),
          forecast_1980_95: interval(10),
        },
      },
    };
  },
};

const eValues: Method = {
  name: 'E-values',
  fits: ({ task, input }) => asks(task, 'e_value') && input.columns.includes('rr'),
  answer: ({ input }) => ({ values: { e_value: numbers(input, 'rr').map(eValue) } }),
};

const rosenbaum: Method = {
  name: 'Rosenbaum bounds',
  fits: ({ task }) => asks(task, 'p_upper') && /Rosenbaum/.test(textAt(task, 'method')),
  answer: ({ task, input }) => {
    const [pairs, treated] = [
      numbers(input, 'discordant_pairs')[0] ?? 0,
      numbers(input, 'treated_only')[0] ?? 0,
    ];
    const bounds = (at(task, 'gamma') as readonly number[]).map((gamma) =>
      rosenbaumBound(pairs, treated, gamma),
    );
    return {
      values: {
        p_upper: bounds.map((one) => one.upper),
        p_lower: bounds.map((one) => one.lower),
        largest_gamma_p05: largestGamma(pairs, treated, 0.05),
      },
    };
  },
};

const rubinRules: Method = {
  name: 'Rubin’s rules',
  fits: ({ task }) => asks(task, 'df_barnard_rubin_1999'),
  answer: ({ task, input }) => {
    const pooled = rubin(
      numbers(input, 'estimate'),
      numbers(input, 'variance'),
      numberAt(task, 'complete_data_df'),
    );
    return {
      values: {
        pooled: pooled.estimate,
        within: pooled.within,
        between: pooled.between,
        total: pooled.total,
        lambda_: pooled.lambda,
        df_rubin_1987: pooled.dfRubin,
        df_barnard_rubin_1999: pooled.dfBarnardRubin,
        ci95_barnard_rubin: pooled.interval,
      },
    };
  },
};

const permutation: Method = {
  name: 'exact permutation',
  fits: ({ task, input }) => asks(task, 'permutations') && input.columns.join() === 'group,value',
  answer: ({ input }) => {
    const groups = [...new Set(input.rows.map((row) => row['group'] ?? ''))];
    const of = (group: string | undefined): number[] =>
      numbers({ ...input, rows: input.rows.filter((row) => row['group'] === group) }, 'value');
    const result = permutationTest(of(groups[0]), of(groups[1]), new Generator(1));
    return {
      values: { observed: result.observed, permutations: result.permutations, p_one_sided: result.p },
    };
  },
};

const ratioBootstrap: Method = {
  name: 'bootstrap of a ratio',
  fits: ({ task, input }) => asks(task, 'bca_95') && input.columns.join() === 'u,x',
  answer: ({ input }) => {
    const [u, x] = [numbers(input, 'u'), numbers(input, 'x')];
    const ratio = (counts: Float64Array): number => {
      let top = 0;
      let bottom = 0;
      for (let i = 0; i < counts.length; i += 1) {
        top += (counts[i] ?? 0) * (x[i] ?? 0);
        bottom += (counts[i] ?? 0) * (u[i] ?? 0);
      }
      return top / bottom;
    };
    const result = bootstrap(u.length, ratio, 20_000, new Generator(1));
    return {
      values: {
        t0: result.estimate,
        jackknife_acceleration: result.jackknifeAcceleration,
        boot_se: result.standardError,
        boot_bias: result.bias,
        percentile_95: result.percentile,
        basic_95: result.basic,
        bca_95: result.bca,
      },
    };
  },
};

const stratified: Method = {
  name: 'stratified sample',
  fits: ({ task, input }) => asks(task, 'greg_se') && input.columns.includes('fpc'),
  answer: ({ task, input }) => {
    const sample = { stratum: input.rows.map((row) => row['stype'] ?? ''), size: numbers(input, 'fpc') };
    const of = (column: string): number[] => numbers(input, column);
    const [api, enrolled, pupils] = [of('api00'), of('enroll'), of('api.stu')];
    const average = surveyMean(sample, api);
    const all = surveyTotal(sample, enrolled);
    const ratio = surveyRatio(sample, pupils, enrolled);
    const note = notesOf(task).find((text) => /population total/.test(text)) ?? '';
    const known = /population total of (\w+) (\d+) over (\d+)/.exec(note);
    const [column, total, size] = [known?.[1] ?? 'api99', Number(known?.[2]), Number(known?.[3])];
    const greg = regressionTotal(
      sample,
      api,
      of(column).map((value) => [1, value]),
      [size, total],
    );
    return {
      values: {
        mean_api00: average.estimate,
        se: average.standardError,
        total_enroll: all.estimate,
        total_se: all.standardError,
        ratio_apistu_enroll: ratio.estimate,
        ratio_se: ratio.standardError,
        design_effect_mean: designEffect(sample, api),
        greg_mean_api00_calibrated_on_api99: greg.estimate / size,
        greg_se: greg.standardError / size,
      },
    };
  },
};

const monteCarlo: Method = {
  name: 'Monte Carlo of a share times heads',
  fits: ({ task, input }) => asks(task, 'mean_mc') && input.columns.join() === 'head,distribution,p1,p2,p3',
  answer: ({ task, input }) => {
    const inputs = input.rows.map(
      (row): Input => ({ name: row['head'] ?? '', distribution: distributionOf(row) }),
    );
    const share = inputs.findIndex((one) => one.distribution.kind === 'beta');
    const formula: Formula = (values) => {
      let sum = 0;
      for (let i = 0; i < values.length; i += 1) if (i !== share) sum += values[i] ?? 0;
      return (values[share] ?? 1) * sum;
    };
    const exact = momentsOfShare(
      inputs[share]?.distribution ?? { kind: 'constant', value: 1 },
      inputs.filter((_, i) => i !== share).map((one) => one.distribution),
    );
    const run = propagate(inputs, formula, 100_000, new Generator(1));
    const bars = tornado(inputs, formula);
    const given = (at(task, 'tornado.rows') ?? []) as readonly Task[];
    const tolerance = Number(at(task, 'tornado.tolerance') ?? 0);
    return {
      values: {
        mean_exact: exact.mean,
        sd_exact: exact.sd,
        mean_mc: run.mean,
        quantiles: Object.fromEntries(
          ['0.025', '0.05', '0.5', '0.95', '0.975'].map((p) => [p, run.quantile(Number(p))]),
        ),
      },
      also: given.flatMap((row, i) => {
        const near = (value: number | undefined, want: unknown): string =>
          value !== undefined && Math.abs(value - Number(want)) <= tolerance ? String(want) : String(value);
        return [
          {
            what: `bar ${i + 1} of the tornado`,
            computed: bars[i]?.name ?? 'none',
            given: String(row['input']),
          },
          { what: `bar ${i + 1}, low`, computed: near(bars[i]?.low, row['low']), given: String(row['low']) },
          {
            what: `bar ${i + 1}, high`,
            computed: near(bars[i]?.high, row['high']),
            given: String(row['high']),
          },
        ];
      }),
    };
  },
};

function distributionOf(row: Readonly<Record<string, string>>): Distribution {
  const [p1, p2, p3] = ['p1', 'p2', 'p3'].map((key) => Number(row[key])) as [number, number, number];
  const kind = (row['distribution'] ?? '').split('(')[0];
  switch (kind) {
    case 'normal':
      return { kind, mean: p1, sd: p2 };
    case 'lognormal':
      return { kind, median: p1, sigma: p2 };
    case 'triangular':
      return { kind, min: p1, mode: p2, max: p3 };
    case 'uniform':
      return { kind, min: p1, max: p2 };
    case 'beta':
      return { kind, a: p1, b: p2 };
    case 'constant':
      return { kind, value: p1 };
    default:
      throw new Error(`no distribution is called ${kind}`);
  }
}

function notesOf(task: Task): readonly string[] {
  return Object.values(task).flatMap((value) => (typeof value === 'string' ? [value] : []));
}

export const STATISTICS: readonly Method[] = [
  singleBreak,
  peltMean,
  ccf,
  distributedLags,
  diagnostics,
  localLevel,
  eValues,
  rosenbaum,
  rubinRules,
  permutation,
  ratioBootstrap,
  stratified,
  monteCarlo,
];
