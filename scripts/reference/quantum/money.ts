// The money cases: totals, interest, day counts, compounding and conversion, through the quantum room.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Money, money, sumMoney, toJson } from '../../../packages/probata/src/base/money/index.ts';
import {
  divide,
  parseRational,
  rational,
  toDecimal,
  toText,
} from '../../../packages/probata/src/base/rational.ts';
import { daysBetween, parseDay } from '../../../packages/probata/src/base/time/index.ts';
import { instalments } from '../../../packages/probata/src/rooms/quantum/award.ts';
import { conventionsFrom } from '../../../packages/probata/src/rooms/quantum/conventions.ts';
import { yearFraction } from '../../../packages/probata/src/rooms/quantum/day-count.ts';
import type { Claim, DayCount, InterestRule } from '../../../packages/probata/src/rooms/quantum/figures.ts';
import { convert, fxTable } from '../../../packages/probata/src/rooms/quantum/fx.ts';
import { compoundSchedule, interestOn } from '../../../packages/probata/src/rooms/quantum/interest.ts';
import { NO_TABLES } from '../../../packages/probata/src/rooms/quantum/tables.ts';
import { total } from '../../../packages/probata/src/rooms/quantum/total.ts';
import { replay } from '../../../packages/probata/src/rooms/quantum/trace.ts';
import { asks, at, type Method, type ReferenceCase, type Task, type TaskValue, textAt } from './case.ts';

const amount = (sum: Money): string => toJson(sum).amount;

/** A rate as a case may write it: 0.04, `0.04`, `4%`, `4 % per annum`, `1/25`. */
function rateText(value: TaskValue | undefined): string {
  const text = String(value ?? '').trim();
  const percent = /^(-?\d+(?:\.\d+)?)\s*(?:%|per ?cent)/i.exec(text);
  if (percent?.[1] === undefined) return text;
  return toText(divide(parseRational(percent[1]), rational(100)));
}

/** Everything that a case says about how interest runs, in its keys or in the words of its rule. */
function words(task: Task): string {
  const said = [
    'day_count',
    'convention',
    'rule',
    'rounding',
    'rounding_point',
    'rounding_mode',
    'interest_rule',
    'days_rule',
    'compounding',
    'note',
  ];
  return said
    .map((key) => String(at(task, key) ?? ''))
    .join(' ; ')
    .toLowerCase();
}

const DAY_COUNT_WORDS: readonly (readonly [RegExp, DayCount])[] = [
  [/act(?:ual)?[ /_-]*act(?:ual)?/, 'act-act-isda'],
  [/act(?:ual)?[ /_-]*360/, 'act-360'],
  [/365\.25|365_25/, 'act-365-25'],
  [/30e[ /_-]*360|thirty[ _-]*e[ _-]*360|european/, 'thirty-e-360'],
  [/30[ /_-]*360|thirty[ _-]*360/, 'thirty-360-us'],
  [/act(?:ual)?[ /_-]*365/, 'act-365f'],
];

function dayCountOf(task: Task): DayCount {
  const text = words(task);
  return DAY_COUNT_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'act-365f';
}

