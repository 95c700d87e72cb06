// Checks by simulation what the flows methods promise: covered intervals, rare false alarms, a warning, a fit found from any seed.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exp, log } from '../packages/probata/src/rooms/flows/elementary.ts';
import { METHODS } from '../packages/probata/src/rooms/flows/index.ts';
import { interruptedSeries, PLAIN, placeboDates } from '../packages/probata/src/rooms/flows/interrupted.ts';
import { levelStep, stepTaken } from '../packages/probata/src/rooms/flows/level-step.ts';
import { fitLevel } from '../packages/probata/src/rooms/flows/local-level.ts';
import { mean } from '../packages/probata/src/rooms/flows/matrix.ts';
import type { Aligned } from '../packages/probata/src/rooms/flows/methods/outcome.ts';
import { Generator } from '../packages/probata/src/rooms/flows/random.ts';
import { CAUSAL_IMPACT_PRIORS, structuralEffect } from '../packages/probata/src/rooms/flows/structural.ts';
import { controlWithPredictors, type Panel } from '../packages/probata/src/rooms/flows/synthetic-control.ts';
import { ROOT } from '../scripts/check/tree.ts';

const USAGE = `npm run bench -- coverage [--series 200] [--data DIR] [--reference DIR]

Simulates series from seeds and counts. --data: a folder with frontex/all_routes_monthly.csv; --reference: one with
prop99-synth-covariates/input.csv. What is absent is left out, loudly.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`;

/** `coverage` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  const given = (name: string, fallback: string): string => {
    const at = args.indexOf(name);
    return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
  };
  if (args.includes('--help')) return say(USAGE);
  const count = Number(given('--series', '200'));
  known(count);
  await wandering(count);
  const data = resolve(given('--data', join(ROOT, '../shared/data')));
  const monthly = join(data, 'frontex/all_routes_monthly.csv');
  if (existsSync(monthly)) publicSeries(monthly, count);
  else say(`LEFT OUT: ${monthly} is not here, so nothing was simulated from the public series.`);
  const reference = resolve(given('--reference', join(ROOT, '../shared/reference/quantum')));
  const smoking = join(reference, 'prop99-synth-covariates/input.csv');
  if (existsSync(smoking)) searchOfV(smoking);
  else say(`LEFT OUT: ${smoking} is not here, so the search for V was not tried.`);
}

/** A level that steps by `levelSd`, a control, noise of one, and an effect of two from point 70 of 100 on. */
function simulated(seed: number, levelSd: number, effect: number): { y: number[]; x: number[] } {
  const g = new Generator(seed);
  let level = 0;
  let driver = 0;
  const x: number[] = [];
  const y = Array.from({ length: 100 }, (_, t) => {
    level += levelSd * g.normal();
    driver = 0.9 * driver + g.normal();
    x.push(driver);
    return level + 0.8 * driver + g.normal() + (t >= 70 ? effect : 0);
  });
  return { y, x };
}

function known(count: number): void {
  const effect = 2;
  const covers = { structural: 0, still: 0, wandering: 0, sum: 0, cosine: 0, neweyWest: 0 };
  for (let s = 0; s < count; s += 1) {
    const { y, x } = simulated(s + 1, 0.01, effect);
    const within = ([low, high]: readonly [number, number]): number =>
      low <= effect && effect <= high ? 1 : 0;
    covers.structural += within(structuralInterval(y, [x], 70, 1000 + s));
    covers.still += within(structuralEffect(y, [x], 70, new Generator(1000 + s)).meanEffect.interval);
    const options = { ...PLAIN, trend: false, covariates: [x] };
    const run = interruptedSeries(y, 70, { ...options, errors: 'wandering' });
    covers.wandering += within(run.levelChange.interval);
    const [low, high] = run.cumulative.interval;
    covers.sum += within([low / 30, high / 30]);
    covers.cosine += within(interruptedSeries(y, 70, { ...options, errors: 'cosine' }).levelChange.interval);
    covers.neweyWest += within(
      interruptedSeries(y, 70, { ...options, errors: 'newey-west' }).levelChange.interval,
    );
  }
  say(`a known effect in ${count} local-level series (level sd 0.01): the 95 % interval covers it`);
  say(
    `  structural ${percent(covers.structural, count)}, with the prior of CausalImpact ${percent(covers.still, count)}   asked: 90 to 98 %`,
  );
  say(
    `  interrupted, change of level ${percent(covers.wandering, count)}, sum after the date ${percent(covers.sum, count)}   asked: 90 to 98 %`,
  );
  say(
    `  for comparison: cosine errors ${percent(covers.cosine, count)}, Newey and West ${percent(covers.neweyWest, count)}`,
  );
}

