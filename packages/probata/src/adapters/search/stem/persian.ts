// Light stems of Persian words: the endings that are written on to a noun or verb, and the prefixes of its tenses.

/* From the morphology in G. Lazard, A Grammar of Contemporary Persian (1992); letters folded as the index folds them. */

const ENDINGS = [
  'هايمان',
  'هايتان',
  'هايشان',
  'هايي',
  'هايم',
  'هايت',
  'هايش',
  'هاي',
  'ترين',
  'ها',
  'تر',
  'ان',
  'ات',
  'مان',
  'تان',
  'شان',
  'اي',
  'ي',
].sort((a, b) => b.length - a.length);

/** The stems of a folded Persian word. */
export function persianStems(word: string): readonly string[] {
  const bare = word.length > 5 ? word.replace(/^ن?مي/u, '') : word;
  for (const ending of ENDINGS)
    if (bare.endsWith(ending) && bare.length - ending.length >= 3) return [bare.slice(0, -ending.length)];
  return [bare];
}