/** The rule as the case tells it; what it does not say is as in Costa Rica v. Nicaragua (first day out, per sub-head). */
function ruleOf(task: Task, annual: string, from: string, to: string): InterestRule {
  const text = words(task);
  const both = /first and last day (?:both )?(?:counted|included)|both days/.test(text);
  const flag = (key: string): boolean | undefined => {
    const value = at(task, key);
    return typeof value === 'boolean' ? value : undefined;
  };
  const mode = /half[ -]even|banker/.test(text)
    ? 'half-even'
    : /truncat|cut off|rounded? down/.test(text)
      ? 'down'
      : /rounded? up/.test(text)
        ? 'up'
        : 'half-up';
  const perYear = Number(at(task, 'periods_per_year') ?? at(task, 'compounding_per_year') ?? Number.NaN);
  const places = /(?:year fraction|part of a year)[^;]*?(\d+) (?:places|decimals)/.exec(text)?.[1];
  return {
    id: 'interest',
    ground: 'the case',
    rate: { kind: 'fixed', annual: parseRational(annual) },
    rateIs: 'nominal',
    compounding: isPerYear(perYear)
      ? {
          kind: 'compound',
          perYear,
          period: 'nominal',
          roundEachPeriod: /each period (?:is )?rounded|rounded? each period/.test(text),
        }
      : { kind: 'simple' },
    dayCount: dayCountOf(task),
    firstDay: both || flag('first_day_counted') === true ? 'in' : 'out',
    lastDay:
      flag('last_day_counted') === false || /last day (?:out|not counted|excluded)/.test(text) ? 'out' : 'in',
    from,
    to,
    rounding: {
      point: /on the (?:whole|total)|rounded? once|whole sum|total principal/.test(text)
        ? 'whole'
        : /per line|each line/.test(text)
          ? 'line'
          : 'sub-head',
      mode,
      fractionPlaces: places === undefined ? null : Number(places),
      yearFirst: /one year(?:'s|’s)? (?:interest )?(?:is )?rounded|year rounded first/.test(text),
    },
  };
}

type PerYear = 1 | 2 | 3 | 4 | 6 | 12 | 365;
const isPerYear = (n: number): n is PerYear => [1, 2, 3, 4, 6, 12, 365].includes(n);

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
    const rule = ruleOf(one.task, rateText(at(one.task, 'rate')), from, to);
    const result = total(claimOf(one, rule), NO_TABLES);
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
        interest: amount(interest),
        days:
          daysBetween(parseDay(from), parseDay(to)) +
          (rule.firstDay === 'in' ? 1 : 0) -
          (rule.lastDay === 'out' ? 1 : 0),
      },
      also: [
        ...conventionsGiven(one, rule, result.currency),
        {
          what: 'steps of the trace that do not replay',
          computed: String(replay(result.trace).length),
          given: '0',
        },
      ],
    };
  },
};

// Ways of counting that a case may have tried, each with what it gave: the room must give the same, and print it beside.
const CONVENTIONS: Readonly<Record<string, string>> = {
  act365_total: 'rounded on the whole',
  act365_incl_last_day: 'first and last day both counted',
  act360: 'Act/360',
  act_act_isda: 'Act/Act ISDA',
  '30_360': '30/360',
  'act_365.25': 'Act/365.25',
  per_head_rounded: 'rounded per sub-head',
  year_fraction_rounded_6dp: 'part of a year at six places, on the whole',
};
/** These are told of the whole sum; the room tells them of the rounding point pleaded. */
const ON_THE_WHOLE = new Set(['act365_incl_last_day', 'act360', 'act_act_isda', '30_360', 'act_365.25']);

function conventionsGiven(one: ReferenceCase, rule: InterestRule, currency: string) {
  const given = at(one.task, 'conventions_tried');
  if (given === undefined || given === null || typeof given !== 'object' || Array.isArray(given)) return [];
  const parts = one.input.rows
    .filter((row) => row['bears_interest'] === 'yes')
    .map((row, i) => ({
      group: row['head'] ?? String(i),
      line: String(i),
      principal: money(row['amount'] ?? '', currency),
      from: rule.from,
    }));
  const rows = conventionsFrom(parts, rule, [], currency);
  const whole = conventionsFrom(
    parts,
    { ...rule, rounding: { ...rule.rounding, point: 'whole' } },
    [],
    currency,
  );
  return Object.entries(given as Task).flatMap(([key, wanted]) => {
    const name = CONVENTIONS[key];
    if (name === undefined || typeof wanted !== 'string') return [];
    const found = (ON_THE_WHOLE.has(key) ? whole : rows).find((row) => row.name === name);
    return found === undefined
      ? []
      : [{ what: `convention ${key}`, computed: amount(found.sum), given: wanted }];
  });
}

