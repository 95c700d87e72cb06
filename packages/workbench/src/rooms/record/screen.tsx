// The record: one chronology of facts, exchanges and steps, and beside it what shows each fact.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type CitationShown, dateInWords, type FactShown, type Sealable } from 'probata/contract';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { authoritative, moment, number, orSealed, sentence } from '../../lib/words.ts';

interface Row {
  readonly sort: 'fact' | 'exchange' | 'step';
  readonly id: string;
  readonly words: string;
  readonly text: Sealable<string>;
  readonly trays: readonly string[];
  readonly withdrawn: boolean;
}

const TRAYS: Readonly<Record<string, string>> = {
  'no-source': 'No source',
  'single-origin': 'Single origin',
  contradicted: 'Contradicted',
  'awaiting-second-reader': 'Awaiting second reader',
};

/** The chronology and the fact selected. */
export function RecordScreen() {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const found = useAsk<{ rows: readonly Row[] }>('chronology.list');
  const tray = search['tray'];
  const rows = (found.data?.rows ?? []).filter((row) => tray === undefined || row.trays.includes(tray));
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/record', params: { matter }, search: { ...search, ...more } });
  };
  useListKeys(rows.map((row) => row.id), search['row'], (row) => go({ row }));
  const selected = rows.find((row) => row.id === search['row']);
  return (
    <div className="split">
      <div className="screen">
        <header>
          <h1>Record</h1>
          <span className="muted">{number(rows.length)} in order of time</span>
        </header>
        <div className="tabs trays" role="tablist" aria-label="Trays">
          <button type="button" role="tab" aria-selected={tray === undefined} onClick={() => go({ tray: undefined })}>
            All
          </button>
          {Object.entries(TRAYS).map(([name, words]) => (
            <button type="button" role="tab" key={name} aria-selected={tray === name} onClick={() => go({ tray: name })}>
              {words} {number((found.data?.rows ?? []).filter((row) => row.trays.includes(name)).length)}
            </button>
          ))}
        </div>
        {found.error !== null && <SayNo error={found.error} />}
        {found.data !== undefined && rows.length === 0 && (
          <Empty title={tray === undefined ? 'Nothing is recorded yet' : 'This tray is empty'}>
            Facts come from exhibits: open one, select words, and press <kbd>f</kbd>.
          </Empty>
        )}
        <table className="grid">
          <thead>
            <tr>
              <th>When</th>
              <th>What</th>
              <th>Sort</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} tabIndex={0} aria-selected={row.id === search['row']} onClick={() => go({ row: row.id })} onKeyDown={(event) => event.key === 'Enter' && go({ row: row.id })}>
                <td className="when">{row.words}</td>
                <td>
                  <bdi className={row.withdrawn ? 'muted' : ''}>{orSealed(row.text, 'A sealed fact')}</bdi>
                  {row.trays.length > 0 && <div className="muted small">{row.trays.map((name) => TRAYS[name] ?? name).join(' · ')}</div>}
                </td>
                <td className="muted">{sentence(row.sort)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="screen">
        {selected?.sort === 'fact' ? (
          <Fact id={selected.id} />
        ) : selected === undefined ? (
          <Empty title="Choose a row">A fact shows here with every passage for and against it, the origin each counts as, and its history.</Empty>
        ) : (
          <>
            <h2>{orSealed(selected.text)}</h2>
            <p className="muted">{selected.words}</p>
          </>
        )}
      </div>
    </div>
  );
}

interface FactAnswer {
  readonly fact: FactShown;
  readonly citations: readonly CitationShown[];
  readonly inferences: readonly { readonly id: string; readonly strength: number; readonly warrant: string }[];
  readonly history: readonly { readonly seq: number; readonly kind: string; readonly at: string }[];
}

function Fact({ id }: { readonly id: string }) {
  const found = useAsk<FactAnswer>('fact.show', { fact: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { fact, citations, inferences, history } = found.data;
  const origins = new Map<string, number>();
  for (const one of citations) if (one.live && one.bearing === 'supports') origins.set(one.group, (origins.get(one.group) ?? 0) + 1);
  const repeated = [...origins].filter(([, n]) => n > 1);
  return (
    <>
      <p className="read lead">
        <bdi>{authoritative(fact.statement)}</bdi>
      </p>
      <p className="muted">
        {fact.when === null ? 'No date' : dateInWords(fact.when.edtf)}
        {fact.where === null ? '' : `, ${fact.where}`}
        {fact.withdrawn === null ? '' : `. Withdrawn: ${fact.withdrawn.ground}`}
      </p>
      {fact.premise !== null && (
        <p>
          <strong>{fact.premise.as === 'conceded' ? 'Conceded' : 'Of common knowledge'}</strong>: {fact.premise.ground}
        </p>
      )}
      {repeated.map(([group, n]) => (
        <p key={group} className="no deficiency">
          {n} of these passages count once, because they have one origin: {group}.
        </p>
      ))}
      {(['supports', 'contradicts', 'context'] as const).map((bearing) => (
        <Side key={bearing} bearing={bearing} citations={citations.filter((one) => one.bearing === bearing)} />
      ))}
      {inferences.length > 0 && <h3>Inferred</h3>}
      {inferences.map((one) => (
        <p key={one.id}>{one.warrant}</p>
      ))}
      <h3>History</h3>
      <ol className="custody">
        {history.map((one) => (
          <li key={one.seq}>
            {one.kind} <span className="muted">{moment(one.at)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

const TITLES = { supports: 'For it', contradicts: 'Against it', context: 'Context' } as const;

function Side({ bearing, citations }: { readonly bearing: keyof typeof TITLES; readonly citations: readonly CitationShown[] }) {
  const matter = useMatter();
  if (citations.length === 0 && bearing !== 'supports') return null;
  return (
    <>
      <h3>{TITLES[bearing]}</h3>
      {citations.length === 0 && <p className="muted">Nothing is cited for it.</p>}
      <table className="grid">
        <tbody>
          {citations.map((one) => (
            <tr key={one.id} className={one.live ? '' : 'muted'}>
              <td>
                <PassageLink citation={one} matter={matter} />
                {!one.live && <div className="small">carries nothing: withdrawn or excluded</div>}
                {one.answer !== null && <div className="small">Answered: {one.answer.reason}</div>}
              </td>
              <td className="small">
                Origin {one.group}
                <div className="muted">
                  {sentence(one.directness)}, {one.contemporaneity.replace('-', ' ')}, {one.interest}
                  {one.hedged ? ', hedged' : ''}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function PassageLink({ citation, matter }: { readonly citation: CitationShown; readonly matter: string }) {
  const found = useAsk<{ passage: { readonly quote: Sealable<string>; readonly exhibit: string; readonly place: { readonly page?: number } } | null }>('passage.show', { passage: citation.passage });
  const card = useAsk<{ exhibit: { readonly shown: string } }>('exhibit.show', { exhibit: citation.exhibit ?? '' }, citation.exhibit !== null);
  const passage = found.data?.passage;
  return (
    <Link to="/$matter/exhibits" params={{ matter }} search={{ exhibit: citation.exhibit ?? '', passage: citation.passage, page: String(passage?.place.page ?? 1) }}>
      <bdi>{card.data?.exhibit.shown ?? 'Exhibit'}</bdi>, {citation.pin}
      {passage != null && (
        <span className="snippet block-quote">
          <bdi>{orSealed(passage.quote)}</bdi>
        </span>
      )}
    </Link>
  );
}
