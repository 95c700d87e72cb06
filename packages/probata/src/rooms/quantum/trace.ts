// The working behind every figure, from the total down to the passage, in a form that can be worked out again.
import { z } from 'zod';
import {
  fromJson,
  type Money,
  type MoneyJson,
  majorUnits,
  type RoundingRecord,
  roundMoney,
} from '../../base/money/index.ts';
import {
  add,
  divide,
  multiply,
  parseRational,
  type Rational,
  type RoundingMode,
  subtract,
  toText,
  ZERO,
} from '../../base/rational.ts';
import { parseDay } from '../../base/time/index.ts';
import { type InterestRuleJson, interestRule, type Source } from './figures.ts';
import type { RateUsed } from './fx.ts';
import { type Accrual, exactInterest, type ReferenceSeries } from './interest.ts';

/** What one step did. `figure` of the node is its outcome, the children are what it worked on. */
export type Step =
  | { readonly kind: 'stated'; readonly asWritten: string | null; readonly sources: readonly Source[] }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'zero'; readonly why: string }
  | { readonly kind: 'sum' }
  | { readonly kind: 'less' }
  | { readonly kind: 'carried'; readonly node: string }
  | { readonly kind: 'convert'; readonly rates: readonly RateUsed[]; readonly log: readonly RoundingRecord[] }
  | {
      readonly kind: 'share';
      readonly ratio: string;
      readonly ground: string;
      readonly sources: readonly Source[];
      readonly log: readonly RoundingRecord[];
    }
  | {
      readonly kind: 'index';
      readonly rule: string;
      readonly from: string;
      readonly to: string;
      readonly fromLevel: string;
      readonly toLevel: string;
      readonly log: readonly RoundingRecord[];
    }
  | {
      readonly kind: 'interest';
      readonly rule: InterestRuleJson;
      /** The starting day of each child, in order. */
      readonly from: readonly string[];
      readonly accruals: readonly Accrual[];
      readonly log: readonly RoundingRecord[];
    }
  | {
      readonly kind: 'drawn';
      /** The figure pleaded out of the draws, and how many, from which seed, by which version of the methods. */
      readonly point: 'median' | 'mean' | 'range';
      /** The ends of the interval of the head. */
      readonly low: MoneyJson;
      readonly high: MoneyJson;
      readonly count: number;
      readonly seed: number;
      readonly engine: string;
      readonly terms: readonly string[];
      readonly assumptions: readonly {
        readonly id: string;
        readonly title: string;
        readonly distribution: string;
        readonly ground: string;
        readonly sources: readonly Source[];
      }[];
      readonly sources: readonly Source[];
    }
  | {
      /** A range that is stated without one sum in it. */
      readonly kind: 'range';
      readonly low: MoneyJson;
      readonly high: MoneyJson;
      readonly sources: readonly Source[];
    }
  | { readonly kind: 'cap'; readonly cap: MoneyJson; readonly ground: string };

export interface TraceNode {
  readonly id: string;
  readonly label: string;
  /** Null where there is no figure yet. */
  readonly figure: MoneyJson | null;
  readonly step: Step;
  readonly children: readonly TraceNode[];
}

/** A step whose outcome does not follow from what stands below it. */
export interface TraceFault {
  readonly node: string;
  readonly label: string;
  readonly stated: string;
  readonly replayed: string;
}

/**
 * Works every step of a trace out again from the figures below it, and returns the steps that come out otherwise:
 * none, for a trace as `total` makes it.
 * @param series the reference rates that interest steps name
 * @throws Refusal as `money` and `exactInterest`, if the trace holds a form that cannot be read
 */
export function replay(root: TraceNode, series: readonly ReferenceSeries[] = []): readonly TraceFault[] {
  const faults: TraceFault[] = [];
  const figures = new Map<string, MoneyJson>();
  collect(root, figures);
  visit(root, (node) => {
    const again = outcome(node, figures, series);
    const stated = node.figure === null ? 'no figure' : `${node.figure.amount} ${node.figure.currency}`;
    const replayed = again === null ? 'no figure' : `${amountOf(again)} ${again.currency}`;
    if (stated !== replayed) faults.push({ node: node.id, label: node.label, stated, replayed });
  });
  return faults;
}

/** Every rounding in a trace, in the order of the working: the log that a pleading may annex. */
export function roundingsOf(root: TraceNode): readonly RoundingRecord[] {
  const all: RoundingRecord[] = [];
  visit(root, (node) => {
    if ('log' in node.step) all.push(...node.step.log);
  });
  return all;
}

