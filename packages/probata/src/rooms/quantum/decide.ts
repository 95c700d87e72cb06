// The commands of quantum. Sources are given as passages; the exhibit behind each is looked up and kept beside it.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type IdNoun, idOf } from '../../base/ids.ts';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import { type Act, type Command, command, parseInput } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passagesByIds } from '../reading/index.ts';
import { partRow } from './ask.ts';
import {
  claimFramed,
  creditEntered,
  headOpened,
  indexationRuled,
  interestRuled,
  lineEntered,
  lineWithdrawn,
  ratesEntered,
} from './types.ts';

const ZERO = '0'.repeat(26);
const passages = z.array(idOf('passage')).default([]);
const money = z.strictObject({ amount: z.string(), currency: z.string() });
const text = (max: number) => z.string().trim().min(1).max(max);

/** Every passage id inside a value. */
function passagesIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return /^pas_[0-9a-z]{26}$/.test(value) ? [value] : [];
  if (value === null || value === undefined || typeof value !== 'object') return [];
  return Object.values(value).flatMap((member) => passagesIn(member as JsonValue));
}

/** Puts `{passage, exhibit}` where a list of sources names passages only. Refusal READING_PASSAGE_UNKNOWN. */
function withExhibits(value: JsonValue, exhibits: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string' && /^pas_[0-9a-z]{26}$/.test(value)) {
    const exhibit = exhibits.get(value);
    if (exhibit === undefined)
      throw new Refusal('READING_PASSAGE_UNKNOWN', `The passage ${value} is not known. Mark it first.`, {
        passage: value,
      });
    return { passage: value, exhibit };
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: JsonValue) => withExhibits(member, exhibits));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [[name, withExhibits(member as JsonValue, exhibits)]],
    ),
  );
}

async function exhibitsBehind(look: Look, input: object): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(passagesIn(input as JsonObject))];
  return new Map([...(await passagesByIds(look, ids))].map(([id, passage]) => [id, passage.exhibit]));
}

interface PartParts<S extends z.ZodType<object>> {
  readonly name: string;
  readonly summary: string;
  readonly kind: string;
  readonly noun: IdNoun;
  readonly input: S;
  readonly example: JsonObject;
  readonly content: z.ZodType<JsonObject>;
  /** From what was given to what is said, sources still as passages. */
  say(given: z.output<S>): JsonObject;
}

/** A command that enters a part of the claim anew, or sets one that is there (`id`) again. */
function partCommand<S extends z.ZodType<object>>(parts: PartParts<S>): Command {
  return command({
    name: parts.name,
    summary: parts.summary,
    input: parts.input,
    example: parts.example,
    load: async (look, input) => {
      const { id, head } = input as { id?: string; head?: string };
      return {
        exhibits: await exhibitsBehind(look, input as object),
        before: id === undefined ? null : await partRow(look, id),
        head: head === undefined ? null : await partRow(look, head),
      };
    },
    decide(input, state, act: Act) {
      const { id, head } = input as { id?: string; head?: string };
      if (id !== undefined && state.before === undefined)
        throw new Refusal('QUANTUM_PART_UNKNOWN', `There is no ${id} in the claim.`, { id });
      if (head !== undefined && state.head?.sort !== 'head')
        throw new Refusal(
          'QUANTUM_HEAD_UNKNOWN',
          `There is no head of damage ${head}. List them with 'probata head list'.`,
          { head },
        );
      const said = parseInput(parts.name, parts.content, withExhibits(parts.say(input), state.exhibits));
      return [
        {
          kind: parts.kind,
          subject: id ?? act.newId(parts.noun),
          refs: [...state.exhibits.keys(), ...(head === undefined ? [] : [head])],
          said,
        },
      ];
    },
  });
}

const headInput = z.strictObject({
  id: idOf('head').optional(),
  title: text(400),
  mode: z.enum(['itemised', 'estimated', 'global']).default('itemised'),
  cap: money.nullable().default(null),
  /** Itemised: the rule of interest. */
  interest: z.string().nullable().default(null),
  /** Estimated: the result with its interval, or nothing yet; and why. */
  result: z
    .strictObject({ estimate: text(400), point: money, low: money, high: money, level: z.string() })
    .nullable()
    .default(null),
  why: text(400).optional(),
  /** Global: the range that the evidence indicates, the sum proposed within it, the grounds, comparable awards. */
  range: z.strictObject({ low: money, high: money, sum: money.nullable() }).nullable().default(null),
  grounds: text(400).optional(),
  comparators: z.array(z.strictObject({ title: text(400), sum: money, sources: passages })).default([]),
  passages,
});

const lineInput = z.strictObject({
  id: idOf('line').optional(),
  head: idOf('head'),
  title: text(400),
  /** The sum; left out while there is no figure, and then `why` says why. */
  amount: money.optional(),
  why: text(400).optional(),
  asWritten: text(400).nullable().default(null),
  incurred: z.string().nullable().default(null),
  subHead: text(400).nullable().default(null),
  cost: z.enum(['ordinary', 'extraordinary', 'other']).default('other'),
  status: z.enum(['claimed', 'reserved', 'withdrawn']).default('claimed'),
  funding: z
    .array(z.strictObject({ by: text(400), purpose: text(400), sum: money, tiedBy: passages }))
    .default([]),
  residual: z
    .strictObject({ sum: money, ground: text(400), sources: passages })
    .nullable()
    .default(null),
  share: z
    .strictObject({
      ratio: z.string(),
      ground: text(400),
      estimate: z.string().nullable().default(null),
      sources: passages,
    })
    .nullable()
    .default(null),
  convertOn: z.string().nullable().default(null),
  indexation: z.string().nullable().default(null),
  bearsInterest: z.boolean().default(false),
  passages,
});

