// A list of terms, asked one after another: what each finds, what finds nothing, what could not be asked; as a table and a file.
import { Link } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { task } from '../../lib/api.ts';
import { ExhibitLink } from '../../lib/exhibit-name.tsx';
import { keep, kept } from '../../lib/kept.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { number } from '../../lib/words.ts';
import type { Report, ReportLine } from './types.ts';

/** The terms stay in this tab until they are changed. */
export function Batch() {
  const matter = useMatter();
  const id = useId();
  const [terms, setTerms] = useState(() => kept<string>('tab', `terms:${matter}`) ?? '');
  const [report, setReport] = useState<Report>();
  const [error, setError] = useState<unknown>();
  const [stop, setStop] = useState<AbortController>();
  const file = useRef<HTMLInputElement>(null);
  const change = (next: string): void => {
    setTerms(next);
    keep('tab', `terms:${matter}`, next === '' ? undefined : next);
  };
  const ask = async (): Promise<void> => {
    const controller = new AbortController();
    setStop(controller);
    setError(undefined);
    try {
      setReport(await task<Report>(matter, 'search.batch', { list: terms }, controller.signal));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setStop(undefined);
    }
  };
  return (
    <div className="batch">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <label htmlFor={id}>
          Searches, one to a line{' '}
          <span className="muted small">in the same language as the search; lines with # are left out</span>
        </label>
        <textarea
          id={id}
          rows={9}
          dir="auto"
          value={terms}
          onChange={(event) => change(event.target.value)}
        />
        <div className="acts">
          <button type="submit" className="primary" disabled={terms.trim() === '' || stop !== undefined}>
            {stop === undefined ? 'Ask them all' : 'Asking…'}
          </button>
          {stop !== undefined && (
            <button type="button" onClick={() => stop.abort()}>
              Stop
            </button>
          )}
          <button type="button" onClick={() => file.current?.click()}>
            From a text file…
          </button>
          <input
            ref={file}
            type="file"
            accept=".txt,.csv,text/plain"
            hidden
            aria-label="Text file of searches"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen !== undefined) void chosen.text().then(change);
            }}
          />
          {report !== undefined && (
            <a className="button" download="search-report.csv" href={csvLink(report)}>
              Report as CSV
            </a>
          )}
        </div>
      </form>
      {error !== undefined && <SayNo error={error} />}
      {report === undefined ? (
        <Empty title="No list was asked yet">
          Names, plates, places, one to a line: the report says for each how many pages and exhibits hold it.
        </Empty>
      ) : (
        <>
          <p aria-live="polite">
            {number(report.asked)} searches: {number(report.withHits)} with hits in {number(report.exhibits)}{' '}
            of {number(report.indexed)} exhibits, {number(report.withoutHits)} without
            {report.refused > 0 ? `, ${number(report.refused)} not understood` : ''}.
          </p>
          <div className="wrap">
            <table className="grid">
              <thead>
                <tr>
                  <th scope="col">Search</th>
                  <th scope="col" className="numbers">
                    Pages
                  </th>
                  <th scope="col" className="numbers">
                    Exhibits
                  </th>
                  <th scope="col">Best first</th>
                </tr>
              </thead>
              <tbody>
                {report.report.map((line) => (
                  <Line key={line.query} line={line} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}

function Line({ line }: { readonly line: ReportLine }) {
  const matter = useMatter();
  return (
    <tr className={line.refused === null ? undefined : 'refused-line'}>
      <td dir="auto">
        <Link to="/$matter/search" params={{ matter }} search={{ q: line.query }}>
          {line.query}
        </Link>
      </td>
      <td className="numbers">{line.refused === null ? number(line.pages) : '—'}</td>
      <td className="numbers">{line.refused === null ? number(line.exhibits) : '—'}</td>
      <td>
        {line.refused}
        {line.first.map((exhibit, i) => (
          <span key={exhibit}>
            {i > 0 && '; '}
            <ExhibitLink exhibit={exhibit} />
          </span>
        ))}
        {line.alike.length > 0 && <span className="muted"> spelt nearly so: {line.alike.join(', ')}</span>}
      </td>
    </tr>
  );
}

/** The report as a file, in the page itself: nothing is sent anywhere. Quoted as RFC 4180 says; no cell can act as a formula. */
function csvLink({ report }: Report): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = [
    ['search', 'pages', 'exhibits', 'first exhibits', 'not understood', 'spelt nearly so'],
    ...report.map((line) => [
      line.query,
      line.pages,
      line.exhibits,
      line.first.join(' '),
      line.refused ?? '',
      line.alike.join(' '),
    ]),
  ];
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`)}`;
}
