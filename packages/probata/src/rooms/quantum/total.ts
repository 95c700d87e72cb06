// Adds up a claim: each head in its own mode, each line from gross to net to share, with interest and caps, to the cent.
import { type Deficiency, Refusal } from '../../base/errors.ts';
import { leastMoney, type Money, roundMoney, sumMoney, toJson, zero } from '../../base/money/index.ts';
import { add, ZERO } from '../../base/rational.ts';
import { formatDay, parseDay } from '../../base/time/index.ts';
import type { Claim, Head, InterestRule, Line, SHOWS } from './figures.ts';
import { exactInterest } from './interest.ts';
import type { JointHead } from './joint.ts';
import { convertedNode, type LineTotal, lineDay, lineTotal, sumNode } from './line-total.ts';
import { drawnStep } from './modelled.ts';
import { isRange, statesRanges } from './ranges.ts';
import type { Tables } from './tables.ts';
import { groupedByStart, ruleJson, type TraceNode } from './trace.ts';

/** A sum of which some parts may still be missing. `partial`: the sum of what there is; `missing` names the rest. */
export interface Column {
  /** `range`: two ends are stated, and no one sum between them. */
  readonly state: 'complete' | 'partial' | 'none' | 'range';
  readonly sum: Money | null;
  readonly missing: readonly string[];
}

export interface HeadTotal {
  readonly head: Head;
  readonly lines: readonly LineTotal[];
  readonly gross: Money;
  readonly funded: Money;
  /** Money of others that no source ties to the cost: shown, never taken off. */
  readonly fundedNotTied: Money;
  readonly residual: Money;
  readonly net: Money;
  /** Net times the causal share, indexed where a rule says so: what is claimed before interest and credits. */
  readonly principal: Money;
  readonly interest: Money;
  readonly credits: Money;
  readonly total: Column;
  /** What the joint draws gave for an estimated head with a model; null otherwise. */
  readonly drawn: JointHead | null;
  readonly trace: TraceNode;
}

/** An estimated head, or the sum of several: the interval only where one head, or joint draws, can give it. */
export interface EstimatedColumn extends Column {
  readonly low: Money | null;
  readonly high: Money | null;
  readonly intervalMissing: string | null;
}

/** The claim in three columns that are never added to each other. */
export interface ClaimTotal {
  readonly currency: string;
  readonly shows: (typeof SHOWS)[number];
  readonly heads: readonly HeadTotal[];
  readonly itemised: Column;
  readonly estimated: EstimatedColumn;
  readonly global: Column;
  /** The principal of the itemised heads by sort of cost. */
  readonly byCost: Readonly<Record<Line['cost'], Money>>;
  readonly reserved: readonly string[];
  readonly withdrawn: readonly string[];
  readonly deficiencies: readonly Deficiency[];
  readonly trace: TraceNode;
}

/**
 * Works out a claim. The order on each line is fixed: convert, take off what others tied to this cost paid and what an
 * asset is still worth, take the causal share, index; then interest on the head by its rule, then credits, then the cap
 * (non ultra petita). Lines may come in any order: no cent depends on it.
 * @throws Refusal QUANTUM_HEAD_UNKNOWN, QUANTUM_MODE_MIXED, QUANTUM_RULE_UNKNOWN, QUANTUM_ID_TWICE,
 *   QUANTUM_DATE_MISSING, QUANTUM_INFLATION_TWICE, and those of `convert`, `index` and `interestOn`
 */
export function total(claim: Claim, tables: Tables): ClaimTotal {
  check(claim);
  const deficiencies: Deficiency[] = [];
  const lineTotals = claim.lines.map((line) =>
    line.status === 'claimed' ? lineTotal(line, claim, tables, ruleFor(line, claim), deficiencies) : null,
  );
  const claimed = lineTotals.filter((line) => line !== null);
  const heads = claim.heads.map((head) => headTotal(head, claimed, claim, tables, deficiencies));
  const itemised = heads.filter((one) => one.head.mode === 'itemised');
  const summed = sumNode(
    'itemised',
    'Itemised heads',
    claim.currency,
    itemised.map((one) => one.trace),
  );
  const trace = capped(summed, 'claim', claim.cap, deficiencies);
  return {
    currency: claim.currency,
    shows: claim.shows ?? 'sums',
    heads,
    itemised: columnOf(
      trace,
      itemised.flatMap((one) => one.total.missing),
    ),
    estimated: estimatedColumn(heads, claim, tables.joint ?? null),
    global: globalColumn(heads, claim.currency),
    byCost: {
      ordinary: costSum('ordinary', claimed, claim.currency),
      extraordinary: costSum('extraordinary', claimed, claim.currency),
      other: costSum('other', claimed, claim.currency),
    },
    reserved: claim.lines.filter((line) => line.status === 'reserved').map((line) => line.id),
    withdrawn: claim.lines.filter((line) => line.status === 'withdrawn').map((line) => line.id),
    deficiencies,
    trace,
  };
}