export const QUANTUM_COMMANDS: readonly Command[] = [
  command({
    name: 'claim.frame',
    summary: 'Set the claim’s currency, rounding of shares, ceiling and rule of conversion.',
    input: claimFramed.extend({
      shareRounding: claimFramed.shape.shareRounding.default('half-up'),
      cap: claimFramed.shape.cap.default(null),
      fx: claimFramed.shape.fx.default(null),
    }),
    example: { currency: 'EUR' },
    load: async () => null,
    decide: (said, _state, act) => [{ kind: 'claim.framed', subject: act.newId('head'), said }],
  }),
  partCommand({
    name: 'head.open',
    summary:
      'Open a head of damage, or set one anew (id): itemised, estimated or a global sum, never two of them.',
    kind: 'head.opened',
    noun: 'head',
    input: headInput,
    example: { title: 'Physical barrier', mode: 'itemised' },
    content: headOpened,
    say: (given) => {
      const common = { title: given.title, mode: given.mode, cap: given.cap };
      if (given.mode === 'itemised') return { ...common, interest: given.interest };
      if (given.mode === 'estimated')
        return { ...common, result: given.result, why: given.why ?? '', sources: given.passages };
      return {
        ...common,
        range: given.range,
        grounds: given.grounds ?? '',
        comparators: given.comparators,
        sources: given.passages,
      };
    },
  }),
  partCommand({
    name: 'line.enter',
    summary: 'Enter a line under an itemised head, tied to its passages, or set one anew (id).',
    kind: 'line.entered',
    noun: 'line',
    input: lineInput,
    example: {
      head: `head_${ZERO}`,
      title: 'Contract price of the barrier',
      amount: { amount: '152460000.00', currency: 'EUR' },
      passages: [`pas_${ZERO}`],
    },
    content: lineEntered,
    say: ({ id: _id, amount, why, asWritten, passages: sources, ...rest }) => ({
      ...(rest as JsonObject),
      figure:
        amount === undefined
          ? { state: 'none', why: why ?? '' }
          : { state: 'stated', sum: amount, asWritten },
      sources,
    }),
  }),
  partCommand({
    name: 'credit.enter',
    summary: 'Enter something to be taken off a head: resale, a cost avoided, a payment received.',
    kind: 'credit.entered',
    noun: 'line',
    input: z.strictObject({
      id: idOf('line').optional(),
      head: idOf('head'),
      title: text(400),
      sum: money,
      convertOn: z.string().nullable().default(null),
      ground: text(400),
      passages,
    }),
    example: {
      head: `head_${ZERO}`,
      title: 'Resale of barrier wire',
      sum: { amount: '1000.00', currency: 'EUR' },
      ground: 'Sold at auction.',
    },
    content: creditEntered,
    say: ({ id: _id, passages: sources, ...rest }) => ({ ...(rest as JsonObject), sources }),
  }),
  partCommand({
    name: 'interest.rule',
    summary: 'Set a rule of interest: rate, days, rounding; each choice that moves a cent is named.',
    kind: 'interest.ruled',
    noun: 'line',
    input: z.strictObject({ id: idOf('line').optional(), rule: z.record(z.string(), z.json()) }),
    example: {
      rule: {
        ground: 'Costa Rica v. Nicaragua, 2018',
        rate: { kind: 'fixed', annual: '0.04' },
        rateIs: 'nominal',
        compounding: { kind: 'simple' },
        dayCount: 'act-365f',
        firstDay: 'out',
        lastDay: 'in',
        from: 'incurred',
        to: '2035-05-26',
        rounding: { point: 'sub-head', mode: 'half-up', fractionPlaces: null, yearFirst: false },
      },
    },
    content: interestRuled,
    say: ({ rule }) => rule as JsonObject,
  }),
  partCommand({
    name: 'indexation.rule',
    summary: 'Set a rule of indexation: series, periods, rounding, ground.',
    kind: 'indexation.ruled',
    noun: 'line',
    input: z.strictObject({
      id: idOf('line').optional(),
      series: text(400),
      from: z.string(),
      to: z.string(),
      mode: z.enum(['half-up', 'half-even', 'down', 'up']).default('half-up'),
      ground: text(400),
      passages,
    }),
    example: {
      series: 'HICP',
      from: 'incurred',
      to: '2034',
      ground: 'Prices carried to the year of the pleading.',
    },
    content: indexationRuled,
    say: ({ id: _id, passages: sources, ...rest }) => ({ ...(rest as JsonObject), sources }),
  }),
  command({
    name: 'rates.enter',
    summary: 'Enter a published table of exchange rates with its source.',
    input: ratesEntered.extend({ base: ratesEntered.shape.base.default('EUR') }),
    example: { source: 'Central bank, reference rates', csv: 'date,USD\n2031-06-01,1.0500' },
    load: async () => null,
    decide: (said, _state, act) => [{ kind: 'rates.entered', subject: act.newId('line'), said }],
  }),
  command({
    name: 'line.withdraw',
    summary: 'Withdraw a line, saying why; it stays visible and counts no more.',
    input: z.strictObject({ line: idOf('line'), ...lineWithdrawn.shape }),
    example: { line: `line_${ZERO}`, ground: 'Regular salaries are not claimed.' },
    load: (look, input) => partRow(look, input.line),
    decide({ line, ground }, row) {
      if (row?.sort !== 'line')
        throw new Refusal('QUANTUM_PART_UNKNOWN', `There is no line ${line} in the claim.`, { line });
      return [{ kind: 'line.withdrawn', subject: line, said: { ground } }];
    },
  }),
];
