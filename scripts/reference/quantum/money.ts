// The money cases: totals, interest, day counts, compounding and conversion, through the quantum room.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Money, money, sumMoney, toJson } from '../../../packages/probata/src/base/money/index.ts';
import { parseRational, toDecimal } from '../../../packages/probata/src/base/rational.ts';
import { daysBetween, parseDay } from '../../../packages/probata/src/base/time/index.ts';
import { yearFraction } from '../../../packages/probata/src/rooms/quantum/day-count.ts';
import type { Claim, DayCount, InterestRule } from '../../../packages/probata/src/rooms/quantum/figures.ts';
import { convert, fxTable } from '../../../packages/probata/src/rooms/quantum/fx.ts';
import { compoundSchedule, interestOn } from '../../../packages/probata/src/rooms/quantum/interest.ts';
import { NO_TABLES } from '../../../packages/probata/src/rooms/quantum/tables.ts';
import { total } from '../../../packages/probata/src/rooms/quantum/total.ts';
import { replay } from '../../../packages/probata/src/rooms/quantum/trace.ts';
import { asks, at, type Method, type ReferenceCase, type Task, textAt } from './case.ts';

const amount = (sum: Money): string => toJson(sum).amount;

const simpleRule = (annual: string, from: string, to: string): InterestRule => ({
  id: 'interest',
  ground: 'the case',
  rate: { kind: 'fixed', annual: parseRational(annual) },
  rateIs: 'nominal',
  compounding: { kind: 'simple' },
  dayCount: 'act-365f',
  firstDay: 'out',
  lastDay: 'in',
  from,
  to,
  rounding: { point: 'sub-head', mode: 'half-up', fractionPlaces: null, yearFirst: false },
});

/** A claim of one line per row, those that bear interest under a head of their own. */
function claimOf({ input }: ReferenceCase, rule: InterestRule | null): Claim {
  const currency = input.rows[0]?.['currency'] ?? 'EUR';
  const head = (id: string, interest: string | null) => ({
    id,
    title: id,
    mode: 'itemised' as const,
    cap: null,
    interest,
  });
  return {
    currency,
    heads: [head('bears interest', rule?.id ?? null), head('bears none', null)],
    lines: input.rows.map((row, i) => {
      const bears = row['bears_interest'] === 'yes';
      return {
        id: `line ${i + 1}`,
        head: bears ? 'bears interest' : 'bears none',
        subHead: row['head'] ?? null,
        title: row['head'] ?? `line ${i + 1}`,
        figure: {
          state: 'stated' as const,
          sum: money(row['amount'] ?? '', row['currency'] ?? currency),
          asWritten: null,
        },
        incurred: null,
        cost: 'other' as const,
        status: 'claimed' as const,
        funding: [],
        residual: null,
        share: null,
        convertOn: null,
        indexation: null,
        bearsInterest: bears,
        sources: [{ passage: `row ${i + 1}`, exhibit: 'input.csv' }],
      };
    }),
    credits: [],
    interest: rule === null ? [] : [rule],
    fx: null,
    indexation: [],
    shareRounding: 'half-up',
    cap: null,
  };
}

const interestPerHead: Method = {
  name: 'simple interest per sub-head',
  fits: ({ task, input }) => asks(task, 'pre_judgment_interest') && input.columns.includes('bears_interest'),
  answer: (one) => {
    const [from, to] = [textAt(one.task, 'from_date'), textAt(one.task, 'to_date')];
    const result = total(claimOf(one, simpleRule(textAt(one.task, 'rate'), from, to)), NO_TABLES);
    const principal = sumMoney(
      result.heads.map((head) => head.principal),
      result.currency,
    );
    const interest = sumMoney(
      result.heads.map((head) => head.interest),
      result.currency,
    );
    return {
      values: {
        principal: amount(principal),
        pre_judgment_interest: amount(interest),
        total: result.itemised.sum === null ? undefined : amount(result.itemised.sum),
        days: daysBetween(parseDay(from), parseDay(to)),
      },
      also: [
        {
          what: 'steps of the trace that do not replay',
          computed: String(replay(result.trace).length),
          given: '0',
        },
      ],
    };
  },
};

const plainTotal: Method = {
  name: 'a total of heads',
  fits: ({ task, input }) => asks(task, 'total') && input.columns.join() === 'head,amount,currency',
  answer: (one) => {
    const result = total(claimOf(one, null), NO_TABLES);
    const places = one.input.rows.some((row) => (row['amount'] ?? '').includes('.'));
    const sum = result.itemised.sum;
    const text = sum === null ? undefined : amount(sum);
    // Whole units are answered as the case writes them: without places.
    return { values: { total: places ? text : text?.replace(/\.0+$/, '') } };
  },
};

const COUNTS: readonly (readonly [string, DayCount])[] = [
  ['act_365f', 'act-365f'],
  ['act_360', 'act-360'],
  ['act_act_isda', 'act-act-isda'],
  ['act_365_25', 'act-365-25'],
  ['thirty_360_us', 'thirty-360-us'],
  ['thirty_e_360', 'thirty-e-360'],
];

