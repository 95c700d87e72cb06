// One page being worked on: its picture, its text, its passages; choosing words, stepping through hits, writing a fact.
import { type ExhibitCard, isMeaningless } from 'probata/contract';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { nameOf } from '../lib/exhibit-name.tsx';
import { isTyping } from '../lib/is-typing.ts';
import { useMatter } from '../lib/matter.ts';
import { Lacks } from '../lib/say-no.tsx';
import { useEntered } from '../lib/undo.tsx';
import { Beside } from './beside.tsx';
import { type FactDraft, keepDraft, keptDraft, newDraft } from './fact-draft.ts';
import { FactDrawer } from './fact-drawer.tsx';
import { HitBar } from './hit-bar.tsx';
import { spansOf } from './hits.ts';
import { Passages } from './passages.tsx';
import { Picture, usePictureLink } from './picture.tsx';
import { pinpoint } from './pinpoint.ts';
import type { Standing } from './reader.tsx';
import { Recordings } from './recordings.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TextChoice, withText } from './text-choice.tsx';
import { TextPane } from './text-pane.tsx';
import type { Area, Chosen, Marks, PageShown, Span } from './types.ts';

interface PageOfProps {
  readonly card: ExhibitCard;
  readonly page: PageShown;
  readonly standing: Standing;
  readonly isStale: boolean;
  readonly reason: string;
  readonly showsPicture: boolean;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
  readonly readAgain: () => void;
}