const plainTotal: Method = {
  name: 'a total of heads',
  fits: ({ task, input }) =>
    asks(task, 'total') &&
    !asks(task, 'pre_judgment_interest') &&
    ['head', 'amount', 'currency'].every((name) => input.columns.includes(name)),
  answer: (one) => {
    const result = total(claimOf(one, null), NO_TABLES);
    const places = one.input.rows.some((row) => (row['amount'] ?? '').includes('.'));
    const sum = result.itemised.sum;
    // Whole units are answered as the case writes them: without places.
    const text = (of: Money | null | undefined): string | undefined =>
      of == null ? undefined : places ? amount(of) : amount(of).replace(/\.0+$/, '');
    const count = Number(at(one.task, 'instalments') ?? at(one.task, 'number_of_instalments') ?? 0);
    const parts =
      sum !== null && count > 0
        ? instalments(sum, count, String(at(one.task, 'first_instalment') ?? '2022-09-01'), 12)
        : [];
    return { values: { total: text(sum), instalment: text(parts.at(-1)?.sum) } };
  },
};

const COUNTS: readonly (readonly [string, DayCount])[] = [
  ['act_365f', 'act-365f'],
  ['act_360', 'act-360'],
  ['act_act_isda', 'act-act-isda'],
  ['act_365_25', 'act-365-25'],
  ['thirty_360_us', 'thirty-360-us'],
  ['thirty_360_us_eom', 'thirty-360-us-eom'],
  ['thirty_e_360_isda', 'thirty-e-360-isda'],
  ['act_365_nl', 'act-365-nl'],
  ['nl_365', 'act-365-nl'],
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
    const rule: InterestRule = {
      ...ruleOf(task, rateText(row['annual_rate']), row['from'] ?? '', row['to'] ?? ''),
      compounding: { kind: 'simple' },
    };
    const run = (changed: InterestRule): string =>
      amount(interestOn(principal, changed, from, to, [], 'the case').sum);
    const every = (perYear: PerYear): InterestRule => ({
      ...rule,
      compounding: {
        kind: 'compound',
        perYear,
        period: 'nominal',
        roundEachPeriod: /each period (?:is )?rounded|rounded? each period/.test(words(task)),
      },
    });
    const values: Record<string, string> = {
      continuous: run({ ...rule, compounding: { kind: 'continuous' } }),
    };
    for (const [key, dayCount] of COUNTS) {
      if (asks(task, `simple_${key}`)) values[`simple_${key}`] = run({ ...rule, dayCount });
      const short = key.replaceAll('_', '').replace('365f', '365');
      if (asks(task, `simple_${short}`)) values[`simple_${short}`] = run({ ...rule, dayCount });
    }
    for (const key of Object.keys(task)) {
      const perYear = Number(/^compounded_(\d+)_per_year$/.exec(key)?.[1] ?? Number.NaN);
      if (isPerYear(perYear)) values[key] = run(every(perYear));
    }
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
  fits: ({ task, input }) =>
    Object.keys(task).some((key) => /^total_[a-z]{3}$/.test(key) && asks(task, key)) &&
    ['date', 'amount', 'currency'].every((name) => input.columns.includes(name)),
  answer: ({ folder, task, input }) => {
    const table = fxTable(ratesBeside(folder), 'ECB');
    const rule = {
      source: 'ECB',
      fallback: 'earlier',
      maxStaleDays: 3,
      beyond: 'flag',
      mode: 'half-up',
    } as const;
    const target =
      Object.keys(task)
        .find((key) => /^total_[a-z]{3}$/.test(key) && asks(task, key))
        ?.slice(6) ?? 'eur';
    const into = target.toUpperCase();
    const given = (at(task, 'lines') ?? []) as readonly Task[];
    const also: { what: string; computed: string; given: string }[] = [];
    const sums = input.rows.map((row, i) => {
      const done = convert(
        money(row['amount'] ?? '', row['currency'] ?? ''),
        into,
        parseDay(row['date'] ?? ''),
        rule,
        table,
        'line',
      );
      const wanted = given[i];
      const used = done.rates[0];
      if (wanted !== undefined && used !== undefined) {
        also.push({ what: `line ${i + 1}`, computed: amount(done.sum), given: String(wanted[target]) });
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
    const all = sumMoney(sums, into);
    const values: Record<string, string> = { [`total_${target}`]: amount(all) };
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
