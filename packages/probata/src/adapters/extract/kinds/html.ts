// Reads a web page: its text in order, which part of it is the article, and what it says about itself.
import { isProbablyReaderable, Readability } from '@mozilla/readability';
import type { Draft, Source } from '../draft.ts';
import { type HtmlDocument, htmlText, parseHtml } from '../html-text.ts';
import { noteCaught } from '../upset.ts';
import { decodeSource } from './text.ts';

const HTML_MAX = 48 * 1024 * 1024;

/** Text of the whole page; article and boilerplate kept apart by spans; scripts listed, never run. */
export function readHtml(source: Source, draft: Draft): void {
  const declared = declaredEncoding(source.bytes);
  let html = decodeSource(source, draft, declared).replace(/^\ufeff/, '');
  if (html.length > HTML_MAX) {
    html = html.slice(0, HTML_MAX);
    draft.cut('html-limit', 'The page is larger than 48 MiB; the rest was left out.');
  }
  writeHtml(html, draft);
}

/** The encoding a page names for itself: `meta charset` or the XML declaration (HTML Standard, prescan). */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1');
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]
  );
}

/** Writes a page's text and remarks into the draft. */
export function writeHtml(html: string, draft: Draft): void {
  const document = parseHtml(html);
  const { text, active, hidden } = htmlText(document);
  for (const one of active) draft.flag(one);
  for (const one of hidden) draft.hide(one);
  const { start } = draft.write(text);
  draft.write('\n');
  noteMetadata(document, draft);
  noteArticle(html, document, text, start, draft);
}

function noteMetadata(document: HtmlDocument, draft: Draft): void {
  const content = (selector: string): string | undefined =>
    document.querySelector(selector)?.getAttribute?.('content') ?? undefined;
  draft.fact('title', document.querySelector('title')?.textContent);
  draft.fact('author', content('meta[name="author"]') ?? content('meta[property="article:author"]'));
  draft.fact(
    'description',
    content('meta[name="description"]') ?? content('meta[property="og:description"]'),
  );
  draft.fact('keywords', content('meta[name="keywords"]'));
  draft.fact('generator', content('meta[name="generator"]'));
  draft.fact('publisher', content('meta[property="og:site_name"]'));
  draft.fact(
    'published',
    content('meta[property="article:published_time"]') ??
      content('meta[name="date"]') ??
      linkedDate(document),
  );
  draft.fact('modified', content('meta[property="article:modified_time"]'));
  draft.fact('canonical', document.querySelector('link[rel="canonical"]')?.getAttribute?.('href'));
  draft.fact('declared-language', document.documentElement?.getAttribute?.('lang'));
  draft.fact(
    'direction',
    document.documentElement?.getAttribute?.('dir') ?? document.querySelector('body')?.getAttribute?.('dir'),
  );
}

function linkedDate(document: HtmlDocument): string | undefined {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const found = /"datePublished"\s*:\s*"([^"]{4,40})"/.exec(script.textContent ?? '');
    if (found !== null) return found[1];
  }
  return document.querySelector('time[datetime]')?.getAttribute?.('datetime') ?? undefined;
}

/** Mozilla's Readability finds the article; its blocks are looked up in our text, so that places stay true. */
function noteArticle(html: string, document: HtmlDocument, text: string, start: number, draft: Draft): void {
  if (text.length < 500 || text.length > 2_000_000) return;
  let article: ReturnType<Readability<string>['parse']>;
  try {
    // linkedom's Document is what Readability asks for, under another name.
    if (!isProbablyReaderable(document as unknown as Parameters<typeof isProbablyReaderable>[0])) return;
    const copy = parseHtml(html) as unknown as ConstructorParameters<typeof Readability>[0];
    article = new Readability<string>(copy, { maxElemsToParse: 200_000 }).parse();
  } catch (error) {
    noteCaught(error);
    return; // a page that nests too deep for Readability is still read as a whole
  }
  if (article?.content === null || article?.content === undefined) return;
  const blocks = new Set(htmlText(parseHtml(article.content)).text.split('\n'));
  const spans: { start: number; end: number }[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (blocks.has(line)) {
      const last = spans.at(-1);
      const place = { start: start + at, end: start + at + line.length };
      if (last !== undefined && last.end + 1 === place.start) last.end = place.end;
      else spans.push(place);
    }
    at += line.length + 1;
  }
  if (spans.length === 0) return;
  draft.article = {
    ...named('title', article.title),
    ...named('byline', article.byline),
    ...named('publisher', article.siteName ?? draft.metadata['publisher']),
    ...named('published', article.publishedTime ?? draft.metadata['published']),
    spans: spans.slice(0, 10_000),
  };
}

function named<K extends string>(key: K, value: string | null | undefined): { [P in K]?: string } {
  return (value === null || value === undefined || value === '' ? {} : { [key]: value.slice(0, 1_000) }) as {
    [P in K]?: string;
  };
}