/** Months from January 2010 on, for series that have no time of their own. */
function months(count: number): string[] {
  return Array.from(
    { length: count },
    (_, t) => `${2010 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}`,
  );
}

/** The interval of the mean effect: with the step of the level that the series shows, as the house runs it. */
function structuralInterval(
  y: readonly number[],
  controls: readonly (readonly number[])[],
  before: number,
  seed: number,
  season: number | null = null,
): readonly [number, number] {
  const levelSd = stepTaken(levelStep(y, controls, before, season));
  return structuralEffect(y, controls, before, new Generator(seed), {
    draws: 800,
    burn: 200,
    season,
    priors: { ...CAUSAL_IMPACT_PRIORS, levelSd },
  }).meanEffect.interval;
}

/** The whole method, with the sheet of challenges. */
async function structuralSheet(y: readonly number[], x: readonly number[], seed: number, params: object) {
  const times = months(y.length);
  const data: Aligned = {
    times,
    names: ['y', 'x'],
    units: ['', ''],
    values: [y, x],
    step: 'month',
    switches: [],
  };
  const chosen = METHODS.structural.parse({ date: times[70] ?? '', draws: 600, ...params });
  const { challenge, figures } = await METHODS.structural.run(data, chosen, seed, async () => {});
  const { low, high } = figures['meanEffect'] as { low: string; high: string };
  return {
    interval: [Number(low), Number(high)] as const,
    status: challenge.find((one) => /prior of the level/.test(one.attack))?.status,
  };
}

/** Where the level wanders (true sd 0.1 of noise) the prior of CausalImpact is too narrow: the sheet must say so. */
async function wandering(count: number): Promise<void> {
  say(`a wandering level (true sd 0.1) in ${count} series`);
  for (const [name, params] of [
    ['as the house runs it', {}],
    ['with the prior of CausalImpact', { levelSd: 0.01 }],
  ] as const) {
    let [warned, doubted, covered] = [0, 0, 0];
    for (let s = 0; s < count; s += 1) {
      const { y, x } = simulated(50_000 + s, 0.1, 2);
      const { interval, status } = await structuralSheet(y, x, s, params);
      if (interval[0] <= 2 && 2 <= interval[1]) covered += 1;
      if (status === 'failed') warned += 1;
      if (status === 'open') doubted += 1;
    }
    say(
      `  ${name}: the interval covers ${percent(covered, count)}; the sheet says that it is too narrow in ${percent(warned, count)}, that it may be in another ${percent(doubted, count)}`,
    );
  }
}

