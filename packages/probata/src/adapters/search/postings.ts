// In which pages a word stands and where in them, packed into few bytes: gaps instead of numbers, seven bits to a byte.

/** Pages whose numbers share all but their last twelve bits lie together. */
export const BLOCK_BITS = 12;
export const BLOCK_PAGES = 1 << BLOCK_BITS;

/** A growing row of bytes. */
export class ByteRow {
  #bytes = new Uint8Array(16);
  #length = 0;

  /** Appends a whole number ≥ 0. */
  add(value: number): void {
    if (this.#length + 5 > this.#bytes.length) {
      const wider = new Uint8Array(this.#bytes.length * 2);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Begins again with no bytes. */
  empty(): void {
    this.#length = 0;
  }

  /** The bytes so far; valid until the next `add`. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

/** One word on the pages of one block: (gap, times) for each page, and for each time a gap between its places. */
export class PostingRow {
  readonly pages = new ByteRow();
  readonly places = new ByteRow();
  /** The last page entered, within the block; -1 before the first. */
  last: number;

  /** @param last the last page already stored in the row that this one will be appended to, or -1 */
  constructor(last = -1) {
    this.last = last;
  }

  /** Begins another row; its bytes take the place of those before. */
  begin(last: number): void {
    this.pages.empty();
    this.places.empty();
    this.last = last;
  }

  /** Enters a page (within the block, rising) and the places of the word on it (rising). */
  add(page: number, places: readonly number[]): void {
    this.pages.add(page - this.last - 1);
    this.pages.add(places.length);
    this.last = page;
    let before = 0;
    for (const place of places) {
      this.places.add(place - before);
      before = place;
    }
  }

  /** Enters several pages, given one after another as their number, how many places there are, and the places. */
  addAll(row: readonly number[]): void {
    for (let at = 0; at < row.length; ) {
      const page = row[at++] as number;
      const times = row[at++] as number;
      this.pages.add(page - this.last - 1);
      this.pages.add(times);
      this.last = page;
      let before = 0;
      for (const end = at + times; at < end; at += 1) {
        const place = row[at] as number;
        this.places.add(place - before);
        before = place;
      }
    }
  }
}

/** Calls `each` with every page of a row and how often the word stands on it. */
export function eachPage(bytes: Uint8Array, each: (page: number, times: number) => void): void {
  let page = -1;
  for (let at = 0; at < bytes.length; ) {
    let gap = 0;
    let shift = 0;
    let byte = bytes[at++] as number;
    for (; byte > 127; byte = bytes[at++] as number, shift += 7) gap |= (byte & 127) << shift;
    gap |= byte << shift;
    let times = 0;
    shift = 0;
    byte = bytes[at++] as number;
    for (; byte > 127; byte = bytes[at++] as number, shift += 7) times |= (byte & 127) << shift;
    times |= byte << shift;
    page += gap + 1;
    each(page, times);
  }
}

/** The places of a word on the pages that `wanted` accepts; every other page is passed over. */
export function eachPlaces(
  pages: Uint8Array,
  places: Uint8Array,
  wanted: (page: number) => boolean,
  each: (page: number, places: number[]) => void,
): void {
  let at = 0;
  eachPage(pages, (page, times) => {
    if (!wanted(page)) {
      for (let left = times; left > 0; at += 1) if ((places[at] as number) < 128) left -= 1;
      return;
    }
    const found: number[] = [];
    let place = 0;
    for (let i = 0; i < times; i += 1) {
      let gap = 0;
      let shift = 0;
      let byte = places[at++] as number;
      for (; byte > 127; byte = places[at++] as number, shift += 7) gap |= (byte & 127) << shift;
      gap |= byte << shift;
      place += gap;
      found.push(place);
    }
    each(page, found);
  });
}

/** The row without one page; undefined when nothing is left, the same object when the page was not in it. */
export function withoutPage(
  row: { readonly pages: Uint8Array; readonly places: Uint8Array },
  page: number,
): PostingRow | undefined | typeof row {
  const kept = new PostingRow();
  let isThere = false;
  eachPlaces(
    row.pages,
    row.places,
    () => true,
    (one, places) => {
      if (one === page) isThere = true;
      else kept.add(one, places);
    },
  );
  if (!isThere) return row;
  return kept.last < 0 ? undefined : kept;
}
