// Figures of lags, and the specification curve: every run in order of its effect with the choices it made.
import type { Figure, Mark } from '../../../base/figure/types.ts';
import { dateInWords } from '../../../base/time/index.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { METHODS } from '../methods.ts';
import { type Estimate, seriesVersion } from '../read.ts';
import type { MethodName } from '../types.ts';
import { effectInWords } from './effects.ts';
import { amount, sourceOf, workedOut } from './parts.ts';

const numbers = (value: unknown): number[] => (value as readonly (string | null)[]).map(Number);

/** How long the response takes: weights by lag, or correlations by lag; undefined for another method. */
export async function lagsFigure(look: Look, one: Estimate): Promise<Figure | undefined> {
  if (one.method !== 'distributed-lags' && one.method !== 'cross-correlation') return undefined;
  const versions = (
    await Promise.all(one.inputs.map((input) => seriesVersion(look, input.series, input.version)))
  ).flatMap((found) => found ?? []);
  const [driver, response] = versions;
  if (driver === undefined || response === undefined) return undefined;
  const common = {
    figure: 'lags' as const,
    of: one.id,
    source: `${await sourceOf(look, versions)} ${workedOut(one)}`,
  };
  const figures = one.figures as Readonly<Record<string, unknown>>;
  const step = driver.step === 'irregular' ? 'steps' : `${driver.step}s`;
  if (one.method === 'cross-correlation') {
    const lags = figures['lags'] as readonly number[];
    const values = numbers(figures['correlations']);
    const band = Number(figures['band']);
    return {
      ...common,
      title: `${driver.measure} and ${response.measure}: correlation by lag`,
      sentence: `After both are filtered, the correlation is largest (${amount(figures['peak'] as string, 3)}) at lag ${amount(Number(figures['peakLag']))}: ${Number(figures['peakLag']) < 0 ? `${driver.measure} goes before by ${-Number(figures['peakLag'])} ${step}` : Number(figures['peakLag']) > 0 ? 'the response goes before the driver' : 'both move together'}.`,
      notes: [
        'Between the dashed lines a correlation is within what chance gives, one in twenty outside it.',
      ],
      picture: {
        layout: 'plane',
        x: { kind: 'number', label: `lag, ${step} (below zero: the driver goes before)` },
        y: { label: 'correlation', zero: 'shown' },
        marks: [
          { is: 'level', tone: 'muted', y: band, label: '95 % band', dashed: true },
          { is: 'level', tone: 'muted', y: -band, label: null, dashed: true },
          {
            is: 'stems',
            tone: 'ink',
            points: lags.map((lag, i) => ({
              x: lag,
              y: values[i] ?? 0,
              said: `lag ${amount(lag)}: ${amount(values[i] ?? null, 3)}`,
            })),
          },
        ],
        events: [],
        choices: [],
      },
      table: {
        columns: [
          { name: 'Lag', numbers: true },
          { name: 'Correlation', numbers: true },
        ],
        rows: lags.map((lag, i) => ({ cells: [amount(lag), amount(values[i] ?? null, 4)], leads: null })),
      },
    };
  }
  const weights = numbers(figures['weights']);
  const errors = numbers(figures['standardErrors']);
  const almon = numbers((figures['almon'] as { weights: string[] }).weights);
  const low = (i: number): number => (weights[i] ?? 0) - 1.959963984540054 * (errors[i] ?? 0);
  const high = (i: number): number => (weights[i] ?? 0) + 1.959963984540054 * (errors[i] ?? 0);
  return {
    ...common,
    title: `${response.measure} after ${driver.measure}: how the response is spread over time`,
    sentence: effectInWords(one),
    notes: [
      `Weight: change of the logarithm of ${response.measure.toLowerCase()} for one ${driver.unit.replace(/s$/u, '')} so many ${step} before, with its 95 % interval (quasi-Poisson).`,
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'number', label: `lag, ${step}` },
      y: { label: 'weight', zero: 'shown' },
      marks: [
        {
          is: 'line',
          tone: 'accent',
          weight: 'plain',
          dashed: true,
          stepped: false,
          label: 'Almon',
          points: almon.map((y, x) => ({ x, y })),
        },
        {
          is: 'spans',
          tone: 'ink',
          points: weights.map((_, i) => ({ x: i, low: low(i), high: high(i) })),
        },
        {
          is: 'dots',
          tone: 'ink',
          shape: 'disc',
          label: 'free weights',
          points: weights.map((y, i) => ({
            x: i,
            y,
            said: `lag ${i}: ${amount(y, 3)} (${amount(low(i), 3)} to ${amount(high(i), 3)})`,
          })),
        },
      ],
      events: [],
      choices: [],
    },
    table: {
      columns: ['Lag', 'Weight', 'Low', 'High', 'Almon'].map((name) => ({ name, numbers: true })),
      rows: weights.map((y, i) => ({
        cells: [String(i), ...[y, low(i), high(i), almon[i] ?? null].map((value) => amount(value, 4))],
        leads: null,
      })),
    },
  };
}

/** What the question `estimate.curve` answers, as far as the figure shows it. */
export interface CurveAnswer {
  readonly runs: readonly {
    readonly estimate: string;
    readonly method: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly seed: number;
    readonly effect: {
      readonly name: string;
      readonly unit: string;
      readonly point: string;
      readonly low: string;
      readonly high: string;
    };
    readonly pleaded: boolean;
    readonly registered: boolean;
    readonly failed: number;
  }[];
  readonly sentence: string;
  readonly withoutEffect: number;
}

const CAN_SHOW = 24;
/** Parameters of the running, not of the question. */
const RUNNING = new Set(['draws', 'burn', 'chains']);

