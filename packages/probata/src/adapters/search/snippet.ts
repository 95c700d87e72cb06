// Finds what was searched for again in the page's own text, so that marks fall on what is written, not on folded text.
import type { FoldedWord, IndexQuery, SearchHit, WordQuery } from '../../ports/search-index.ts';
import type { Folding } from './flush.ts';
import type { StoredPage } from './pages.ts';
import type { Vocabulary } from './vocabulary.ts';

type Fits = (folded: string) => boolean;

/** One thing to mark: words in a row (`within` 0), or words near each other. */
export interface Sought {
  readonly words: readonly Fits[];
  readonly within: number;
  readonly inOrder: boolean;
}

const SNIPPET_BEFORE = 60;
const SNIPPET_UNITS = 220;
const SPANS = 500;

/** What a query wants to see marked; what must not stand there marks nothing. */
export function soughtBy(query: IndexQuery, vocabulary: Vocabulary): readonly Sought[] {
  switch (query.is) {
    case 'word':
      return [{ words: [fitsFor(query, vocabulary)], within: 0, inOrder: true }];
    case 'phrase':
      return [{ words: query.words.map((word) => fitsFor(word, vocabulary)), within: 0, inOrder: true }];
    case 'near':
      return [
        {
          words: query.words.map((word) => fitsFor(word, vocabulary)),
          within: query.within,
          inOrder: false,
        },
      ];
    case 'and':
    case 'or':
      return query.of.flatMap((one) => soughtBy(one, vocabulary));
    default:
      return [];
  }
}

function fitsFor(query: WordQuery, vocabulary: Vocabulary): Fits {
  if (query.by === 'exact') return (folded) => folded === query.word;
  if (query.by === 'prefix') return (folded) => folded.startsWith(query.word);
  const words = new Set([query.word, ...vocabulary.expand(query).map((n) => vocabulary.wordOf(n) ?? '')]);
  return (folded) => words.has(folded);
}

/** A page as a hit: every marked place in the exhibit's text, and a snippet that begins a little before the first. */
export function hitOf(page: StoredPage, sought: readonly Sought[], folding: Folding): SearchHit {
  const words = folding.wordsOf(page.text);
  const spans = sought.flatMap((one) =>
    one.words.length > 1 && !one.inOrder ? nearSpans(words, one) : rowSpans(words, one),
  );
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const from = snippetStart(page.text, spans[0]?.start ?? 0);
  const snippet = page.text.slice(from, from + SNIPPET_UNITS).replace(/\s/g, ' ');
  return {
    exhibit: page.exhibit,
    page: page.page,
    spans: spans
      .slice(0, SPANS)
      .map(({ start, end }) => ({ start: page.start + start, end: page.start + end })),
    snippet,
    marks: spans
      .filter(({ start, end }) => start >= from && end <= from + SNIPPET_UNITS)
      .map(({ start, end }) => ({ start: start - from, end: end - from })),
  };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function rowSpans(words: readonly FoldedWord[], { words: wanted }: Sought): Stretch[] {
  const spans: Stretch[] = [];
  for (let i = 0; i + wanted.length <= words.length; i += 1) {
    const first = words[i];
    const last = words[i + wanted.length - 1];
    if (
      first !== undefined &&
      last !== undefined &&
      wanted.every((fits, k) => fits(words[i + k]?.folded ?? ''))
    )
      spans.push({ start: first.start, end: last.end });
  }
  return spans;
}

/** Each of the words that stand near enough to all the others is marked by itself. */
function nearSpans(words: readonly FoldedWord[], { words: wanted, within }: Sought): Stretch[] {
  const places = wanted.map((fits) => words.flatMap((word, i) => (fits(word.folded) ? [i] : [])));
  const reach = wanted.length - 1 + within;
  const marked = new Set<number>();
  for (const first of places[0] ?? []) {
    const others = places
      .slice(1)
      .map((list) => list.filter((at) => at !== first && Math.abs(at - first) <= reach));
    if (others.some((list) => list.length === 0)) continue;
    marked.add(first);
    for (const list of others) for (const at of list) marked.add(at);
  }
  return [...marked].flatMap((i) => {
    const word = words[i];
    return word === undefined ? [] : [{ start: word.start, end: word.end }];
  });
}

function snippetStart(text: string, hit: number): number {
  const from = Math.max(0, hit - SNIPPET_BEFORE);
  if (from === 0) return 0;
  const space = text.slice(from, hit).search(/\s/);
  return space < 0 ? from : from + space + 1;
}
