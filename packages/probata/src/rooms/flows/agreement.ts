// Whether families of methods agree on one effect, and what sentence the page must carry where they do not.
import type { Estimate } from './read.ts';
import type { MethodName } from './types.ts';

/** Methods that rest on like assumptions are one family: two of one family do not bear each other out. */
export const FAMILIES: Readonly<Record<MethodName, string>> = {
  'change-points': 'change of level',
  'before-after': 'change of level',
  interrupted: 'regression in time',
  structural: 'state space',
  'synthetic-control': 'comparison with others',
  'distributed-lags': 'driver and response',
  'cross-correlation': 'driver and response',
  granger: 'driver and response',
  'matched-pairs': 'matched pairs',
  'monte-carlo': 'propagation',
};

export const standingOf = (one: Estimate): 'worked' | 'adopted' | 'withdrawn' =>
  one.adopted === null ? 'worked' : one.withdrawn === null ? 'adopted' : 'withdrawn';

/** The series whose change is estimated: for driver and response the response, else the first. */
export const outcomeOf = (one: Estimate): string =>
  one.inputs[FAMILIES[one.method] === 'driver and response' ? 1 : 0]?.series ?? '';

/** 1 wholly above zero (or one, for a factor), -1 wholly below, 0 where it takes it in. */
export function signOf({ effect }: Estimate): number {
  if (effect === null) return 0;
  const none = isFactor(effect.unit) ? 1 : 0;
  return Number(effect.low) > none ? 1 : Number(effect.high) < none ? -1 : 0;
}

/** A ratio is without effect at one, not at zero. */
const isFactor = (unit: string): boolean => unit === 'times';

/** Effects on one scale can be set side by side; others agree in sign or not at all. */
export const sameScale = (one: Estimate, other: Estimate): boolean =>
  one.effect !== null && one.effect.unit === other.effect?.unit && scaleOf(one) === scaleOf(other);

/** What the number is of: a sum after the date, a step of the level, a factor. */
export function scaleOf({ effect }: Estimate): string {
  const name = effect?.name ?? '';
  return /in all$/.test(name) ? 'in all' : name.replace(/ (?:after|from) .*$/, '');
}

/** The run that speaks for a family: the pleaded one, else the first registered beforehand, else the latest. */
export function speaker(runs: readonly Estimate[]): Estimate | undefined {
  return (
    runs.find((one) => standingOf(one) === 'adopted') ??
    runs.find((one) => one.choice !== null) ??
    runs.at(-1)
  );
}

export interface FamilyShown {
  readonly family: string;
  readonly shown: Estimate;
  readonly runs: number;
  readonly sign: number;
}

export interface Comparison {
  readonly families: readonly FamilyShown[];
  /** null: fewer than two families have an effect. */
  readonly agree: boolean | null;
  /** Among effects of one scale: whether all intervals have a stretch in common; null where there are not two. */
  readonly overlap: boolean | null;
  readonly sentence: string;
}

/** Sets the families side by side that have estimated an effect on a series. */
export function compareFamilies(all: readonly Estimate[], series: string): Comparison {
  const groups = new Map<string, Estimate[]>();
  for (const one of all) {
    // A total carried through from its inputs is no estimate of what a conduct changed.
    if (one.effect === null || one.method === 'monte-carlo' || outcomeOf(one) !== series) continue;
    const family = FAMILIES[one.method];
    groups.set(family, [...(groups.get(family) ?? []), one]);
  }
  const families = [...groups].flatMap(([family, runs]): FamilyShown[] => {
    const shown = speaker(runs);
    return shown === undefined ? [] : [{ family, shown, runs: runs.length, sign: signOf(shown) }];
  });
  if (families.length < 2)
    return {
      families,
      agree: null,
      overlap: null,
      sentence:
        families.length === 0
          ? 'No method has estimated an effect on this series.'
          : `Only one family of methods (${families[0]?.family}) has estimated an effect on this series: nothing bears it out yet.`,
    };
  const agree = families.every((one) => one.sign === families[0]?.sign);
  const overlap = overlapOf(families);
  return { families, agree, overlap, sentence: sentenceOf(families, agree, overlap) };
}

function overlapOf(families: readonly FamilyShown[]): boolean | null {
  const first = families.find((one) =>
    families.some((two) => two !== one && sameScale(one.shown, two.shown)),
  );
  if (first === undefined) return null;
  const like = families.filter((one) => sameScale(first.shown, one.shown));
  const low = Math.max(...like.map((one) => Number(one.shown.effect?.low)));
  const high = Math.min(...like.map((one) => Number(one.shown.effect?.high)));
  return low <= high;
}

function sentenceOf(families: readonly FamilyShown[], agree: boolean, overlap: boolean | null): string {
  const names = (sign: number): string =>
    families
      .filter((one) => one.sign === sign)
      .map((one) => one.family)
      .join(', ');
  if (!agree) {
    const parts = [
      names(1) === '' ? '' : `a rise by ${names(1)}`,
      names(-1) === '' ? '' : `a fall by ${names(-1)}`,
      names(0) === '' ? '' : `no effect told from none by ${names(0)}`,
    ].filter((part) => part !== '');
    return `The families of methods do not agree: ${parts.join('; ')}.`;
  }
  const sign = families[0]?.sign ?? 0;
  const said =
    sign === 0 ? 'None can tell an effect from none' : sign > 0 ? 'All find a rise' : 'All find a fall';
  const size =
    overlap === null
      ? 'their effects are not on one scale'
      : overlap
        ? 'and their intervals have a stretch in common'
        : 'but their intervals do not meet: they agree on the direction, not on the size';
  return `${families.length} families of methods agree. ${said}; ${size}.`;
}

/** What other families say of one estimate; null where none was run. */
export function agreementOf(one: Estimate, all: readonly Estimate[]): string | null {
  if (one.effect === null) return null;
  const own = FAMILIES[one.method];
  const others = compareFamilies(all, outcomeOf(one)).families.filter(({ family }) => family !== own);
  if (others.length === 0) return null;
  const list = (same: boolean): string =>
    others
      .filter((other) => (other.sign === signOf(one)) === same)
      .map((other) => other.family)
      .join(', ');
  if (list(false) === '')
    return `Agrees in direction, and in whether an effect is told from none, with: ${list(true)}.`;
  return `Does not agree with: ${list(false)}.${list(true) === '' ? '' : ` Agrees with: ${list(true)}.`}`;
}
