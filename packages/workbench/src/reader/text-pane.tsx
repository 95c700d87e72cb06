// The text of a page: running text, a table of cells, or a mail with its headers; always as our own extractor read it.
import { useEffect, useMemo, useRef } from 'react';
import { Article } from './article.tsx';
import { softBreaks } from './cut.ts';
import { Inside } from './inside.tsx';
import { mailHead } from './mail-head.ts';
import { marksOf, Pieces } from './pieces.tsx';
import { chooseByKey, selectedIn } from './selection.ts';
import { Sheet } from './sheet.tsx';
import type { Marks, PageShown, Span } from './types.ts';

interface TextPaneProps {
  readonly page: PageShown;
  readonly marks: Marks;
  readonly selected: (span: Span | null) => void;
  readonly choose: (passage: string) => void;
}

/** The text with its marks. `selected` is told of every selection in it, by mouse or by keyboard. */
export function TextPane({ page, marks, selected, choose }: TextPaneProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listen = (): void => {
      const span = box.current === null ? undefined : selectedIn(box.current);
      if (span !== undefined) selected(span);
    };
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, [selected]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text scrolls to its mark when the page or the mark changes
  useEffect(() => {
    const target = box.current?.querySelector(marks.hit === undefined ? '[data-active]' : '[data-hit]');
    target?.scrollIntoView({ block: 'center' });
  }, [page.page, page.exhibit, marks.active, marks.hit?.start]);
  const cutAt = useMemo(() => marksOf(page, marks), [page, marks]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows choose words here; the region is named and focusable
    <section
      ref={box}
      className="text-of"
      aria-label="Text. Arrow keys choose words, Shift and arrow keys more of them."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever reads by keyboard must be able to stand in the text
      tabIndex={0}
      lang={languageTag(page.language)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
        if (!chooseByKey(event.currentTarget, event.key, event.shiftKey)) return;
        event.preventDefault();
        // The browser tells of a selection later; a key that follows at once must find the words chosen now.
        const span = selectedIn(event.currentTarget);
        if (span !== undefined) selected(span);
      }}
    >
      <Body page={page} cutAt={cutAt} marks={marks} choose={choose} />
      <Inside page={page} />
    </section>
  );
}

/** The reader proposes three-letter codes (ISO 639-3); a page in a browser wants the shortest there is (BCP 47). */
function languageTag(code: string | null): string | undefined {
  if (code === null) return undefined;
  try {
    return Intl.getCanonicalLocales(code)[0];
  } catch {
    return undefined;
  }
}

export interface BodyProps {
  readonly page: PageShown;
  readonly cutAt: ReturnType<typeof marksOf>;
  readonly marks: Marks;
  readonly choose: (passage: string) => void;
}

function Body({ page, ...rest }: BodyProps) {
  const soft = useMemo(() => softBreaks(page), [page]);
  if (page.cells.length > 0) return <Sheet page={page} {...rest} />;
  const mail = page.mail === null || page.page > 1 ? null : mailHead(page);
  return (
    <>
      {mail !== null && (
        <table className="mail-head">
          <tbody>
            {mail.rows.map(({ name, value }) => (
              <tr key={name.start}>
                <th scope="row">
                  <Pieces page={page} within={name} {...rest} />
                </th>
                <td>
                  <Pieces page={page} within={value} {...rest} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page.article === null ? (
        <div className="read text">
          <Pieces page={page} within={mail?.body ?? page} soft={soft} {...rest} />
        </div>
      ) : (
        <Article page={page} article={page.article} soft={soft} {...rest} />
      )}
    </>
  );
}
