// The commands of quantum. Sources are given as passages; the exhibit behind each is looked up and kept beside it.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Command, command } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { estimateRow } from '../flows/index.ts';
import { partRow } from './ask.ts';
import { CONTEST_COMMANDS } from './decide-contest.ts';
import { ESTIMATE_COMMANDS } from './decide-estimates.ts';
import { TABLE_COMMANDS } from './decide-tables.ts';
import { type Claim, interestRule } from './figures.ts';
import { adopted, shareOf } from './from-estimate.ts';
import { partsOf } from './from-record.ts';
import { refuseInflationTwice } from './indexation.ts';
import { MASS_COMMANDS } from './mass/decide.ts';
import { money, partCommand, passages, text, ZERO } from './part-command.ts';
import { rangesOnly, statesRanges } from './ranges.ts';
import {
  claimFramed,
  creditEntered,
  headOpened,
  indexationRuled,
  interestRuled,
  lineEntered,
  lineWithdrawn,
} from './types.ts';
import type { QuantumTables } from './view.ts';

const headInput = z.strictObject({
  id: idOf('head').optional(),
  title: text(400),
  mode: z.enum(['itemised', 'estimated', 'global']).default('itemised'),
  cap: money.nullable().default(null),
  /** Itemised: the rule of interest. */
  interest: z.string().nullable().default(null),
  /** Estimated: the result with its interval (its point left out: only the range is stated), or nothing yet; and why. */
  result: z
    .strictObject({
      estimate: text(400),
      point: money.nullable().default(null),
      low: money,
      high: money,
      level: z.string(),
    })
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
  /** A ratio on a ground; or the id of an adopted estimate, from which the ratio is read. */
  share: z
    .strictObject({
      ratio: z.string().optional(),
      ground: text(400),
      estimate: idOf('estimate').nullable().default(null),
      /** Which figure of the estimate: `effect`, or `figures.attributableFraction`. */
      reading: text(100).optional(),
      end: z.enum(['point', 'low', 'high']).default('point'),
      sources: passages,
    })
    .nullable()
    .default(null),
  convertOn: z.string().nullable().default(null),
  indexation: z.string().nullable().default(null),
  bearsInterest: z.boolean().default(false),
  /** Why it is indexed and bears nominal interest as well. */
  bothGround: text(400).optional(),
  passages,
});

/** The rule of interest of the head and the estimate of the share, as far as a line needs them. */
interface LineNeeds {
  readonly mode: string;
  readonly framed: Awaited<ReturnType<typeof framedAs>>;
  readonly rule: ReturnType<typeof ruleFrom>;
  readonly estimate: Awaited<ReturnType<typeof estimateRow>>;
}

async function lineNeeds(look: Look, given: z.output<typeof lineInput>): Promise<LineNeeds> {
  const head = await partRow(look, given.head);
  const interest = head === undefined ? null : saidOf(head)['interest'];
  const rule = typeof interest === 'string' ? await partRow(look, interest) : undefined;
  const estimate = given.share?.estimate;
  return {
    mode: modeOf(head),
    framed: await framedAs(look),
    rule: ruleFrom(rule),
    estimate: estimate == null ? undefined : await estimateRow(look, estimate),
  };
}

/** What the claim was framed to show, as far as it was framed. */
async function framedAs(look: Look): Promise<Pick<Claim, 'shows'>> {
  const row = await look
    .tables<QuantumTables>()
    .selectFrom('quantum_claim')
    .select('said')
    .executeTakeFirst();
  return fromJson<Pick<Claim, 'shows'>>(row?.said ?? null) ?? {};
}

const modeMixed = (title: string): Refusal =>
  new Refusal(
    'QUANTUM_MODE_MIXED',
    `“${title}” is an item, and its head is not itemised: open an itemised head for it, so that nothing is counted in two ways.`,
  );

const modeOf = (head: QuantumTables['quantum_part'] | undefined): string =>
  head === undefined ? 'itemised' : String(saidOf(head)['mode']);

const saidOf = (row: QuantumTables['quantum_part']): JsonObject => fromJson<JsonObject>(row.said) ?? {};