/** The passages and exhibits on which a figure rests, each once. */
export function sourcesOf(root: TraceNode): readonly Source[] {
  const found = new Map<string, Source>();
  visit(root, (node) => {
    if ('sources' in node.step)
      for (const one of node.step.sources) found.set(`${one.exhibit}\n${one.passage}`, one);
  });
  return [...found.values()];
}

/** Stated figures with no passage under them: what a court would call bare assertion. */
export function unsourced(root: TraceNode): readonly { readonly node: string; readonly label: string }[] {
  const bare: { node: string; label: string }[] = [];
  visit(root, (node) => {
    if ((node.step.kind === 'stated' || node.step.kind === 'range') && node.step.sources.length === 0)
      bare.push({ node: node.id, label: node.label });
    if (node.step.kind === 'drawn')
      for (const one of node.step.assumptions)
        if (one.sources.length === 0) bare.push({ node: one.id, label: one.title });
  });
  return bare;
}

function visit(node: TraceNode, see: (node: TraceNode) => void): void {
  see(node);
  for (const child of node.children) visit(child, see);
}

function collect(node: TraceNode, into: Map<string, MoneyJson>): void {
  if (node.figure !== null && node.step.kind !== 'carried') into.set(node.id, node.figure);
  for (const child of node.children) collect(child, into);
}

function outcome(
  node: TraceNode,
  figures: ReadonlyMap<string, MoneyJson>,
  series: readonly ReferenceSeries[],
): Money | null {
  const { step } = node;
  if (step.kind === 'none' || step.kind === 'range') return null;
  // Draws are run again from their seed by `joint`; here they stand as they came out of it.
  if (step.kind === 'stated' || step.kind === 'drawn')
    return node.figure === null ? null : fromJson(node.figure);
  if (step.kind === 'carried') {
    const origin = figures.get(step.node);
    return origin === undefined ? null : fromJson(origin);
  }
  const currency = node.figure?.currency ?? '';
  if (step.kind === 'zero') return { minor: 0n, currency };
  const below = node.children.flatMap((child) => (child.figure === null ? [] : [fromJson(child.figure)]));
  const values = below.map(majorUnits);
  const first = values[0] ?? ZERO;
  const round = (exact: Rational, log: readonly RoundingRecord[]): Money => {
    const last = log.at(-1);
    const mode: RoundingMode = last?.mode ?? 'half-up';
    return roundMoney(exact, currency, node.label, mode).sum;
  };
  switch (step.kind) {
    case 'sum':
      return below.length === 0 ? null : round(values.reduce(add, ZERO), []);
    case 'less':
      return round(values.slice(1).reduce(subtract, first), []);
    case 'convert': {
      const origin = below[0]?.currency;
      let exact = first;
      for (const rate of step.rates)
        exact =
          rate.currency === origin
            ? divide(exact, parseRational(rate.rate))
            : multiply(exact, parseRational(rate.rate));
      return round(exact, step.log);
    }
    case 'share':
      return round(multiply(first, parseRational(step.ratio)), step.log);
    case 'index':
      return round(
        multiply(first, divide(parseRational(step.toLevel), parseRational(step.fromLevel))),
        step.log,
      );
    case 'cap': {
      const cap = fromJson(step.cap);
      return (below[0]?.minor ?? 0n) > cap.minor ? cap : (below[0] ?? cap);
    }
    case 'interest': {
      const rule = z.parse(interestRule, step.rule);
      const exact = groupedByStart(below, step.from).map(([from, sum]) =>
        exactInterest(sum, rule, parseDay(from), parseDay(rule.to), series, node.label),
      );
      return round(exact.map((part) => part.exact).reduce(add, ZERO), step.log);
    }
  }
}

/** Principals that start on one day bear interest together; days in order, so that the order of lines moves nothing. */
export function groupedByStart(
  principals: readonly Money[],
  from: readonly string[],
): readonly (readonly [string, Money])[] {
  const groups = new Map<string, Money>();
  principals.forEach((sum, i) => {
    const day = from[i] ?? '';
    groups.set(day, { minor: (groups.get(day)?.minor ?? 0n) + sum.minor, currency: sum.currency });
  });
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function amountOf(sum: Money): string {
  const rounded = roundMoney(majorUnits(sum), sum.currency, '');
  return rounded.record.result;
}

/** The stored form of a rule, for a trace: every ratio as exact text. */
export function ruleJson(rule: z.output<typeof interestRule>): InterestRuleJson {
  const rate =
    rule.rate.kind === 'fixed'
      ? { kind: 'fixed' as const, annual: toText(rule.rate.annual) }
      : { kind: 'reference' as const, series: rule.rate.series, margin: toText(rule.rate.margin) };
  return { ...rule, rate };
}
