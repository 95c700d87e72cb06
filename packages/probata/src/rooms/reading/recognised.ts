// Joins what was recognised in pictures of pages to what the file itself says, and takes it out again.
import { isMeaningless } from '../../base/meaning.ts';
import type {
  ExtractedPage,
  Extraction,
  PageText,
  TextLine,
  ToolVersion,
  WordSure,
} from '../../ports/extractor.ts';
import type { PageRecognition, RecognisedWord } from '../../ports/recogniser.ts';

/**
 * The reading with recognised text: a page without a text of its own gets the recognised one in its place; a page that
 * has one keeps it, and the recognised stands behind the last page as its other text. What was recognised before and is
 * not among `pages` stays. Units of everything behind an insertion move.
 */
export function withRecognised(
  reading: Extraction,
  pages: readonly PageRecognition[],
  recogniser: ToolVersion | undefined = reading.recogniser,
): Extraction {
  const base = withoutRecognised(reading);
  const all = new Map((reading.recognised ?? []).map((one) => [one.page, one]));
  for (const one of pages) all.set(one.page, one);
  const recognised = [...all.values()].sort((a, b) => a.page - b.page);
  let text = '';
  let taken = 0;
  const made: ExtractedPage[] = [];
  for (const [i, page] of base.pages.entries()) {
    text += base.text.slice(taken, page.start);
    taken = page.end;
    const found = all.get(i + 1);
    if (page.textLayer || found?.state !== 'recognised' || found.words.length === 0) {
      made.push(moved(page, text.length - page.start));
      text += base.text.slice(page.start, page.end);
      continue;
    }
    const set = setWords(found.words, text.length);
    made.push({
      ...page,
      source: 'recognised',
      start: text.length,
      end: text.length + set.text.length,
      lines: set.lines,
      words: set.words,
    });
    text += set.text;
  }
  text += base.text.slice(taken);
  for (const [i, page] of made.entries()) {
    const found = all.get(i + 1);
    if (page.source === 'recognised' || found?.state !== 'recognised' || found.words.length === 0) continue;
    text += '\f';
    const set = setWords(found.words, text.length);
    const other: PageText = {
      source: 'recognised',
      start: text.length,
      end: text.length + set.text.length,
      lines: set.lines,
      words: set.words,
    };
    made[i] = { ...page, other };
    text += set.text;
  }
  const language = base.language ?? languageOf(recognised);
  return {
    ...base,
    text,
    pages: made,
    recognised,
    ...(language === undefined ? {} : { language }),
    ...(recogniser === undefined ? {} : { recogniser }),
  };
}

/** The reading as the file alone gave it. */
export function withoutRecognised(reading: Extraction): Extraction {
  const { recognised, recogniser: _recogniser, ...base } = reading;
  if (recognised === undefined) return reading;
  const tails = reading.pages.flatMap((page) => (page.other === undefined ? [] : [page.other.start - 1]));
  const end = Math.min(reading.text.length, ...tails);
  let text = '';
  let taken = 0;
  const pages = reading.pages.map((page): ExtractedPage => {
    text += reading.text.slice(taken, page.start);
    taken = page.end;
    const start = text.length;
    if (page.source === 'recognised') {
      const { source: _source, words: _words, other: _other, ...rest } = page;
      return { ...rest, start, end: start, lines: [] };
    }
    text += reading.text.slice(page.start, page.end);
    const { other: _other, ...rest } = page;
    return moved(rest, start - page.start);
  });
  text += reading.text.slice(taken, end);
  return { ...base, text, pages };
}

/**
 * Pages that recognition is for, from 1: those with pictures and no text of their own, and those of whose glyphs the file
 * does not say what they mean.
 */
export function pagesToRecognise(reading: Extraction): readonly number[] {
  return reading.pages.flatMap((page, i) => {
    const isWanted = page.textLayer
      ? isMeaningless(reading.text.slice(page.start, page.end))
      : page.images > 0;
    return isWanted ? [i + 1] : [];
  });
}

/** The language of most recognised pages, where the file itself told none. */
function languageOf(pages: readonly PageRecognition[]): string | undefined {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const language of page.state === 'recognised' ? page.languages.slice(0, 1) : [])
      counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0].replace(/_.*$/, '');
}

function moved(page: ExtractedPage, by: number): ExtractedPage {
  if (by === 0) return page;
  const lines = page.lines.map((line) => ({ ...line, start: line.start + by, end: line.end + by }));
  return { ...page, start: page.start + by, end: page.end + by, lines };
}

/** Words set as lines: one space between words, one line end behind each line, an empty line where a gap is wide. */
function setWords(words: readonly RecognisedWord[], from: number) {
  let text = '';
  const lines: TextLine[] = [];
  const sure: WordSure[] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const line of Map.groupBy(words, (word) => word.line).values()) {
    const box = [
      Math.min(...line.map((word) => word.box[0])),
      Math.min(...line.map((word) => word.box[1])),
      Math.max(...line.map((word) => word.box[2])),
      Math.max(...line.map((word) => word.box[3])),
    ] as const;
    if (text !== '' && box[1] - bottom > box[3] - box[1]) text += '\n';
    bottom = box[3];
    const start = text.length;
    for (const [i, word] of line.entries()) {
      if (i > 0) text += ' ';
      sure.push({
        start: from + text.length,
        end: from + text.length + word.text.length,
        sure: word.confidence,
      });
      text += word.text;
    }
    lines.push({ text: text.slice(start), start: from + start, end: from + text.length, box });
    text += '\n';
  }
  return { text, lines, words: sure };
}
