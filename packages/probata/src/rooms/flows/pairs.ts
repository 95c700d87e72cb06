// Matched pairs: how surely one of two goes above the other, and how strong a hidden bias would have to be to make it so.
import { Refusal } from '../../base/errors.ts';
import { binomialTail, normalTail } from './distributions.ts';

export interface SignedRank {
  /** Sum of the ranks of the pairs in which the first lies above. */
  readonly statistic: number;
  readonly pairs: number;
  /** One-sided p without bias; with bounds under hidden bias by `signedRankBound`. */
  readonly p: number;
}

/** Ranks of the sizes of the differences, ties sharing their mean rank; pairs without a difference left out. */
function ranksOf(
  differences: readonly number[],
): readonly { readonly rank: number; readonly above: boolean }[] {
  const sorted = differences.filter((d) => d !== 0).sort((a, b) => Math.abs(a) - Math.abs(b));
  const ranked: { rank: number; above: boolean }[] = [];
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (j < sorted.length && Math.abs(sorted[j] ?? 0) === Math.abs(sorted[i] ?? 0)) j += 1;
    for (let k = i; k < j; k += 1) ranked.push({ rank: (i + 1 + j) / 2, above: (sorted[k] ?? 0) > 0 });
    i = j;
  }
  return ranked;
}

/**
 * Wilcoxon's signed-rank test under a hidden bias of odds up to gamma (Rosenbaum, Observational Studies, 2002, section
 * 4.3.3), by the normal approximation: bounds of the one-sided p that the first lies above.
 * @throws Refusal FLOWS_PAIRS_WRONG
 */
export function signedRankBound(
  differences: readonly number[],
  gamma: number,
): { readonly statistic: number; readonly lower: number; readonly upper: number } {
  if (!(gamma >= 1)) throw new Refusal('FLOWS_PAIRS_WRONG', 'Gamma is at least 1.');
  const ranked = ranksOf(differences);
  if (ranked.length < 5)
    throw new Refusal('FLOWS_TOO_SHORT', 'At least five pairs must differ for a test of signed ranks.');
  const statistic = ranked.reduce((sum, one) => sum + (one.above ? one.rank : 0), 0);
  const [ranks, squares] = ranked.reduce(([a, b], { rank }) => [a + rank, b + rank * rank] as const, [
    0, 0,
  ] as readonly [number, number]);
  const tail = (chance: number): number =>
    normalTail((statistic - chance * ranks) / Math.sqrt(chance * (1 - chance) * squares));
  return { statistic, lower: tail(1 / (1 + gamma)), upper: tail(gamma / (1 + gamma)) };
}

/** The largest gamma at which the finding of signed ranks stands at `alpha`, to a thousandth; 1 where it never stands. */
export function largestRankGamma(differences: readonly number[], alpha: number): number {
  const stands = (gamma: number): boolean => signedRankBound(differences, gamma).upper <= alpha;
  if (!stands(1)) return 1;
  let [low, high] = [1, 2];
  while (stands(high) && high < 1e6) [low, high] = [high, 2 * high];
  while (high - low > 0.0005) {
    const middle = (low + high) / 2;
    if (stands(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The median difference with an interval from order statistics: its cover is exact for any distribution (the sign test
 * turned round), and at least `level`.
 */
export function medianDifference(
  differences: readonly number[],
  level: number,
): { readonly median: number; readonly low: number; readonly high: number; readonly level: number } {
  const sorted = [...differences].sort((a, b) => a - b);
  const n = sorted.length;
  // The k-th smallest and the k-th largest leave P(fewer than k below the median) out on each side (David and Nagaraja, 2003).
  const outside = (k: number): number => 1 - binomialTail(k, n, 0.5);
  let k = 1;
  while (k + 1 <= n / 2 && outside(k + 1) <= (1 - level) / 2) k += 1;
  const half = Math.floor(n / 2);
  const median = n % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
  return { median, low: sorted[k - 1] ?? 0, high: sorted[n - k] ?? 0, level: 1 - 2 * outside(k) };
}
