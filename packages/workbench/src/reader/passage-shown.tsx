// A passage where it stands: the piece of the page with the words marked, or its words among those around them.
import { useQuery } from '@tanstack/react-query';
import type { ExhibitCard, Passage } from 'probata/contract';
import { type ReactNode, useState } from 'react';
import { task } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';
import { SayNo } from '../lib/say-no.tsx';
import { isSealed } from '../lib/words.ts';
import { type RowsAround, rowsAround, wordsAround } from './around.ts';
import { cropOf } from './crop-of.ts';
import { usePictureLink } from './picture.tsx';
import { rectsOf } from './rects.ts';
import type { PageShown } from './types.ts';

/** What may be seen of a passage without opening anything that is sealed. */
export function PassageShown({ passage, card }: { readonly passage: Passage; readonly card: ExhibitCard }) {
  const isClosed = card.object?.sealed === true || isSealed(passage.quote);
  if (isClosed)
    return (
      <p className="muted">
        This passage is sealed. Open the exhibit to read it: that asks for your reason and is entered.
      </p>
    );
  if (card.object === null)
    return <p className="muted">The bytes of this exhibit are not here; it is held elsewhere.</p>;
  if (passage.place.by === 'time')
    return (
      <p className="muted">
        {seconds(passage.place.fromMs)} to {seconds(passage.place.toMs)} of the recording.
      </p>
    );
  return <OnItsPage passage={passage} />;
}

function seconds(ms: number): string {
  return `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
}

function OnItsPage({ passage }: { readonly passage: Passage }) {
  const page = usePageOf(passage);
  if (page.error !== null) return <SayNo error={page.error} />;
  if (page.data === undefined) return <Quoted passage={passage} />;
  const rects = rectsOf(
    { ...page.data, passages: page.data.passages.filter((one) => one.id === passage.id) },
    { hits: [], hit: undefined, active: passage.id, flashed: undefined, draft: undefined },
  );
  const isWhole = passage.place.by === 'whole';
  const { width, height } = page.data;
  const crop =
    isWhole && width !== null && height !== null
      ? { x: 0, y: 0, width, height: Math.min(height, height * 0.32) }
      : cropOf(page.data, rects);
  const found = page.data.passages.find((one) => one.id === passage.id);
  if (found?.state === 'lost')
    return (
      <>
        <p className="contested-ink">These words are no longer where they were marked.</p>
        <Quoted passage={passage} />
      </>
    );
  const words = <Words passage={passage} page={page.data} />;
  return (
    <>
      {isWhole && <p className="muted small">The exhibit is cited as a whole; it begins:</p>}
      {crop === undefined ? (
        words
      ) : (
        <Cropped page={page.data} crop={crop} rects={rects}>
          {words}
        </Cropped>
      )}
    </>
  );
}

/** The words among those around them, or the rows of the table. */
function Words({ passage, page }: { readonly passage: Passage; readonly page: PageShown }) {
  const found = page.passages.find((one) => one.id === passage.id);
  if (passage.place.by === 'whole') return <p className="read quoted-around">{beginning(page.text)}</p>;
  if (found?.start == null || found.end === null) return <Quoted passage={passage} />;
  const span = { start: found.start, end: found.end };
  const rows = rowsAround(page, span);
  if (rows !== undefined) return <Rows rows={rows} />;
  const around = wordsAround(page, span);
  return (
    <p className="read quoted-around" dir="auto" lang={page.language ?? undefined}>
      {around.before}
      <mark>{around.words}</mark>
      {around.after}
    </p>
  );
}

function Rows({ rows }: { readonly rows: RowsAround }) {
  return (
    <div className="preview-rows">
      <table>
        <thead>
          <tr>
            <th aria-label="Row" />
            {rows.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.rows.map((row) => (
            <tr key={row.number}>
              <th scope="row">{row.number}</th>
              {row.cells.map((cell, i) => (
                <td key={rows.columns[i]} dir="auto">
                  {cell.isMarked ? <mark>{cell.text}</mark> : cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.more > 0 && <p className="muted small">and {rows.more} more rows</p>}
    </div>
  );
}

function beginning(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function Quoted({ passage }: { readonly passage: Passage }) {
  if (typeof passage.quote !== 'string' || passage.quote === '') return null;
  return (
    <p className="read quoted-around" dir="auto">
      <mark>{passage.quote}</mark>
    </p>
  );
}

/** The page's picture, cut by the view of an SVG, with the marks laid over it; until it is drawn, the words. */
function Cropped({
  page,
  crop,
  rects,
  children,
}: {
  readonly page: PageShown;
  readonly crop: NonNullable<ReturnType<typeof cropOf>>;
  readonly rects: ReturnType<typeof rectsOf>;
  readonly children: ReactNode;
}) {
  const link = usePictureLink(page.exhibit, page.page, 'reading');
  const url = link.data?.url;
  const [drawn, setDrawn] = useState<string>();
  return (
    <>
      {url !== undefined && url !== drawn && <img hidden src={url} alt="" onLoad={() => setDrawn(url)} />}
      {url !== undefined && url === drawn && (
        <svg
          className="crop"
          viewBox={`${crop.x} ${crop.y} ${crop.width} ${crop.height}`}
          style={{ aspectRatio: `${crop.width} / ${crop.height}` }}
          aria-hidden="true"
        >
          <image href={url} width={page.width ?? 0} height={page.height ?? 0} />
          {rects.map(({ key, x, y, width, height }) => (
            <rect key={key} x={x} y={y} width={width} height={height} />
          ))}
        </svg>
      )}
      {/* A picture says nothing to whoever hears the page: the words stay for them. */}
      <div className={url !== undefined && url === drawn ? 'visually-hidden' : undefined}>{children}</div>
    </>
  );
}

/** At most this many pages are asked for until the one with the passage is found. */
const TRIES = 12;

/** The page on which the passage begins. Places in a long text name no page: it is found by its units. */
function usePageOf({ id, exhibit, place }: Passage) {
  const matter = useMatter();
  return useQuery<PageShown>({
    queryKey: [matter, 'passage page', id],
    staleTime: 240_000,
    queryFn: async ({ signal }) => {
      const start = place.by === 'text' ? place.start : 0;
      let page = ('page' in place ? place.page : undefined) ?? 1;
      for (let tries = 0; ; tries += 1) {
        const shown = await task<PageShown>(matter, 'exhibit.text', { exhibit, page }, signal);
        const isHere = start < shown.end || shown.page === shown.pages || place.by !== 'text';
        if (isHere || 'page' in place || tries === TRIES) return shown;
        const each = Math.max(1, shown.end - shown.start);
        page = Math.min(shown.pages, page + Math.max(1, Math.floor((start - shown.end) / each)));
      }
    },
    retry: false,
  });
}
