// A press capture or web page: its article to be read, and what the site puts around it set apart but still there.
import { number } from '../lib/words.ts';
import { Pieces } from './pieces.tsx';
import type { BodyProps } from './text-pane.tsx';
import type { PageShown, Span } from './types.ts';

interface ArticleProps extends BodyProps {
  readonly article: NonNullable<PageShown['article']>;
  readonly soft: ReadonlySet<number>;
}

/** Everything of the page in its order. A mark in what is set apart opens it, so that no passage is ever out of sight. */
export function Article({ page, article, marks, ...rest }: ArticleProps) {
  return (
    <>
      {partsOf(page, article.spans).map(({ isArticle, ...within }) =>
        isArticle ? (
          <div className="read text" key={within.start}>
            <Pieces page={page} within={within} marks={marks} {...rest} />
          </div>
        ) : (
          <details className="around" key={within.start} open={holdsMark(page, marks, within)}>
            <summary>
              Around the article: appeals, links and notices, {number(within.end - within.start)} characters
            </summary>
            <div className="read text muted">
              <Pieces page={page} within={within} marks={marks} {...rest} />
            </div>
          </details>
        ),
      )}
    </>
  );
}

function holdsMark(page: PageShown, marks: BodyProps['marks'], within: Span): boolean {
  const isIn = (span: { readonly start: number | null; readonly end: number | null }): boolean =>
    span.start !== null && span.end !== null && span.start < within.end && span.end > within.start;
  return (marks.hit !== undefined && isIn(marks.hit)) || page.passages.some(isIn);
}

/** The page cut at the edges of the article; blank stretches belong to what stands before them. */
export function partsOf(
  page: Pick<PageShown, 'start' | 'end' | 'text'>,
  spans: readonly Span[],
): readonly (Span & { readonly isArticle: boolean })[] {
  const parts: { start: number; end: number; isArticle: boolean }[] = [];
  const add = (start: number, end: number, isArticle: boolean): void => {
    if (end <= start) return;
    const last = parts.at(-1);
    const isBlank = page.text.slice(start - page.start, end - page.start).trim() === '';
    if (last !== undefined && (isBlank || last.isArticle === isArticle)) last.end = end;
    else parts.push({ start, end, isArticle: isArticle || isBlank });
  };
  let at = page.start;
  for (const span of spans) {
    const start = Math.max(page.start, span.start);
    const end = Math.min(page.end, span.end);
    if (end <= start) continue;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, page.end, false);
  return parts;
}
