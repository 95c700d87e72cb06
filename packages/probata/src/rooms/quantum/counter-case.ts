// The claim as the other side would have it: its changes one by one, and how much money each of them moves.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type Money, moneySchema } from '../../base/money/index.ts';
import { distribution, type Models } from './assumptions.ts';
import { type Claim, dayText, type Line, ratio, source } from './figures.ts';
import type { Tables } from './tables.ts';
import type { ClaimTotal } from './total.ts';
import { workOut } from './work-out.ts';

const name = z.string().min(1).max(400);
const sources = z.array(source).readonly();

/** One thing that the other side says differently. */
export const change = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('leave-out-line'), line: name }),
  z.strictObject({ does: z.literal('leave-out-head'), head: name }),
  z.strictObject({ does: z.literal('set-amount'), line: name, sum: moneySchema }),
  z.strictObject({ does: z.literal('set-share'), line: name, ratio }),
  z.strictObject({ does: z.literal('set-residual'), line: name, sum: moneySchema }),
  /** Money of others that the applicant shows beside the line is taken off it. */
  z.strictObject({ does: z.literal('net-funding'), line: name, by: name }),
  z.strictObject({ does: z.literal('credit'), head: name, sum: moneySchema }),
  z.strictObject({ does: z.literal('set-rate'), rule: name, annual: ratio }),
  z.strictObject({
    does: z.literal('set-period'),
    rule: name,
    from: dayText.optional(),
    to: dayText.optional(),
  }),
  z.strictObject({ does: z.literal('simple-interest'), rule: name }),
  z.strictObject({ does: z.literal('no-interest'), head: name }),
  z.strictObject({ does: z.literal('no-indexation'), line: name }),
  z.strictObject({ does: z.literal('set-assumption'), assumption: name, distribution }),
  z.strictObject({ does: z.literal('set-global'), head: name, sum: moneySchema }),
  z.strictObject({ does: z.literal('cap'), sum: moneySchema }),
]);
export type Change = z.output<typeof change>;

export const counterCase = z.strictObject({
  id: name,
  title: name,
  /** The party that would have it so; null for one's own doubts. */
  party: name.nullable(),
  changes: z
    .array(z.strictObject({ title: name, change, ground: name, sources }))
    .min(1)
    .max(200),
});
export type CounterCase = z.output<typeof counterCase>;

/**
 * The three columns, side by side; null where a column has no figure. They are never added to each other. `low` and `high`
 * are the ends of the estimated column.
 */
export interface Columns {
  readonly itemised: Money | null;
  readonly estimated: Money | null;
  readonly global: Money | null;
  readonly low: Money | null;
  readonly high: Money | null;
}

export interface Moved {
  readonly title: string;
  readonly ground: string;
  /** What this change does on the claim as pleaded. */
  readonly alone: Columns;
  /** What it does after the changes before it: the steps add up to the whole difference, to the cent. */
  readonly step: Columns;
  /** Set where the claim has changed so that this change finds nothing to change. */
  readonly idle: string | null;
}

export interface CounterCompared {
  readonly pleaded: ClaimTotal;
  readonly countered: ClaimTotal;
  readonly difference: Columns;
  readonly moved: readonly Moved[];
}

/** Works the claim out under the changes: alone, in their order, and together. */
export function compareCounter(
  claim: Claim,
  tables: Tables,
  models: Models,
  counter: CounterCase,
): CounterCompared {
  const pleaded = workOut(claim, tables, models);
  let before: { claim: Claim; models: Models } = { claim, models };
  let worked = pleaded;
  const moved = counter.changes.map((one): Moved => {
    try {
      const alone = applied({ claim, models }, one.change);
      const after = applied(before, one.change);
      const aloneWorked = workOut(alone.claim, tables, alone.models);
      const afterWorked = workOut(after.claim, tables, after.models);
      const row = {
        title: one.title,
        ground: one.ground,
        alone: less(aloneWorked, pleaded),
        step: less(afterWorked, worked),
        idle: null,
      };
      before = after;
      worked = afterWorked;
      return row;
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      const none = { itemised: null, estimated: null, global: null, low: null, high: null };
      return { title: one.title, ground: one.ground, alone: none, step: none, idle: thrown.message };
    }
  });
  return { pleaded, countered: worked, difference: less(worked, pleaded), moved };
}

/** The columns of a total. */
export const columnsOf = (of: ClaimTotal): Columns => ({
  itemised: of.itemised.sum,
  estimated: of.estimated.sum,
  global: of.global.sum,
  low: of.estimated.low,
  high: of.estimated.high,
});

function less(after: ClaimTotal, before: ClaimTotal): Columns {
  const [a, b] = [columnsOf(after), columnsOf(before)];
  const gap = (x: Money | null, y: Money | null): Money | null =>
    x === null && y === null
      ? null
      : { minor: (x?.minor ?? 0n) - (y?.minor ?? 0n), currency: after.currency };
  return {
    itemised: gap(a.itemised, b.itemised),
    estimated: gap(a.estimated, b.estimated),
    global: gap(a.global, b.global),
    // An end that one side does not state moves by nothing that could be said.
    low: a.low === null || b.low === null ? null : gap(a.low, b.low),
    high: a.high === null || b.high === null ? null : gap(a.high, b.high),
  };
}

