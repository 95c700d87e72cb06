// The cases of one or two series in time: cross-correlation, distributed lags, Granger, diagnostics, a wandering level.
import {
  autocorrelations,
  type Deterministic,
  dickeyFuller,
  jarqueBera,
  kpss,
  ljungBox,
  type TestResult,
} from '../../../packages/probata/src/rooms/flows/diagnostics.ts';
import { normalQuantile } from '../../../packages/probata/src/rooms/flows/distributions.ts';
import { log } from '../../../packages/probata/src/rooms/flows/elementary.ts';
import { grangerTest } from '../../../packages/probata/src/rooms/flows/granger.ts';
import { interruptedSeries, type TimeErrors } from '../../../packages/probata/src/rooms/flows/interrupted.ts';
import {
  almonLags,
  countLags,
  crossCorrelation,
  differences,
  lagMatrix,
  prewhiten,
} from '../../../packages/probata/src/rooms/flows/lags.ts';
import {
  filterLevel,
  fitLevel,
  forecastLevel,
  smoothLevel,
} from '../../../packages/probata/src/rooms/flows/local-level.ts';
import { attributable, centred, durbinWatson } from '../../../packages/probata/src/rooms/flows/regression.ts';
import { answerBy, askedIn, levelOf, wholeNumbers, wholeRows, wordsOf } from './asked.ts';
import { at, type Method, numberAt, numbers, type Table, type Task } from './case.ts';
import { seriesOf } from './changes.ts';

const pair = (test: TestResult): readonly number[] => [test.statistic, test.p];
const asksFor = (task: Task, pattern: RegExp): boolean =>
  askedIn(task).some(({ path }) => pattern.test(path));

/** Driver and response: the second and third column, rows with both. */
function pairOf(input: Table): readonly [number[], number[]] {
  const [, driver = '', response = ''] = input.columns;
  const seen = wholeRows(input, [driver, response]);
  return [numbers(seen, driver), numbers(seen, response)];
}

export const crossCorrelated: Method = {
  name: 'cross-correlation',
  fits: ({ task, input }) => asksFor(task, /^ccf$/) && input.columns.length >= 3,
  answer({ task, input }) {
    const words = wordsOf(task);
    const times = /second differences/i.test(words)
      ? 2
      : /first differences|differenced/i.test(words)
        ? 1
        : 0;
    let [driver, response]: readonly (readonly number[])[] = pairOf(input);
    for (let i = 0; i < times; i += 1)
      [driver, response] = [differences(driver ?? []), differences(response ?? [])];
    if (/pre-?whiten/i.test(words)) {
      const white = prewhiten(driver ?? [], response ?? [], Number(at(task, 'max_order') ?? 6));
      [driver, response] = [white.driver, white.response];
    }
    const lags = (at(task, 'lags') as readonly number[] | undefined) ?? [-10, 10];
    const found = crossCorrelation(driver ?? [], response ?? [], Math.max(...lags.map(Math.abs)));
    const picked =
      lags.length === 2 ? found.values : lags.map((lag) => found.values[found.lags.indexOf(lag)]);
    return answerBy(task, [
      [/^ccf$/, () => picked],
      [/^peak_lag$/, () => found.peakLag],
      [/^peak(_value)?$/, () => found.values[found.lags.indexOf(found.peakLag)]],
      [
        /band_(\d+)$/,
        ([, digits]) => (found.band / normalQuantile(0.975)) * normalQuantile(0.5 + levelOf(digits) / 2),
      ],
    ]);
  },
};

