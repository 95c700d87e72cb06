// One line from what the document states to what is claimed for it: converted, net of others' money, shared, indexed.
import { type Deficiency, Refusal } from '../../base/errors.ts';
import { type Money, majorUnits, roundMoney, sumMoney, toJson } from '../../base/money/index.ts';
import { multiply, toText } from '../../base/rational.ts';
import { boundsOf, type DayNumber, formatDay, parseDay } from '../../base/time/index.ts';
import type { Claim, InterestRule, Line, Source } from './figures.ts';
import { convert } from './fx.ts';
import { index, refuseInflationTwice } from './indexation.ts';
import type { Tables } from './tables.ts';
import type { TraceNode } from './trace.ts';

/** A line in the claim's currency, column by column; null, but for others' money, where it has no figure yet. */
export interface LineTotal {
  readonly line: Line;
  readonly gross: Money | null;
  readonly funded: Money | null;
  readonly fundedNotTied: Money | null;
  readonly residual: Money | null;
  readonly net: Money | null;
  /** Net times share, indexed: the principal of the line. */
  readonly amount: Money | null;
  readonly trace: TraceNode;
}

/**
 * Works out one claimed line, and adds what it lacks to `deficiencies`.
 * @param rule the interest rule the line will bear, to see that inflation is not paid twice
 * @throws Refusal QUANTUM_DATE_MISSING, QUANTUM_RULE_UNKNOWN, QUANTUM_INFLATION_TWICE, and those of `convert` and `index`
 */
export function lineTotal(
  line: Line,
  claim: Claim,
  tables: Tables,
  rule: InterestRule | null,
  deficiencies: Deficiency[],
): LineTotal {
  const bothGround = line.bothGround ?? null;
  if (refuseInflationTwice(line.id, line.indexation, rule, bothGround))
    deficiencies.push({
      code: 'QUANTUM_INFLATION_GROUND',
      subject: line.id,
      message: `“${line.title}” is indexed and bears nominal interest, on the ground entered: ${bothGround}`,
      severity: 'advice',
    });
  advise(line, deficiencies);
  if (line.figure.state === 'none') {
    // Money of others is known even where the cost is not: it stays in its own column, under the purpose its source names.
    const given = line.funding.filter((one) => one.sum.currency === claim.currency);
    const total = (tied: boolean): Money | null => {
      const sums = given.filter((one) => one.tiedBy.length > 0 === tied).map((one) => one.sum);
      return sums.length === 0 ? null : sumMoney(sums, claim.currency);
    };
    const none = {
      gross: null,
      funded: total(true),
      fundedNotTied: total(false),
      residual: null,
      net: null,
      amount: null,
    };
    const step = { kind: 'none', why: line.figure.why } as const;
    return { line, ...none, trace: { id: line.id, label: line.title, figure: null, step, children: [] } };
  }
  const node = (id: string, label: string, sum: Money, sources: readonly Source[]): TraceNode =>
    convertedNode(id, label, sum, sources, line.convertOn, line, claim, tables, deficiencies);
  const { sum, asWritten } = line.figure;
  const gross = withWords(node(`${line.id}:gross`, line.title, sum, line.sources), asWritten);
  const funded: TraceNode[] = [];
  const loose: TraceNode[] = [];
  line.funding.forEach((one, i) => {
    const part = node(`${line.id}:funded:${i + 1}`, `${one.by}: ${one.purpose}`, one.sum, one.tiedBy);
    (one.tiedBy.length > 0 ? funded : loose).push(part);
  });
  const residual = line.residual;
  const left =
    residual === null
      ? []
      : [node(`${line.id}:residual`, `Residual value: ${residual.ground}`, residual.sum, residual.sources)];
  const grossSum = sumOf(gross);
  const fundedSum = sumMoney(funded.map(sumOf), claim.currency);
  const residualSum = sumMoney(left.map(sumOf), claim.currency);
  const net: Money = {
    minor: grossSum.minor - fundedSum.minor - residualSum.minor,
    currency: claim.currency,
  };
  if (net.minor < 0n && grossSum.minor >= 0n)
    deficiencies.push({
      code: 'QUANTUM_FUNDED_ABOVE_GROSS',
      subject: line.id,
      message: `“${line.title}”: what others paid and what is left exceed the gross cost.`,
      severity: 'error',
    });
  let trace = gross;
  if (funded.length + left.length > 0)
    trace = {
      id: `${line.id}:net`,
      label: `${line.title}, net`,
      figure: toJson(net),
      step: { kind: 'less' },
      children: [gross, ...funded, ...left],
    };
  trace = shared(line, net, trace, claim);
  trace = indexed(line, trace, claim, tables);
  return {
    line,
    gross: grossSum,
    funded: fundedSum,
    fundedNotTied: sumMoney(loose.map(sumOf), claim.currency),
    residual: residualSum,
    net,
    amount: sumOf(trace),
    trace,
  };
}

/** The day that converts a line and starts its interest: the last on which it can have been incurred (the least favourable). */
export function lineDay(line: Line): DayNumber {
  const latest = line.incurred === null ? null : boundsOf(line.incurred).latestDay;
  if (latest === null)
    throw new Refusal(
      'QUANTUM_DATE_MISSING',
      `“${line.title}” needs the day, month or year in which it was incurred.`,
    );
  return latest;
}

