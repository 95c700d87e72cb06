// A text says the same words again and again: each is folded once, and found again by its letters where they stand.

/** So many spellings are remembered; then all are forgotten. */
const REMEMBERED = 200_000;
/** Longer runs of letters are seldom said twice. */
const LONGEST = 80;
const FEWEST_SLOTS = 2 ** 12;
/** A text may be made so that all its words fall on one slot: no search for a word takes more steps than this. */
const STEPS = 24;
const ENTRY = 4;

/**
 * Looks a word up without cutting it out of its text. What is remembered is a copy: a piece cut out of a text would hold
 * the whole of the text in memory. One fold is one string, whichever spellings lead to it.
 */
export class FoldMemory {
  readonly #fold: (word: string) => string;
  // Open addressing: a slot holds a number into the lists, 0 where it is free. At least half of the slots are free.
  #slots = new Int32Array(FEWEST_SLOTS);
  #count = 0;
  /** For each spelling its hash, and where its units begin and end in `#units`. */
  #entries = new Int32Array(1024 * ENTRY);
  #units = new Uint16Array(8192);
  #folds: string[] = [''];
  #known = new Map<string, string>();

  /** @param fold folds one word */
  constructor(fold: (word: string) => string) {
    this.#fold = fold;
  }

  /**
   * The fold of the word that stands from `start` to `end` in a text given by its units.
   * @param hash of its units, as `mixUnit` makes it of each in turn, beginning with 0
   */
  of(text: Uint16Array, start: number, end: number, hash: number): string {
    const length = end - start;
    if (length > LONGEST) return this.#fold(wordAt(text, start, end));
    const slots = this.#slots;
    const entries = this.#entries;
    let slot = slotOf(hash, slots.length);
    let steps = 0;
    for (let i = slots[slot] as number; i !== 0; i = slots[slot] as number) {
      if (entries[i * ENTRY] === hash && this.#isSame(i, text, start, length))
        return this.#folds[i] as string;
      steps += 1;
      if (steps > STEPS) return this.#fold(wordAt(text, start, end));
      slot = (slot + 1) & (slots.length - 1);
    }
    return this.#remember(text, start, end, hash, slot);
  }

  #isSame(i: number, text: Uint16Array, start: number, length: number): boolean {
    const from = this.#entries[i * ENTRY + 1] as number;
    if ((this.#entries[i * ENTRY + 2] as number) - from !== length) return false;
    const units = this.#units;
    for (let k = 0; k < length; k += 1) if (units[from + k] !== text[start + k]) return false;
    return true;
  }

  #remember(text: Uint16Array, start: number, end: number, hash: number, slot: number): string {
    const made = this.#fold(wordAt(text, start, end));
    if (this.#count >= REMEMBERED) {
      this.#slots = new Int32Array(FEWEST_SLOTS);
      this.#count = 0;
      this.#folds = [''];
      this.#known = new Map();
      return made;
    }
    const fold = this.#known.get(made) ?? made;
    if (fold === made) this.#known.set(made, made);
    const from = this.#count === 0 ? 0 : (this.#entries[this.#count * ENTRY + 2] as number);
    this.#count += 1;
    const i = this.#count;
    if ((i + 1) * ENTRY > this.#entries.length)
      this.#entries = wider(this.#entries, new Int32Array(this.#entries.length * 2));
    if (from + LONGEST > this.#units.length)
      this.#units = wider(this.#units, new Uint16Array(this.#units.length * 2));
    this.#units.set(text.subarray(start, end), from);
    this.#entries[i * ENTRY] = hash;
    this.#entries[i * ENTRY + 1] = from;
    this.#entries[i * ENTRY + 2] = from + end - start;
    this.#folds.push(fold);
    this.#slots[slot] = i;
    if (i * 2 > this.#slots.length) this.#widen();
    return fold;
  }

  #widen(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    for (let i = 1; i <= this.#count; i += 1) {
      let slot = slotOf(this.#entries[i * ENTRY] as number, slots.length);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = i;
    }
    this.#slots = slots;
  }
}

const slotOf = (hash: number, slots: number): number => (hash ^ (hash >>> 15)) & (slots - 1);

/** Takes one more unit of a word into its hash. */
export const mixUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x9e37_79b1);

const PIECE = 4096;
/** A stretch of a text as a string of its own. */
export function wordAt(text: Uint16Array, start: number, end: number): string {
  if (end - start <= PIECE)
    return String.fromCharCode.apply(null, text.subarray(start, end) as unknown as number[]);
  let word = '';
  for (let from = start; from < end; from += PIECE) word += wordAt(text, from, Math.min(end, from + PIECE));
  return word;
}

function wider<T extends Int32Array | Uint16Array>(before: T, after: T): T {
  after.set(before);
  return after;
}
