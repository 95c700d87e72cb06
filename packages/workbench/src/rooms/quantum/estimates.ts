// What the house answers about estimated heads: assumptions, formulas and how they are drawn.

export interface Assumption {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly distribution: Readonly<Record<string, string>>;
  readonly inWords: string;
  readonly ground: string;
  readonly estimate: string | null;
  readonly register: string | null;
  readonly reading: string | null;
  readonly usedBy: readonly string[];
  readonly sources: readonly { readonly passage: string; readonly title: string; readonly pin: string }[];
}
export type Factor = { readonly assumption: string } | { readonly number: string };
export interface Term {
  readonly title: string;
  readonly sign: string;
  readonly factors: readonly Factor[];
}
export interface Model {
  readonly head: string;
  readonly point: string;
  readonly terms: readonly Term[];
  readonly ground: string;
}
export interface Tie {
  readonly a: string;
  readonly b: string;
  readonly correlation: string;
  readonly ground: string;
  readonly passages: readonly string[];
}
export interface Estimates {
  readonly assumptions: readonly Assumption[];
  readonly models: readonly Model[];
  readonly draws: {
    readonly count: number;
    readonly seed: number;
    readonly level: string;
    readonly dependence: readonly Tie[];
  };
}

/** The forms a doubt may take, with the figures that each asks for. */
export const DISTRIBUTIONS = {
  triangular: {
    words: 'between two ends, one value most likely',
    figures: [
      ['min', 'Lowest'],
      ['mode', 'Most likely'],
      ['max', 'Highest'],
    ],
  },
  uniform: {
    words: 'anywhere between two ends',
    figures: [
      ['min', 'Lowest'],
      ['max', 'Highest'],
    ],
  },
  normal: {
    words: 'normal: a mean with its standard deviation',
    figures: [
      ['mean', 'Mean'],
      ['sd', 'Standard deviation'],
    ],
  },
  lognormal: {
    words: 'lognormal: never below nothing, with a long upper tail',
    figures: [
      ['median', 'Median'],
      ['sigma', 'Spread of the logarithm (0.2: about a fifth either way)'],
    ],
  },
  beta: {
    words: 'beta: a share between 0 and 1',
    figures: [
      ['a', 'a'],
      ['b', 'b'],
    ],
  },
  stated: { words: 'one figure, without doubt', figures: [['value', 'Figure']] },
} as const;
export type DistributionKind = keyof typeof DISTRIBUTIONS;

export const UNITS = {
  amount: 'a sum of money',
  count: 'a number of persons, days or things',
  share: 'a share between 0 and 1, such as the causal share',
  rate: 'a rate',
} as const;

/** A decimal as a person types it: spaces go, a comma before the last digits is a point. */
export function decimalOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/[\s\u202f\u00a0]/gu, '');
  return /^-?\d+,\d+$/u.test(bare) ? bare.replace(',', '.') : bare;
}
