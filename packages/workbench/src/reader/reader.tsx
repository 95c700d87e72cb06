// The exhibit pane: picture and text side by side, what it is, what cites it, and how words become facts.
import type { CitationShown, ExhibitCard } from 'probata/contract';
import { useEffect, useState } from 'react';
import { contentLink } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';
import { Lacks, SayNo } from '../lib/say-no.tsx';
import { useAsk, useTask } from '../lib/use-ask.ts';
import { sentence } from '../lib/words.ts';
import { isTyping } from '../shell/keys.tsx';
import { About } from './about.tsx';
import { FactDrawer } from './fact-drawer.tsx';
import { MarkedText } from './marked-text.tsx';
import { Picture } from './picture.tsx';
import type { PageShown, ShownPassage, Span } from './types.ts';

interface ReaderProps {
  readonly exhibit: string;
  readonly page: number;
  readonly passage: string | undefined;
  /** Places of search hits: `12-19,80-91`. */
  readonly hit: string | undefined;
  readonly turn: (page: number) => void;
}

/** One exhibit, one page of it. */
export function Reader({ exhibit, page, passage, hit, turn }: ReaderProps) {
  const matter = useMatter();
  const card = useAsk<ExhibitCard>('exhibit.show', { exhibit });
  const isSealedExhibit = card.data?.object?.sealed === true;
  const [reason, setReason] = useState<string>();
  const mayRead = card.data !== undefined && (!isSealedExhibit || reason !== undefined);
  const shown = useTask<PageShown>('exhibit.text', { exhibit, page, ...(reason === undefined ? {} : { reason }) }, mayRead && card.data?.object !== null);
  const [span, setSpan] = useState<Span | null>(null);
  const [drawer, setDrawer] = useState<Span | null>(null);
  const [active, setActive] = useState(passage);
  const [pane, setPane] = useState<'both' | 'text' | 'about'>('both');
  useEffect(() => setActive(passage), [passage]);
  const pages = shown.data?.pages ?? 1;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '[' && page > 1) turn(page - 1);
      else if (event.key === ']' && page < pages) turn(page + 1);
      else if (event.key === 'f' && span !== null) setDrawer(span);
      else if (event.key === '1') setPane('both');
      else if (event.key === '2') setPane('text');
      else if (event.key === '3') setPane('about');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [page, pages, span, turn]);
  const save = async (): Promise<void> => {
    window.location.assign(await contentLink(matter, exhibit, reason ?? 'saving the original'));
  };
  return (
    <div className="reader">
      <header className="reader-head">
        <h2>
          <bdi>{card.data?.exhibit.shown ?? ''}</bdi>
        </h2>
        <div className="reader-tools">
          <span className="muted small">
            {sentence(card.data?.exhibit.class ?? '')}
            {card.data !== undefined && card.data.exhibit.state !== 'held' && <strong> · {sentence(card.data.exhibit.state)}</strong>}
          </span>
          <div className="tabs" role="tablist" aria-label="What to show">
            {(['both', 'text', 'about'] as const).map((name) => (
              <button type="button" role="tab" key={name} aria-selected={pane === name} onClick={() => setPane(name)}>
                {{ both: 'Page and text', text: 'Text', about: 'About' }[name]}
              </button>
            ))}
          </div>
          <div className="pager">
            <button type="button" aria-label="Page before" disabled={page <= 1} onClick={() => turn(page - 1)}>
              ‹
            </button>
            <label>
              <span className="visually-hidden">Page</span>
              <input className="page-number" inputMode="numeric" key={page} defaultValue={page} onKeyDown={(event) => event.key === 'Enter' && turnTo(event.currentTarget.value, pages, turn)} onBlur={(event) => turnTo(event.currentTarget.value, pages, turn, page)} />
            </label>
            <span className="muted small">of {pages}</span>
            <button type="button" aria-label="Page after" disabled={page >= pages} onClick={() => turn(page + 1)}>
              ›
            </button>
          </div>
          {card.data?.object != null && (
            <button type="button" onClick={() => void save()}>
              Original
            </button>
          )}
        </div>
      </header>
      {card.error !== null && <SayNo error={card.error} />}
      {isSealedExhibit && reason === undefined && <Seal open={setReason} />}
      {shown.error !== null && <SayNo error={shown.error} />}
      {card.data?.object === null && <Lacks>This exhibit has no bytes here; it is held elsewhere. Everything known of it stands under “About”.</Lacks>}
      {shown.data?.state === 'error' && (
        <Lacks>
          It could not be read ({sentence(shown.data.errorKind ?? '')}): {shown.data.reason} The original is kept, and can be cited as a whole.
        </Lacks>
      )}
      <div className={`panes ${pane}`}>
        {pane !== 'about' && shown.data !== undefined && (
          <>
            {pane === 'both' && shown.data.width !== null && <Picture page={shown.data} hits={hitsOf(hit)} active={active} reason={reason ?? 'reading'} />}
            <div className={shown.isPlaceholderData ? 'text-pane stale' : 'text-pane'}>
              {!shown.data.textLayer && <Lacks>This page has no text layer. It waits for text recognition; the picture is what there is.</Lacks>}
              <MarkedText page={shown.data} hits={hitsOf(hit)} active={active} selected={setSpan} choose={setActive} />
            </div>
          </>
        )}
        {(pane === 'about' || shown.data === undefined) && card.data !== undefined && <About card={card.data} page={shown.data} />}
        {pane !== 'about' && <Cites exhibit={exhibit} page={shown.data} active={active} choose={setActive} />}
      </div>
      {span !== null && drawer === null && (
        <div className="selection-bar" role="toolbar" aria-label="With the selected words">
          <button type="button" className="primary" onMouseDown={(event) => event.preventDefault()} onClick={() => setDrawer(span)}>
            Make a fact <kbd>f</kbd>
          </button>
          <span className="muted small">{span.end - span.start} characters selected</span>
        </div>
      )}
      {drawer !== null && shown.data !== undefined && <FactDrawer exhibit={exhibit} span={drawer} quote={shown.data.text.slice(drawer.start - shown.data.start, drawer.end - shown.data.start)} close={() => setDrawer(null)} />}
    </div>
  );
}

