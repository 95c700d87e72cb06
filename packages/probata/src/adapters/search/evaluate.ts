// Answers a query from the postings: which pages fit, and in what order.
import type { DatabaseSync } from 'node:sqlite';
import type { IndexQuery, WordQuery } from '../../ports/search-index.ts';
import {
  byWeight,
  heaviest,
  holds,
  inBoth,
  inEither,
  NO_PAGES,
  onlyWhere,
  PageCollector,
  type PageList,
} from './page-list.ts';
import type { Pages } from './pages.ts';
import { BLOCK_BITS, BLOCK_PAGES, eachPage, eachPlaces } from './postings.ts';
import { BLOCKS } from './tables.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Ranked {
  readonly total: number;
  /** How many exhibits they belong to. */
  readonly exhibits: number;
  /** Pages, best first, from the one numbered `offset`. */
  from(offset: number, limit: number): Int32Array;
}

export interface Evaluator {
  ranked(query: IndexQuery): Ranked;
  /** Exhibits (their numbers) with a page that fits, in the order in which they were put. */
  owners(query: IndexQuery): readonly number[];
  /** On how many pages a word of the vocabulary stands. */
  pagesWith(term: number): number;
}

// BM25: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework", 2009, with their usual constants.
const K1 = 1.2;
const B = 0.75;
/** What a word in another form, script or spelling weighs beside the word as it was asked for. */
const OTHER_FORM = 0.6;
const IN_A_ROW = 1.5;
const REMEMBERED = 8;
const BEST = 1000;