function ruleFrom(row: QuantumTables['quantum_part'] | undefined) {
  return row === undefined ? null : interestRule.parse({ ...saidOf(row), id: row.id });
}

/** The share as it is said: with the ratio that was given, or the one that the adopted estimate gives. */
function shareSaid(
  share: z.output<typeof lineInput>['share'],
  estimate: LineNeeds['estimate'],
): JsonObject | null {
  if (share === null) return null;
  const { ratio, ground, sources, reading, end } = share;
  if (share.estimate === null) {
    if (ratio === undefined)
      throw new Refusal(
        'QUANTUM_SHARE_MISSING',
        'Give the causal share as a ratio with its ground, or name an adopted estimate to read it from.',
      );
    return { ratio, ground, estimate: null, sources };
  }
  const from = adopted(estimate, share.estimate);
  const read = shareOf(from, reading ?? 'effect', end);
  if (ratio !== undefined && ratio !== read)
    throw new Refusal(
      'QUANTUM_SHARE_DIFFERS',
      `The estimate gives ${read}, not ${ratio}. Leave the ratio out, or leave the estimate out and give the ground.`,
    );
  return {
    ratio: read,
    ground,
    estimate: share.estimate,
    reading: `${reading ?? 'effect'}, ${end}`,
    sources,
  };
}

/** Enters one line; also used by `line.read`, which marks the cell of each sum in the same act. */
export const enterLine: Command = partCommand({
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
  load: lineNeeds,
  check: (given, more) => {
    const { rule, mode, framed } = more as LineNeeds;
    if (mode !== 'itemised') throw modeMixed(given.title);
    if (statesRanges(framed) && given.amount !== undefined && given.status === 'claimed')
      throw rangesOnly(given.title);
    refuseInflationTwice(
      given.id ?? `“${given.title}”`,
      given.indexation,
      given.bearsInterest ? rule : null,
      given.bothGround ?? null,
    );
  },
  say: ({ id: _id, amount, why, asWritten, share, passages: sources, ...rest }, more) => ({
    ...(rest as JsonObject),
    share: shareSaid(share, (more as LineNeeds).estimate),
    figure:
      amount === undefined ? { state: 'none', why: why ?? '' } : { state: 'stated', sum: amount, asWritten },
    sources,
  }),
});

export const QUANTUM_COMMANDS: readonly Command[] = [
  command({
    name: 'claim.frame',
    summary:
      'Set the claim’s currency, rounding, ceiling, rule of conversion, and whether sums or ranges are stated.',
    input: claimFramed.extend({
      shareRounding: claimFramed.shape.shareRounding.default('half-up'),
      cap: claimFramed.shape.cap.default(null),
      fx: claimFramed.shape.fx.default(null),
    }),
    example: { currency: 'EUR' },
    load: async () => null,
    decide: (said, _state, act) => {
      if (said.cap !== null && said.cap.currency !== said.currency)
        throw new Refusal(
          'MONEY_CURRENCIES_MIXED',
          `The ceiling is in ${said.cap.currency}; give it in ${said.currency}, the currency of the claim.`,
        );
      return [{ kind: 'claim.framed', subject: act.newId('head'), said }];
    },
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
    load: async (look, given) =>
      given.id === undefined
        ? false
        : (await partsOf(look)).some(
            (one) =>
              (one.sort === 'line' || one.sort === 'credit') &&
              one.withdrawn === null &&
              one.said['head'] === given.id,
          ),
    check: (given, hasItems) => {
      if (given.mode !== 'itemised' && hasItems === true)
        throw new Refusal(
          'QUANTUM_MODE_MIXED',
          `“${given.title}” has lines or credits: it stays itemised. Open another head for the ${given.mode === 'global' ? 'global sum' : 'estimate'}, or withdraw them first.`,
          { head: given.id ?? '' },
        );
    },
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
  enterLine,
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
    load: async (look, given) => modeOf(await partRow(look, given.head)),
    check: (given, mode) => {
      if (mode !== 'itemised') throw modeMixed(given.title);
    },
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
  ...TABLE_COMMANDS,
  ...ESTIMATE_COMMANDS,
  ...CONTEST_COMMANDS,
  ...MASS_COMMANDS,
];