/**
 * The claim and its models with one change made.
 * @throws Refusal QUANTUM_CHANGE_IDLE where what the change speaks of is not (or no longer) in the claim
 */
export function applied(
  { claim, models }: { readonly claim: Claim; readonly models: Models },
  what: Change,
): { readonly claim: Claim; readonly models: Models } {
  const idle = (id: string): never => {
    throw new Refusal(
      'QUANTUM_CHANGE_IDLE',
      `${id} is not in the claim: this change finds nothing to change.`,
    );
  };
  const line = (id: string, alter: (one: Line) => Line) => {
    if (!claim.lines.some((one) => one.id === id && one.status === 'claimed')) return idle(id);
    return {
      claim: { ...claim, lines: claim.lines.map((one) => (one.id === id ? alter(one) : one)) },
      models,
    };
  };
  const rule = (id: string, alter: (one: Claim['interest'][number]) => Claim['interest'][number]) => {
    if (!claim.interest.some((one) => one.id === id)) return idle(id);
    return {
      claim: { ...claim, interest: claim.interest.map((one) => (one.id === id ? alter(one) : one)) },
      models,
    };
  };
  const known = (id: string): void => {
    if (!claim.heads.some((one) => one.id === id)) idle(id);
  };
  switch (what.does) {
    case 'leave-out-line':
      return line(what.line, (one) => ({ ...one, status: 'withdrawn' }));
    case 'leave-out-head':
      known(what.head);
      return {
        claim: {
          ...claim,
          heads: claim.heads.filter((one) => one.id !== what.head),
          lines: claim.lines.filter((one) => one.head !== what.head),
          credits: claim.credits.filter((one) => one.head !== what.head),
        },
        models: { ...models, models: models.models.filter((one) => one.head !== what.head) },
      };
    case 'set-amount':
      return line(what.line, (one) => ({
        ...one,
        figure: { state: 'stated', sum: what.sum, asWritten: null },
      }));
    case 'set-share':
      return line(what.line, (one) => ({
        ...one,
        share: {
          ratio: what.ratio,
          ground: 'the other side',
          estimate: null,
          sources: one.share?.sources ?? [],
        },
      }));
    case 'set-residual':
      return line(what.line, (one) => ({
        ...one,
        residual: { sum: what.sum, ground: 'the other side', sources: one.residual?.sources ?? [] },
      }));
    case 'net-funding':
      return line(what.line, (one) => {
        if (!one.funding.some((part) => part.by === what.by)) return idle(`money of ${what.by}`);
        // In its own scenario the other side's word is the tie; the applicant's claim is not touched by it.
        const tie =
          one.sources.length > 0 ? one.sources : [{ passage: 'as asserted', exhibit: 'as asserted' }];
        return {
          ...one,
          funding: one.funding.map((part) => (part.by === what.by ? { ...part, tiedBy: tie } : part)),
        };
      });
    case 'credit':
      known(what.head);
      return {
        claim: {
          ...claim,
          credits: [
            ...claim.credits,
            {
              id: `credit of the other side ${claim.credits.length + 1}`,
              head: what.head,
              title: 'Credit as the other side has it',
              sum: what.sum,
              convertOn: null,
              ground: 'the other side',
              sources: [],
            },
          ],
        },
        models,
      };
    case 'set-rate':
      return rule(what.rule, (one) => ({ ...one, rate: { kind: 'fixed', annual: what.annual } }));
    case 'set-period':
      return rule(what.rule, (one) => ({ ...one, from: what.from ?? one.from, to: what.to ?? one.to }));
    case 'simple-interest':
      return rule(what.rule, (one) => ({ ...one, compounding: { kind: 'simple' } }));
    case 'no-interest':
      known(what.head);
      return {
        claim: {
          ...claim,
          heads: claim.heads.map((one) =>
            one.id === what.head && one.mode === 'itemised' ? { ...one, interest: null } : one,
          ),
        },
        models,
      };
    case 'no-indexation':
      return line(what.line, (one) => ({ ...one, indexation: null }));
    case 'set-assumption':
      if (!models.assumptions.some((one) => one.id === what.assumption)) return idle(what.assumption);
      return {
        claim,
        models: {
          ...models,
          assumptions: models.assumptions.map((one) =>
            one.id === what.assumption ? { ...one, distribution: what.distribution } : one,
          ),
        },
      };
    case 'set-global':
      known(what.head);
      return {
        claim: {
          ...claim,
          heads: claim.heads.map((one) =>
            one.id === what.head && one.mode === 'global'
              ? {
                  ...one,
                  range:
                    one.range === null
                      ? { low: what.sum, high: what.sum, sum: what.sum }
                      : { ...one.range, sum: what.sum },
                }
              : one,
          ),
        },
        models,
      };
    case 'cap':
      return { claim: { ...claim, cap: what.sum }, models };
  }
}