/** Series simulated from a fit to the months before 2021, and every admissible placebo date of the real ones. */
function publicSeries(file: string, count: number): void {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const real = rows.map((row) => row.split(',')).filter(([month]) => (month ?? '') < '2021');
  const logs = real.map((row) => log(Number(row[3]) + 1));
  // A season of months and a wandering level on logarithms, as fitted.
  const seasonal = Array.from(
    { length: 12 },
    (_, m) => mean(logs.filter((_, t) => t % 12 === m)) - mean(logs),
  );
  const model = fitLevel(logs.map((value, t) => value - (seasonal[t % 12] ?? 0)));
  say(
    `fit to ${real.length} months before 2021, on logarithms: noise sd ${Math.sqrt(model.sigma2Eps).toFixed(3)}, level sd ${Math.sqrt(model.sigma2Eta).toFixed(3)}`,
  );
  const before = real.length - 12;
  const rejects = {
    logs: 0,
    sums: 0,
    counts: 0,
    cosine: 0,
    neweyWest: 0,
    ols: 0,
    structural: 0,
    seasonal: 0,
    still: 0,
  };
  const options = { ...PLAIN, trend: false, season: 12, errors: 'wandering' } as const;
  for (let s = 0; s < count; s += 1) {
    const g = new Generator(7000 + s);
    let level = logs[0] ?? 0;
    const y = logs.map((_, t) => {
      const value = level + (seasonal[t % 12] ?? 0) + Math.sqrt(model.sigma2Eps) * g.normal();
      level += Math.sqrt(model.sigma2Eta) * g.normal();
      return value;
    });
    const counts = y.map((value) => Math.max(0, exp(value) - 1));
    const run = interruptedSeries(y, before, options);
    if (run.levelChange.p < 0.05) rejects.logs += 1;
    if (run.cumulative.p < 0.05) rejects.sums += 1;
    if (interruptedSeries(y, before, { ...options, errors: 'cosine' }).levelChange.p < 0.05)
      rejects.cosine += 1;
    if (interruptedSeries(counts, before, options).levelChange.p < 0.05) rejects.counts += 1;
    if (interruptedSeries(y, before, { ...options, errors: 'newey-west' }).levelChange.p < 0.05)
      rejects.neweyWest += 1;
    if (interruptedSeries(y, before, { ...options, errors: 'ols' }).levelChange.p < 0.05) rejects.ols += 1;
    const finds = ([low, high]: readonly [number, number]): number => (low * high > 0 ? 1 : 0);
    rejects.structural += finds(structuralInterval(y, [], before, s));
    rejects.seasonal += finds(structuralInterval(y, [], before, s, 12));
    rejects.still += finds(
      structuralEffect(y, [], before, new Generator(s), { draws: 800, burn: 200 }).meanEffect.interval,
    );
  }
  say(
    `no effect in ${count} series simulated from it, the last 12 of ${real.length} months as if after a date: the 5 % test rejects`,
  );
  say(
    `  interrupted, logarithms: level ${percent(rejects.logs, count)}, sum ${percent(rejects.sums, count)}; counts: level ${percent(rejects.counts, count)}   asked: at most 8 %`,
  );
  say(
    `  structural ${percent(rejects.structural, count)}, with a season of months ${percent(rejects.seasonal, count)}   asked: at most 8 %`,
  );
  say(
    `  for comparison: cosine errors ${percent(rejects.cosine, count)}, Newey and West ${percent(rejects.neweyWest, count)}, least squares ${percent(rejects.ols, count)}, structural with the prior of CausalImpact ${percent(rejects.still, count)}`,
  );
  const dates = placeboDates(logs, real.length, options, 12);
  const rejected = dates.filter((one) => one.level.p < 0.05);
  say(
    `real placebo dates: all ${dates.length} admissible ones before 2021, ${rejected.length} rejected (${percent(rejected.length, dates.length)})`,
  );
  say(`  ${dates.map((one) => `${real[one.at]?.[0]} p ${one.level.p.toFixed(3)}`).join('; ')}`);
}

function searchOfV(file: string): void {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  const units = [...new Set(rows.map((row) => row[0] ?? ''))];
  const times = [...new Set(rows.map((row) => Number(row[1])))].sort((a, b) => a - b);
  const cell = new Map(rows.map((row) => [`${row[0]}|${row[1]}`, row]));
  const value = (unit: string, year: number, column: number): number => {
    const text = cell.get(`${unit}|${year}`)?.[column] ?? '';
    return text === '' || text === 'NA' ? Number.NaN : Number(text);
  };
  const panel: Panel = {
    units,
    times,
    values: units.map((unit) => Float64Array.from(times, (year) => value(unit, year, 2))),
    before: times.filter((year) => year < 1989).length,
  };
  const over = (column: number, from: number, to: number): Float64Array =>
    Float64Array.from(units, (unit) =>
      mean(
        times
          .filter((year) => year >= from && year <= to)
          .map((year) => value(unit, year, column))
          .filter(Number.isFinite),
      ),
    );
  const predictors = [
    over(3, 1980, 1988),
    over(6, 1980, 1988),
    over(5, 1980, 1988),
    over(4, 1984, 1988),
    over(2, 1975, 1975),
    over(2, 1980, 1980),
    over(2, 1988, 1988),
  ];
  const fits = Array.from(
    { length: 10 },
    (_, seed) =>
      controlWithPredictors(panel, units.indexOf('California'), predictors, new Generator(seed + 1)).preMspe,
  );
  const reached = fits.filter((mspe) => mspe <= 3.2).length;
  say(
    `Proposition 99, search for V from seeds 1 to 10: ${reached} of 10 reach a mean squared error of 3.2 or less   asked: 9`,
  );
  say(`  ${fits.map((mspe) => mspe.toFixed(3)).join(', ')}`);
}
