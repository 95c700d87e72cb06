// Facts in order of time: narrowed by trays, dates and values, read beside their exhibits, and edited where they stand.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ask } from '../../../lib/api.ts';
import type { Brought } from '../../../lib/brought.ts';
import { useMatter } from '../../../lib/matter.ts';
import { Empty, SayNo } from '../../../lib/say-no.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { counted, number } from '../../../lib/words.ts';
import type { Search } from '../../../shell/router.tsx';
import { Fact } from '../fact.tsx';
import { type ActName, ActPanel } from './act-panel.tsx';
import { AssertFact } from './assert-fact.tsx';
import { CitePanel } from './cite-panel.tsx';
import { EditRow } from './edit-row.tsx';
import { ExportView } from './export-view.tsx';
import { Facets } from './facets.tsx';
import { FactGrid } from './grid.tsx';
import { DateHistogram } from './histogram.tsx';
import { ImportFacts } from './import-facts.tsx';
import { useNames } from './names.ts';
import { SavedViews } from './saved-views.tsx';
import { SourceBeside } from './source-beside.tsx';
import { Trays } from './trays.tsx';
import type { GridRow } from './types.ts';
import { useFactKeys } from './use-fact-keys.ts';
import { useGrid, usePlaceOf } from './use-grid.ts';
import { filterOf, isNarrowed, NO_VIEW, type Sort, valuesText } from './view-of.ts';

interface FactsProps {
  readonly search: Search;
  readonly go: (more: Readonly<Record<string, string | undefined>>, replaces?: boolean) => void;
}

type Doing = ActName | 'cite' | 'edit' | 'assert' | 'import' | undefined;
const NO_READER = { exhibit: undefined, page: undefined, passage: undefined, hit: undefined, at: undefined };
/** So many facts may be chosen at once. */
const MOST_CHOSEN = 2000;

