// Reads the table of words that the recognition engine writes, believing nothing that is not a number in its bounds.

/** One word in pixels of the picture. */
export interface PixelWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly confidence: number;
  readonly line: number;
}

const WORDS_MAX = 50_000;

/** Tesseract's TSV: level 5 rows are words; block, paragraph and line numbers tell the lines apart. */
export function wordsOfTsv(tsv: string): PixelWord[] {
  const words: PixelWord[] = [];
  let lineKey = '';
  let line = 0;
  for (const row of tsv.split('\n')) {
    const field = row.split('\t');
    if (field[0] !== '5' || field.length < 12) continue;
    const [left, top, width, height, confidence] = field.slice(6, 11).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const text = field
      .slice(11)
      .join(' ')
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 500)
      .toWellFormed();
    const isPlace = [left, top, width, height].every((n) => Number.isFinite(n) && n >= 0 && n < 100_000);
    if (text === '' || !isPlace || !Number.isFinite(confidence)) continue;
    const key = field.slice(1, 5).join(' ');
    if (key !== lineKey) {
      lineKey = key;
      line += 1;
    }
    words.push({
      text,
      left,
      top,
      right: left + width,
      bottom: top + height,
      confidence: Math.max(0, Math.min(100, confidence)),
      line,
    });
    if (words.length >= WORDS_MAX) break;
  }
  return words;
}

/** Mean confidence, weighted by the letters of each word: 0 where there is none. */
export function confidenceOf(words: readonly PixelWord[]): number {
  let sum = 0;
  let letters = 0;
  for (const { text, confidence } of words) {
    const count = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    sum += confidence * count;
    letters += count;
  }
  return letters === 0 ? 0 : sum / letters;
}
