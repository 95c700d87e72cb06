// What a method takes and gives, in one form for all: figures, diagnostics, and the sheet of its standard attacks.
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import { twelve } from '../canonical.ts';
import type { Switch } from '../read.ts';
import { type Challenge, type Diagnostic, daysOf, type Step } from '../types.ts';

/** Series of one length at the same times, the first being the outcome. */
export interface Aligned {
  readonly times: readonly string[];
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly step: Step;
  /** Declared switches of any of the series. */
  readonly switches: readonly Switch[];
  /** Ends of each figure that is known only within bounds, by series; only for methods that take series apart. */
  readonly bounds?: readonly (readonly Bounds[])[];
  /** Series beyond those that must be whole, each with its own times: predictors. */
  readonly extra?: readonly {
    readonly name: string;
    readonly points: readonly { readonly at: string; readonly value: number }[];
  }[];
}

export interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

export interface Effect {
  readonly name: string;
  readonly unit: string;
  readonly point: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export interface Outcome {
  readonly effect: Effect | null;
  readonly figures: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
  readonly challenge: readonly Challenge[];
}

/** Called between parts of long work: says how far it is, and ends it by throwing when it was called off. */
export type Pause = (stage: string, done: number, all: number) => Promise<void>;

export interface MethodSpec {
  readonly title: string;
  /** Least and most series, and what each is for. */
  readonly takes: { readonly least: number; readonly most: number; readonly roles: string };
  /**
   * How the series are brought together: `whole` (common times, no gap), `gaps` (a gap of the first is NaN), or `apart`
   * (each as it stands, figures known within bounds among them).
   */
  readonly form?: 'whole' | 'gaps' | 'apart';
  /** How many of the series must be whole, where the others are brought along as they stand. */
  readonly whole?: (params: JsonObject, count: number) => number;
  /** The parameters with every default filled in. @throws Refusal INPUT_INVALID */
  parse(params: JsonObject): JsonObject;
  run(data: Aligned, params: JsonObject, seed: number, pause: Pause): Promise<Outcome>;
}

/** A parameter that need not be whole, within its ends; given as a number or as the decimal text that the ledger keeps. */
export const real = (low: number, high: number) =>
  z
    .union([z.number(), z.string().regex(/^-?\d+(?:\.\d+)?(?:e-?\d+)?$/, 'must be a number')])
    .transform(Number)
    .pipe(z.number().min(low).max(high));

export const diagnostic = (name: string, value: string, reading: string): Diagnostic => ({
  name,
  value,
  reading,
});

export const challenged = (
  attack: string,
  check: string,
  result: string,
  status: Challenge['status'],
): Challenge => ({
  attack,
  check,
  result,
  status,
});

/** A figure for a sentence: four significant digits. */
export function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : twelve(value);
}

/** A p-value for a sentence; below a thousandth its exact size says nothing. */
export function chance(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}

/** Number of points that end before a date begins. @throws Refusal FLOWS_DATE_OUTSIDE */
export function pointsBefore(data: Aligned, date: string): number {
  const start = daysOf(date)?.from;
  if (start === undefined) throw new Refusal('FLOWS_DATE_OUTSIDE', `${date} has no first day.`);
  const before = data.times.filter((at) => (daysOf(at)?.until ?? 0) <= start).length;
  if (before === 0 || before === data.times.length)
    throw new Refusal(
      'FLOWS_DATE_OUTSIDE',
      `${date} does not divide the series: it runs from ${data.times[0]} to ${data.times.at(-1)}.`,
    );
  return before;
}

/** Points in a year for a step, or null where there is no season. */
export function seasonOf(step: Step): number | null {
  return step === 'month' ? 12 : step === 'quarter' ? 4 : step === 'week' ? 52 : null;
}

/** The line that every method carries: whether its stretch crosses a declared switch of a series. */
export function switchChallenge(data: Aligned): Challenge {
  const from = daysOf(data.times[0] ?? '')?.from ?? 0;
  const until = daysOf(data.times.at(-1) ?? '')?.until ?? 0;
  const crossed = data.switches.filter((one) => {
    const day = daysOf(one.on)?.from ?? 0;
    return day > from && day < until;
  });
  const attack =
    'The series does not count the same thing throughout, so that a change of counting is read as a change of flow.';
  const check = 'Declared switches of every series used, within the stretch used.';
  return crossed.length === 0
    ? challenged(attack, check, 'No switch is declared within the stretch.', 'answered')
    : challenged(attack, check, crossed.map((one) => `On ${one.on}: ${one.reason}`).join(' '), 'failed');
}
