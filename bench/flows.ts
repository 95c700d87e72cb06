// Measures the flows methods: change points, structural series, synthetic controls, resampling, beside R and Python where there are.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap } from '../packages/probata/src/rooms/flows/bootstrap.ts';
import { breakSets } from '../packages/probata/src/rooms/flows/breaks.ts';
import { binarySegmentation, pelt } from '../packages/probata/src/rooms/flows/change-points.ts';
import { log } from '../packages/probata/src/rooms/flows/elementary.ts';
import { filterLevel, fitLevel, smoothLevel } from '../packages/probata/src/rooms/flows/local-level.ts';
import { type Input, propagate } from '../packages/probata/src/rooms/flows/monte-carlo.ts';
import { Generator } from '../packages/probata/src/rooms/flows/random.ts';
import { neweyWest, ols, olsScores } from '../packages/probata/src/rooms/flows/regression.ts';
import { structuralEffect } from '../packages/probata/src/rooms/flows/structural.ts';
import { surveyTotal } from '../packages/probata/src/rooms/flows/survey.ts';
import {
  controlWithPredictors,
  type Panel,
  placebos,
} from '../packages/probata/src/rooms/flows/synthetic-control.ts';
import { placeboError, syntheticDid } from '../packages/probata/src/rooms/flows/synthetic-did.ts';
import { ROOT } from '../scripts/check/tree.ts';
import { basquePanel } from './parts/basque.ts';

