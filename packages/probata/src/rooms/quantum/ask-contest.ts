// Questions about what is contested and decided: the other side's case with its diff, claimed against awarded, instalments.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { fromJson, type Money, moneyInWords, percentInWords } from '../../base/money/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import { compareAward, instalments } from './award.ts';
import {
  type Columns,
  type CounterCompared,
  columnsOf,
  compareCounter,
  counterCase,
} from './counter-case.ts';
import { claimOf, type Part, partsOf } from './from-record.ts';
import {
  claimTotal,
  columns,
  columnsShown,
  deficiencyRow,
  money,
  shown,
  shownOrNull,
  totalShown,
} from './shown.ts';
import { workedClaim } from './standing.ts';

const movedRow = z.object({
  title: z.string(),
  ground: z.string(),
  /** What the change does by itself on the claim as pleaded. */
  alone: columns,
  /** What it does after those before it: the steps add up to the difference, to the cent. */
  step: columns,
  /** Why the change finds nothing to change; null where it does its work. */
  idle: z.string().nullable(),
});

export const CONTEST_QUESTIONS: readonly Question[] = [
  question({
    name: 'counter-case.list',
    summary: 'The claims as the other side would have them, with their changes.',
    input: z.strictObject({}),
    output: z.object({
      cases: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          party: z.string().nullable(),
          changes: z.array(
            z.object({
              title: z.string(),
              does: z.string(),
              ground: z.string(),
              passages: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const parts = (await partsOf(look, 'counter-case')).filter((one) => one.withdrawn === null);
      return {
        cases: parts.map((part) => {
          const parsed = counterCase.parse({ ...part.said, id: part.id });
          return {
            id: part.id,
            title: parsed.title,
            party: parsed.party,
            changes: parsed.changes.map((one) => ({
              title: one.title,
              does: one.change.does,
              ground: one.ground,
              passages: one.sources.map((source) => source.passage),
            })),
          };
        }),
      };
    },
  }),
  question({
    name: 'counter-case.compare',
    summary: 'The claim beside the other side’s version: which change moves how much, alone and in order.',
    input: z.strictObject({ case: idOf('counterCase') }),
    output: z.object({
      title: z.string(),
      sentence: z.string(),
      pleaded: columns,
      countered: columns,
      difference: columns,
      moved: z.array(movedRow),
      /** The whole claim under the changes, head by head. */
      claim: claimTotal,
    }),
    example: { case: `ctr_${'0'.repeat(26)}` },
    async answer(look, input) {
      const part = (await partsOf(look, 'counter-case')).find((one) => one.id === input.case);
      const standing = await claimOf(look);
      if (part === undefined || standing === undefined)
        throw new Refusal(
          'QUANTUM_COUNTER_CASE_UNKNOWN',
          `There is no counter-case ${input.case}. List them with 'probata counter-case list'.`,
          { case: input.case },
        );
      const parsed = counterCase.parse({ ...part.said, id: part.id });
      const compared = compareCounter(standing.claim, standing.tables, standing.models, parsed);
      const { difference } = compared;
      return {
        title: parsed.title,
        pleaded: columnsShown(columnsOf(compared.pleaded)),
        countered: columnsShown(columnsOf(compared.countered)),
        difference: columnsShown(difference),
        moved: compared.moved.map((one) => ({
          title: one.title,
          ground: one.ground,
          alone: columnsShown(one.alone),
          step: columnsShown(one.step),
          idle: one.idle,
        })),
        claim: totalShown(compared.countered),
        sentence: rangeInWords(compared) ?? differenceInWords(difference, compared.moved),
      };
    },
  }),
  question({
    name: 'award.list',
    summary: 'Claimed against awarded, head by head, with what was given beyond the claim marked.',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          head: z.string(),
          title: z.string(),
          claimed: money.nullable(),
          outcome: z.string().nullable(),
          awarded: money.nullable(),
          difference: money.nullable(),
          /** Awarded over claimed, as a percentage. */
          part: z.string().nullable(),
          beyondClaim: z.boolean(),
          ground: z.string().nullable(),
          on: z.string().nullable(),
        }),
      ),
      claimed: money.nullable(),
      awarded: money.nullable(),
      part: z.string().nullable(),
      deficiencies: z.array(deficiencyRow),
    }),
    example: {},
    async answer(look) {
      const found = await workedClaim(look);
      if (found === undefined)
        return { rows: [], claimed: null, awarded: null, part: null, deficiencies: [] };
      const awards = new Map(
        (await partsOf(look, 'award'))
          .filter((one) => one.withdrawn === null)
          .map((one) => [String(one.said['head']), one]),
      );
      const { heads, currency } = found.total;
      const rows = heads.map((one) => ({
        one,
        award: awards.get(one.head.id),
        row: {
          head: one.head.id,
          claimed: one.total.sum,
          awarded: awardedBy(awards.get(one.head.id), currency),
        },
      }));
      const decided = rows.filter(
        (one) => one.award !== undefined && one.award.said['outcome'] !== 'reserved',
      );
      const compared = compareAward(
        decided.map(({ row }) => row),
        currency,
      );
      return {
        rows: rows.map(({ one, award, row }) => {
          const side = compared.rows.find((each) => each.head === one.head.id);
          return {
            head: one.head.id,
            title: one.head.title,
            claimed: shownOrNull(row.claimed),
            outcome: award === undefined ? null : String(award.said['outcome']),
            awarded: shownOrNull(row.awarded),
            difference: shownOrNull(side?.difference ?? null),
            part: side?.part == null ? null : percentInWords(side.part, 1),
            beyondClaim: side?.beyondClaim ?? false,
            ground: award === undefined ? null : String(award.said['ground']),
            on: typeof award?.said['on'] === 'string' ? award.said['on'] : null,
          };
        }),
        claimed: decided.length === 0 ? null : shown(compared.claimed),
        awarded: decided.length === 0 ? null : shown(compared.awarded),
        part: compared.part === null ? null : percentInWords(compared.part, 1),
        deficiencies: compared.rows
          .filter((one) => one.beyondClaim)
          .map((one) => ({
            code: 'QUANTUM_BEYOND_CLAIM',
            subject: one.head,
            message:
              'More was awarded than was claimed under this head: contrary to non ultra petita, or an error of entry.',
            severity: 'error',
          })),
      };
    },
  }),
  question({
    name: 'instalments.list',
    summary: 'Payments ordered in instalments: each date and sum, to the cent.',
    input: z.strictObject({}),
    output: z.object({
      orders: z.array(
        z.object({
          id: z.string(),
          sum: money,
          ground: z.string(),
          payments: z.array(z.object({ due: z.string(), sum: money })),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const parts = (await partsOf(look, 'instalments')).filter((one) => one.withdrawn === null);
      return {
        orders: parts.map((part) => {
          const said = part.said as unknown as {
            sum: { amount: string; currency: string };
            count: number;
            first: string;
            everyMonths: number;
            ground: string;
          }; // the entry's schema saw to it
          const sum = fromJson(said.sum);
          return {
            id: part.id,
            sum: said.sum,
            ground: said.ground,
            payments: instalments(sum, said.count, said.first, said.everyMonths).map((one) => ({
              due: one.due,
              sum: shown(one.sum),
            })),
          };
        }),
      };
    },
  }),
];

/** What a decision gave in the claim's currency; nothing for a refusal, null for what is reserved or in another currency. */
function awardedBy(award: Part | undefined, currency: string): Money | null {
  if (award === undefined) return null;
  if (award.said['outcome'] === 'refused') return { minor: 0n, currency };
  const sum = award.said['sum'] as { amount: string; currency: string } | null;
  if (sum === null || sum.currency !== currency) return null;
  return fromJson(sum);
}

/** Where heads state ranges side by side, there is no end to move: what is left under the changes is said instead. */
function rangeInWords({ pleaded, countered, moved }: CounterCompared): string | null {
  const { low, high, sum } = countered.estimated;
  if (
    pleaded.shows !== 'ranges' ||
    pleaded.estimated.low !== null ||
    low === null ||
    high === null ||
    sum !== null
  )
    return null;
  return `Under ${moved.length === 1 ? 'this change' : `these ${moved.length} changes`} what is estimated lies between ${moneyInWords(low)} and ${moneyInWords(high)}.`;
}

function differenceInWords(
  difference: Columns,
  moved: readonly { readonly title: string; readonly alone: Columns }[],
): string {
  const what = {
    itemised: 'the itemised column',
    estimated: 'the estimated column',
    global: 'the global column',
    low: 'the low end of the range',
    high: 'the high end of the range',
  } as const;
  // The ends are said where no sum stands between them.
  const names = (Object.keys(what) as (keyof typeof what)[]).filter(
    (name) => difference.estimated === null || (name !== 'low' && name !== 'high'),
  );
  const parts = names.flatMap((name) => {
    const sum = difference[name];
    if (sum === null || sum.minor === 0n) return [];
    const size: Money = { ...sum, minor: sum.minor < 0n ? -sum.minor : sum.minor };
    return [`${what[name]} ${sum.minor < 0n ? 'falls' : 'rises'} by ${moneyInWords(size)}`];
  });
  const size = (one: (typeof moved)[number]): bigint => {
    const { itemised, estimated, low, high } = one.alone;
    const size = (sum: Money | null): bigint => (sum === null ? 0n : sum.minor < 0n ? -sum.minor : sum.minor);
    return size(itemised) + (estimated === null ? size(low) + size(high) : size(estimated));
  };
  const heaviest = [...moved].sort((a, b) => (size(b) > size(a) ? 1 : size(b) < size(a) ? -1 : 0))[0];
  if (parts.length === 0) return 'Under these changes no column moves.';
  const words = parts.join(', ');
  return `Under these changes ${words}. “${heaviest?.title ?? ''}” moves most by itself.`;
}
