// Holds an answer against the checked numbers of a case, each by its own tolerance.
import { absolute, compare, parseRational, subtract } from '../../../packages/probata/src/base/rational.ts';
import { type Answer, isChecked } from './case.ts';

/** Every way in which the answer misses the expected numbers; empty when all are met. */
export function judge(expected: unknown, answer: Answer): readonly string[] {
  const misses: string[] = [];
  let checked = 0;
  const walk = (want: unknown, got: unknown, path: string): void => {
    if (isChecked(want)) {
      checked += 1;
      misses.push(...judgeOne(want, got, path));
      return;
    }
    if (typeof want !== 'object' || want === null || Array.isArray(want)) return;
    for (const [key, inner] of Object.entries(want))
      walk(inner, (got as Record<string, unknown> | undefined)?.[key], path === '' ? key : `${path}.${key}`);
  };
  walk(expected, answer.values, '');
  for (const { what, computed, given } of answer.also ?? [])
    if (computed !== given) misses.push(`${what} is ${computed}, given ${given}`);
  if (checked + (answer.also ?? []).length === 0) misses.push('nothing was checked');
  return misses;
}

function judgeOne(
  want: { value: unknown; tolerance: unknown; tolerance_kind?: string },
  got: unknown,
  path: string,
): readonly string[] {
  if (got === undefined) return [`${path} was not answered`];
  const kind = want.tolerance_kind ?? 'abs';
  if (kind === 'decimal_exact' || kind === 'decimal') {
    const [given, computed] = [String(want.value), String(got)];
    const slack = kind === 'decimal' ? parseRational(String(want.tolerance)) : parseRational('0');
    if (kind === 'decimal_exact' && given !== computed) return [`${path} is ${computed}, not ${given}`];
    const off = absolute(subtract(parseRational(computed), parseRational(given)));
    return compare(off, slack) <= 0 ? [] : [`${path} is ${computed}, not ${given}`];
  }
  const tolerance = Number(want.tolerance);
  if (kind === 'upper') {
    const value = Number(got);
    return value <= tolerance ? [] : [`${path} is ${value}, above ${tolerance}`];
  }
  if (kind !== 'abs') return [`${path} has an unknown kind of tolerance: ${kind}`];
  const within = (given: unknown, computed: unknown, where: string): readonly string[] => {
    if (typeof given === 'number' && Array.isArray(computed) && computed.length === 1)
      return within(given, computed[0], where);
    if (typeof given === 'number') {
      const value = Number(computed);
      return Math.abs(value - given) <= tolerance
        ? []
        : [`${where} is ${value}, not ${given} ± ${tolerance}`];
    }
    if (Array.isArray(given)) {
      if (!Array.isArray(computed) || computed.length !== given.length)
        return [
          `${where} has ${Array.isArray(computed) ? computed.length : 'no'} elements, not ${given.length}`,
        ];
      return given.flatMap((item, i) => within(item, computed[i], `${where}[${i}]`));
    }
    if (typeof given !== 'object' || given === null) return [`${where} cannot be compared`];
    const wanted = given as Record<string, number>;
    const found = (computed ?? {}) as Record<string, number>;
    // A name missing on either side counts as zero.
    const names = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    return [...names].flatMap((name) => within(wanted[name] ?? 0, found[name] ?? 0, `${where}.${name}`));
  };
  return within(want.value, got, path);
}