function check(claim: Claim): void {
  const heads = new Map(claim.heads.map((head) => [head.id, head]));
  const ids = [...claim.heads, ...claim.lines, ...claim.credits].map((one) => one.id);
  if (new Set(ids).size !== ids.length) {
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    throw new Refusal('QUANTUM_ID_TWICE', `Two parts of the claim are both called ${twice}.`);
  }
  for (const part of [...claim.lines, ...claim.credits]) {
    const head = heads.get(part.head);
    if (head === undefined)
      throw new Refusal('QUANTUM_HEAD_UNKNOWN', `${part.id} names the head ${part.head}, which is not open.`);
    if (head.mode !== 'itemised')
      throw new Refusal(
        'QUANTUM_MODE_MIXED',
        `${part.id} is an item, but “${head.title}” is ${head.mode === 'global' ? 'a global sum' : 'estimated'}: ` +
          'open an itemised head for it, so that nothing is counted in two ways.',
      );
  }
  const rules = new Set(claim.interest.map((rule) => rule.id));
  for (const head of claim.heads)
    if (head.mode === 'itemised' && head.interest !== null && !rules.has(head.interest))
      throw new Refusal(
        'QUANTUM_RULE_UNKNOWN',
        `“${head.title}” names the interest rule ${head.interest}, which is not there.`,
      );
}

function ruleFor(line: Line, claim: Claim): InterestRule | null {
  const head = claim.heads.find((one) => one.id === line.head);
  if (!line.bearsInterest || head?.mode !== 'itemised') return null;
  return claim.interest.find((rule) => rule.id === head.interest) ?? null;
}

function headTotal(
  head: Head,
  all: readonly LineTotal[],
  claim: Claim,
  tables: Tables,
  deficiencies: Deficiency[],
): HeadTotal {
  const { currency } = claim;
  const lines = all.filter((one) => one.line.head === head.id);
  const rule =
    head.mode === 'itemised' ? (claim.interest.find((one) => one.id === head.interest) ?? null) : null;
  const interest = rule === null ? [] : interestNodes(lines, rule, tables, currency);
  const credits = claim.credits.filter((credit) => credit.head === head.id);
  const creditNodes = credits.map((credit) => {
    if (credit.sources.length === 0) deficiencies.push(bare(credit.id, credit.title));
    return convertedNode(
      credit.id,
      credit.title,
      credit.sum,
      credit.sources,
      credit.convertOn,
      null,
      claim,
      tables,
      deficiencies,
    );
  });
  let node: TraceNode;
  if (head.mode === 'itemised') {
    node = sumNode(`${head.id}:sum`, head.title, currency, [...lines.map((one) => one.trace), ...interest]);
    if (creditNodes.length > 0 && node.figure !== null)
      node = lessNode(`${head.id}:net`, head.title, currency, node, creditNodes);
  } else node = unitemisedNode(head, claim, tables, deficiencies);
  const trace = capped(node, head.id, head.cap, deficiencies);
  const missing = lines.filter((one) => one.amount === null).map((one) => one.line.id);
  if (lines.length === 0 && trace.figure === null && !isRange(trace)) missing.push(head.id);
  return {
    head,
    lines,
    gross: columnSum(lines, 'gross', currency),
    funded: columnSum(lines, 'funded', currency),
    fundedNotTied: columnSum(lines, 'fundedNotTied', currency),
    residual: columnSum(lines, 'residual', currency),
    net: columnSum(lines, 'net', currency),
    principal: columnSum(lines, 'amount', currency),
    interest: sumMoney(interest.map(figureOf), currency),
    credits: sumMoney(creditNodes.map(figureOf), currency),
    total: columnOf(trace, missing),
    drawn: tables.joint?.heads.find((one) => one.head === head.id) ?? null,
    trace,
  };
}