/** All runs of the unit that most of them share, in order of effect, with the choices that differ between them. */
export async function specificationsFigure(
  look: Look,
  series: string,
  answer: CurveAnswer,
): Promise<Figure | undefined> {
  const version = await seriesVersion(look, series);
  const units = new Map<string, number>();
  for (const run of answer.runs) units.set(run.effect.unit, (units.get(run.effect.unit) ?? 0) + 1);
  const unit = [...units].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  if (version === undefined || unit === undefined) return undefined;
  const runs = answer.runs.filter((run) => run.effect.unit === unit);
  const other = answer.runs.length - runs.length;
  const say = (run: CurveAnswer['runs'][number]): string =>
    `${METHODS[run.method as MethodName]?.title ?? run.method}: ${amount(run.effect.point, 4)} (${amount(run.effect.low, 4)} to ${amount(run.effect.high, 4)})${run.pleaded ? ', pleaded' : ''}${run.failed > 0 ? `, ${run.failed} challenges failed` : ''}`;
  const at = (wanted: (run: CurveAnswer['runs'][number]) => boolean): readonly number[] =>
    runs.flatMap((run, i) => (wanted(run) ? [i] : []));
  const dots = (
    wanted: readonly number[],
    shape: 'disc' | 'ring' | 'square',
    label: string | null,
  ): readonly Mark[] =>
    wanted.length === 0
      ? []
      : [
          {
            is: 'dots',
            tone: shape === 'square' ? 'ochre' : 'ink',
            shape,
            label,
            points: wanted.map((i) => {
              const run = runs[i] as CurveAnswer['runs'][number];
              return { x: i, y: Number(run.effect.point), said: say(run), leads: run.estimate };
            }),
          },
        ];
  const pleaded = at((run) => run.pleaded);
  return {
    figure: 'specifications',
    of: series,
    title: `${version.measure}: every run in order of its effect`,
    sentence: answer.sentence,
    source: await sourceOf(look, [version]),
    notes: [
      'Disc: no challenge failed. Ring: at least one failed. Square: the run that is pleaded.',
      ...(other === 0
        ? []
        : [
            `${other} ${other === 1 ? 'run' : 'runs'} in another unit ${other === 1 ? 'is' : 'are'} in the table of estimates and not here.`,
          ]),
      ...(answer.withoutEffect === 0
        ? []
        : [
            `${answer.withoutEffect} ${answer.withoutEffect === 1 ? 'run names' : 'runs name'} no effect and ${answer.withoutEffect === 1 ? 'is' : 'are'} not here.`,
          ]),
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'number', label: '' },
      y: { label: `effect, ${unit}`, zero: 'shown' },
      marks: [
        {
          is: 'spans',
          tone: 'muted',
          points: runs.map((run, i) => ({
            x: i,
            low: Number(run.effect.low),
            high: Number(run.effect.high),
          })),
        },
        ...dots(
          at((run) => !run.pleaded && run.failed === 0),
          'disc',
          null,
        ),
        ...dots(
          at((run) => !run.pleaded && run.failed > 0),
          'ring',
          null,
        ),
        ...dots(pleaded, 'square', null),
      ],
      events: pleaded.map((x) => ({ x, until: null, label: 'pleaded', kind: 'event' as const })),
      choices: choicesOf(runs, at),
    },
    table: {
      columns: [
        { name: 'Method', numbers: false },
        { name: 'Choices', numbers: false },
        { name: 'Effect', numbers: true },
        { name: 'Low', numbers: true },
        { name: 'High', numbers: true },
        { name: 'Failed challenges', numbers: true },
        { name: 'Pleaded', numbers: false },
      ],
      rows: runs.map((run) => ({
        cells: [
          METHODS[run.method as MethodName]?.title ?? run.method,
          Object.entries(run.params)
            .map(([name, value]) => `${spaced(name)} ${shown(value)}`)
            .join(', '),
          amount(run.effect.point, 6),
          amount(run.effect.low, 6),
          amount(run.effect.high, 6),
          String(run.failed),
          run.pleaded ? 'pleaded' : '',
        ],
        leads: run.estimate,
      })),
    },
  };
}

type Choice = Extract<Figure['picture'], { layout: 'plane' }>['choices'][number];

/** The method, and each parameter in which runs differ, one row for each of its values. */
function choicesOf(
  runs: CurveAnswer['runs'],
  at: (wanted: (run: CurveAnswer['runs'][number]) => boolean) => readonly number[],
): Choice[] {
  const methods = [...new Set(runs.map((run) => run.method))].sort();
  const choices: Choice[] = methods.map((method) => ({
    group: 'Method',
    label: method.replaceAll('-', ' '),
    at: [...at((run) => run.method === method)],
  }));
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.params)))].sort();
  for (const name of names.filter((one) => !RUNNING.has(one))) {
    const values = [
      ...new Set(runs.flatMap((run) => (name in run.params ? [shown(run.params[name])] : []))),
    ].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
    const everyone = runs.every((run) => name in run.params);
    if (values.length < 2 && everyone) continue;
    if (values.length < 2 || values.length > 8) continue;
    for (const value of values)
      choices.push({
        group: spaced(name),
        label: value,
        at: [...at((run) => name in run.params && shown(run.params[name]) === value)],
      });
  }
  return choices.slice(0, CAN_SHOW);
}

const spaced = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/[A-Z]/gu, (letter, place: number) =>
    place === 0 ? letter : ` ${letter.toLowerCase()}`,
  );

function shown(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  const text = String(value);
  return /^\d{4}(-\d{2}){0,2}$/u.test(text) && !/^\d+$/u.test(text) ? dateInWords(text) : text;
}