/** The address holds the view, the fact one stands on, and the exhibit open beside it. */
export function Facts({ search, go }: FactsProps) {
  const matter = useMatter();
  const entered = useEntered();
  const filter = useMemo(() => filterOf(search), [search]);
  const [sight, setSight] = useState<readonly [number, number]>([0, 0]);
  const { counts, rowAt, fetchAt, error } = useGrid(filter, sight[0], sight[1]);
  const total = counts.data?.total ?? 0;
  const names = useNames(counts.data?.elements ?? [], counts.data?.me);
  const [at, setAt] = useState(0);
  const [picked, setPicked] = useState<ReadonlyMap<string, GridRow>>(new Map());
  const anchor = useRef(0);
  const [doing, setDoing] = useState<Doing>();
  /** What was let go on a fact, and on which. */
  const [dropped, setDropped] = useState<{ readonly fact: string; readonly brought: Brought }>();
  const [isViews, setViews] = useState(false);
  const [withFacets, setFacets] = useState(() => window.innerWidth >= 1500);
  const scrollTo = useRef<((index: number) => void) | null>(null);
  const row = search['row'];
  const current = rowAt(at);
  const isLost = row !== undefined && current?.id !== row;
  const place = usePlaceOf(filter, row, isLost);
  // Where the fact of the address stands in this view; after another view, or when the address was opened anew.
  useEffect(() => {
    if (!isLost || place === null || place === undefined) return;
    setAt(place);
    scrollTo.current?.(place);
  }, [isLost, place]);
  // A link may lead to the act itself: it opens once its fact is there, and Back does not open it again.
  const asked = search['act'];
  const isThere = current !== undefined && current.id === row;
  useEffect(() => {
    if (asked === undefined || !isThere) return;
    if (asked === 'cite' || asked === 'review') setDoing(asked);
    go({ act: undefined }, true);
  }, [asked, isThere, go]);
  const inSight = useCallback((first: number, last: number) => setSight([first, last]), []);
  const stand = useCallback(
    (index: number, isOpened: boolean) => {
      const next = Math.max(0, Math.min(total - 1, index));
      setAt(next);
      anchor.current = next;
      scrollTo.current?.(next);
      void fetchAt(next).then((found) => {
        if (found !== undefined && (isOpened || row !== undefined)) go({ row: found.id }, true);
      });
      requestAnimationFrame(() => {
        const inGrid = document.activeElement?.closest('.fact-grid') != null;
        if (inGrid || document.activeElement === document.body)
          document.getElementById(`fact-row-${next}`)?.focus({ preventScroll: true });
      });
    },
    [total, fetchAt, go, row],
  );
  const pick = useCallback(
    (index: number, isRange: boolean) => {
      const [from, to] = isRange
        ? [Math.min(anchor.current, index), Math.max(anchor.current, index)]
        : [index, index];
      anchor.current = index;
      void Promise.all(
        Array.from({ length: Math.min(MOST_CHOSEN, to - from + 1) }, (_, i) => fetchAt(from + i)),
      ).then((rows) => {
        setPicked((before) => {
          const next = new Map(before);
          for (const one of rows) {
            if (one === undefined) continue;
            if (!isRange && next.has(one.id)) next.delete(one.id);
            else next.set(one.id, one);
          }
          return next;
        });
      });
    },
    [fetchAt],
  );
  const pickAll = (): void => {
    void Promise.all(Array.from({ length: total }, (_, i) => fetchAt(i))).then((rows) =>
      setPicked(new Map(rows.flatMap((one) => (one === undefined ? [] : [[one.id, one]])))),
    );
  };
  const openPassage = useCallback(
    (of: GridRow, citation: string) => {
      const one = of.citations.find((each) => each.id === citation);
      if (one?.exhibit == null) return;
      const exhibit = one.exhibit;
      void ask<{ passage: { place: { page?: number } } | null }>(matter, 'passage.show', {
        passage: one.passage,
      }).then(({ passage }) =>
        go({
          ...NO_READER,
          row: of.id,
          exhibit,
          passage: one.passage,
          page: passage?.place.page === undefined ? undefined : String(passage.place.page),
        }),
      );
    },
    [matter, go],
  );
  // What was chosen is acted on; else the fact one stands on, as the house tells it now.
  const targets = picked.size > 0 ? [...picked.values()] : current === undefined ? [] : [current];
  const begin = (what: Doing): void => {
    if (what !== 'assert' && what !== 'import' && targets.length === 0) {
      entered({ words: 'No fact is chosen. Stand on one, or choose some with x.' });
      return;
    }
    setDoing(what);
  };
  const take = useCallback(
    (index: number, brought: Brought) => {
      const fact = rowAt(index)?.id;
      if (fact === undefined) return;
      stand(index, false);
      setDropped({ fact, brought });
      setDoing('cite');
    },
    [rowAt, stand],
  );
  useFactKeys({
    move: (step) => stand(at + step, false),
    choose: () => pick(at, false),
    show: () => stand(at, true),
    begin,
    open: () => {
      if (current === undefined) return;
      const here = current.citations.findIndex((one) => one.passage === search['passage']);
      const next = current.citations[(here + 1) % Math.max(1, current.citations.length)];
      if (next === undefined) entered({ words: 'This fact cites no passage.' });
      else openPassage(current, next.id);
    },
    views: () => setViews((isOpen) => !isOpen),
    close: () => {
      if (doing !== undefined) setDoing(undefined);
      else if (search['exhibit'] !== undefined) go(NO_READER);
      else if (row !== undefined) go({ row: undefined });
      else setPicked(new Map());
    },
  });
  const done = useCallback(() => {
    setDoing(undefined);
    setDropped(undefined);
    document.getElementById(`fact-row-${at}`)?.focus({ preventScroll: true });
  }, [at]);
  const droppedHere = dropped?.fact === current?.id ? dropped?.brought : undefined;
  const exhibit = search['exhibit'];
  const hasNone = counts.data !== undefined && counts.data.all === 0 && !isNarrowed(filter);
  const looks = [
    'record-body',
    withFacets && !hasNone ? 'with-facets' : '',
    exhibit !== undefined ? 'with-reader' : row !== undefined ? 'with-beside' : '',
  ];
  const setSort = (sort: Sort): void =>
    go({
      sort: sort === 'time' ? undefined : sort,
      falling: filter.sort === sort && !filter.falling ? '1' : undefined,
    });
  return (
    <>
      <div className="record-head">
        <form className="find" role="search" onSubmit={(event) => event.preventDefault()}>
          <FindField key={search['text'] ?? ''} text={search['text'] ?? ''} go={go} />
        </form>
        <span className="muted" aria-live="polite">
          {counts.data === undefined
            ? ''
            : total === counts.data.all
              ? counted(total, 'fact')
              : `${number(total)} of ${counted(counts.data.all, 'fact')}`}
        </span>
        {isNarrowed(filter) && (
          <button type="button" className="link" onClick={() => go({ ...NO_VIEW })}>
            Show all
          </button>
        )}
        <div className="acts">
          <button type="button" aria-pressed={withFacets} onClick={() => setFacets(!withFacets)}>
            Filters
          </button>
          <SavedViews search={search} isOpen={isViews} setOpen={setViews} go={go} />
          <ExportView filter={filter} names={names} total={total} />
          <button type="button" onClick={() => begin('import')}>
            Paste a table
          </button>
          <button type="button" className="primary" onClick={() => begin('assert')}>
            Assert a fact <kbd>a</kbd>
          </button>
        </div>
      </div>
      {error !== null && <SayNo error={error} />}
      {hasNone ? (
        doing === undefined && (
          <div className="screen">
            <Empty title="No fact is asserted yet">
              A fact is one sentence about what happened, with its date and the passages that show it. Open an
              exhibit, select the words and press <kbd>f</kbd>; or press <kbd>a</kbd> here, or paste the
              chronology your team already keeps.
            </Empty>
          </div>
        )
      ) : (
        <>
          <Trays
            all={counts.data?.all ?? 0}
            facets={counts.data?.facets['tray'] ?? []}
            chosen={filter.tray}
            choose={(trays) => go({ tray: valuesText(trays) })}
          />
          {counts.data !== undefined && (
            <DateHistogram histogram={counts.data.histogram} filter={filter} go={go} />
          )}
        </>
      )}
      {doing === 'assert' && (
        <AssertFact
          names={names}
          done={(fact) => {
            setDoing(undefined);
            if (fact !== undefined) go({ row: fact });
          }}
        />
      )}
      {doing === 'import' && <ImportFacts close={() => setDoing(undefined)} />}
      {!hasNone && doing !== 'import' && (
        <div className={looks.filter((look) => look !== '').join(' ')}>
          {withFacets && <Facets filter={filter} facets={counts.data?.facets ?? {}} names={names} go={go} />}
          <section className="grid-pane" aria-label="Chronology">
            {total === 0 && counts.data !== undefined ? (
              <div className="screen">
                <Empty title="No fact meets all of this">
                  Take one of the filters away, or show all. A tray that is empty is work that is done.
                </Empty>
              </div>
            ) : (
              <FactGrid
                total={total}
                rowAt={rowAt}
                at={at}
                picked={new Set(picked.keys())}
                names={names}
                sort={filter.sort}
                falling={filter.falling}
                isStale={counts.isPlaceholderData}
                setSort={setSort}
                inSight={inSight}
                stand={stand}
                pick={pick}
                openPassage={openPassage}
                take={take}
                scrollTo={scrollTo}
                editor={
                  doing === 'edit' && current !== undefined ? (
                    <EditRow key={current.id} row={current} names={names} done={done} />
                  ) : null
                }
              />
            )}
            {doing === 'cite' && current !== undefined && (
              <CitePanel
                key={`${current.id} ${dropped?.brought.id ?? ''}`}
                row={current}
                passage={droppedHere === undefined ? search['passage'] : of(droppedHere, 'passage')}
                exhibit={of(droppedHere, 'exhibit')}
                close={done}
              />
            )}
            {doing !== undefined && !OF_THEIR_OWN.includes(doing) && targets.length > 0 && (
              <ActPanel
                key={doing}
                act={doing as ActName}
                rows={targets}
                elements={counts.data?.elements ?? []}
                close={done}
                acted={(refused) =>
                  setPicked((before) => new Map([...before].filter(([id]) => refused.includes(id))))
                }
              />
            )}
            <p className="grid-foot">
              {picked.size > 0 ? (
                <>
                  <strong>{counted(picked.size, 'fact')} chosen</strong>
                  <Acts begin={begin} />
                  <button type="button" className="link" onClick={() => setPicked(new Map())}>
                    Choose none
                  </button>
                </>
              ) : (
                <>
                  <span className="muted">
                    <kbd>j</kbd> <kbd>k</kbd> walk, <kbd>x</kbd> chooses, <kbd>e</kbd> edits in place,{' '}
                    <kbd>?</kbd> lists every key
                  </span>
                  {total > 1 && total <= MOST_CHOSEN && (
                    <button type="button" className="link" onClick={pickAll}>
                      Choose all {number(total)}
                    </button>
                  )}
                </>
              )}
            </p>
          </section>
          {exhibit !== undefined ? (
            <SourceBeside exhibit={exhibit} search={search} go={go} close={() => go(NO_READER)} />
          ) : (
            row?.startsWith('fact_') === true && (
              <section className="beside-pane" aria-label="The fact">
                <div className="beside-head">
                  <div className="acts">
                    <Acts begin={begin} />
                  </div>
                  <button
                    type="button"
                    className="quiet"
                    aria-label="Close the fact"
                    onClick={() => go({ row: undefined })}
                  >
                    ×
                  </button>
                </div>
                <Fact key={row} id={row} names={names} />
              </section>
            )
          )}
        </div>
      )}
    </>
  );
}