/** One node per group that the rule rounds together: each line, each sub-head, or the head as a whole. */
function interestNodes(
  lines: readonly LineTotal[],
  rule: InterestRule,
  tables: Tables,
  currency: string,
): readonly TraceNode[] {
  const groups = new Map<string, LineTotal[]>();
  for (const one of lines) {
    if (!one.line.bearsInterest || one.amount === null) continue;
    const { point } = rule.rounding;
    const key =
      point === 'whole' ? one.line.head : point === 'line' ? one.line.id : (one.line.subHead ?? one.line.id);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, members]) => {
    const from = members.map((one) => (rule.from === 'incurred' ? formatDay(lineDay(one.line)) : rule.from));
    const label = `Interest on ${members.length === 1 ? (members[0]?.line.title ?? key) : key}`;
    const parts = groupedByStart(
      members.map((one) => one.amount ?? zero(currency)),
      from,
    ).map(([day, sum]) => exactInterest(sum, rule, parseDay(day), parseDay(rule.to), tables.rates, label));
    const exact = parts.map((part) => part.exact).reduce(add, ZERO);
    const { sum, record } = roundMoney(exact, currency, label, rule.rounding.mode);
    return {
      id: `${key}:interest`,
      label,
      figure: toJson(sum),
      step: {
        kind: 'interest',
        rule: ruleJson(rule),
        from,
        accruals: parts.flatMap((part) => part.accruals),
        log: [...parts.flatMap((part) => part.log), record],
      },
      children: members.map((one) => ({
        id: `${one.line.id}:carried`,
        label: one.line.title,
        figure: one.trace.figure,
        step: { kind: 'carried', node: one.trace.id },
        children: [],
      })),
    };
  });
}

function unitemisedNode(
  head: Exclude<Head, { mode: 'itemised' }>,
  claim: Claim,
  tables: Tables,
  deficiencies: Deficiency[],
): TraceNode {
  const { currency } = claim;
  const drawn = tables.joint?.heads.find((one) => one.head === head.id);
  if (drawn !== undefined && tables.joint != null)
    return {
      id: `${head.id}:drawn`,
      label: head.title,
      figure: drawn.point === null ? null : toJson(drawn.point),
      step: drawnStep(head.id, tables.joint),
      children: [],
    };
  const sum = head.mode === 'estimated' ? (head.result?.point ?? null) : (head.range?.sum ?? null);
  const sums =
    head.mode === 'estimated'
      ? [head.result?.point ?? undefined, head.result?.low, head.result?.high]
      : [head.range?.low, head.range?.high, head.range?.sum ?? undefined];
  if (sums.some((one) => one !== undefined && one.currency !== currency))
    throw new Refusal(
      'MONEY_CURRENCIES_MIXED',
      `“${head.title}” must be given in ${currency}, the currency of the claim.`,
    );
  if (head.sources.length === 0 && head.mode === 'estimated' && head.result !== null)
    deficiencies.push(bare(head.id, head.title));
  const ends = head.mode === 'estimated' ? head.result : head.range;
  const isBare = head.mode === 'estimated' && head.result !== null && head.result.point === null;
  if (ends !== null && (isBare || statesRanges(claim)))
    return {
      id: `${head.id}:${head.mode}`,
      label: head.title,
      figure: null,
      step: { kind: 'range', low: toJson(ends.low), high: toJson(ends.high), sources: head.sources },
      children: [],
    };
  if (sum === null)
    deficiencies.push(noFigure(head.id, head.title, head.mode === 'estimated' ? head.why : head.grounds));
  return {
    id: `${head.id}:${head.mode}`,
    label: head.title,
    figure: sum === null ? null : toJson(sum),
    step:
      sum === null
        ? { kind: 'none', why: head.mode === 'estimated' ? head.why : head.grounds }
        : { kind: 'stated', asWritten: null, sources: head.sources },
    children: [],
  };
}

function lessNode(
  id: string,
  label: string,
  currency: string,
  from: TraceNode,
  off: readonly TraceNode[],
): TraceNode {
  const minor = off.reduce((left, node) => left - figureOf(node).minor, figureOf(from).minor);
  return { id, label, figure: toJson({ minor, currency }), step: { kind: 'less' }, children: [from, ...off] };
}

