// Questions about what carries the money: what falls with an exhibit, which exhibit weighs most, which figure stands bare.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { isSealed } from '../../base/sealed.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type Estimate, estimateRow } from '../flows/index.ts';
import { exhibitsByIds } from '../vault/index.ts';
import type { Claim, Source } from './figures.ts';
import { estimatesNamed } from './from-estimate.ts';
import { claimOf, type Standing } from './from-record.ts';
import { exhibitsOfRegister } from './from-register.ts';
import { claimTotal, column, columnShown, money, shown, shownOrNull, totalShown } from './shown.ts';
import { doublesOf, foundSources, workedClaim } from './standing.ts';
import { type Struck, struckWithout, weightOfExhibits } from './struck.ts';

/** The claim without some exhibits: its tables too are withheld, and estimates of flows that rest on them fall. */
async function struckClaim(
  look: Look,
  standing: Standing,
  exhibits: ReadonlySet<string>,
): Promise<{
  readonly struck: Struck;
  readonly estimates: readonly Estimate[];
  readonly registers: readonly string[];
}> {
  const named = await Promise.all(
    estimatesNamed(standing.claim, standing.models.assumptions).map((id) => estimateRow(look, id)),
  );
  const estimates = named.filter(
    (one): one is Estimate => one?.exhibits.some((exhibit) => exhibits.has(exhibit)) ?? false,
  );
  const without = await claimOf(look, exhibits);
  const registers: string[] = [];
  for (const id of new Set(standing.models.assumptions.flatMap((one) => one.register ?? [])))
    if ((await exhibitsOfRegister(look, id)).some((exhibit) => exhibits.has(exhibit))) registers.push(id);
  return {
    struck: struckWithout(standing.claim, standing.tables, exhibits, {
      models: standing.models,
      estimates: new Set([...estimates.map((one) => one.id), ...registers]),
      tables: without?.tables ?? standing.tables,
    }),
    estimates,
    registers,
  };
}

