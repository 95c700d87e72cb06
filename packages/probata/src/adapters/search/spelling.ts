// How near two spellings are: shared threes of letters to find candidates, and the letters that must change to judge them.

const LONGEST = 40;

/** The threes of letters of a word, its ends marked; none for numbers, which are not misspelt but different. */
export function trigramsOf(word: string): readonly string[] {
  if (word.length > LONGEST || word.length < 3 || /\d/.test(word)) return [];
  const marked = `^${word}$`;
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= marked.length; i += 1) grams.add(marked.slice(i, i + 3));
  return [...grams];
}

/**
 * Letters added, lost, changed, or swapped with their neighbour (optimal string alignment: F. Damerau, "A technique for
 * computer detection and correction of spelling errors", CACM 7(3), 1964), or undefined when they are more than `most`.
 */
export function distanceWithin(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, (before[j - 2] ?? 0) + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > most) return undefined;
    before = last;
    last = row;
  }
  const d = last[b.length] ?? 0;
  return d <= most ? d : undefined;
}