/** The Court awards no more than was asked (non ultra petita; Corfu Channel, 1949: 700,087 of a valuation of 716,780). */
function capped(node: TraceNode, id: string, cap: Money | null, deficiencies: Deficiency[]): TraceNode {
  if (cap === null || node.figure === null) return node;
  const sum = leastMoney(figureOf(node), cap);
  if (sum.minor < figureOf(node).minor)
    deficiencies.push({
      code: 'QUANTUM_CAPPED',
      subject: id,
      message: `${node.label}: ${node.figure.amount} is more than the ${toJson(cap).amount} asked for; the cap applies.`,
      severity: 'advice',
    });
  const ground = 'no more than was claimed (non ultra petita)';
  return {
    id: `${id}:capped`,
    label: node.label,
    figure: toJson(sum),
    step: { kind: 'cap', cap: toJson(cap), ground },
    children: [node],
  };
}

function columnOf(trace: TraceNode, missing: readonly string[]): Column {
  if (trace.figure === null) return { state: isRange(trace) ? 'range' : 'none', sum: null, missing };
  return { state: missing.length === 0 ? 'complete' : 'partial', sum: figureOf(trace), missing };
}

function estimatedColumn(
  heads: readonly HeadTotal[],
  claim: Claim,
  joint: Tables['joint'] | null,
): EstimatedColumn {
  const estimated = heads.filter((one) => one.head.mode === 'estimated');
  const column = modeColumn(estimated, claim.currency);
  const withFigure = estimated.filter((one) => one.total.sum !== null || one.total.state === 'range');
  const drawn = new Set((joint?.heads ?? []).map((one) => one.head));
  const single = withFigure.length === 1 ? withFigure[0]?.head : undefined;
  if (joint != null && withFigure.length > 0 && withFigure.every((one) => drawn.has(one.head.id)))
    return { ...column, low: joint.total.low, high: joint.total.high, intervalMissing: null };
  if (single?.mode === 'estimated' && single.result !== null) {
    const { low, high } = single.result;
    return { ...column, low, high, intervalMissing: null };
  }
  const stated = withFigure.filter((one) => !drawn.has(one.head.id)).map((one) => `“${one.head.title}”`);
  return {
    ...column,
    low: null,
    high: null,
    intervalMissing:
      withFigure.length < 2
        ? null
        : statesRanges(claim)
          ? `The ranges stand side by side and are not added: ${stated.join(', ')} ${stated.length === 1 ? 'has' : 'have'} no model that could be drawn with the others (which needs joint draws).`
          : `The interval of a sum is not the sum of the intervals: it needs joint draws of the estimates. ${stated.join(', ')} ${stated.length === 1 ? 'has' : 'have'} no model to draw from.`,
  };
}

function globalColumn(heads: readonly HeadTotal[], currency: string): Column {
  return modeColumn(
    heads.filter((one) => one.head.mode === 'global'),
    currency,
  );
}

function modeColumn(heads: readonly HeadTotal[], currency: string): Column {
  const sums = heads.flatMap((one) => (one.total.sum === null ? [] : [one.total.sum]));
  const missing = heads.flatMap((one) => one.total.missing);
  // Where one head states a range, no sum of the others stands for the whole.
  if (heads.some((one) => one.total.state === 'range')) return { state: 'range', sum: null, missing };
  if (sums.length === 0) return { state: 'none', sum: null, missing };
  return { state: missing.length === 0 ? 'complete' : 'partial', sum: sumMoney(sums, currency), missing };
}

function columnSum(
  lines: readonly LineTotal[],
  column: 'gross' | 'funded' | 'fundedNotTied' | 'residual' | 'net' | 'amount',
  currency: string,
): Money {
  return sumMoney(
    lines.flatMap((one) => one[column] ?? []),
    currency,
  );
}

function costSum(cost: Line['cost'], lines: readonly LineTotal[], currency: string): Money {
  return columnSum(
    lines.filter((one) => one.line.cost === cost),
    'amount',
    currency,
  );
}

function figureOf(node: TraceNode): Money {
  if (node.figure === null) return zero('EUR');
  return { minor: BigInt(node.figure.amount.replace('.', '')), currency: node.figure.currency };
}

const bare = (subject: string, title: string): Deficiency => ({
  code: 'QUANTUM_WITHOUT_SOURCE',
  subject,
  message: `“${title}” has no passage under it.`,
  severity: 'error',
});

const noFigure = (subject: string, title: string, why: string): Deficiency => ({
  code: 'QUANTUM_NO_FIGURE',
  subject,
  message: `“${title}” has no figure yet: ${why}`,
  severity: 'advice',
});
