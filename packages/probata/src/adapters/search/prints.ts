// Marks of a text by which shared runs of words are found: a few of all its runs, the same few wherever they stand.

/*
 * Winnowing: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003.
 * Every run of RUN words gets a number; of each WINDOW of neighbouring runs the smallest is kept. Two texts that share
 * RUN + WINDOW - 1 words in a row share a mark for certain.
 */
const RUN = 4;
const WINDOW = 12;
/** Of a long text only the smallest marks are kept: two texts keep the same ones (A. Broder's bottom sketch, 1997). */
const MOST = 600;
/** A text of fewer words is compared as a whole only. */
export const FEW_WORDS = 12;
/** Below so many words a few shared runs are chance: such texts are alike only when they are the same. */
const LEAST_WORDS = 28;

/** The marks of a text given as folded words: numbers below 2^48, each once, rising. */
export function printsOf(words: readonly { readonly folded: string }[]): Float64Array {
  if (words.length < LEAST_WORDS) return new Float64Array(0);
  const hashes = new Uint32Array(words.length);
  for (let i = 0; i < hashes.length; i += 1) hashes[i] = hashOf((words[i] as { folded: string }).folded);
  const runs = new Float64Array(hashes.length - RUN + 1);
  for (let i = 0; i < runs.length; i += 1) {
    let high = 0x811c;
    let low = 0x9dc5_0000 >>> 0;
    for (let k = i; k < i + RUN; k += 1) {
      const word = hashes[k] as number;
      low = Math.imul(low ^ word, 0x0100_0193) >>> 0;
      high = Math.imul(high ^ (word >>> 7) ^ low, 0x85eb_ca6b) >>> 0;
    }
    runs[i] = (high & 0xffff) * 2 ** 32 + mixed(low);
  }
  const kept = leastOfWindows(runs).sort();
  let n = 0;
  for (let i = 0; i < kept.length && n < MOST; i += 1)
    if (i === 0 || kept[i] !== kept[i - 1]) kept[n++] = kept[i] as number;
  return kept.slice(0, n);
}

/** The least run of every window; one that is the least of several windows side by side is given once. */
function leastOfWindows(runs: Float64Array): Float64Array {
  const found = new Float64Array(runs.length);
  let n = 0;
  let at = -1;
  for (let i = 0; i + WINDOW <= runs.length || i === 0; i += 1) {
    const end = Math.min(runs.length, i + WINDOW);
    const newest = end - 1;
    if (at < i) {
      at = i;
      for (let k = i + 1; k < end; k += 1) if ((runs[k] as number) < (runs[at] as number)) at = k;
    } else if ((runs[newest] as number) < (runs[at] as number)) at = newest;
    else continue;
    found[n++] = runs[at] as number;
  }
  return found.subarray(0, n);
}

function hashOf(word: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x0100_0193);
  return mixed(hash >>> 0);
}

function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
