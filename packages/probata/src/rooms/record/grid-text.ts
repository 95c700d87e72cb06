// Finds words in the chronology: statements stand one after the other in blocks, each searched as one text.

/** Some hundred lines, each ended by a line feed; no word that is looked for holds one. */
export interface TextBlock {
  readonly text: string;
  /** Where each line begins, and after the last the end. */
  readonly starts: Int32Array;
}

const LINES = 512;

export const linesIn = (block: TextBlock): number => block.starts.length - 1;

/** These lines as blocks. */
export function blocksOf(plain: readonly string[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (let from = 0; from < plain.length; from += LINES) {
    const lines = plain.slice(from, from + LINES);
    const starts = new Int32Array(lines.length + 1);
    lines.forEach((line, i) => {
      starts[i + 1] = (starts[i] ?? 0) + line.length + 1;
    });
    blocks.push({ text: `${lines.join('\n')}\n`, starts });
  }
  return blocks;
}

/**
 * The blocks after a change: those that lie wholly in a stretch that stays are kept, the rest is joined anew.
 * @param stretches the lines as they now follow each other: from the blocks before, or new ones
 */
export function blocksAfter(
  before: readonly TextBlock[],
  stretches: readonly ({ readonly from: number; readonly to: number } | { readonly line: string })[],
): TextBlock[] {
  const blocks: TextBlock[] = [];
  let loose: string[] = [];
  const flush = (): void => {
    blocks.push(...blocksOf(loose));
    loose = [];
  };
  let [b, first] = [0, 0];
  for (const stretch of stretches) {
    if ('line' in stretch) {
      loose.push(stretch.line);
      continue;
    }
    for (let at = stretch.from; at < stretch.to; ) {
      let block = before[b];
      while (block !== undefined && first + linesIn(block) <= at) {
        first += linesIn(block);
        b += 1;
        block = before[b];
      }
      if (block === undefined) break;
      const end = Math.min(stretch.to, first + linesIn(block));
      if (at === first && end === first + linesIn(block)) {
        flush();
        blocks.push(block);
      } else for (let i = at - first; i < end - first; i += 1) loose.push(lineAt(block, i));
      at = end;
    }
  }
  flush();
  return blocks;
}

function lineAt({ text, starts }: TextBlock, i: number): string {
  return text.slice(starts[i], (starts[i + 1] ?? 1) - 1);
}

/** 1 at the place of each line in which all words stand. @param words in small letters, at most 255 */
export function linesWith(blocks: readonly TextBlock[], lines: number, words: readonly string[]): Uint8Array {
  const wanted = [...new Set(words)].slice(0, 255);
  const met = new Uint8Array(lines);
  let first = 0;
  for (const { text, starts } of blocks) {
    for (const word of wanted) {
      let i = 0;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[i])) {
        while ((starts[i + 1] ?? 0) <= at) i += 1;
        met[first + i] = (met[first + i] ?? 0) + 1;
        i += 1;
      }
    }
    first += starts.length - 1;
  }
  const all = wanted.length;
  for (let i = 0; i < lines; i += 1) met[i] = met[i] === all ? 1 : 0;
  return met;
}