function turnTo(text: string, pages: number, turn: (page: number) => void, before?: number): void {
  const page = Number(text);
  if (Number.isInteger(page) && page >= 1 && page <= pages && page !== before) turn(page);
}

function hitsOf(hit: string | undefined): Span[] {
  return (hit ?? '').split(',').flatMap((part) => {
    const [start, end] = part.split('-').map(Number);
    return start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end) ? [] : [{ start, end }];
  });
}

function Seal({ open }: { readonly open: (reason: string) => void }) {
  const [why, setWhy] = useState('');
  return (
    <form
      className="no refusal"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') open(why.trim());
      }}
    >
      <strong>This exhibit is sealed</strong>
      <p>Opening it is entered in the ledger, with your reason, before anything is shown.</p>
      <label>
        Why do you open it?{' '}
        <input value={why} maxLength={500} onChange={(event) => setWhy(event.target.value)} />
      </label>{' '}
      <button type="submit" className="primary" disabled={why.trim() === ''}>
        Open and enter it
      </button>
    </form>
  );
}

interface Cited {
  readonly citations: readonly CitationShown[];
}

/** The other side of the two-way panel: every passage of this page, and the facts that cite it. */
function Cites({ exhibit, page, active, choose }: { readonly exhibit: string; readonly page: PageShown | undefined; readonly active: string | undefined; readonly choose: (passage: string) => void }) {
  const cited = useAsk<Cited>('citation.list', { exhibit });
  const facts = useAsk<{ facts: readonly { readonly id: string; readonly statement: { readonly versions?: Readonly<Record<string, string>>; readonly authoritative?: string } }[] }>('fact.list');
  const statement = (id: string): string => {
    const found = facts.data?.facts.find((fact) => fact.id === id)?.statement;
    return found?.versions?.[found.authoritative ?? 'en'] ?? 'A sealed fact';
  };
  return (
    <aside className="cites" aria-label="What cites this exhibit">
      <h3>Passages here</h3>
      {page?.passages.length === 0 && <p className="muted small">None on this page. Select words to mark one.</p>}
      {page?.passages.map((passage) => (
        <PassageCard key={passage.id} passage={passage} isActive={passage.id === active} choose={choose} citations={cited.data?.citations.filter((one) => one.passage === passage.id) ?? []} statement={statement} />
      ))}
    </aside>
  );
}

const STATE_WORDS = { exact: '', whole: 'the whole exhibit', refound: 'found again at another place: compare it', lost: 'its words are no longer there' } as const;

function PassageCard({ passage, isActive, choose, citations, statement }: { readonly passage: ShownPassage; readonly isActive: boolean; readonly choose: (id: string) => void; readonly citations: readonly CitationShown[]; readonly statement: (fact: string) => string }) {
  return (
    <button type="button" className={`passage-card${isActive ? ' active' : ''} ${passage.state}`} onClick={() => choose(passage.id)}>
      <span className="muted small">
        {passage.pin}
        {STATE_WORDS[passage.state] === '' ? '' : ` · ${STATE_WORDS[passage.state]}`}
      </span>
      <bdi className="quote">{passage.quote === '' ? '(the exhibit as a whole)' : `“${passage.quote}”`}</bdi>
      {citations.map((citation) => (
        <span key={citation.id} className="small">
          {sentence(citation.bearing)}: <bdi>{statement(citation.fact)}</bdi>
        </span>
      ))}
      {citations.length === 0 && <span className="small muted">No fact cites it yet.</span>}
    </button>
  );
}
