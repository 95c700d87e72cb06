// An invented report as a list of sentences, and what readings of it may look like: other breaks, other letters, other order.

export interface Sentence {
  readonly id: number;
  readonly text: string;
}

/** A reading: its text, and where each sentence of the report truly stands in it. */
export interface Reading {
  readonly text: string;
  readonly truth: ReadonlyMap<number, { readonly start: number; readonly end: number }>;
}

/** xorshift32: small, seeded, and the same everywhere. */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

const WHO = [
  'The patrol',
  'The duty officer',
  'A witness',
  'The sector commander',
  'The interpreter',
  'The operator',
];
const DID = ['recorded', 'reported', 'escorted', 'counted', 'turned back', 'photographed', 'registered'];
const WHAT = [
  'persons at the strip',
  'vehicles near the ford',
  'tracks along the fence',
  'boats by the mill',
];
const WHERE = [
  'north of Vardis',
  'at post Rima',
  'below the Aurelian bank',
  'in the forest of Keln',
  'at marker',
];
/** Sentences that stand in many places of such a report, word for word. */
const REPEATED = [
  'No further persons were seen.',
  'The entry was signed by the duty officer.',
  'Persons found on the strip shall be directed back across it.',
  'Weather: clear.',
];

/** `count` sentences; about one in seven is word for word the same as others. */
export function inventedReport(count: number, random: () => number): Sentence[] {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  let last = '';
  return Array.from({ length: count }, (_, id) => {
    // Two equal sentences beside each other could not be told apart by anybody once one of them is gone.
    const repeated = pick(REPEATED);
    if (random() < 0.15 && repeated !== last) {
      last = repeated;
      return { id, text: repeated };
    }
    last = '';
    const number = Math.floor(random() * 900) + 3;
    const clock = `${String(Math.floor(random() * 24)).padStart(2, '0')}:${String(Math.floor(random() * 60)).padStart(2, '0')}`;
    const more = random() < 0.4 ? `, and ${pick(DID)} ${Math.floor(random() * 40) + 2} ${pick(WHAT)}` : '';
    return {
      id,
      text: `At ${clock} ${pick(WHO)} ${pick(DID)} ${number} ${pick(WHAT)} ${pick(WHERE)}${more}.`,
    };
  });
}

export interface Change {
  /** Share of sentences that are left out, and after how many a new one is put in. */
  readonly dropped?: number;
  readonly inserted?: number;
  /** Share of letters that are read as another. */
  readonly noise?: number;
  /** Line length at which the text is broken, with words divided by hyphens. */
  readonly width?: number;
  /** Neighbouring paragraphs change places. */
  readonly swapped?: number;
  /** Joined letters (fi, fl) as one sign. */
  readonly joined?: boolean;
}

const CONFUSED: Readonly<Record<string, string>> = {
  e: 'c',
  o: '0',
  l: '1',
  m: 'rn',
  i: 'í',
  t: 'f',
  a: 'ä',
  n: 'ri',
};

/** Sets the report as a reading under a change, keeping account of where every sentence went. */
export function readingOf(report: readonly Sentence[], change: Change, random: () => number): Reading {
  let order = report.filter(() => random() >= (change.dropped ?? 0));
  if (change.swapped !== undefined) {
    const paragraphs: Sentence[][] = [];
    for (let i = 0; i < order.length; i += 6) paragraphs.push(order.slice(i, i + 6));
    for (let i = 0; i + 1 < paragraphs.length; i += 1)
      if (random() < change.swapped)
        [paragraphs[i], paragraphs[i + 1]] = [paragraphs[i + 1] ?? [], paragraphs[i] ?? []];
    order = paragraphs.flat();
  }
  const fresh = inventedReport(Math.ceil(report.length * (change.inserted ?? 0)) + 1, random);
  const parts: { readonly text: string; readonly id: number }[] = [];
  for (const [i, { id, text }] of order.entries()) {
    if (random() < (change.inserted ?? 0)) parts.push({ id: -1, text: fresh[i % fresh.length]?.text ?? '' });
    parts.push({ id, text: noisy(text, change, random) });
  }
  return set(parts, change.width, random);
}

function noisy(text: string, { noise = 0, joined = false }: Change, random: () => number): string {
  let out = '';
  // Figures are read right here: a passage whose number is read as another must be lost, which a test of its own shows.
  for (const ch of text) out += random() < noise && CONFUSED[ch] !== undefined ? CONFUSED[ch] : ch;
  return joined ? out.replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ') : out;
}

function set(
  parts: readonly { readonly text: string; readonly id: number }[],
  width: number | undefined,
  random: () => number,
): Reading {
  let text = '';
  let column = 0;
  const truth = new Map<number, { start: number; end: number }>();
  const put = (piece: string): void => {
    text += piece;
    column += piece.length;
  };
  for (const [n, part] of parts.entries()) {
    const start = text.length;
    for (const [i, word] of part.text.split(' ').entries()) {
      if (i > 0) put(' ');
      if (width === undefined || column + word.length <= width) put(word);
      else if (word.length > 7 && /^\p{L}+$/u.test(word)) {
        const at = 3 + Math.floor(random() * (word.length - 5));
        text += `${word.slice(0, at)}-\n${word.slice(at)}`;
        column = word.length - at;
      } else {
        text += `\n${word}`;
        column = word.length;
      }
    }
    if (part.id >= 0) truth.set(part.id, { start, end: text.length });
    if (n % 6 === 5) {
      text += '\n\n';
      column = 0;
    } else put(' ');
  }
  return { text, truth };
}
