// Lists of pages in rising order, each page with its weight: joined, crossed and taken from each other.

/** Pages that fit, in rising order, and how well each does. */
export interface PageList {
  readonly pages: Int32Array;
  readonly weights: Float32Array;
}

export const NO_PAGES: PageList = { pages: new Int32Array(0), weights: new Float32Array(0) };

/** Collects pages in rising order without knowing how many there will be. */
export class PageCollector {
  #pages = new Int32Array(1024);
  #weights = new Float32Array(1024);
  #length = 0;

  add(page: number, weight: number): void {
    if (this.#length === this.#pages.length) {
      const pages = new Int32Array(this.#length * 2);
      const weights = new Float32Array(this.#length * 2);
      pages.set(this.#pages);
      weights.set(this.#weights);
      this.#pages = pages;
      this.#weights = weights;
    }
    this.#pages[this.#length] = page;
    this.#weights[this.#length] = weight;
    this.#length += 1;
  }

  list(): PageList {
    return {
      pages: this.#pages.subarray(0, this.#length),
      weights: this.#weights.subarray(0, this.#length),
    };
  }
}

/** Pages in both; their weights added. */
export function inBoth(a: PageList, b: PageList): PageList {
  const [few, many] = a.pages.length <= b.pages.length ? [a, b] : [b, a];
  const found = new PageCollector();
  let at = 0;
  for (let i = 0; i < few.pages.length; i += 1) {
    const page = few.pages[i] as number;
    at = firstFrom(many.pages, page, at);
    if (at === many.pages.length) break;
    if (many.pages[at] === page) found.add(page, (few.weights[i] as number) + (many.weights[at] as number));
  }
  return found.list();
}

/** Pages in either; the weights of those in both added. */
export function inEither(a: PageList, b: PageList): PageList {
  const found = new PageCollector();
  let i = 0;
  let j = 0;
  while (i < a.pages.length || j < b.pages.length) {
    const left = i < a.pages.length ? (a.pages[i] as number) : Number.POSITIVE_INFINITY;
    const right = j < b.pages.length ? (b.pages[j] as number) : Number.POSITIVE_INFINITY;
    if (left === right) found.add(left, (a.weights[i++] as number) + (b.weights[j++] as number));
    else if (left < right) found.add(left, a.weights[i++] as number);
    else found.add(right, b.weights[j++] as number);
  }
  return found.list();
}

/** Pages of `a` that `keeps` accepts. */
export function onlyWhere(a: PageList, keeps: (page: number) => boolean): PageList {
  const found = new PageCollector();
  for (let i = 0; i < a.pages.length; i += 1) {
    const page = a.pages[i] as number;
    if (keeps(page)) found.add(page, a.weights[i] as number);
  }
  return found.list();
}

/** A test whether a page is in the list, for pages asked in any order. */
export function holds(list: PageList): (page: number) => boolean {
  return (page) => {
    const at = firstFrom(list.pages, page, 0);
    return at < list.pages.length && list.pages[at] === page;
  };
}

/** The first place at or after `from` whose page is not below `page`: strides that double, then halving. */
function firstFrom(pages: Int32Array, page: number, from: number): number {
  let low = from;
  let stride = 1;
  while (low + stride < pages.length && (pages[low + stride] as number) < page) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(pages.length, low + stride + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pages[middle] as number) < page) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The pages, weightiest first, then in the order in which they were put. Weights and places are packed into one number
 * each, so that the machine's own sort of numbers does the work: a million pages take a tenth of a second.
 */
export function byWeight({ pages, weights }: PageList): Int32Array {
  const bits = new Uint32Array(weights.buffer, weights.byteOffset, weights.length);
  const keys = new Float64Array(pages.length);
  // Positive floats stand in the order of their bits. Behind all 32 of them fit the places of 2^21 pages; beyond that
  // number the last bits of the weight give way.
  const room = 2 ** Math.max(21, Math.ceil(Math.log2(pages.length + 1)));
  const coarser = room / 2 ** 21;
  for (let i = 0; i < pages.length; i += 1)
    keys[i] = Math.floor((0xffff_ffff - (bits[i] as number)) / coarser) * room + i;
  keys.sort();
  const order = new Int32Array(pages.length);
  for (let i = 0; i < keys.length; i += 1) order[i] = pages[(keys[i] as number) % room] as number;
  return order;
}

/**
 * At least the `n` weightiest pages, in the order of the pages: all whose weight falls into the upper bins of a count by
 * the first sixteen bits of the weight, so that none that belongs there is missing and equal ones stay together.
 */
export function heaviest(list: PageList, n: number): PageList {
  const { pages, weights } = list;
  if (pages.length <= 2 * n) return list;
  const bits = new Uint32Array(weights.buffer, weights.byteOffset, weights.length);
  const bins = new Uint32Array(65_536);
  for (let i = 0; i < bits.length; i += 1)
    bins[(bits[i] as number) >>> 16] = (bins[(bits[i] as number) >>> 16] as number) + 1;
  let bin = 65_535;
  for (let above = bins[bin] as number; above < n && bin > 0; above += bins[bin] as number) bin -= 1;
  const found = new PageCollector();
  for (let i = 0; i < bits.length; i += 1)
    if ((bits[i] as number) >>> 16 >= bin) found.add(pages[i] as number, weights[i] as number);
  return found.list();
}