export const distributedLags: Method = {
  name: 'distributed lags',
  fits: ({ task, input }) =>
    asksFor(task, /quasipoisson.*\.coef$|almon_degree\d+\./) && input.columns.length >= 3,
  answer({ task, input }) {
    const [driver, counts] = pairOf(input);
    const words = wordsOf(task);
    const maxLag = Number(/lags 0\.\.(\d+)/.exec(words)?.[1] ?? 6);
    const onLogs = /log\(\w+ ?\+ ?1\)/.test(words);
    const hac = Number(
      /newey_west_lag(\d+)/.exec(
        askedIn(task)
          .map(({ path }) => path)
          .join('\n'),
      )?.[1] ?? 4,
    );
    const free = countLags(driver, counts, maxLag, hac);
    const almon = (degree: string | undefined) =>
      almonLags(driver, onLogs ? counts.map((value) => log(value + 1)) : counts, maxLag, Number(degree ?? 2));
    const columns = Array.from({ length: maxLag + 1 }, (_, i) => i + 1);
    const reference = Number(at(task, 'reference') ?? at(task, 'unconstrained_quasipoisson.reference') ?? 0);
    const share = () =>
      attributable(
        lagMatrix(driver, maxLag),
        free.fit,
        columns,
        columns.map(() => reference),
      );
    return answerBy(task, [
      [/poisson.*\.coef$/, () => free.fit.coefficients],
      [/poisson.*\.se$/, () => free.fit.standardErrors],
      [/poisson.*\.dispersion$/, () => free.fit.dispersion],
      [/poisson.*\.cumulative_effect$/, () => free.curve.sum],
      [/poisson.*\.cumulative_se$/, () => free.curve.sumStandardError],
      [
        /poisson.*\.cumulative_se_newey_west_lag(\d+)$/,
        ([, lag]) => countLags(driver, counts, maxLag, Number(lag)).sumStandardErrorHac,
      ],
      [/attributable_number$/, () => share().number],
      [/attributable_fraction$/, () => share().fraction],
      [/almon_degree(\d+)\.lag_weights$/, ([, degree]) => almon(degree).curve.weights],
      [/almon_degree(\d+)\.(weight_se|se)$/, ([, degree]) => almon(degree).curve.standardErrors],
      [/almon_degree(\d+)\.sum$/, ([, degree]) => almon(degree).curve.sum],
      [/almon_degree(\d+)\.sum_se$/, ([, degree]) => almon(degree).curve.sumStandardError],
    ]);
  },
};

export const granger: Method = {
  name: 'Granger’s test',
  fits: ({ task, input }) =>
    /granger/i.test(wordsOf(task)) && input.columns.length >= 3 && asksFor(task, /(^|\.)(F|f|p)(_|$)/),
  answer({ task, input }) {
    const [cause, effect] = pairOf(input).map((values) =>
      /first differences/i.test(wordsOf(task)) ? differences(values) : values,
    ) as [number[], number[]];
    const order = Number(at(task, 'order') ?? at(task, 'lag') ?? 1);
    const back = (path: string): boolean => /back|reverse/i.test(path);
    const of = (path: string, lag?: string) => {
      const k = lag === undefined ? order : Number(lag);
      return back(path) ? grangerTest(effect, cause, k) : grangerTest(cause, effect, k);
    };
    return answerBy(task, [
      [/(?:^|\.)[Ff](?:_lag(\d+))?(?:_back|_reverse)?$/, ([, lag], { path }) => of(path, lag).statistic],
      [/(?:^|\.)p(?:_value)?(?:_lag(\d+))?(?:_back|_reverse)?$/, ([, lag], { path }) => of(path, lag).p],
    ]);
  },
};

export const interruptedTime: Method = {
  name: 'interrupted time series',
  fits: ({ task, input }) => asksFor(task, /level_change/) && input.columns.length >= 2,
  answer({ task, input }) {
    const { y, times } = seriesOf(input);
    const first = at(task, 'first_treated') ?? at(task, 'first_treated_year') ?? at(task, 'date');
    const before = times.findIndex((time) => String(time) === String(first));
    const words = wordsOf(task);
    const season = at(task, 'season');
    const run = (errors: TimeErrors) =>
      interruptedSeries(y, before, {
        season: typeof season === 'number' ? season : null,
        trend: /slope|trend/i.test(words) || asksFor(task, /slope_change/),
        covariates: input.columns.slice(2).map((column) => numbers(input, column)),
        donut: Number(at(task, 'donut') ?? 0),
        errors,
        level: 0.95,
      });
    return answerBy(task, [
      [/(^|\.)level_change$/, () => run('ols').levelChange.estimate],
      [/level_change_se_ols$|level_change_se$/, () => run('ols').levelChange.standardError],
      [/level_change_se_(hac|newey_west).*$/, () => run('newey-west').levelChange.standardError],
      [/(^|\.)slope_change$/, () => run('ols').slopeChange?.estimate],
      [/slope_change_se_ols$|slope_change_se$/, () => run('ols').slopeChange?.standardError],
      [/cumulative(_effect)?$/, () => run('ols').cumulative.estimate],
      [/counterfactual$/, () => run('ols').counterfactual],
    ]);
  },
};