/** The page with all that can be done on it. */
export function PageOf({
  card,
  page: read,
  standing,
  isStale,
  reason,
  showsPicture,
  go,
  readAgain,
}: PageOfProps) {
  const matter = useMatter();
  const entered = useEntered();
  const isSealed = card.object?.sealed === true;
  // Of two texts the one is shown that holds the passage or hit asked for, until the reader chooses.
  const asked =
    spansOf(standing.hit)[standing.at] ?? read.passages.find((one) => one.id === standing.passage);
  const other = read.other;
  const isAsked =
    other !== null &&
    asked !== undefined &&
    (asked.start ?? -1) >= other.start &&
    (asked.start ?? -1) < other.end;
  const [otherChosen, chooseOther] = useState<boolean>();
  // A text of glyphs without meaning gives way to what was recognised, unless a place in it was asked for.
  const isOther = otherChosen ?? (isAsked || (asked === undefined && isMeaningless(read.text)));
  const page = withText(read, isOther);
  const { exhibit } = page;
  const [chosen, setChosen] = useState<Chosen>();
  const [draft, setDraft] = useState<FactDraft | undefined>(() =>
    isSealed ? undefined : keptDraft(matter, exhibit),
  );
  const [isOpen, setOpen] = useState(draft !== undefined);
  const [flashed, flash] = useState<string>();
  const pane = useRef<HTMLDivElement>(null);
  const hits = spansOf(standing.hit);
  const hit = hits[standing.at];
  const marks: Marks = {
    hits,
    hit,
    active: standing.passage,
    flashed,
    draft: isOpen ? draft?.chosen : undefined,
  };
  const choose = useCallback((passage: string) => go({ passage, hit: undefined, at: undefined }), [go]);
  const selected = useCallback(
    (span: Span | null) => setChosen(span === null ? undefined : { by: 'words', span }),
    [],
  );
  const change = (next: FactDraft | undefined): void => {
    setDraft(next);
    if (!isSealed) keepDraft(matter, exhibit, next);
  };
  const begin = (from: Chosen | undefined): void => {
    if (from === undefined) return;
    change(newDraft(from, from.by === 'words' ? quoteOf(page, from.span) : ''));
    setOpen(true);
  };
  const back = (): void => {
    setOpen(false);
    pane.current?.querySelector<HTMLElement>('.text-of')?.focus({ preventScroll: true });
  };
  const copy = (pin: string, quote: string, search: Readonly<Record<string, string>>): void => {
    const link = `${window.location.origin}/${matter}/exhibits?${new URLSearchParams({ exhibit, page: String(page.page), ...search })}`;
    void navigator.clipboard.writeText(pinpoint(nameOf(card.exhibit), pin, quote, link)).then(
      () => entered({ words: `Copied: ${pin}.` }),
      () => entered({ words: 'The browser did not let the clipboard be written.' }),
    );
  };
  const copyChosen = (): void => {
    const passage = page.passages.find((one) => one.id === standing.passage);
    if (chosen?.by === 'words')
      copy(page.label, quoteOf(page, chosen.span), { hit: `${chosen.span.start}-${chosen.span.end}` });
    else if (passage !== undefined) copy(passage.pin, passage.quote, { passage: passage.id });
    else copy(page.label, '', {});
  };
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // The list beside the reader has heard it already.
      if (event.defaultPrevented) return;
      if (event.key === 'f') draft === undefined || chosen !== undefined ? begin(chosen) : setOpen(true);
      else if (event.key === 'c') copyChosen();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  // The next page's picture is asked for while this one is read.
  const hasPicture = showsPicture && page.width !== null && standing.beside === undefined;
  const next = usePictureLink(
    exhibit,
    page.page + 1,
    reason,
    hasPicture && !isSealed && page.page < page.pages,
  );
  const follow = useCallback(() => pane.current?.querySelector<HTMLElement>('.text-pane') ?? null, []);
  const looks = [
    'panes',
    hasPicture || standing.beside !== undefined ? 'with-left' : '',
    page.textLayer ? '' : 'picture-only',
    isOpen ? 'drafting' : '',
  ];
  return (
    <>
      <HitBar exhibit={exhibit} page={page.page} standing={standing} go={go} />
      <div className={looks.filter((look) => look !== '').join(' ')} ref={pane}>
        {standing.beside !== undefined ? (
          <Beside exhibit={standing.beside} page={page.page} follow={follow} />
        ) : (
          hasPicture && (
            <Picture
              page={page}
              marks={marks}
              reason={reason}
              choose={choose}
              drawn={(area: Area) => setChosen({ by: 'area', page: page.page, area })}
            />
          )
        )}
        {next.data !== undefined && <img src={next.data.url} alt="" hidden />}
        <div className={isStale ? 'text-pane stale' : 'text-pane'}>
          <Recordings card={card} page={page} reason={reason} />
          {!page.textLayer && page.plays === null && (
            <Lacks>
              This page is a picture without text. It waits for text recognition; until then mark a place in
              it, or cite it as a whole.
            </Lacks>
          )}
          {page.warnings.map((one) => (
            <p key={one.code + one.message} className="small muted">
              {one.message}
            </p>
          ))}
          <TextChoice page={read} isOther={isOther} choose={chooseOther} />
          <TextPane page={page} marks={marks} selected={selected} choose={choose} />
        </div>
        {isOpen && draft !== undefined ? (
          <FactDrawer
            exhibit={exhibit}
            compartment={card.exhibit.compartment}
            draft={draft}
            change={change}
            close={back}
            done={() => {
              change(undefined);
              setChosen(undefined);
              back();
              if (isSealed) readAgain();
            }}
          />
        ) : (
          <Passages
            page={page}
            active={standing.passage}
            choose={choose}
            flash={flash}
            copy={(one) => copy(one.pin, one.quote, { passage: one.id })}
          />
        )}
      </div>
      {!isOpen && (chosen !== undefined || draft !== undefined) && (
        <SelectionBar
          chosen={chosen}
          draft={draft}
          begin={() => begin(chosen)}
          takeUp={() => setOpen(true)}
          discard={() => change(undefined)}
          copy={copyChosen}
        />
      )}
    </>
  );
}

function quoteOf(page: PageShown, span: Span): string {
  return page.text.slice(span.start - page.start, span.end - page.start);
}
