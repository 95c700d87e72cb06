// Reads plain text in whatever encoding it was written.
import type { Draft, Source } from '../draft.ts';
import { type Decoded, decodeAs, decodeFile, decodeText, encodingByName } from '../encoding.ts';

/** Decodes a text file; for a press capture pasted as text, tells the article from the appeals around it. */
export function readPlainText(source: Source, draft: Draft): void {
  const text = decodeSource(source, draft);
  draft.write(text);
  if (source.kind === 'txt' || source.kind === 'md') markPressArticle(draft);
}

/** Decodes a text kind's bytes and notes the encoding; shared by all kinds of text. */
export function decodeSource(source: Source, draft: Draft, declared?: string): string {
  const chosen = source.encoding === undefined ? undefined : encodingByName(source.encoding);
  const decoded: Decoded =
    chosen !== undefined
      ? decodeAs(source.bytes, chosen)
      : declared === undefined
        ? decodeFile(source.bytes)
        : decodeText(source.bytes, declared);
  draft.encoding = decoded.encoding;
  if (decoded.hadBom) draft.fact('byte-order-mark', 'yes');
  if (decoded.replaced > 0 && decoded.encoding !== 'utf-8') {
    draft.warn(
      'undecodable',
      `${decoded.replaced} bytes mean nothing in ${decoded.encoding} and are shown as U+FFFD.`,
    );
  } else if (decoded.replaced > 0) {
    draft.warn('undecodable', `${decoded.replaced} places hold no valid UTF-8 or U+FFFD itself.`);
  }
  return decoded.text;
}

const APPEAL =
  /\b(your support|support now|donat(?:e|ion)|subscribe|newsletter|sign up|paywall|cookies?|advertisement|read more|click here|follow us|all rights reserved|share this|related articles?|our journalis[mt]|contribute)\b/gi;

/**
 * A capture pasted as text often begins with the site's own appeals. A paragraph is set apart where appeals are
 * dense; the article is the longest run of paragraphs without. Only proposed when something was set apart.
 */
export function markPressArticle(draft: Draft): void {
  const text = draft.text;
  if (text.length < 600 || text.length > 400_000) return;
  const paragraphs: { start: number; end: number; isAppeal: boolean }[] = [];
  for (const m of text.matchAll(/[^\n]+(?:\n(?!\s*\n)[^\n]+)*/g)) {
    const body = m[0];
    const hits = body.match(APPEAL)?.length ?? 0;
    const words = body.split(/\s+/).length;
    if (body.trim() !== '') {
      paragraphs.push({
        start: m.index,
        end: m.index + body.length,
        isAppeal: hits >= 2 && hits / words > 1 / 80,
      });
    }
  }
  if (!paragraphs.some((p) => p.isAppeal)) return;
  const kept = paragraphs.filter((p) => !p.isAppeal);
  const first = kept[0];
  if (first === undefined || kept.reduce((n, p) => n + p.end - p.start, 0) < 400) return;
  const written = /\bdate\s+(\d{4}(?:-\d{2}){0,2})\b/i.exec(text.slice(0, 300))?.[1];
  const publisher = /\b(The [A-Z][a-z]+(?: [A-Z][a-z]+)?) is (?:on the ground|trusted|funded|supported)/.exec(
    text,
  )?.[1];
  draft.article = {
    ...(written === undefined ? {} : { published: written }),
    ...(publisher === undefined ? {} : { publisher }),
    spans: kept.map(({ start, end }) => ({ start, end })),
  };
}
