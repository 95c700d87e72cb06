// The synthetic control that matches on predictors as well: means of the outcome and of further measures over chosen spans.
import { Refusal } from '../../../base/errors.ts';
import { twelve, twelves } from '../canonical.ts';
import { mean } from '../matrix.ts';
import { Generator } from '../random.ts';
import { controlWithPredictors, type Panel, type PredictorFit } from '../synthetic-control.ts';
import { type Challenge, daysOf } from '../types.ts';
import { type Aligned, challenged, short } from './outcome.ts';

/** Predictors by name, one value for each unit. */
export interface Predictors {
  readonly names: readonly string[];
  readonly values: readonly Float64Array[];
}

/**
 * Means of the outcome over each span, then of each further measure over its own span (or all the time before).
 * @param outcomeSpans such as `1975`, `1984/1988`: times of the outcome wholly within
 * @param measureSpans one for each further measure; a measure has one series for each unit, in the units' order
 * @throws Refusal FLOWS_PREDICTOR_EMPTY
 */
export function predictorsOf(
  data: Aligned,
  panel: Panel,
  outcomeSpans: readonly string[],
  measureSpans: readonly (string | null)[],
): Predictors {
  const names: string[] = [];
  const values: Float64Array[] = [];
  const units = panel.units.length;
  for (const span of outcomeSpans) {
    const places = data.times.flatMap((at, t) => (within(at, span) && t < panel.before ? [t] : []));
    if (places.length === 0) throw empty(`the outcome over ${span}`);
    names.push(`${data.names[0]}, ${span}`);
    values.push(Float64Array.from(panel.values, (row) => mean(places.map((t) => row[t] as number))));
  }
  const end = data.times[panel.before - 1] ?? '';
  for (const [m, span] of measureSpans.entries()) {
    const own = (data.extra ?? []).slice(m * units, (m + 1) * units);
    names.push(`${own[0]?.name ?? 'measure'}${span === null ? '' : `, ${span}`}`);
    values.push(
      Float64Array.from(own, (series) => {
        const seen = series.points.filter((one) =>
          span === null ? (daysOf(one.at)?.until ?? 0) <= (daysOf(end)?.until ?? 0) : within(one.at, span),
        );
        if (seen.length === 0) throw empty(`“${series.name}”${span === null ? '' : ` over ${span}`}`);
        return mean(seen.map((one) => one.value));
      }),
    );
  }
  return { names, values };
}

function within(at: string, span: string): boolean {
  const [inner, outer] = [daysOf(at), daysOf(span)];
  return inner !== undefined && outer !== undefined && inner.from >= outer.from && inner.until <= outer.until;
}

const empty = (what: string): Refusal =>
  new Refusal(
    'FLOWS_PREDICTOR_EMPTY',
    `There is no figure of ${what} before the date: choose another span for this predictor.`,
  );

/** The search for V with what it reached from each start, for the record and for the sheet. */
export function matched(
  panel: Panel,
  predictors: Predictors,
  starts: number,
  seed: number,
): {
  readonly fit: PredictorFit;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly challenge: Challenge;
} {
  const fit = controlWithPredictors(panel, 0, predictors.values, new Generator(seed), starts);
  const reached = fit.starts.filter((mspe) => mspe <= 1.05 * fit.preMspe).length;
  return {
    fit,
    figures: {
      names: [...predictors.names],
      v: twelves(fit.v),
      preMspe: twelve(fit.preMspe),
      starts: twelves(fit.starts),
      weights: Object.fromEntries(
        Object.entries(fit.weights).map(([name, weight]) => [name, twelve(weight)]),
      ),
      meanGap: twelve(fit.effect),
    },
    challenge: challenged(
      'The importance of the predictors was searched from one start, and stopped short of the best.',
      `The search from ${starts} starts, and the fit that each reached.`,
      `${reached} of ${starts} starts come within 5 % of the best mean squared error before (${short(fit.preMspe)}); the worst stopped at ${short(Math.max(...fit.starts))}.`,
      reached >= 2 ? 'answered' : 'failed',
    ),
  };
}