/** Over an open index, whose `pages` the caller has refreshed. */
export function makeEvaluator(database: DatabaseSync, vocabulary: Vocabulary, pages: Pages): Evaluator {
  const blocksOf = database.prepare('SELECT n, pages FROM posting WHERE n BETWEEN ? AND ?');
  const placesOf = database.prepare('SELECT pages, places FROM posting WHERE n = ?');
  const remembered = new Map<string, { readonly version: number; readonly ranked: Ranked }>();

  const ofWord = (word: WordQuery): PageList => {
    const terms = vocabulary.expand(word);
    if (terms.length === 0) return NO_PAGES;
    const own = vocabulary.numberOf(word.word);
    const byBlock = new Map<number, { bytes: Uint8Array; weight: number }[]>();
    for (const term of terms)
      for (const row of blocksOf.iterate(term * BLOCKS, term * BLOCKS + BLOCKS - 1)) {
        const block = (row['n'] as number) - term * BLOCKS;
        const part = {
          bytes: row['pages'] as Uint8Array,
          weight: term === own || word.by === 'prefix' ? 1 : OTHER_FORM,
        };
        const before = byBlock.get(block);
        if (before === undefined) byBlock.set(block, [part]);
        else before.push(part);
      }
    const found = new PageCollector();
    const times = new Float32Array(BLOCK_PAGES);
    for (const block of [...byBlock.keys()].sort((a, b) => a - b)) {
      const parts = byBlock.get(block) ?? [];
      const base = block << BLOCK_BITS;
      const [only] = parts;
      if (parts.length === 1 && only !== undefined) {
        eachPage(only.bytes, (page, n) => found.add(base + page, n * only.weight));
        continue;
      }
      times.fill(0);
      for (const { bytes, weight } of parts)
        eachPage(bytes, (page, n) => {
          times[page] = (times[page] as number) + n * weight;
        });
      for (let page = 0; page < BLOCK_PAGES; page += 1)
        if ((times[page] as number) > 0) found.add(base + page, times[page] as number);
    }
    return weighed(found.list());
  };

  /** Turns how often into how much: rare words weigh more, long pages less. */
  const weighed = (list: PageList): PageList => {
    const words = pages.words();
    const mean = pages.mean();
    const n = list.pages.length;
    const rarity = Math.log(1 + (pages.live() - n + 0.5) / (n + 0.5));
    for (let i = 0; i < n; i += 1) {
      const times = list.weights[i] as number;
      const length = words[list.pages[i] as number] ?? mean;
      list.weights[i] = (rarity * times * (K1 + 1)) / (times + K1 * (1 - B + (B * length) / mean));
    }
    return list;
  };

  /** Pages where the places of the words satisfy `fits`. */
  const byPlaces = (
    words: readonly WordQuery[],
    fits: (places: readonly (readonly number[])[]) => boolean,
  ): PageList => {
    const lists = words.map(ofWord).sort((a, b) => a.pages.length - b.pages.length);
    const both = lists.slice(1).reduce(inBoth, lists[0] ?? NO_PAGES);
    if (both.pages.length === 0) return NO_PAGES;
    const terms = words.map((word) => vocabulary.expand(word));
    const found = new PageCollector();
    for (let i = 0; i < both.pages.length; ) {
      const block = (both.pages[i] as number) >> BLOCK_BITS;
      let end = i;
      const wanted = new Uint8Array(BLOCK_PAGES);
      while (end < both.pages.length && (both.pages[end] as number) >> BLOCK_BITS === block) {
        wanted[(both.pages[end] as number) & (BLOCK_PAGES - 1)] = 1;
        end += 1;
      }
      const places = terms.map((numbers) => placesIn(block, numbers, wanted));
      for (; i < end; i += 1) {
        const page = both.pages[i] as number;
        const on = places.map((list) => list[page & (BLOCK_PAGES - 1)] ?? []);
        if (fits(on)) found.add(page, (both.weights[i] as number) * IN_A_ROW);
      }
    }
    return found.list();
  };

  const placesIn = (
    block: number,
    terms: readonly number[],
    wanted: Uint8Array,
  ): readonly (readonly number[] | undefined)[] => {
    const found = new Array<number[] | undefined>(BLOCK_PAGES);
    for (const term of terms) {
      const row = placesOf.get(term * BLOCKS + block);
      if (row === undefined) continue;
      eachPlaces(
        row['pages'] as Uint8Array,
        row['places'] as Uint8Array,
        (page) => wanted[page] === 1,
        (page, places) => {
          const before = found[page];
          found[page] = before === undefined ? places : [...before, ...places].sort((a, b) => a - b);
        },
      );
    }
    return found;
  };

  /** A test of a page by what is known of its exhibit. Undefined for a query of words. */
  const testOf = (query: IndexQuery): ((page: number) => boolean) | undefined => {
    if (query.is === 'not') {
      const inner = testOf(query.of) ?? holds(evaluate(query.of));
      return (page) => !inner(page);
    }
    if (query.is === 'language' || query.is === 'kind') {
      const wanted = new Set(query.any.map((name) => pages.codeOf(query.is as 'language' | 'kind', name)));
      const codes = pages.codes();
      const shift = query.is === 'language' ? 0 : 1;
      return (page) => wanted.has(codes[page * 2 + shift]);
    }
    if (query.is === 'exhibits') {
      const numbers = pages.numbersOf(query.ids);
      const owner = pages.owner();
      return (page) => numbers.has(owner[page] as number);
    }
    return undefined;
  };

  const everything = (keeps: (page: number) => boolean): PageList => {
    const found = new PageCollector();
    const words = pages.words();
    for (let page = 0; page < words.length; page += 1)
      if ((words[page] as number) > 0 && keeps(page)) found.add(page, 1);
    return found.list();
  };

  const evaluate = (query: IndexQuery): PageList => {
    switch (query.is) {
      case 'word':
        return ofWord(query);
      case 'phrase':
        return byPlaces(query.words, isRow);
      case 'near':
        return byPlaces(query.words, (places) => isNear(places, query.within));
      case 'or':
        return query.of.map(evaluate).reduce(inEither, NO_PAGES);
      case 'and': {
        const tests: ((page: number) => boolean)[] = [];
        const lists: PageList[] = [];
        for (const one of query.of) {
          const test = testOf(one);
          if (test === undefined) lists.push(evaluate(one));
          else tests.push(test);
        }
        lists.sort((a, b) => a.pages.length - b.pages.length);
        const [first, ...rest] = lists;
        const keeps = (page: number): boolean => tests.every((test) => test(page));
        if (first === undefined) return everything(keeps);
        const both = rest.reduce(inBoth, first);
        return tests.length === 0 ? both : onlyWhere(both, keeps);
      }
      default:
        return everything(testOf(query) ?? (() => false));
    }
  };

  /** One mark for each exhibit that has one of the pages. */
  const ownersOf = (list: Int32Array): { readonly marks: Uint8Array; readonly n: number } => {
    const owner = pages.owner();
    const marks = new Uint8Array(pages.lastOwner() + 1);
    let n = 0;
    for (let i = 0; i < list.length; i += 1) {
      const one = owner[list[i] as number] as number;
      if (marks[one] === 0) {
        marks[one] = 1;
        n += 1;
      }
    }
    return { marks, n };
  };

  return {
    ranked(query) {
      const key = JSON.stringify(query, (_, value) => (value instanceof Set ? idOfSet(value) : value));
      const before = remembered.get(key);
      if (before !== undefined && before.version === pages.version()) return before.ranked;
      const list = evaluate(query);
      const ranked = rankedFrom(list, ownersOf(list.pages).n);
      remembered.delete(key);
      if (remembered.size >= REMEMBERED)
        for (const oldest of [...remembered.keys()].slice(0, 1)) remembered.delete(oldest);
      remembered.set(key, { version: pages.version(), ranked });
      return ranked;
    },
    owners(query) {
      const { marks } = ownersOf(evaluate(query).pages);
      const found: number[] = [];
      for (let owner = 0; owner < marks.length; owner += 1) if (marks[owner] === 1) found.push(owner);
      return found;
    },
    pagesWith(term) {
      let n = 0;
      for (const row of blocksOf.iterate(term * BLOCKS, term * BLOCKS + BLOCKS - 1))
        eachPage(row['pages'] as Uint8Array, () => {
          n += 1;
        });
      return n;
    },
  };
}