/** A stated sum as a trace node, converted into the claim's currency where it is foreign. */
export function convertedNode(
  id: string,
  label: string,
  sum: Money,
  sources: readonly Source[],
  convertOn: string | null,
  line: Line | null,
  claim: Claim,
  tables: Tables,
  deficiencies: Deficiency[],
): TraceNode {
  const stated: TraceNode = {
    id: sum.currency === claim.currency ? id : `${id}:stated`,
    label,
    figure: toJson(sum),
    step: { kind: 'stated', asWritten: null, sources },
    children: [],
  };
  if (sum.currency === claim.currency) return stated;
  if (claim.fx === null || tables.fx === null)
    throw new Refusal(
      'FX_RATE_MISSING',
      `“${label}” is in ${sum.currency}: name a source of rates and enter its table.`,
    );
  if (convertOn === null && line === null)
    throw new Refusal('QUANTUM_DATE_MISSING', `“${label}” needs the day whose rate converts it.`);
  const day = convertOn === null && line !== null ? lineDay(line) : parseDay(convertOn ?? '');
  const done = convert(
    sum,
    claim.currency,
    day,
    claim.fx,
    tables.fx,
    `${label}, at the rate of ${formatDay(day)}`,
  );
  deficiencies.push(...done.flags);
  return {
    id,
    label,
    figure: toJson(done.sum),
    step: { kind: 'convert', rates: done.rates, log: [done.record] },
    children: [stated],
  };
}

/** The sum of nodes; with no figure among them, no figure. Parts without a figure stay visible and add nothing. */
export function sumNode(
  id: string,
  label: string,
  currency: string,
  children: readonly TraceNode[],
): TraceNode {
  const known = children.filter((child) => child.figure !== null);
  if (known.length === 0) return { id, label, figure: null, step: { kind: 'sum' }, children };
  return { id, label, figure: toJson(sumMoney(known.map(sumOf), currency)), step: { kind: 'sum' }, children };
}

function shared(line: Line, net: Money, below: TraceNode, claim: Claim): TraceNode {
  if (line.share === null) return below;
  const { sum, record } = roundMoney(
    multiply(majorUnits(net), line.share.ratio),
    claim.currency,
    `${line.title}, causal share`,
    claim.shareRounding,
  );
  const { ground, estimate, sources } = line.share;
  return {
    id: `${line.id}:share`,
    label: `${line.title}, causal share`,
    figure: toJson(sum),
    step: {
      kind: 'share',
      ratio: toText(line.share.ratio),
      ground: estimate === null ? ground : `${ground} (estimate ${estimate})`,
      sources,
      log: [record],
    },
    children: [below],
  };
}

function indexed(line: Line, below: TraceNode, claim: Claim, tables: Tables): TraceNode {
  if (line.indexation === null) return below;
  const rule = claim.indexation.find((one) => one.id === line.indexation);
  if (rule === undefined)
    throw new Refusal(
      'QUANTUM_RULE_UNKNOWN',
      `“${line.title}” names the indexation ${line.indexation}, which is not there.`,
    );
  const incurred = rule.from === 'incurred' ? formatDay(lineDay(line)) : null;
  const label = `${line.title}, at the prices of ${rule.to}`;
  const done = index(sumOf(below), rule, incurred, tables.indexes, label);
  const { from, to, fromLevel, toLevel, record } = done;
  return {
    id: `${line.id}:index`,
    label,
    figure: toJson(done.sum),
    step: { kind: 'index', rule: rule.id, from, to, fromLevel, toLevel, log: [record] },
    children: [below],
  };
}

function withWords(node: TraceNode, asWritten: string | null): TraceNode {
  if (node.step.kind === 'stated') return { ...node, step: { ...node.step, asWritten } };
  return { ...node, children: node.children.map((child) => withWords(child, asWritten)) };
}

function sumOf(node: TraceNode): Money {
  if (node.figure === null) throw new Refusal('QUANTUM_NO_FIGURE', `“${node.label}” has no figure.`);
  return { minor: BigInt(node.figure.amount.replace('.', '')), currency: node.figure.currency };
}

function advise(line: Line, deficiencies: Deficiency[]): void {
  const say = (code: string, severity: Deficiency['severity'], message: string): void => {
    deficiencies.push({ code, subject: line.id, message: `“${line.title}”: ${message}`, severity });
  };
  if (line.figure.state === 'none') say('QUANTUM_NO_FIGURE', 'advice', `no figure yet: ${line.figure.why}`);
  if (line.sources.length === 0) say('QUANTUM_WITHOUT_SOURCE', 'error', 'no passage stands under it.');
  if (line.cost === 'ordinary')
    say(
      'QUANTUM_ORDINARY_COST',
      'advice',
      'ordinary costs, such as regular salaries, were refused in Costa Rica v. Nicaragua (2018); plead the extra cost apart.',
    );
  for (const one of line.funding)
    if (one.tiedBy.length === 0)
      say(
        'QUANTUM_FUNDING_NOT_TIED',
        'advice',
        `no source ties the money of ${one.by} (${one.purpose}) to this cost; it is shown, not taken off.`,
      );
}