const of = (brought: Brought | undefined, kind: Brought['kind']): string | undefined =>
  brought?.kind === kind ? brought.id : undefined;

/** Acts with a form of their own; the others share one. */
const OF_THEIR_OWN: readonly Doing[] = ['cite', 'edit', 'assert', 'import'];

const ACTS: readonly (readonly [Exclude<Doing, undefined>, string, string])[] = [
  ['edit', 'Restate', 'e'],
  ['tag', 'Tags', 't'],
  ['cite', 'Cite', 'c'],
  ['link', 'Elements', 'l'],
  ['review', 'Review', 's'],
  ['merge', 'Merge', 'm'],
  ['withdraw', 'Withdraw', ''],
];

function Acts({ begin }: { readonly begin: (what: Doing) => void }) {
  return ACTS.map(([act, title, key]) => (
    <button type="button" key={act} title={key === '' ? undefined : `Key ${key}`} onClick={() => begin(act)}>
      {title}
    </button>
  ));
}

/** Narrows as one types, after a breath. */
function FindField({ text, go }: { readonly text: string; readonly go: FactsProps['go'] }) {
  const [value, setValue] = useState(text);
  useEffect(() => {
    if (value.trim() === text) return;
    const timer = setTimeout(() => go({ text: value.trim() || undefined }, true), 250);
    return () => clearTimeout(timer);
  }, [value, text, go]);
  return (
    <input
      type="search"
      aria-label="Words of a fact or a place"
      placeholder="Words of a fact or a place"
      value={value}
      onChange={(event) => setValue(event.target.value)}
    />
  );
}
