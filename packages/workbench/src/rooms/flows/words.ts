// Numbers, times and parameters of flows as the screens write them.
import { dateInWords } from 'probata/contract';
import type { Effect, PointValue } from './types.ts';

/** Thousands apart, at most `digits` significant ones. */
export function amount(value: string | null, digits = 12): string {
  const number = Number(value);
  if (value === null || !Number.isFinite(number)) return 'open';
  const [whole = '', part] = String(Number(Math.abs(number).toPrecision(digits))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/gu, '\u202f');
  return `${number < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

/** `42`, `10 to 20`, `at least 10`. */
export function valueWords(value: PointValue | null): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return amount(value);
  if (value.low === null) return `at most ${amount(value.high)}`;
  return value.high === null
    ? `at least ${amount(value.low)}`
    : `${amount(value.low)} to ${amount(value.high)}`;
}

/** `6 142 detections (95 %: 5 916 to 6 367)`. */
export function effectWords({ unit, point, low, high, level }: Effect): string {
  return `${amount(point, 4)} ${unit} (${Number((Number(level) * 100).toPrecision(3))} %: ${amount(low, 4)} to ${amount(high, 4)})`;
}

/** A time as evidence gives it, in words; what cannot be read is shown as it stands. */
export function timeWords(at: string): string {
  try {
    return dateInWords(at);
  } catch {
    return at;
  }
}

/** From the first time to the last: of two spans of days, their outer days. */
export const reachWords = (first: string, last: string): string =>
  `${timeWords(first.split('/')[0] ?? first)} to ${timeWords(last.split('/').at(-1) ?? last)}`;

/** `maxLag` → `Max lag`. */
export function spaced(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)}`;
}

/** A parameter as it was recorded. */
export function shown(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === null || value === undefined) return 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Parameters in one line. */
export function paramsWords(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${spaced(name).toLowerCase()} ${shown(value)}`)
    .join(', ');
}

/** What a person wrote for a parameter, in the form that the method reads. */
export function paramOf(kind: 'flag' | 'value' | 'list', text: string, usual: unknown): unknown {
  if (kind === 'list') return JSON.parse(text) as unknown;
  return typeof usual === 'number' && /^-?\d+$/u.test(text) ? Number(text) : text;
}

const SECOND = new Set(['cross-correlation', 'distributed-lags', 'granger']);

/** The series whose change is estimated: of driver and response the second, of all other methods the first. */
export function outcomeOf<T>(method: string, series: readonly T[]): T | undefined {
  return series[SECOND.has(method) ? 1 : 0];
}

/** What tells a run from the other runs of its method on the same series: the parameters in which they differ. */
export function differenceWords(
  one: { readonly method: string; readonly params: Readonly<Record<string, unknown>> },
  all: readonly { readonly method: string; readonly params: Readonly<Record<string, unknown>> }[],
): string {
  const alike = all.filter((other) => other.method === one.method);
  const differing = Object.fromEntries(
    Object.entries(one.params).filter(([name, value]) =>
      alike.some((other) => shown(other.params[name]) !== shown(value)),
    ),
  );
  return paramsWords(differing);
}

/** The calendars in which a table may write its dates, and how the screens name them. */
export const CALENDARS: readonly (readonly [string, string])[] = [
  ['gregorian', 'Gregorian'],
  ['persian', 'Persian (Solar Hijri)'],
  ['hijri', 'Hijri, where both rules agree'],
  ['hijri-umm-al-qura', 'Hijri by Umm al-Qura'],
  ['hijri-civil', 'Hijri by the tabular rule'],
];