export const diagnostics: Method = {
  name: 'diagnostics of a series',
  fits: ({ task }) => asksFor(task, /^(ljung_box|acf_|adf_|kpss_|jarque_bera|durbin_watson)/),
  answer({ task, input }) {
    const { y } = seriesOf(input);
    const unitRoot = (lag: string | undefined, what: string | undefined): TestResult =>
      dickeyFuller(
        y,
        Number(lag),
        (what === 'trend' || what === 'constant_trend'
          ? 'trend'
          : what === 'none'
            ? 'none'
            : 'constant') satisfies Deterministic,
      );
    return answerBy(task, [
      [/^acf_(\d+)_(\d+)$/, ([, from, to]) => autocorrelations(y, Number(to)).slice(Number(from) - 1)],
      [/^acf_(\d+)$/, ([, lag]) => autocorrelations(y, Number(lag)).at(-1)],
      [/^ljung_box\.lag(\d+)$/, ([, lag]) => pair(ljungBox(y, Number(lag)))],
      [/^adf_lag(\d+)_(\w+)\.stat(istic)?$/, ([, lag, what]) => unitRoot(lag, what).statistic],
      [/^adf_lag(\d+)_(\w+)\.p\w*$/, ([, lag, what]) => unitRoot(lag, what).p],
      [/^kpss_lag(\d+)$/, ([, lag]) => kpss(y, Number(lag))],
      [/^durbin_watson/, () => durbinWatson(centred(y))],
      [/^jarque_bera$/, () => pair(jarqueBera(y))],
    ]);
  },
};

export const localLevel: Method = {
  name: 'local level',
  fits: ({ task }) => asksFor(task, /sigma2_eps_ml|^at_fixed_variances\./),
  answer({ task, input }) {
    const [timeColumn = '', valueColumn = ''] = input.columns;
    // A gap stays where it is: the filter passes over it.
    const y = numbers(input, valueColumn);
    const lastTime = Number(input.rows.at(-1)?.[timeColumn]);
    const n = y.length;
    const fit = fitLevel(y);
    const model =
      at(task, 'at_fixed_variances.sigma2_eps') === undefined
        ? fit
        : {
            sigma2Eps: numberAt(task, 'at_fixed_variances.sigma2_eps'),
            sigma2Eta: numberAt(task, 'at_fixed_variances.sigma2_eta'),
          };
    const filtered = filterLevel(y, model);
    const smoothed = smoothLevel(y, model);
    const notes = new Map(
      askedIn(task).map(({ path, note }) => [path.split('.').at(-1), wholeNumbers(note)]),
    );
    const placesOf = (key: string, other: readonly number[]): readonly number[] => {
      const own = notes.get(key) ?? [];
      return own.length > 0 ? own : other;
    };
    const middle = Math.floor(n / 2);
    const steps = placesOf('filtered_state_one_step', [2, middle + 1, n + 1]);
    const pick = (values: readonly number[], places: readonly number[]) => places.map((t) => values[t - 1]);
    const ahead = (time: string | undefined) => {
      const steps = Number(time) > lastTime ? Number(time) - lastTime : Number(time);
      return forecastLevel(y, model, steps).at(-1) ?? { mean: Number.NaN, variance: Number.NaN };
    };
    return answerBy(task, [
      [/^sigma2_eps_ml$/, () => fit.sigma2Eps],
      [/^sigma2_eta_ml$/, () => fit.sigma2Eta],
      [/^loglik_diffuse_at_ml$/, () => fit.logLikelihood],
      [/^loglik_diffuse/, () => filtered.logLikelihood],
      [/filtered_state_one_step$/, () => pick(filtered.state, steps)],
      [/filtered_var_one_step$/, () => pick(filtered.variance, placesOf('filtered_var_one_step', steps))],
      [/smoothed_state$/, () => pick(smoothed.state, placesOf('smoothed_state', [1, middle, n]))],
      [/smoothed_var$/, () => pick(smoothed.variance, placesOf('smoothed_var', [1, middle, n]))],
      [/forecast_(\d+)_mean$/, ([, time]) => ahead(time).mean],
      [/forecast_(\d+)_var$/, ([, time]) => ahead(time).variance],
      [
        /forecast_(\d+)_(\d\d)$/,
        ([, time, digits]) => {
          const { mean, variance } = ahead(time);
          const half = normalQuantile(0.5 + levelOf(digits) / 2) * Math.sqrt(variance);
          return [mean - half, mean + half];
        },
      ],
    ]);
  },
};

export const SERIES: readonly Method[] = [
  crossCorrelated,
  distributedLags,
  granger,
  interruptedTime,
  diagnostics,
  localLevel,
];
