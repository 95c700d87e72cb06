// The cases of samples and draws: the bootstrap, survey estimators, Monte Carlo.
import { bootstrap, type WeightedStatistic } from '../../../packages/probata/src/rooms/flows/bootstrap.ts';
import {
  type Distribution,
  type Formula,
  type Input,
  momentsOfShare,
  propagate,
  tornado,
} from '../../../packages/probata/src/rooms/flows/monte-carlo.ts';
import { Generator } from '../../../packages/probata/src/rooms/flows/random.ts';
import {
  clusterTotal,
  designEffect,
  regressionTotal,
  type StratifiedSample,
  surveyMean,
  surveyRatio,
  surveyTotal,
} from '../../../packages/probata/src/rooms/flows/survey.ts';
import { answerBy, askedIn, columnNamed, levelOf, wholeRows, wordsOf } from './asked.ts';
import { type Answer, asks, at, type Method, numbers, type Table, type Task } from './case.ts';

/** The statistic that the case's words name, as a function of how often each row is drawn. */
function statisticOf(task: Task, input: Table): WeightedStatistic {
  const words = String(at(task, 'statistic') ?? '');
  const sum = (counts: Float64Array, values: readonly number[]): number => {
    let total = 0;
    for (let i = 0; i < counts.length; i += 1) total += (counts[i] ?? 0) * (values[i] ?? 0);
    return total;
  };
  const ratio = /(?:sum|mean)\((\w[\w.]*)\) ?\/ ?(?:sum|mean)\((\w[\w.]*)\)/.exec(words);
  if (ratio !== null) {
    const [top, bottom] = [ratio[1], ratio[2]].map((name) =>
      numbers(input, columnNamed(input, name ?? '') ?? ''),
    );
    return (counts) => sum(counts, top ?? []) / sum(counts, bottom ?? []);
  }
  const one = /mean\((\w[\w.]*)\)/.exec(words)?.[1] ?? input.columns.at(-1) ?? '';
  const values = numbers(input, columnNamed(input, one) ?? one);
  const ones = values.map(() => 1);
  return (counts) => sum(counts, values) / sum(counts, ones);
}

const resampled: Method = {
  name: 'bootstrap',
  fits: ({ task }) => askedIn(task).some(({ path }) => /^(bca|percentile|basic|boot_se)/.test(path)),
  answer({ task, input }) {
    const seen = wholeRows(
      input,
      input.columns.filter((name) =>
        input.rows.every((row) => row[name] === 'NA' || Number.isFinite(Number(row[name]))),
      ),
    );
    const words = askedIn(task)
      .map(({ note }) => note)
      .join('\n');
    const draws = Number(/(\d{3,}) resamples/.exec(`${words}\n${wordsOf(task)}`)?.[1] ?? 20_000);
    const block = Number(at(task, 'block_length') ?? at(task, 'block') ?? 1);
    const run = (digits?: string) =>
      bootstrap(seen.rows.length, statisticOf(task, seen), draws, new Generator(1), {
        level: levelOf(digits),
        block,
      });
    const once = run();
    const at_ = (digits: string | undefined) => (digits === '95' ? once : run(digits));
    return answerBy(task, [
      [/^t0$/, () => once.estimate],
      [/^jackknife_acceleration$/, () => once.jackknifeAcceleration],
      [/^acceleration$/, () => once.acceleration],
      [/^boot_se$/, () => once.standardError],
      [/^boot_bias$/, () => once.bias],
      [/^percentile_(\d+)$/, ([, digits]) => at_(digits).percentile],
      [/^basic_(\d+)$/, ([, digits]) => at_(digits).basic],
      [/^bca_(\d+)$/, ([, digits]) => at_(digits).bca],
    ]);
  },
};

/** What a mean, total or ratio is of: the columns that a key names. */
const stratified: Method = {
  name: 'stratified sample',
  fits: ({ task, input }) =>
    input.columns.includes('fpc') && askedIn(task).some(({ path }) => /^(mean|total|ratio)_/.test(path)),
  answer({ task, input }) {
    const words = wordsOf(task);
    const clusterName = /clusters? (?:of|by) (\w[\w.]*)/i.exec(words)?.[1];
    if (clusterName !== undefined)
      return clustered(task, input, columnNamed(input, clusterName) ?? clusterName);
    const named = /stratified by (\w[\w.]*)/i.exec(words)?.[1];
    const stratum = named === undefined ? undefined : columnNamed(input, named);
    const sample: StratifiedSample = {
      stratum: input.rows.map((row) => (stratum === undefined ? 'all' : (row[stratum] ?? ''))),
      size: numbers(input, 'fpc'),
    };
    const of = (name: string | undefined): number[] =>
      numbers(input, columnNamed(input, name ?? '') ?? name ?? '');
    const keys = askedIn(task).map(({ path }) => path);
    const meanOf = (/^mean_([\w.]+)$/.exec(keys.find((key) => key.startsWith('mean_')) ?? '') ?? [])[1];
    const totalOf = keys.find((key) => /^total_(?!se$)/.test(key))?.slice('total_'.length);
    const ratioOf = keys.find((key) => /^ratio_(?!se$)/.test(key))?.slice('ratio_'.length);
    const greg = () => gregOf(task, input, sample, of);
    const ratio = () => {
      const [top, bottom] = splitNames(input, ratioOf ?? '');
      return surveyRatio(sample, of(top), of(bottom));
    };
    return answerBy(task, [
      [/^greg_se$/, () => greg()?.error],
      [/^greg_mean_/, () => greg()?.estimate],
      [/^mean_([\w.]+)$/, ([, name]) => surveyMean(sample, of(name)).estimate],
      [/^(mean_)?se$/, () => surveyMean(sample, of(meanOf)).standardError],
      [/^total_se$/, () => surveyTotal(sample, of(totalOf)).standardError],
      [/^total_([\w.]+)$/, ([, name]) => surveyTotal(sample, of(name)).estimate],
      [/^ratio_se$/, () => ratio().standardError],
      [/^ratio_/, () => ratio().estimate],
      [/^design_effect_mean$/, () => designEffect(sample, of(meanOf))],
    ]);
  },
};

