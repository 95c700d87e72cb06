// The changes that the other side may make to a claim, as a form offers them and as the house takes them.
import { moneyOf } from './sums.ts';

interface Offered {
  readonly words: string;
  /** What it is done to. */
  readonly of: 'line' | 'head' | 'rule' | 'claim';
  /** The label of what must be given with it. */
  readonly value: string | null;
}

export const CHANGES = {
  'leave-out-line': { words: 'A line is left out', of: 'line', value: null },
  'leave-out-head': { words: 'A head is left out', of: 'head', value: null },
  'set-amount': { words: 'A line has another amount', of: 'line', value: 'Amount' },
  'set-share': { words: 'A line has another causal share', of: 'line', value: 'Share, such as 0.6 or 3/5' },
  'set-residual': { words: 'An asset is still worth', of: 'line', value: 'Residual value' },
  'net-funding': { words: 'Money of others is taken off a line', of: 'line', value: 'Whose money' },
  credit: { words: 'Something is taken off a head', of: 'head', value: 'Amount' },
  'set-rate': { words: 'Another rate of interest', of: 'rule', value: 'Rate a year, such as 0.02' },
  'simple-interest': { words: 'Simple interest', of: 'rule', value: null },
  'no-interest': { words: 'No interest on a head', of: 'head', value: null },
  'no-indexation': { words: 'No indexation of a line', of: 'line', value: null },
  'set-global': { words: 'Another global sum', of: 'head', value: 'Amount' },
  cap: { words: 'A ceiling for the whole claim', of: 'claim', value: 'Amount' },
} as const satisfies Readonly<Record<string, Offered>>;
export type ChangeKind = keyof typeof CHANGES;

/** The change as the house takes it. */
export function changeOf(
  kind: ChangeKind,
  of: string | undefined,
  value: string | undefined,
  currency: string,
): object {
  const offered = CHANGES[kind];
  const target = offered.of === 'claim' ? {} : { [offered.of]: of };
  const given =
    value === undefined
      ? {}
      : kind === 'set-share'
        ? { ratio: value }
        : kind === 'set-rate'
          ? { annual: value }
          : kind === 'net-funding'
            ? { by: value }
            : { sum: moneyOf(value, currency) };
  return { does: kind, ...target, ...given };
}
