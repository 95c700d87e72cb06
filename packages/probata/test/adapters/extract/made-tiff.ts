// Builds TIFF files of grey pages, classic or big, byte by byte: also such as lead in circles.

export interface MadePage {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, row by row; left out: white. A page with `claim` has no pixels at all. */
  readonly grey?: Uint8Array;
  readonly claim?: true;
  /** Tag 274: how rows and columns lie. */
  readonly turning?: number;
}

/** A TIFF whose pages follow one another; the last leads to the page numbered `then` (from 1), or ends. */
export function tiffOf(
  pages: readonly MadePage[],
  { isBig = false, then }: { readonly isBig?: boolean; readonly then?: number } = {},
): Buffer {
  const wide = isBig ? 8 : 4;
  const parts: Buffer[] = [];
  let length = isBig ? 16 : 8;
  const add = (part: Buffer): number => {
    const at = length;
    parts.push(part);
    length += part.length;
    return at;
  };
  const word = (value: number, bytes: number): Buffer => {
    const out = Buffer.alloc(bytes);
    out.writeUIntLE(value, 0, Math.min(6, bytes));
    return out;
  };
  const starts: number[] = [];
  const links: Buffer[] = [];
  for (const { width, height, grey, claim, turning } of pages) {
    const pixels =
      claim === true ? Buffer.alloc(1) : Buffer.from(grey ?? new Uint8Array(width * height).fill(255));
    const strip = add(pixels);
    const entries: readonly (readonly [number, number])[] = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, strip],
      ...(turning === undefined ? [] : [[274, turning] as const]),
      [277, 1],
      [278, height],
      [279, pixels.length],
    ];
    const link = Buffer.alloc(wide);
    starts.push(
      add(
        Buffer.concat([
          word(entries.length, isBig ? 8 : 2),
          ...entries.map(([tag, value]) =>
            Buffer.concat([word(tag, 2), word(4, 2), word(1, wide), word(value, wide)]),
          ),
        ]),
      ),
    );
    add(link);
    links.push(link);
  }
  for (const [i, link] of links.entries()) {
    const next = starts[i + 1] ?? (then === undefined ? 0 : (starts[then - 1] ?? 0));
    word(next, wide).copy(link);
  }
  const head = isBig
    ? Buffer.concat([Buffer.from('II+\0\x08\0\0\0', 'latin1'), word(starts[0] ?? 0, 8)])
    : Buffer.concat([Buffer.from('II*\0', 'latin1'), word(starts[0] ?? 0, 4)]);
  return Buffer.concat([head, ...parts]);
}