export const FALL_QUESTIONS: readonly Question[] = [
  question({
    name: 'claim.struck',
    summary: 'What the claim loses if exhibits are struck, and which estimates can no longer be run.',
    input: z.strictObject({ exhibits: z.array(idOf('exhibit')).min(1).max(1000) }),
    output: z.object({
      sentence: z.string(),
      /** Of the itemised column; negative where a deduction falls and the claim grows. */
      loss: money.nullable(),
      heads: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          before: column,
          after: column,
          loss: money.nullable(),
        }),
      ),
      lines: z.array(z.object({ id: z.string(), title: z.string(), fate: z.string() })),
      headsToRedo: z.array(z.string()),
      /** What can no longer be worked out, and why: models of heads, and estimates of flows. */
      estimatesFallen: z.array(z.object({ id: z.string(), title: z.string(), why: z.string() })),
      before: claimTotal.nullable(),
      after: claimTotal.nullable(),
    }),
    example: { exhibits: [`exh_${'0'.repeat(26)}`] },
    async answer(look, { exhibits }) {
      const standing = await claimOf(look);
      if (standing === undefined)
        return {
          before: null,
          after: null,
          loss: null,
          heads: [],
          lines: [],
          headsToRedo: [],
          estimatesFallen: [],
          sentence: 'No head of damage is open.',
        };
      const { struck, estimates, registers } = await struckClaim(look, standing, new Set(exhibits));
      const fallen = [
        ...struck.modelsFallen,
        ...estimates.map((one) => ({
          id: one.id,
          title: `Estimate by ${one.method.replaceAll('-', ' ')}`,
          why: 'The series under it lose an exhibit: it must be run again on what is left.',
        })),
        ...registers.map((id) => ({
          id,
          title: 'Mass claim',
          why: 'Its register or the results of its sample are struck: nothing is left to extrapolate from.',
        })),
      ];
      const loss = struck.itemisedLoss;
      return {
        before: totalShown(struck.before),
        after: totalShown(struck.after),
        loss: shownOrNull(loss),
        heads: struck.heads.map((one) => ({
          id: one.head,
          title: one.title,
          before: columnShown(one.before),
          after: columnShown(one.after),
          loss: shownOrNull(one.loss),
        })),
        lines: struck.lines.map(({ id, title, fate }) => ({ id, title, fate })),
        headsToRedo: [...struck.headsToRedo],
        estimatesFallen: fallen,
        sentence: `${lossInWords(loss)} ${fallen.length === 0 ? 'Every estimate can still be run.' : `${fallen.length} ${fallen.length === 1 ? 'estimate' : 'estimates'} can no longer be run.`}`,
      };
    },
  }),
  question({
    name: 'claim.weights',
    summary:
      'Each exhibit under the claim with the loss that striking it alone would cause, the heaviest first.',
    input: z.strictObject({ first: z.number().int().min(1).max(1000).default(50) }),
    output: z.object({
      exhibits: z.array(
        z.object({ exhibit: z.string(), title: z.string(), loss: money, lines: z.array(z.string()) }),
      ),
      /** Exhibits under the claim in all. */
      all: z.number(),
    }),
    example: {},
    async answer(look, { first }) {
      const standing = await claimOf(look);
      if (standing === undefined) return { exhibits: [], all: 0 };
      const weights = weightOfExhibits(standing.claim, standing.tables, standing.models);
      const shownOnes = weights.slice(0, first);
      const rows = await exhibitsByIds(
        look,
        shownOnes.map((one) => one.exhibit),
      );
      return {
        exhibits: shownOnes.map((one) => {
          const title = rows.get(one.exhibit)?.title ?? '';
          return {
            exhibit: one.exhibit,
            title: isSealed(title) ? 'Sealed exhibit' : title,
            loss: shown(one.loss),
            lines: [...one.lines],
          };
        }),
        all: weights.length,
      };
    },
  }),
  question({
    name: 'claim.unsourced',
    summary:
      'Every figure of the claim with no passage under it: lines, credits, shares, assumptions, tables.',
    input: z.strictObject({}),
    output: z.object({
      sentence: z.string(),
      figures: z.array(
        z.object({ id: z.string(), what: z.string(), title: z.string(), inGlobal: z.boolean() }),
      ),
      /** Outside global sums; to be nought before filing. */
      outsideGlobal: z.number(),
      /** Figures that stand on whole exhibits only, and on no cell, words or box in one. */
      onWholeExhibits: z.array(z.object({ id: z.string(), what: z.string(), title: z.string() })),
    }),
    example: {},
    async answer(look) {
      const standing = await claimOf(look);
      const figures = standing === undefined ? [] : bareFigures(standing);
      const outsideGlobal = figures.filter((one) => !one.inGlobal).length;
      const stated = standing === undefined ? [] : statedFigures(standing);
      const places = await foundSources(
        look,
        stated.flatMap((one) => one.sources),
      );
      const whole = stated.filter(
        (one) =>
          one.sources.length > 0 && one.sources.every((of) => places.get(of.passage)?.place?.by === 'whole'),
      );
      const onWhole =
        whole.length === 0
          ? ''
          : ` ${whole.length} ${whole.length === 1 ? 'rests' : 'rest'} on whole exhibits, without a place in them.`;
      return {
        sentence:
          outsideGlobal === 0
            ? `Every figure outside the global sums has a passage under it.${onWhole}`
            : `${outsideGlobal} ${outsideGlobal === 1 ? 'figure has' : 'figures have'} no passage under ${outsideGlobal === 1 ? 'it' : 'them'}.${onWhole}`,
        figures: [...figures],
        outsideGlobal,
        onWholeExhibits: whole.map(({ id, what, title }) => ({ id, what, title })),
      };
    },
  }),
  question({
    name: 'claim.doubles',
    summary: 'Lines that may claim one loss twice, with the reason, and what a person judged.',
    input: z.strictObject({}),
    output: z.object({
      pairs: z.array(
        z.object({
          first: z.string(),
          second: z.string(),
          firstTitle: z.string(),
          secondTitle: z.string(),
          reasons: z.array(z.string()),
          outcome: z.string().nullable(),
          ground: z.string().nullable(),
        }),
      ),
      unjudged: z.number(),
    }),
    example: {},
    async answer(look) {
      const found = await workedClaim(look);
      if (found === undefined) return { pairs: [], unjudged: 0 };
      const titles = new Map(found.claim.lines.map((one) => [one.id, one.title]));
      const pairs = (await doublesOf(look, found.claim)).map((one) => ({
        ...one,
        reasons: [...one.reasons],
        firstTitle: titles.get(one.first) ?? '',
        secondTitle: titles.get(one.second) ?? '',
      }));
      return { pairs, unjudged: pairs.filter((one) => one.outcome === null).length };
    },
  }),
];

