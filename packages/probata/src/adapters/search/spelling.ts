// How near two spellings are: the letters two words do not share rule most pairs out, and the rest are judged letter by letter.

const SHORTEST = 3;
const LONGEST = 40;

/** The words of a vocabulary, kept so that those nearly spelt like one are found without opening the index. */
export class Spellings {
  readonly #words: string[] = [];
  readonly #numbers: number[] = [];
  #letters = new Int32Array(1024);
  /** The highest number taken in. */
  last = 0;

  /** Takes a word in. Numbers and words with digits are not misspelt but different, and are left out. */
  add(n: number, word: string): void {
    this.last = n;
    if (word.length < SHORTEST || word.length > LONGEST || /\d/.test(word)) return;
    if (this.#words.length === this.#letters.length) {
      const wider = new Int32Array(this.#letters.length * 2);
      wider.set(this.#letters);
      this.#letters = wider;
    }
    this.#letters[this.#words.length] = lettersOf(word);
    this.#words.push(word);
    this.#numbers.push(n);
  }

  /** Words at most `distance` letters away, nearest first. One letter changed changes at most two bits of the letters. */
  near(word: string, distance: number): { readonly n: number; readonly word: string; readonly d: number }[] {
    const letters = lettersOf(word);
    const found: { n: number; word: string; d: number }[] = [];
    for (let i = 0; i < this.#words.length; i += 1) {
      if (bits(letters ^ (this.#letters[i] as number)) > 2 * distance) continue;
      const other = this.#words[i] as string;
      const d = distanceWithin(word, other, distance);
      if (d !== undefined) found.push({ n: this.#numbers[i] as number, word: other, d });
    }
    return found.sort((a, b) => a.d - b.d || a.n - b.n);
  }
}

/** One bit for each letter that stands in the word. */
function lettersOf(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i += 1) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
}

function bits(mask: number): number {
  let v = mask - ((mask >>> 1) & 0x5555_5555);
  v = (v & 0x3333_3333) + ((v >>> 2) & 0x3333_3333);
  return (((v + (v >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
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