const USAGE = `npm run bench -- flows [--rounds 5] [--basque basque.csv]

Processor seconds, the best of the rounds, on data made from seeds. Peers in the same run: R with strucchange, boot, survey,
sandwich, quadprog and Python with numpy, statsmodels, as Debian packages them; a peer that is not there is named and left out.
--basque fits the Basque study alone, from the table that R Synth and pysyncon publish.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function best(rounds: number, run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

/** One JSON line of a peer, or undefined where it cannot be run. */
function peer(
  command: string,
  args: readonly string[],
): Readonly<Record<string, number | string>> | undefined {
  const ran = spawnSync(command, args, { encoding: 'utf8', timeout: 600_000 });
  if (ran.status !== 0) return undefined;
  try {
    return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as Record<string, number | string>;
  } catch {
    return undefined;
  }
}

/** One fit of the Basque study with its search for V, from each of ten seeds; the last line is JSON. */
function basque(file: string, rounds: number): void {
  const { panel, predictors } = basquePanel(file);
  const fits = Array.from({ length: 10 }, (_, i) => i + 1).map((seed) => {
    const fit = () => controlWithPredictors(panel, 0, predictors, new Generator(seed), 6, 500);
    return { seed, seconds: best(rounds, fit), mspe: fit().preMspe };
  });
  for (const { seed, seconds, mspe } of fits)
    say(`seed ${seed}: ${seconds.toFixed(3)} s, mean squared error before ${mspe.toFixed(5)}`);
  const seconds = Math.max(...fits.map((one) => one.seconds));
  say(JSON.stringify({ basque: { seconds, mspe: fits.map((one) => one.mspe) } }));
}

/** `flows` of the bench: see USAGE. The last line is JSON. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const rounds = Number(args[args.indexOf('--rounds') + 1]) || 5;
  const table = args.includes('--basque') ? args[args.indexOf('--basque') + 1] : undefined;
  if (table !== undefined) return basque(table, rounds);
  const g = new Generator(1);
  const noise = (n: number): number[] => Array.from({ length: n }, () => g.normal());
  const steps = (n: number, changes: number): number[] => {
    let level = 0;
    return noise(n).map((value, i) => {
      if (i > 0 && i % Math.floor(n / (changes + 1)) === 0) level = 2 * g.normal();
      return value + level;
    });
  };
  const long = steps(100_000, 94);
  const still = noise(10_000);
  const walk = (() => {
    let level = 0;
    return noise(200).map((value) => {
      level += 0.3 * g.normal();
      return level + value;
    });
  })();
  const controls = Array.from({ length: 10 }, () => noise(200));
  const seasonal = walk.map((value, t) => value + Math.sin((t * Math.PI) / 6));
  const level = { sigma2Eps: 1, sigma2Eta: 0.1 };
  const panel: Panel = {
    units: Array.from({ length: 39 }, (_, u) => `u${u}`),
    times: Array.from({ length: 31 }, (_, t) => 1970 + t),
    values: Array.from({ length: 39 }, () =>
      Float64Array.from({ length: 31 }, (_, t) => 120 - t + 8 * g.normal()),
    ),
    before: 19,
  };
  const predictors = Array.from({ length: 7 }, () => Float64Array.from({ length: 39 }, () => g.normal()));
  const did = { controls: panel.values.slice(1), treated: panel.values.slice(0, 1), before: 19 };
  const city = [138, 143, 93, 104, 61, 69, 179, 260, 48, 75, 37, 63, 29, 50, 23, 48, 30, 111, 2, 50];
  const [u, x] = [0, 1].map((side) => city.filter((_, i) => i % 2 === side)) as [number[], number[]];
  const ratio = (counts: Float64Array): number => {
    let [top, bottom] = [0, 0];
    for (let i = 0; i < counts.length; i += 1) {
      top += (counts[i] as number) * (x[i] as number);
      bottom += (counts[i] as number) * (u[i] as number);
    }
    return top / bottom;
  };
  const stratum = Array.from({ length: 100_000 }, () => `s${g.below(20)}`);
  const sizes = new Map<string, number>();
  for (const name of stratum) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const sample = { stratum, size: stratum.map((name) => 5 * (sizes.get(name) ?? 1)) };
  const claimed = stratum.map(() => g.gamma(2));
  const design = Array.from({ length: 2000 }, () => [1, ...noise(11)]);
  const response = noise(2000);
  const heads: Input[] = [
    { name: 'share', distribution: { kind: 'beta', a: 18, b: 4 } },
    { name: 'a', distribution: { kind: 'normal', mean: 152, sd: 4 } },
    { name: 'b', distribution: { kind: 'lognormal', median: 20, sigma: 0.2 } },
    { name: 'c', distribution: { kind: 'triangular', min: 15, mode: 23, max: 35 } },
    { name: 'd', distribution: { kind: 'constant', value: -15 } },
  ];
  const penalty = 2 * log(100_000);
  const R = peer('Rscript', [join(ROOT, 'bench/peers/flows.R')]);
  const py = peer('/usr/bin/python3', [join(ROOT, 'bench/peers/flows.py')]);
  if (R === undefined)
    say(
      'LEFT OUT: no R here (Debian: r-base-core r-cran-strucchange r-cran-boot r-cran-survey r-cran-sandwich r-cran-quadprog).',
    );
  if (py?.['statsmodels'] === undefined)
    say('LEFT OUT: no Python with statsmodels here (Debian: python3-statsmodels).');
  const few = Math.min(rounds, 2);
  const nile = walk.slice(0, 100);
  const rows: readonly (readonly [string, number, number, string])[] = [
    ['PELT mean, 1e5 points, 94 changes', best(rounds, () => pelt(long, 'mean', penalty)), 0.6, ''],
    [
      'PELT mean and variance, 1e5 points',
      best(few, () => pelt(long, 'mean-variance', 1.5 * penalty)),
      1.5,
      '',
    ],
    ['PELT, 1e4 points, no change', best(rounds, () => pelt(still, 'mean', 2 * log(10_000))), 0.3, ''],
    [
      'binary segmentation, 1e5 points, at most 100',
      best(rounds, () => binarySegmentation(long, 'mean', penalty, 100)),
      0.25,
      '',
    ],
    [
      'structural, level and one control, 1000 draws, n 200',
      best(rounds, () =>
        structuralEffect(walk, controls.slice(0, 1), 150, new Generator(1), {
          draws: 1000,
          burn: 0,
          chains: 1,
        }),
      ),
      0.05,
      `statsmodels, level only: ${py?.['simulation_smoother_1000'] ?? 'none'}`,
    ],
    [
      'structural, ten controls and twelve seasons, 1000 draws',
      best(few, () =>
        structuralEffect(seasonal, controls, 150, new Generator(1), {
          draws: 1000,
          burn: 0,
          chains: 1,
          season: 12,
        }),
      ),
      1,
      '',
    ],
    [
      'local level by maximum likelihood, n 200',
      best(rounds, () => fitLevel(walk)),
      0.03,
      `statsmodels: ${py?.['local_level_ml'] ?? 'none'}`,
    ],
    [
      'filter and smoother, n 200, 100 times',
      best(rounds, () => {
        for (let i = 0; i < 100; i += 1) {
          filterLevel(walk, level);
          smoothLevel(walk, level);
        }
      }),
      0.1,
      `statsmodels: ${py?.['filter_smoother_100'] ?? 'none'}`,
    ],
    [
      'synthetic control and 38 placebos',
      best(rounds, () => placebos(panel, 0)),
      0.1,
      `R quadprog: ${R?.['control_placebos'] ?? 'none'}`,
    ],
    [
      'search for V, 6 starts of 500',
      best(few, () => controlWithPredictors(panel, 0, predictors, new Generator(1), 6, 500)),
      3,
      '',
    ],
    [
      'synthetic differences and 200 placebo errors',
      best(few, () => {
        syntheticDid(did);
        placeboError(did, 200, new Generator(1));
      }),
      10,
      '',
    ],
    [
      'breakpoints of 100 points',
      best(rounds, () => breakSets(nile)),
      0.03,
      `R strucchange: ${R?.['breakpoints_nile'] ?? 'none'}`,
    ],
    [
      'bootstrap of a ratio, 20,000 of 10',
      best(rounds, () => bootstrap(10, ratio, 20_000, new Generator(1))),
      0.2,
      `R boot: ${R?.['bootstrap'] ?? 'none'}`,
    ],
    [
      'survey total, 1e5 rows, 20 strata',
      best(rounds, () => surveyTotal(sample, claimed)),
      0.08,
      `R survey: ${R?.['survey_total'] ?? 'none'}`,
    ],
    [
      'least squares and Newey-West(12), n 2000, k 12',
      best(rounds, () => {
        const fit = ols(design, response);
        neweyWest(olsScores(design, fit), fit.inverse, 12);
      }),
      0.03,
      `R sandwich: ${R?.['newey_west'] ?? 'none'}; statsmodels: ${py?.['newey_west'] ?? 'none'}`,
    ],
    [
      'Monte Carlo, 1e6 draws of four heads, quantiles',
      best(few, () => {
        const drawn = propagate(
          heads,
          (v) =>
            (v[0] as number) * ((v[1] as number) + (v[2] as number) + (v[3] as number) + (v[4] as number)),
          1_000_000,
          new Generator(1),
        );
        for (const p of [0.025, 0.05, 0.5, 0.95, 0.975]) drawn.quantile(p);
      }),
      0.5,
      `numpy: ${py?.['monte_carlo'] ?? 'none'}`,
    ],
  ];
  for (const [what, cpu, asked, beside] of rows)
    say(
      `${cpu <= asked ? '  ' : '! '}${what.padEnd(58)}${cpu.toFixed(4).padStart(9)}  asked ${String(asked).padEnd(5)} ${beside}`,
    );
  say(
    JSON.stringify({
      ours: Object.fromEntries(rows.map(([what, cpu]) => [what, cpu])),
      r: R ?? null,
      python: py ?? null,
    }),
  );
}