/** `apistu_enroll`: two columns of the table, whatever their dots. */
function splitNames(input: Table, joined: string): readonly [string, string] {
  for (let i = 1; i < joined.length; i += 1) {
    if (joined[i] !== '_') continue;
    const [top, bottom] = [columnNamed(input, joined.slice(0, i)), columnNamed(input, joined.slice(i + 1))];
    if (top !== undefined && bottom !== undefined) return [top, bottom];
  }
  throw new Error(`no two columns are called ${joined}`);
}

function gregOf(
  task: Task,
  input: Table,
  sample: StratifiedSample,
  of: (name: string | undefined) => number[],
): { readonly estimate: number; readonly error: number } | undefined {
  const asked = askedIn(task).find(({ path }) => path.startsWith('greg_mean_'));
  const match = /^greg_mean_(\w+)_calibrated_on_(\w+)$/.exec(asked?.path ?? '');
  const known = /population total of (\w[\w.]*) ([\d.]+) over (\d+)/.exec(`${asked?.note}\n${wordsOf(task)}`);
  if (match === null || known === null) return undefined;
  const [total, size] = [Number(known[2]), Number(known[3])];
  const rows = of(match[2]).map((value) => [1, value]);
  const greg = regressionTotal(sample, of(columnNamed(input, match[1] ?? '')), rows, [size, total]);
  return { estimate: greg.estimate / size, error: greg.standardError / size };
}

/** One-stage clusters: all members of each drawn cluster; `fpc` is the number of clusters in the frame. */
function clustered(task: Task, input: Table, column: string): Answer {
  const cluster = input.rows.map((row) => row[column] ?? '');
  const clusterSize = new Map<string, number>();
  for (const name of cluster) clusterSize.set(name, (clusterSize.get(name) ?? 0) + 1);
  const sample = { cluster, clusterSize, clusters: numbers(input, 'fpc')[0] ?? 0 };
  const of = (name: string | undefined): number[] =>
    numbers(input, columnNamed(input, name ?? '') ?? name ?? '');
  const keys = askedIn(task).map(({ path }) => path);
  const totalOf = keys.find((key) => /^total_(?!se$)/.test(key))?.slice('total_'.length);
  return answerBy(task, [
    [/^total_se$/, () => clusterTotal(sample, of(totalOf)).standardError],
    [/^total_([\w.]+)$/, ([, name]) => clusterTotal(sample, of(name)).estimate],
  ]);
}

const monteCarlo: Method = {
  name: 'Monte Carlo of a share times heads',
  fits: ({ task, input }) =>
    (asks(task, 'mean_mc') || asks(task, 'mean_exact')) &&
    input.columns.join() === 'head,distribution,p1,p2,p3',
  answer({ task, input }) {
    const inputs = input.rows.map(
      (row): Input => ({ name: row['head'] ?? '', distribution: distributionOf(row) }),
    );
    const isShare = /share \*/.test(String(at(task, 'formula') ?? 'share *'));
    const share = isShare
      ? inputs.findIndex((one) => one.distribution.kind === 'beta' || /share/.test(one.name))
      : -1;
    const formula: Formula = (values) => {
      let sum = 0;
      for (let i = 0; i < values.length; i += 1) if (i !== share) sum += values[i] ?? 0;
      return share < 0 ? sum : (values[share] ?? 1) * sum;
    };
    const exact = momentsOfShare(
      inputs[share]?.distribution ?? { kind: 'constant', value: 1 },
      inputs.filter((_, i) => i !== share).map((one) => one.distribution),
    );
    const correlation = at(task, 'correlation');
    const run = propagate(
      inputs,
      formula,
      400_000,
      new Generator(1),
      Array.isArray(correlation) ? (correlation as readonly (readonly number[])[]) : null,
    );
    const answer = answerBy(task, [
      [/^mean_exact$/, () => exact.mean],
      [/^sd_exact$/, () => exact.sd],
      [/^mean_mc$/, () => run.mean],
      [/^sd_mc$/, () => run.standardDeviation],
      [
        /^quantiles$/,
        () =>
          Object.fromEntries(
            ['0.025', '0.05', '0.5', '0.95', '0.975'].map((p) => [p, run.quantile(Number(p))]),
          ),
      ],
    ]);
    const bars = tornado(inputs, formula);
    const given = (at(task, 'tornado.rows') ?? []) as readonly Task[];
    const tolerance = Number(at(task, 'tornado.tolerance') ?? 0);
    const near = (value: number | undefined, want: unknown): string =>
      value !== undefined && Math.abs(value - Number(want)) <= tolerance ? String(want) : String(value);
    return {
      ...answer,
      also: given.flatMap((row, i) => [
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
      ]),
    };
  },
};

function distributionOf(row: Readonly<Record<string, string>>): Distribution {
  const [p1, p2, p3] = ['p1', 'p2', 'p3'].map((key) => Number(row[key])) as [number, number, number];
  const kind = (row['distribution'] ?? '').split('(')[0]?.trim();
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

export const SAMPLES: readonly Method[] = [resampled, stratified, monteCarlo];
