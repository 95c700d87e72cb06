// Which figures a matter has, and each of them worked out as it stands now.
import { Refusal } from '../base/errors.ts';
import type { Figure, FigureEvent, FigureName } from '../base/figure/types.ts';
import type { MoneyJson } from '../base/money/index.ts';
import {
  beforeAfterFigure,
  type CurveAnswer,
  changePointsFigure,
  counterfactualFigure,
  drawsOfRunFigure,
  type EnvelopeAnswer,
  envelopeFigure,
  estimateRow,
  grangerFigure,
  lagsFigure,
  matchedPairsFigure,
  placebosFigure,
  seriesFigure,
  specificationsFigure,
} from '../rooms/flows/index.ts';
import {
  type AwardShown,
  awardFigure,
  type DrawsShown,
  drawsFigure,
  type HeadShown,
  type TornadoRow,
  tornadoFigure,
  waterfallFigure,
} from '../rooms/quantum/index.ts';
import type { House } from './house.ts';

interface Offer {
  readonly figure: FigureName;
  readonly of: string;
  readonly title: string;
}

interface ClaimAnswer {
  readonly claim: {
    readonly currency: string;
    readonly heads: readonly HeadShown[];
    readonly itemised: { readonly sum: MoneyJson | null };
  } | null;
}

interface JointAnswer {
  readonly joint:
    | (DrawsShown & {
        readonly seed: number;
        readonly engine: string;
        readonly tornado: readonly (TornadoRow & { readonly assumption: string })[];
      })
    | null;
}
interface AwardAnswer {
  readonly rows: readonly (AwardShown & { readonly outcome: string | null })[];
}

const BY_METHOD: Readonly<Record<string, readonly FigureName[]>> = {
  structural: ['counterfactual'],
  interrupted: ['counterfactual', 'placebos'],
  'synthetic-control': ['counterfactual', 'placebos'],
  'change-points': ['change-points'],
  'distributed-lags': ['lags'],
  'cross-correlation': ['lags'],
  'before-after': ['before-after'],
  'matched-pairs': ['matched-pairs'],
  granger: ['granger'],
  'monte-carlo': ['draws'],
};

/** Of driver and response the second series is the outcome, of all other methods the first. */
const SECOND = new Set(['cross-correlation', 'distributed-lags', 'granger']);
const outcomeOf = (run: { readonly method: string; readonly series: readonly string[] }) =>
  run.series[SECOND.has(run.method) ? 1 : 0];

/** Every figure that the matter can show now; all of them, or those of one series, estimate, head or `claim`. */
export async function figuresOf(house: House, of?: string): Promise<readonly Offer[]> {
  const offers: Offer[] = [];
  const { series } = (await house.ask('series.list', {})) as {
    series: readonly { id: string; measure: string; points: number; statements: number }[];
  };
  const { estimates } = (await house.ask('estimate.list', {})) as {
    estimates: readonly {
      id: string;
      method: string;
      title: string;
      series: readonly string[];
      effect: unknown;
    }[];
  };
  for (const one of series) {
    if (one.points > 0) offers.push({ figure: 'series', of: one.id, title: one.measure });
    if (one.statements > 0)
      offers.push({ figure: 'envelope', of: one.id, title: `${one.measure}: what dated figures leave open` });
    if (estimates.some((run) => run.effect !== null && outcomeOf(run) === one.id))
      offers.push({ figure: 'specifications', of: one.id, title: `${one.measure}: every run` });
  }
  for (const one of estimates)
    for (const figure of BY_METHOD[one.method] ?? []) offers.push({ figure, of: one.id, title: one.title });
  const { claim } = (await house.ask('claim.total', {})) as ClaimAnswer;
  if (claim !== null) {
    if (claim.itemised.sum !== null)
      offers.push({ figure: 'waterfall', of: 'claim', title: 'All itemised heads' });
    const { joint } = (await house.ask('claim.joint', {})) as JointAnswer;
    if (joint !== null && joint.tornado.length > 0)
      offers.push({ figure: 'tornado', of: 'claim', title: 'Estimated heads: what moves the sum' });
    if (joint !== null && joint.histogram.length > 1)
      offers.push({ figure: 'draws', of: 'claim', title: 'Estimated heads: the joint draws' });
    const { rows } = (await house.ask('award.list', {})) as AwardAnswer;
    if (rows.some((row) => row.awarded !== null))
      offers.push({ figure: 'award', of: 'claim', title: 'Claimed and awarded' });
    for (const head of claim.heads)
      if (head.mode === 'itemised' && head.total.sum !== null)
        offers.push({ figure: 'waterfall', of: head.id, title: head.title });
  }
  return offers.filter((one) => of === undefined || one.of === of);
}

