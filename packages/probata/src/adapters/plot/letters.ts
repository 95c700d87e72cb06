// Where letters go: how wide words are set in the sans of the house, how they are broken into lines, and who gives way.

/** The size of all letters in a figure, in CSS pixels. */
export const SIZE = 13;
export const LINE = 16;

/** Width of a text in pixels, near enough to keep words apart: letters by their class, not by a font file. */
export function widthOf(text: string, size = SIZE): number {
  let em = 0;
  for (const letter of text) {
    if (/\p{M}/u.test(letter)) continue;
    if (/[iljtfrI.,:;|'’!()[\] ]/u.test(letter)) em += 0.29;
    else if (/[mwMWЖШЩЮжшщюф@%—]/u.test(letter)) em += 0.8;
    else if (/\p{Lu}/u.test(letter)) em += 0.6;
    else em += 0.51;
  }
  return em * size;
}

/** Breaks words into lines no wider than `room`; a word that is wider stands alone. */
export function linesOf(text: string, room: number, most = 4): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}

export interface Placed {
  /** Where it wants its middle. */
  readonly y: number;
  readonly height: number;
}

/**
 * Moves blocks along a line so that none covers another: each stays as near to its wish as the others let it, all within
 * `from` and `to`. Gives the middles, in the order given.
 */
export function apart(blocks: readonly Placed[], from: number, to: number): readonly number[] {
  const order = blocks.map((_, i) => i).sort((a, b) => (blocks[a]?.y ?? 0) - (blocks[b]?.y ?? 0) || a - b);
  const tops = new Array<number>(blocks.length).fill(from);
  let floor = from;
  for (const i of order) {
    const { y, height } = blocks[i] as Placed;
    tops[i] = Math.max(floor, y - height / 2);
    floor = (tops[i] as number) + height;
  }
  let ceiling = Math.max(to, floor - Math.max(0, floor - to));
  for (const i of [...order].reverse()) {
    const { height } = blocks[i] as Placed;
    tops[i] = Math.min(tops[i] as number, ceiling - height);
    ceiling = tops[i] as number;
  }
  return tops.map((top, i) => top + (blocks[i]?.height ?? 0) / 2);
}