/** The best are put in order at once; all of them only when somebody leafs so far. */
function rankedFrom(list: PageList, exhibits: number): Ranked {
  let best: Int32Array | undefined;
  let all: Int32Array | undefined;
  return {
    total: list.pages.length,
    exhibits,
    from(offset, limit) {
      best ??= byWeight(heaviest(list, BEST));
      if (offset + limit <= Math.min(best.length, BEST) || best.length === list.pages.length)
        return best.subarray(offset, offset + limit);
      all ??= byWeight(list);
      return all.subarray(offset, offset + limit);
    },
  };
}

const setNumbers = new WeakMap<object, number>();
let lastSet = 0;
/** Two sets are the same to the memory only when they are one object. */
function idOfSet(set: object): number {
  let n = setNumbers.get(set);
  if (n === undefined) {
    n = ++lastSet;
    setNumbers.set(set, n);
  }
  return n;
}

function isRow(places: readonly (readonly number[])[]): boolean {
  const [firsts = [], ...rest] = places;
  return firsts.some((first) => rest.every((list, i) => list.includes(first + i + 1)));
}

/** Is there a stretch that holds one place of every list, with at most `within` other words in it? */
function isNear(places: readonly (readonly number[])[], within: number): boolean {
  if (places.some((list) => list.length === 0)) return false;
  const at = places.map(() => 0);
  for (;;) {
    let low = 0;
    let high = 0;
    for (let i = 1; i < places.length; i += 1) {
      if (placeAt(places, at, i) < placeAt(places, at, low)) low = i;
      if (placeAt(places, at, i) > placeAt(places, at, high)) high = i;
    }
    const reach = placeAt(places, at, high) - placeAt(places, at, low);
    if (reach <= places.length - 1 + within && isApart(places, at)) return true;
    at[low] = (at[low] ?? 0) + 1;
    if ((at[low] ?? 0) >= (places[low]?.length ?? 0)) return false;
  }
}

const placeAt = (places: readonly (readonly number[])[], at: readonly number[], i: number): number =>
  places[i]?.[at[i] ?? 0] ?? 0;

/** The same word must not stand for two of those asked for. */
function isApart(places: readonly (readonly number[])[], at: readonly number[]): boolean {
  return new Set(places.map((_, i) => placeAt(places, at, i))).size === places.length;
}
