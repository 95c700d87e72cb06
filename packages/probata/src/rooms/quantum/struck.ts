// What the claim loses if some of the exhibits are struck from the record.
import type { Money } from '../../base/money/index.ts';
import { type Assumption, type Models, NO_MODELS } from './assumptions.ts';
import { idsIn } from './drawing.ts';
import type { Claim, Head, Line, Source } from './figures.ts';
import type { Tables } from './tables.ts';
import type { ClaimTotal, Column } from './total.ts';
import { workOut } from './work-out.ts';

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
  /** Models that can no longer be run: an assumption of theirs has nothing left under it. */
  readonly modelsFallen: readonly { readonly id: string; readonly title: string; readonly why: string }[];
}

/** What else stands on exhibits beside the lines. */
export interface StruckMore {
  readonly models?: Models;
  /** Estimates of flows and registers of mass claims that lose an exhibit: shares and assumptions read from them fall. */
  readonly estimates?: ReadonlySet<string>;
  /** The tables of rates and indexes that are left. */
  readonly tables?: Tables;
}

/**
 * Works the claim out again without the exhibits named. A line falls when its last passage is gone; a line that had no
 * passage is not changed (it is already an error). The tie between others' money and a cost falls with its source, and
 * the deduction with it, which raises the net: that too is shown. A causal share without its last source falls, and the
 * line with it, since its causation is then unproved; so does a share read from an estimate that loses an exhibit. An
 * assumption falls with its last passage, and every model that uses it can no longer be run. What needs a table of rates
 * that was struck has no figure afterwards.
 */
export function struckWithout(
  claim: Claim,
  tables: Tables,
  exhibits: ReadonlySet<string>,
  more: StruckMore = {},
): Struck {
  const models = more.models ?? NO_MODELS;
  const estimates = more.estimates ?? new Set<string>();
  const before = workOut(claim, tables, models);
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
    if (line.share?.estimate != null && estimates.has(line.share.estimate)) {
      note('share-fallen', lostShare);
      return fallen(line, 'the estimate of its causal share lost an exhibit');
    }
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
  const readFrom = (one: Assumption): boolean =>
    [one.estimate, one.register].some((id) => id != null && estimates.has(id));
  const touched = new Set(
    models.models.flatMap((one) => {
      const used = new Set(idsIn(one));
      return models.assumptions.some(
        (assumption) =>
          used.has(assumption.id) && (gone(assumption.sources).length > 0 || readFrom(assumption)),
      )
        ? [one.head]
        : [];
    }),
  );
  const headsToRedo = claim.heads.filter(
    (head) => head.mode !== 'itemised' && (gone(head.sources).length > 0 || touched.has(head.id)),
  );
  const heads = claim.heads.map((head): Head => {
    if (head.mode === 'itemised' || gone(head.sources).length === 0) return head;
    const sources = kept(head.sources);
    if (sources.length > 0) return { ...head, sources };
    return head.mode === 'estimated' ? { ...head, result: null, sources } : { ...head, range: null, sources };
  });
  const credits = claim.credits.filter((one) => one.sources.length === 0 || kept(one.sources).length > 0);
  const fallenAssumption = (one: Assumption): boolean =>
    (one.sources.length > 0 && kept(one.sources).length === 0) || readFrom(one);
  const down = new Map(models.assumptions.filter(fallenAssumption).map((one) => [one.id, one.title]));
  const titles = new Map(claim.heads.map((one) => [one.id, one.title]));
  const modelsFallen = models.models.flatMap((one) => {
    const lost = [...new Set(idsIn(one))].flatMap((id) => down.get(id) ?? []);
    if (lost.length === 0 || !titles.has(one.head)) return [];
    return [
      {
        id: one.head,
        title: titles.get(one.head) ?? '',
        why: `Nothing is left under ${lost.map((title) => `“${title}”`).join(', ')}.`,
      },
    ];
  });
  const left: Models = {
    ...models,
    models: models.models.filter((one) => !modelsFallen.some((fallenOne) => fallenOne.id === one.head)),
    assumptions: models.assumptions
      .filter((one) => !down.has(one.id))
      .map((one) => ({ ...one, sources: kept(one.sources) })),
  };
  const after = workOut({ ...claim, heads, lines, credits }, more.tables ?? tables, left);
  return {
    modelsFallen,
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
  models: Models = NO_MODELS,
): readonly { readonly exhibit: string; readonly loss: Money; readonly lines: readonly string[] }[] {
  const exhibits = new Set<string>();
  for (const line of claim.lines)
    for (const one of [...line.sources, ...(line.share?.sources ?? [])]) exhibits.add(one.exhibit);
  return [...exhibits]
    .map((exhibit) => {
      const struck = struckWithout(claim, tables, new Set([exhibit]), { models });
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