interface Bare {
  readonly id: string;
  readonly what: string;
  readonly title: string;
  readonly inGlobal: boolean;
}

interface Stated extends Bare {
  readonly sources: readonly Source[];
}

/** Stated figures with nothing under them, those of global sums marked: equity may do without, an item may not. */
export function bareFigures(standing: Standing): readonly Bare[] {
  return statedFigures(standing).flatMap(({ sources, ...one }) => (sources.length === 0 ? [one] : []));
}

/** Every figure that somebody stated, with what stands under it. */
function statedFigures({ claim, models, tableSources }: Standing): readonly Stated[] {
  const found: Stated[] = [];
  const see = (
    id: string,
    what: string,
    title: string,
    sources: readonly Source[],
    inGlobal = false,
  ): void => {
    found.push({ id, what, title, inGlobal, sources });
  };
  for (const line of claim.lines) {
    if (line.status !== 'claimed') continue;
    if (line.figure.state === 'stated') see(line.id, 'line', line.title, line.sources);
    if (line.residual !== null) see(line.id, 'residual value', line.title, line.residual.sources);
    // A share read from an estimate stands on the estimate's own series.
    if (line.share !== null && line.share.estimate === null)
      see(line.id, 'causal share', line.title, line.share.sources);
  }
  for (const one of claim.credits) see(one.id, 'credit', one.title, one.sources);
  for (const head of claim.heads) {
    if (head.mode === 'estimated' && head.result !== null) see(head.id, 'estimate', head.title, head.sources);
    if (head.mode === 'global') {
      if (head.range !== null) see(head.id, 'range', head.title, head.sources, true);
      for (const one of head.comparators) see(head.id, 'comparator', one.title, one.sources, true);
    }
  }
  for (const one of models.assumptions)
    if (one.estimate === null && one.register === undefined)
      see(one.id, 'assumption', one.title, one.sources);
  const used = usedTables(claim);
  for (const one of tableSources) if (used(one.what)) see(one.id, one.what, one.title, one.sources);
  return found;
}

function usedTables(claim: Claim): (what: string) => boolean {
  const foreign = claim.lines.some(
    (one) => one.figure.state === 'stated' && one.figure.sum.currency !== claim.currency,
  );
  const used = new Set([
    ...(foreign ? ['rates'] : []),
    ...(claim.indexation.length > 0 ? ['index'] : []),
    ...(claim.interest.some((one) => one.rate.kind === 'reference') ? ['reference'] : []),
  ]);
  return (what) => used.has(what);
}

function lossInWords(loss: { readonly minor: bigint; readonly currency: string } | null): string {
  if (loss === null) return 'The itemised column has no figure.';
  if (loss.minor === 0n) return 'The itemised column loses nothing.';
  const { amount, currency } = shown({ ...loss, minor: loss.minor < 0n ? -loss.minor : loss.minor });
  return `The itemised column ${loss.minor < 0n ? 'grows by' : 'loses'} ${currency} ${amount}.`;
}