/**
 * The figure as it stands now.
 * @param leaves whether it leaves the house: small figures of persons are then hidden
 * @throws Refusal FIGURE_NONE where what it is of is not there, or has nothing to show
 */
export async function figureOf(
  house: House,
  name: FigureName,
  of: string,
  events: readonly FigureEvent[] = [],
  leaves = false,
): Promise<Figure> {
  const found = await madeOf(house, name, of, events, leaves);
  if (found === undefined)
    throw new Refusal(
      'FIGURE_NONE',
      `There is no figure “${name}” of ${of}: it is not there, or has nothing to show. List what there is with 'probata figure list'.`,
      { figure: name, of },
    );
  return found;
}

async function madeOf(
  house: House,
  name: FigureName,
  of: string,
  events: readonly FigureEvent[],
  leaves: boolean,
): Promise<Figure | undefined> {
  const { look } = house.ledger;
  switch (name) {
    case 'series':
      return of.startsWith('ser_') ? seriesFigure(look, of, events, leaves) : undefined;
    case 'envelope':
      return of.startsWith('ser_')
        ? envelopeFigure(
            look,
            of,
            (await house.ask('series.envelope', { series: of })) as EnvelopeAnswer,
            events,
            leaves,
          )
        : undefined;
    case 'specifications':
      return of.startsWith('ser_')
        ? specificationsFigure(look, of, (await house.ask('estimate.curve', { series: of })) as CurveAnswer)
        : undefined;
    case 'waterfall': {
      const { claim } = (await house.ask('claim.total', {})) as ClaimAnswer;
      return claim === null ? undefined : waterfallFigure(claim.heads, of, claim.itemised.sum);
    }
    case 'tornado': {
      if (of !== 'claim') return undefined;
      const { joint } = (await house.ask('claim.joint', {})) as JointAnswer;
      return joint === null
        ? undefined
        : tornadoFigure(
            joint.point,
            joint.tornado,
            `Source: the assumptions of the estimated heads, each with its passages; ${joint.engine}, ${joint.count} draws, seed ${joint.seed}.`,
          );
    }
    case 'draws': {
      if (of.startsWith('est_')) {
        const run = await estimateRow(look, of);
        return run === undefined ? undefined : drawsOfRunFigure(look, run);
      }
      if (of !== 'claim') return undefined;
      const { joint } = (await house.ask('claim.joint', {})) as JointAnswer;
      return joint === null
        ? undefined
        : drawsFigure(joint, `Source: ${joint.engine}, ${joint.count} draws, seed ${joint.seed}.`);
    }
    case 'award': {
      const { claim } = (await house.ask('claim.total', {})) as ClaimAnswer;
      const { rows } = (await house.ask('award.list', {})) as AwardAnswer;
      return of !== 'claim' || claim === null
        ? undefined
        : awardFigure(
            rows.filter((row) => row.outcome !== null),
            claim.currency,
          );
    }
    default: {
      const estimate = of.startsWith('est_') ? await estimateRow(look, of) : undefined;
      if (estimate === undefined) return undefined;
      if (name === 'counterfactual') return counterfactualFigure(look, estimate, events, leaves);
      if (name === 'change-points') return changePointsFigure(look, estimate, events, leaves);
      if (name === 'placebos') return placebosFigure(look, estimate, leaves);
      if (name === 'before-after') return beforeAfterFigure(look, estimate, events, leaves);
      if (name === 'matched-pairs') return matchedPairsFigure(look, estimate, events, leaves);
      if (name === 'granger') return grangerFigure(look, estimate);
      return lagsFigure(look, estimate);
    }
  }
}
