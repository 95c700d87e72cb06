// How parts make a whole, in words: all of them, any of them, at least so many.
import type { Formula } from './types.ts';

/** `all of: A; B`, `any of: A; B`, `at least 2 of: A; B; C`. @param name how a leaf is called */
export function formulaInWords(formula: Formula, name: (leaf: string) => string): string {
  if (typeof formula === 'string') return name(formula);
  const inner = (parts: readonly Formula[]): string =>
    parts
      .map((part) => {
        const words = formulaInWords(part, name);
        return typeof part === 'string' ? words : `(${words})`;
      })
      .join('; ');
  if ('all' in formula) return `all of: ${inner(formula.all)}`;
  if ('any' in formula) return `any of: ${inner(formula.any)}`;
  return `at least ${formula.atLeast} of: ${inner(formula.of)}`;
}

/**
 * What is still missing for the whole, by the shortest way: of alternatives the one that lacks least.
 * @param isThere whether a leaf stands
 */
export function missingFor(formula: Formula, isThere: (leaf: string) => boolean): string[] {
  if (typeof formula === 'string') return isThere(formula) ? [] : [formula];
  const each = (parts: readonly Formula[]): string[][] =>
    parts.map((part) => missingFor(part, isThere)).sort((a, b) => a.length - b.length);
  if ('all' in formula) return formula.all.flatMap((part) => missingFor(part, isThere));
  const [parts, k] = 'any' in formula ? [formula.any, 1] : [formula.of, formula.atLeast];
  return each(parts).slice(0, k).flat();
}
