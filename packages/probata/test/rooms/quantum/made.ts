// Short ways to write claims in tests; every default is spelt out once, here.
import { money } from '../../../src/base/money/index.ts';
import { parseRational } from '../../../src/base/rational.ts';
import type { Claim, Head, InterestRule, Line } from '../../../src/rooms/quantum/figures.ts';

export function madeLine(id: string, amount: string, more: Partial<Line> & { currency?: string } = {}): Line {
  const { currency = 'EUR', ...rest } = more;
  return {
    id,
    head: 'costs',
    subHead: null,
    title: id,
    figure: { state: 'stated', sum: money(amount, currency), asWritten: null },
    incurred: '2021-08-31',
    cost: 'extraordinary',
    status: 'claimed',
    funding: [],
    residual: null,
    share: null,
    convertOn: null,
    indexation: null,
    bearsInterest: false,
    sources: [{ passage: `pas_${id}`, exhibit: `exh_${id}` }],
    ...rest,
  };
}

export function madeHead(id = 'costs', more: Partial<Extract<Head, { mode: 'itemised' }>> = {}): Head {
  return { id, title: id, mode: 'itemised', cap: null, interest: null, ...more };
}

export function madeClaim(lines: readonly Line[], more: Partial<Claim> = {}): Claim {
  return {
    currency: 'EUR',
    heads: [madeHead()],
    lines,
    credits: [],
    interest: [],
    fx: null,
    indexation: [],
    shareRounding: 'half-up',
    cap: null,
    ...more,
  };
}

export function madeRule(more: Partial<InterestRule> = {}): InterestRule {
  return {
    id: 'interest',
    ground: 'ARSIWA art. 38',
    rate: { kind: 'fixed', annual: parseRational('0.04') },
    rateIs: 'nominal',
    compounding: { kind: 'simple' },
    dayCount: 'act-365f',
    firstDay: 'out',
    lastDay: 'in',
    from: '2015-12-16',
    to: '2018-02-02',
    rounding: { point: 'sub-head', mode: 'half-up', fractionPlaces: null, yearFirst: false },
    ...more,
  };
}
