// The cases of changes in a series: one change, many by PELT and its relatives, breaks by Bai and Perron.
import {
  breakIntervals,
  breakSets,
  breaksByBic,
  supF,
} from '../../../packages/probata/src/rooms/flows/breaks.ts';
import {
  binarySegmentation,
  type CostKind,
  optimalPartition,
  pelt,
  singleChange,
} from '../../../packages/probata/src/rooms/flows/change-points.ts';
import { log } from '../../../packages/probata/src/rooms/flows/elementary.ts';
import { mean, sumOfSquares } from '../../../packages/probata/src/rooms/flows/matrix.ts';
import { answerBy, askedIn, levelOf, wholeRows, wordsOf } from './asked.ts';
import { at, type Method, numbers, type Table, type Task } from './case.ts';

/** The values of a table of times and values, rows without a value left out, and what each time is called. */
export function seriesOf(input: Table): { readonly y: number[]; readonly times: (number | string)[] } {
  const [timeColumn = '', valueColumn = ''] = input.columns;
  const seen = wholeRows(input, [valueColumn]);
  return {
    y: numbers(seen, valueColumn),
    times: seen.rows.map((row) => {
      const text = row[timeColumn] ?? '';
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    }),
  };
}

/** The cost that a case's words name. */
function costOf(task: Task): CostKind {
  const words = wordsOf(task);
  if (/poisson/i.test(words)) return 'poisson';
  if (/mean and variance|mean\+variance|mean-variance|meanvar|own mean and variance/i.test(words))
    return 'mean-variance';
  return 'mean';
}

const leastOf = (task: Task): number =>
  Number(/minimum (?:segment )?length (?:of )?(\d+)/i.exec(wordsOf(task))?.[1] ?? 2);

export const singleBreak: Method = {
  name: 'a single change, or breaks by Bai and Perron',
  fits: ({ task, input }) =>
    input.columns.length >= 2 &&
    askedIn(task).some(({ path }) =>
      /^(change_index_1based|change_year|supF|bic_by_breaks|n_breaks_bic|break(points|dates?).*)$/.test(path),
    ),
  answer({ task, input }) {
    const { y, times } = seriesOf(input);
    const cost = costOf(task);
    const one = singleChange(y, cost);
    const at_ = one.changePoint;
    const trim = Number(at(task, 'trim') ?? 0.15);
    const sets = breakSets(y, trim);
    const best = breaksByBic(sets);
    const test = () => supF(y, trim);
    const interval = (digits: string | undefined) =>
      breakIntervals(y, sets[1]?.breaks ?? [], levelOf(digits))[0];
    const named = (index: number | null | undefined): unknown =>
      index == null ? undefined : times[Math.min(times.length, Math.max(1, index)) - 1];
    // The usual penalty for a change in mean: three times log n times the variance of the series.
    const penalty = 3 * log(y.length) * (sumOfSquares(y) / (y.length - 1));
    const breaksOf = (count: string | undefined): readonly number[] =>
      sets[count === undefined ? best : Number(count)]?.breaks ?? [];
    return answerBy(task, [
      [/^change_index_1based$/, () => at_],
      [/^change_(year|time|date|month|period)$/, () => named(at_)],
      [/^mean_before$/, () => mean(y.slice(0, at_))],
      [/^mean_after$/, () => mean(y.slice(at_))],
      [/^(rss|cost)_one_segment$/, () => one.costBefore],
      [/^(rss|cost)_two_segments$/, () => one.costAfter],
      [/^supF$/, () => test().statistic],
      [/^supF_p_value$/, () => test().p],
      [
        /^breakdate_(\d+)ci_(index|year|time|date|month|period)$/,
        ([, digits, what]) => {
          const { low, high } = interval(digits) ?? { low: null, high: null };
          return what === 'index' ? [low, high] : [named(low), named(high)];
        },
      ],
      [/^bic_by_breaks$/, () => sets.map((set) => set.bic)],
      [/^rss_by_breaks$/, () => sets.map((set) => set.rss)],
      [/^n_breaks_bic$/, () => best],
      [/^breakpoints(?:_(\d))?(?:_1based)?$/, ([, count]) => breaksOf(count)],
      [/^break_?(?:dates|years)(?:_(\d))?$/, ([, count]) => breaksOf(count).map(named)],
      [/^pelt_.*penalty$/, () => penalty],
      [/^pelt_.*change_points$/, () => pelt(y, cost, penalty, leastOf(task)).changePoints],
    ]);
  },
};

export const manyChanges: Method = {
  name: 'changes by PELT, optimal partitioning or binary segmentation',
  fits: ({ task }) =>
    typeof at(task, 'penalty') === 'number' && askedIn(task).some(({ path }) => path === 'change_points'),
  answer({ task, input }) {
    const { y } = seriesOf(input);
    const penalty = Number(at(task, 'penalty'));
    const [cost, least, words] = [costOf(task), leastOf(task), wordsOf(task)];
    const most = Number(at(task, 'max_changes') ?? at(task, 'Q') ?? 100);
    const found = /binary segmentation/i.test(words)
      ? binarySegmentation(y, cost, penalty, most, least)
      : /optimal partition/i.test(words)
        ? optimalPartition(y, cost, penalty, least)
        : pelt(y, cost, penalty, least);
    const edges = [0, ...found.changePoints, y.length];
    return answerBy(task, [
      [/^change_points$/, () => found.changePoints],
      [/^n_changes$/, () => found.changePoints.length],
      [/^total_cost_without_penalty$/, () => found.cost],
      [/^total_cost$/, () => found.cost + penalty * found.changePoints.length],
      [/^(segment_)?means$/, () => edges.slice(1).map((end, i) => mean(y.slice(edges[i], end)))],
    ]);
  },
};