const dayCounts: Method = {
  name: 'day-count fractions',
  fits: ({ task, input }) => Array.isArray(at(task, 'rows')) && input.columns.join() === 'start,end',
  answer: ({ task, input }) => {
    const given = at(task, 'rows') as readonly Task[];
    const also = input.rows.flatMap((row, i) => {
      const [start, end] = [parseDay(row['start'] ?? ''), parseDay(row['end'] ?? '')];
      const wanted = given[i] ?? {};
      const what = `${row['start']} to ${row['end']}`;
      const days = { what: `${what}, days`, computed: String(end - start), given: String(wanted['days']) };
      const fractions = COUNTS.filter(([key]) => wanted[key] !== undefined).map(([key, count]) => {
        const text = String(wanted[key]);
        const places = text.split('.')[1]?.length ?? 0;
        return {
          what: `${what}, ${key}`,
          computed: toDecimal(yearFraction(start, end, count), places),
          given: text,
        };
      });
      return [days, ...fractions];
    });
    return {
      values: {},
      also: [...also, { what: 'rows', computed: String(input.rows.length), given: String(given.length) }],
    };
  },
};

const compounding: Method = {
  name: 'compound interest',
  fits: ({ task, input }) =>
    Object.keys(task).some((key) => /^compounded_\d+_per_year$/.test(key)) &&
    input.columns.includes('principal'),
  answer: ({ task, input }) => {
    const row = input.rows[0] ?? {};
    const principal = money(row['principal'] ?? '', row['currency'] ?? '');
    const [from, to] = [parseDay(row['from'] ?? ''), parseDay(row['to'] ?? '')];
    const rule = simpleRule(row['annual_rate'] ?? '', row['from'] ?? '', row['to'] ?? '');
    const run = (changed: InterestRule): string =>
      amount(interestOn(principal, changed, from, to, [], 'the case').sum);
    const every = (perYear: 1 | 2 | 4 | 12): InterestRule => ({
      ...rule,
      compounding: { kind: 'compound', perYear, period: 'nominal', roundEachPeriod: false },
    });
    const values: Record<string, string> = {
      simple_act365: run(rule),
      continuous: run({ ...rule, compounding: { kind: 'continuous' } }),
    };
    for (const perYear of [1, 2, 4, 12] as const)
      values[`compounded_${perYear}_per_year`] = run(every(perYear));
    const schedule = at(task, 'annual_schedule');
    const ours = compoundSchedule(principal, every(1), from, to).map((step) => [
      step.day,
      amount(step.balance),
    ]);
    const also =
      schedule === undefined
        ? []
        : [{ what: 'annual schedule', computed: JSON.stringify(ours), given: JSON.stringify(schedule) }];
    return { values, also };
  },
};

const conversion: Method = {
  name: 'conversion at ECB reference rates',
  fits: ({ task, input }) => asks(task, 'total_eur') && input.columns.join() === 'date,amount,currency',
  answer: ({ folder, task, input }) => {
    const table = fxTable(ratesBeside(folder), 'ECB');
    const rule = {
      source: 'ECB',
      fallback: 'earlier',
      maxStaleDays: 3,
      beyond: 'flag',
      mode: 'half-up',
    } as const;
    const given = (at(task, 'lines') ?? []) as readonly Task[];
    const also: { what: string; computed: string; given: string }[] = [];
    const sums = input.rows.map((row, i) => {
      const done = convert(
        money(row['amount'] ?? '', row['currency'] ?? ''),
        'EUR',
        parseDay(row['date'] ?? ''),
        rule,
        table,
        'line',
      );
      const wanted = given[i];
      const used = done.rates[0];
      if (wanted !== undefined && used !== undefined) {
        also.push({ what: `line ${i + 1}`, computed: amount(done.sum), given: String(wanted['eur']) });
        also.push({
          what: `line ${i + 1}, day of the rate`,
          computed: used.day,
          given: String(wanted['rate_date']),
        });
        also.push({
          what: `line ${i + 1}, days stale`,
          computed: String(used.staleDays),
          given: String(wanted['stale_days']),
        });
      }
      return done.sum;
    });
    const all = sumMoney(sums, 'EUR');
    const values: Record<string, string> = { total_eur: amount(all) };
    for (const key of Object.keys(task)) {
      const match = /^total_([a-z]{3})_at_(\d{4})_(\d\d)_(\d\d)$/.exec(key);
      if (match === null) continue;
      const day = parseDay(`${match[2]}-${match[3]}-${match[4]}`);
      values[key] = amount(convert(all, (match[1] ?? '').toUpperCase(), day, rule, table, 'total').sum);
    }
    return { values, also };
  },
};

/** The rates: a `rates.csv` of the case's own, else the shared table beside the reference folder, or beside the repository. */
function ratesBeside(folder: string): string {
  const own = join(folder, 'rates.csv');
  if (existsSync(own)) return readFileSync(own, 'utf8');
  const places = [join(import.meta.dirname, '..', '..', '..', '..', 'shared')];
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) places.unshift(above);
  for (const place of places) {
    const file = join(place, 'data', 'money', 'ecb_reference_rates_daily.csv');
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  throw new Error('no table of ECB reference rates lies with the case or beside the reference folder');
}

export const MONEY: readonly Method[] = [interestPerHead, plainTotal, dayCounts, compounding, conversion];
