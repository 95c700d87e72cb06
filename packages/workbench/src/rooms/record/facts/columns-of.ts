// How dates are laid out as columns and bars, and which days a stretch of the drawing stands for.
import type { Bucket } from './types.ts';

const DAY_MS = 86_400_000;
const dayOf = (text: string): number => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);

/** Which columns a brush from one share of the width to another covers, as days; undefined where nothing is drawn. */
export function brushed(
  buckets: readonly Bucket[],
  a: number,
  b: number,
): { readonly from: string; readonly to: string } | undefined {
  const last = buckets.length - 1;
  if (last < 0) return undefined;
  const at = (share: number): number => Math.max(0, Math.min(last, Math.floor(share * buckets.length)));
  const [from, to] = [buckets[at(Math.min(a, b))], buckets[at(Math.max(a, b))]];
  return from === undefined || to === undefined ? undefined : { from: from.first, to: to.last };
}

/** The share of the width at which a day begins (or, with `end`, ends). */
export function shareOf(buckets: readonly Bucket[], day: string, end = false): number {
  const n = buckets.length;
  const wanted = dayOf(day) + (end ? 1 : 0);
  const i = buckets.findIndex((bucket) => dayOf(bucket.last) + 1 >= wanted && dayOf(bucket.first) <= wanted);
  const bucket = buckets[i];
  if (bucket === undefined) return wanted <= dayOf(buckets[0]?.first ?? day) ? 0 : 1;
  const long = dayOf(bucket.last) + 1 - dayOf(bucket.first);
  return Math.max(0, Math.min(1, (i + (wanted - dayOf(bucket.first)) / long) / n));
}

export interface Lane {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
}

/** Puts spans side by side on as few lanes as they need, the earliest first; beyond `most` lanes they share the last. */
export function lanesOf(
  buckets: readonly Bucket[],
  spans: readonly { readonly first: string; readonly last: string }[],
  most: number,
): Lane[] {
  const ends: number[] = [];
  return [...spans]
    .map(({ first, last }) => ({ from: shareOf(buckets, first), to: shareOf(buckets, last, true) }))
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ from, to }) => {
      let lane = ends.findIndex((end) => end <= from + 1e-9);
      if (lane < 0) lane = Math.min(ends.length, most - 1);
      ends[lane] = Math.max(ends[lane] ?? 0, to);
      return { lane, from, to };
    });
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Labels under the columns: years where there are months or years, months where there are days; never crowded. */
export function ticksOf(
  buckets: readonly Bucket[],
  unit: 'day' | 'month' | 'year' | 'decade',
  most: number,
): readonly { readonly at: number; readonly words: string }[] {
  const n = buckets.length;
  const all = buckets.flatMap((bucket, i) => {
    const [year = '', month = '', day = ''] = bucket.first.split('-');
    const plainYear = String(Number(year));
    if (unit === 'day')
      return day === '01' || i === 0
        ? [{ at: i / n, words: `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${plainYear}` }]
        : Number(day) % 7 === 1
          ? [{ at: i / n, words: String(Number(day)) }]
          : [];
    if (unit === 'month')
      return month === '01' || (i === 0 && n < 12)
        ? [
            {
              at: i / n,
              words: month === '01' ? plainYear : `${MONTHS[Number(month) - 1] ?? ''} ${plainYear}`,
            },
          ]
        : n <= 14
          ? [{ at: i / n, words: MONTHS[Number(month) - 1] ?? '' }]
          : [];
    return [{ at: i / n, words: unit === 'decade' ? `${plainYear}s` : plainYear }];
  });
  const step = Math.max(1, Math.ceil(all.length / most));
  return all.filter((_, i) => i % step === 0);
}
