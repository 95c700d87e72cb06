// What the claim loses if some of the exhibits are struck from the record.
import type { Money } from '../../base/money/index.ts';
import type { Claim, Head, Line, Source } from './figures.ts';
import type { Tables } from './tables.ts';
import { type ClaimTotal, type Column, total } from './total.ts';

/** A line and what became of it. `fallen`: no passage is left. `weakened`: it stands on fewer passages than before. */
export interface StruckLine {
  readonly id: string;
  readonly title: string;
  readonly fate: 'fallen' | 'weakened' | 'deduction-fallen' | 'share-fallen';
  readonly lost: readonly Source[];
}

export interface StruckHead {
  readonly head: string;
  readonly title: string;
  readonly before: Column;
  readonly after: Column;
  /** What the head loses (negative: gains); null where one side has no figure. */
  readonly loss: Money | null;
}

export interface Struck {
  readonly before: ClaimTotal;
  readonly after: ClaimTotal;
  readonly itemisedLoss: Money | null;
  readonly heads: readonly StruckHead[];
  readonly lines: readonly StruckLine[];
  /** Estimated and global heads that lose a source: they must be run or argued again. */
  readonly headsToRedo: readonly string[];
}

/**
 * Works the claim out again without the exhibits named. A line falls when its last passage is gone; a line that had no
 * passage is not changed (it is already an error). The tie between others' money and a cost falls with its source, and
 * the deduction with it, which raises the net: that too is shown. A causal share without its last source falls, and the
 * line with it, since its causation is then unproved. A struck table of rates is for the caller to withhold.
 * @throws Refusal as `total`
 */
export function struckWithout(claim: Claim, tables: Tables, exhibits: ReadonlySet<string>): Struck {
  const before = total(claim, tables);
  const fates: StruckLine[] = [];
  const gone = (sources: readonly Source[]): readonly Source[] =>
    sources.filter((one) => exhibits.has(one.exhibit));
  const kept = (sources: readonly Source[]): readonly Source[] =>
    sources.filter((one) => !exhibits.has(one.exhibit));
  const lines = claim.lines.map((line): Line => {
    if (line.status !== 'claimed') return line;
    const lost = gone(line.sources);
    const note = (fate: StruckLine['fate'], what: readonly Source[]): void => {
      fates.push({ id: line.id, title: line.title, fate, lost: what });
    };
    const lostShare = line.share === null ? [] : gone(line.share.sources);
    if (lost.length > 0 && kept(line.sources).length === 0) {
      note('fallen', lost);
      return fallen(line, 'its last exhibit was struck');
    }
    if (line.share !== null && lostShare.length > 0 && kept(line.share.sources).length === 0) {
      note('share-fallen', lostShare);
      return fallen(line, 'the last exhibit for its causal share was struck');
    }
    if (lost.length + lostShare.length > 0) note('weakened', [...lost, ...lostShare]);
    const funding = line.funding.map((one) => ({ ...one, tiedBy: kept(one.tiedBy) }));
    line.funding.forEach((one, i) => {
      if (one.tiedBy.length > 0 && funding[i]?.tiedBy.length === 0)
        note('deduction-fallen', gone(one.tiedBy));
    });
    const share = line.share === null ? null : { ...line.share, sources: kept(line.share.sources) };
    return { ...line, sources: kept(line.sources), funding, share };
  });
  const headsToRedo = claim.heads.filter((head) => head.mode !== 'itemised' && gone(head.sources).length > 0);
  const heads = claim.heads.map((head): Head => {
    if (head.mode === 'itemised' || gone(head.sources).length === 0) return head;
    const sources = kept(head.sources);
    if (sources.length > 0) return { ...head, sources };
    return head.mode === 'estimated' ? { ...head, result: null, sources } : { ...head, range: null, sources };
  });
  const credits = claim.credits.filter((one) => one.sources.length === 0 || kept(one.sources).length > 0);
  const after = total({ ...claim, heads, lines, credits }, tables);
  return {
    before,
    after,
    itemisedLoss: lossOf(before.itemised, after.itemised),
    heads: before.heads.map((one, i) => {
      const later = after.heads[i]?.total ?? { state: 'none' as const, sum: null, missing: [] };
      return {
        head: one.head.id,
        title: one.head.title,
        before: one.total,
        after: later,
        loss: lossOf(one.total, later),
      };
    }),
    lines: fates,
    headsToRedo: headsToRedo.map((head) => head.id),
  };
}

/** Each exhibit of the claim with the loss it alone would cause, the heaviest first: where the other side will strike. */
export function weightOfExhibits(
  claim: Claim,
  tables: Tables,
): readonly { readonly exhibit: string; readonly loss: Money; readonly lines: readonly string[] }[] {
  const exhibits = new Set<string>();
  for (const line of claim.lines)
    for (const one of [...line.sources, ...(line.share?.sources ?? [])]) exhibits.add(one.exhibit);
  return [...exhibits]
    .map((exhibit) => {
      const struck = struckWithout(claim, tables, new Set([exhibit]));
      const fallenLines = struck.lines.filter(
        (line) => line.fate === 'fallen' || line.fate === 'share-fallen',
      );
      return {
        exhibit,
        loss: struck.itemisedLoss ?? { minor: 0n, currency: claim.currency },
        lines: fallenLines.map((line) => line.id),
      };
    })
    .sort((a, b) =>
      a.loss.minor > b.loss.minor ? -1 : a.loss.minor < b.loss.minor ? 1 : a.exhibit < b.exhibit ? -1 : 1,
    );
}

function fallen(line: Line, why: string): Line {
  return { ...line, figure: { state: 'none', why } };
}

function lossOf(before: Column, after: Column): Money | null {
  if (before.sum === null) return null;
  return { minor: before.sum.minor - (after.sum?.minor ?? 0n), currency: before.sum.currency };
}
