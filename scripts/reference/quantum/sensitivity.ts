// The cases of sensitivity and pooling: E-values, Rosenbaum's bounds, robustness values, Rubin's rules, permutation.
import { tQuantile } from '../../../packages/probata/src/rooms/flows/distributions.ts';
import { largestRankGamma, signedRankBound } from '../../../packages/probata/src/rooms/flows/pairs.ts';
import { Generator } from '../../../packages/probata/src/rooms/flows/random.ts';
import {
  eValue,
  largestGamma,
  permutationTest,
  robustness,
  rosenbaumBound,
  rubin,
} from '../../../packages/probata/src/rooms/flows/sensitivity.ts';
import { answerBy, askedIn, columnNamed, levelOf } from './asked.ts';
import { asks, at, type Method, numberAt, numbers, type Task } from './case.ts';

const asksFor = (task: Task, pattern: RegExp): boolean =>
  askedIn(task).some(({ path }) => pattern.test(path));

const eValues: Method = {
  name: 'E-values',
  fits: ({ task, input }) => asks(task, 'e_value') && columnNamed(input, 'rr') !== undefined,
  answer: ({ task, input }) =>
    answerBy(task, [[/^e_value$/, () => numbers(input, columnNamed(input, 'rr') ?? 'rr').map(eValue)]]),
};

const rosenbaum: Method = {
  name: 'Rosenbaum bounds',
  fits: ({ task }) => asks(task, 'p_upper') && Array.isArray(at(task, 'gamma')),
  answer({ task, input }) {
    const gammas = at(task, 'gamma') as readonly number[];
    const isCount = columnNamed(input, 'discordant_pairs') !== undefined;
    const [pairs = 0, treated = 0] = isCount
      ? ['discordant_pairs', 'treated_only'].map(
          (name) => numbers(input, columnNamed(input, name) ?? name)[0] ?? 0,
        )
      : [];
    const differences = (): number[] => {
      const column = columnNamed(input, 'difference');
      if (column !== undefined) return numbers(input, column);
      const [a, b] = ['treated', 'control'].map((name) => numbers(input, columnNamed(input, name) ?? name));
      return (a ?? []).map((value, i) => value - (b?.[i] ?? 0));
    };
    const bound = (gamma: number) =>
      isCount ? rosenbaumBound(pairs, treated, gamma) : signedRankBound(differences(), gamma);
    return answerBy(task, [
      [/^p_upper$/, () => gammas.map((gamma) => bound(gamma).upper)],
      [/^p_lower$/, () => gammas.map((gamma) => bound(gamma).lower)],
      [
        /^largest_gamma_p(\d+)$/,
        ([, digits]) =>
          isCount
            ? largestGamma(pairs, treated, levelOf(digits))
            : largestRankGamma(differences(), levelOf(digits)),
      ],
    ]);
  },
};

const rubinRules: Method = {
  name: 'Rubin’s rules',
  fits: ({ task, input }) =>
    asksFor(task, /^(df_barnard_rubin|df_rubin|pooled$)/) && columnNamed(input, 'variance') !== undefined,
  answer({ task, input }) {
    const df = numberAt(task, 'complete_data_df');
    const pooled = rubin(numbers(input, 'estimate'), numbers(input, 'variance'), df);
    const m = input.rows.length;
    const increase = ((1 + 1 / m) * pooled.between) / pooled.within;
    const interval = (digits: string | undefined, freedom: number): readonly number[] => {
      const half = tQuantile(0.5 + levelOf(digits) / 2, freedom) * Math.sqrt(pooled.total);
      return [pooled.estimate - half, pooled.estimate + half];
    };
    return answerBy(task, [
      [/^pooled(_estimate)?$/, () => pooled.estimate],
      [/^within$/, () => pooled.within],
      [/^between$/, () => pooled.between],
      [/^total$/, () => pooled.total],
      [/^(se|pooled_se)$/, () => Math.sqrt(pooled.total)],
      [/^lambda_?$/, () => pooled.lambda],
      [/^(riv|relative_increase)/, () => increase],
      [/^fmi/, () => (increase + 2 / (pooled.dfRubin + 3)) / (1 + increase)],
      [/^df_rubin/, () => pooled.dfRubin],
      [/^df_barnard_rubin/, () => pooled.dfBarnardRubin],
      [/^ci(\d+)_barnard_rubin/, ([, digits]) => interval(digits, pooled.dfBarnardRubin)],
      [/^ci(\d+)_rubin/, ([, digits]) => interval(digits, pooled.dfRubin)],
    ]);
  },
};

const permutation: Method = {
  name: 'exact permutation',
  fits: ({ task, input }) =>
    asksFor(task, /^(permutations|p_one_sided|p_two_sided)$/) && input.columns.length === 2,
  answer({ task, input }) {
    const [groupColumn = '', valueColumn = ''] = input.columns;
    const groups = [...new Set(input.rows.map((row) => row[groupColumn] ?? ''))];
    const of = (group: string | undefined): number[] =>
      numbers({ ...input, rows: input.rows.filter((row) => row[groupColumn] === group) }, valueColumn).filter(
        Number.isFinite,
      );
    const result = permutationTest(of(groups[0]), of(groups[1]), new Generator(1));
    return answerBy(task, [
      [/^observed$/, () => result.observed],
      [/^permutations$/, () => result.permutations],
      [/^p_one_sided$/, () => result.p],
      [/^p_two_sided$/, () => result.pTwoSided],
    ]);
  },
};

const robustnessValue: Method = {
  name: 'robustness value',
  fits: ({ task }) => asksFor(task, /^(rv|robustness_value)/),
  answer({ task, input }) {
    const [estimate, error, df] = ['estimate', 'se', 'df'].map(
      (name) => numbers(input, columnNamed(input, name) ?? name)[0] ?? Number.NaN,
    ) as [number, number, number];
    const found = robustness(estimate / error, df);
    return answerBy(task, [
      [/^(rv|robustness_value)_(alpha|a|05).*$/, () => found.valueAtAlpha],
      [/^(rv|robustness_value)/, () => found.value],
      [/^partial_r2/, () => found.partialR2],
    ]);
  },
};

export const SENSITIVITY: readonly Method[] = [eValues, rosenbaum, rubinRules, permutation, robustnessValue];
