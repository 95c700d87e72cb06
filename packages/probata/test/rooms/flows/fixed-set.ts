// Works a fixed set of estimates out and prints one hash over all of them: the same on every machine, or something is wrong.
import '@probata/seal/node';
import { canonicalBytes, type Json, sha256, toHex } from '@probata/seal';
import type { Aligned } from '../../../src/rooms/flows/methods/outcome.ts';
import { workOut } from '../../../src/rooms/flows/methods.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';
import type { MethodName } from '../../../src/rooms/flows/types.ts';

const g = new Generator(20_310_701);
const TIMES = Array.from(
  { length: 72 },
  (_, i) => `${2026 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);
const noise = (centre: number, sd: number): number[] => TIMES.map(() => Math.round(centre + sd * g.normal()));
const driver = noise(60, 9);
const outcome = TIMES.map((_, t) =>
  Math.round(200 + 2 * (driver[t - 1] ?? 60) + 15 * g.normal() + (t >= 60 ? 180 : 0)),
);
const donors = Array.from({ length: 6 }, (_, i) => noise(180 + 20 * i, 12));
const data = (...values: readonly number[][]): Aligned => ({
  times: TIMES,
  names: values.map((_, i) => `series ${i + 1}`),
  units: values.map(() => 'persons'),
  values,
  step: 'month',
  switches: [],
});

const RUNS: readonly (readonly [MethodName, Aligned, object])[] = [
  ['before-after', data(outcome), { date: '2031-01' }],
  ['change-points', data(outcome), {}],
  ['cross-correlation', data(driver, outcome), {}],
  ['distributed-lags', data(driver, outcome), { maxLag: 3, draws: 300, reference: 60 }],
  ['granger', data(driver, outcome), { maxOrder: 3 }],
  ['interrupted', data(outcome, driver), { date: '2031-01', log: true }],
  ['interrupted', data(outcome), { date: '2031-01', errors: 'cosine', trend: true }],
  ['matched-pairs', data(outcome, donors[0] ?? []), { date: '2031-01' }],
  [
    'monte-carlo',
    data(outcome, driver),
    {
      draws: 4000,
      correlation: [
        [1, 0.5],
        [0.5, 1],
      ],
    },
  ],
  ['structural', data(outcome, ...donors), { date: '2031-01', draws: 300, season: true }],
  [
    'synthetic-control',
    data(outcome, ...donors),
    { date: '2031-01', draws: 50, variant: 'predictors', outcomeSpans: ['2026', '2028', '2030'], starts: 4 },
  ],
];

const worked: Json[] = [];
for (const [name, aligned, params] of RUNS)
  worked.push((await workOut(name, aligned, params as never, 7, async () => {})) as unknown as Json);
process.stdout.write(`${toHex(sha256(canonicalBytes(worked)))}\n`);
