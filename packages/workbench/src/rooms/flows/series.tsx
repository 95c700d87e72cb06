// One series: its figure, its points with their cells, its revisions, the statements that bind it, and every run on it.
import { FigureShown } from '../../figures/figure.tsx';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { Counts } from './counts.tsx';
import { Guard } from './guard.tsx';
import { eventsIn, MarkDays } from './mark-days.tsx';
import { Points } from './points.tsx';
import { Revisions } from './revisions.tsx';
import { Runs } from './runs.tsx';
import { Statements } from './statements.tsx';
import { Switches } from './switches.tsx';
import type { Go, SeriesLine, SeriesShown } from './types.ts';
import { timeWords } from './words.ts';

const TABS = [
  ['figure', 'Figure'],
  ['points', 'Points'],
  ['revisions', 'Revisions'],
  ['switches', 'Switches'],
  ['statements', 'Dated statements'],
  ['runs', 'Every run'],
] as const;

interface SeriesPageProps {
  readonly id: string;
  readonly go: Go;
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly all: readonly SeriesLine[];
}

/** The address holds the tab and, among the points, the version. */
export function SeriesPage({ id, go, search, all }: SeriesPageProps) {
  const version = search['version'];
  const found = useAsk<SeriesShown>('series.show', {
    series: id,
    ...(version === undefined ? {} : { version: Number(version) }),
  });
  if (found.error !== null) return <SayNo error={found.error} />;
  const line = found.data?.series;
  if (found.data === undefined) return null;
  if (line == null) return <Lacks>There is no series {id} in this matter.</Lacks>;
  const tab = search['tab'] ?? (line.points > 0 ? 'figure' : 'statements');
  return (
    <>
      <header className="page-head">
        <h2>
          <bdi>{line.measure}</bdi>
        </h2>
        <p className="muted">
          {line.unit} by {line.step}. <bdi>{line.definition}</bdi>
          {found.data.vintage !== null && ` Published ${timeWords(found.data.vintage)}.`}
        </p>
      </header>
      {found.data.warnings
        .filter((one) => one.code !== 'FLOWS_COUNTS_UNDECLARED')
        .map((one) => (
          <Lacks key={one.code + one.message}>{named(one.message, all)}</Lacks>
        ))}
      {(line.guard.counts.declared === null || tab === 'points') && <Counts line={line} />}
      <div className="tabs" role="group" aria-label="What to show">
        {TABS.map(([name, title]) => (
          <button
            type="button"
            key={name}
            aria-pressed={tab === name}
            onClick={() => go({ series: id, tab: name })}
          >
            {title}
            {name === 'revisions' && line.versions > 1 && <span className="muted"> {line.versions}</span>}
            {name === 'statements' && line.statements > 0 && (
              <span className="muted"> {line.statements}</span>
            )}
            {name === 'switches' && line.switches.length > 0 && (
              <span className="muted"> {line.switches.length}</span>
            )}
          </button>
        ))}
      </div>
      {tab === 'figure' &&
        (line.points > 0 ? (
          <>
            <FigureShown figure="series" of={id} events={eventsIn(search['events'])} />
            <MarkDays given={search['events']} mark={(events) => go({ series: id, tab: 'figure', events })} />
          </>
        ) : (
          <p className="muted">This measure has no points: it is known from dated statements only.</p>
        ))}
      {tab === 'points' && <Guard line={line} all={all} />}
      {tab === 'points' && <Points shown={found.data} id={id} go={go} />}
      {tab === 'revisions' && <Revisions shown={found.data} id={id} go={go} />}
      {tab === 'switches' && <Switches line={line} all={all} />}
      {tab === 'statements' && <Statements line={line} />}
      {tab === 'runs' && <Runs id={id} go={go} />}
    </>
  );
}

/** A series that a message names by its id is called by what it measures. */
function named(message: string, all: readonly SeriesLine[]): string {
  return message.replace(/ser_[0-9a-z]{26}/gu, (id) => {
    const measure = all.find((one) => one.id === id)?.measure;
    return measure === undefined ? id : `“${measure}”`;
  });
}
