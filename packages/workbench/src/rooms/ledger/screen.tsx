// The ledger itself: every act, newest first, with what was said and the proof that it is in the log.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Row } from '../../lib/row.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useTask } from '../../lib/use-ask.ts';
import { clock, day, number } from '../../lib/words.ts';
import { type Entry, EntryShown } from './entry-shown.tsx';

interface Entries {
  readonly size: number;
  readonly entries: readonly Entry[];
  readonly next: number | null;
}

/** The list of entries beside the one selected. */
export function LedgerScreen() {
  useTitle('Ledger');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const input = {
    limit: 100,
    ...(search['from'] === undefined ? {} : { from: Number(search['from']) }),
    ...(search['subject'] === undefined ? {} : { subject: search['subject'] }),
  };
  const found = useTask<Entries>('ledger.entries', input);
  const selected = found.data?.entries.find((entry) => String(entry.seq) === search['entry']);
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/ledger', params: { matter }, search: { ...search, ...more } });
  };
  const rows = found.data?.entries ?? [];
  useListKeys(
    rows.map((row) => String(row.seq)),
    search['entry'],
    (entry) => go({ entry }),
  );
  return (
    <div className="split">
      <div className="screen">
        <header>
          <h1>Ledger</h1>
          <span className="muted">{number(found.data?.size ?? 0)} entries</span>
        </header>
        {found.error !== null && <SayNo error={found.error} />}
        {search['subject'] !== undefined && (
          <p>
            Only about <code>{search['subject']}</code>{' '}
            <button type="button" onClick={() => go({ subject: undefined, from: undefined })}>
              Show all
            </button>
          </p>
        )}
        <table className="grid">
          <thead>
            <tr>
              <th className="numbers">No.</th>
              <th>Act</th>
              <th>About</th>
              <th>When</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((entry) => (
              <Row
                key={entry.seq}
                isCurrent={String(entry.seq) === search['entry']}
                choose={() => go({ entry: String(entry.seq) })}
              >
                <td className="numbers">{entry.seq}</td>
                <td>{entry.kind}</td>
                <td className="mono short" title={entry.subject}>
                  {entry.subject}
                </td>
                <td className="when">
                  {day(entry.at)} <span className="muted">{clock(entry.at)}</span>
                </td>
              </Row>
            ))}
          </tbody>
        </table>
        <p className="below">
          {search['from'] !== undefined && (
            <button type="button" onClick={() => go({ from: undefined })}>
              Newest
            </button>
          )}{' '}
          {found.data?.next != null && (
            <button type="button" onClick={() => go({ from: String(found.data?.next) })}>
              Older
            </button>
          )}
        </p>
      </div>
      <div className="screen">{selected === undefined ? <About /> : <EntryShown entry={selected} />}</div>
    </div>
  );
}

function About() {
  return (
    <div className="read">
      <h2>What this is</h2>
      <p>
        Every act in this matter is an entry here: who, when, about what. Nothing is edited; a correction is a
        further entry. Each entry is hashed into a tree whose root is signed, so that a later change of any of
        them would be found.
      </p>
      <p>Select an entry to see what was said, and to have the proof that it is in the log.</p>
      <p className="muted small">What is sealed stands here as a token. Opening it is an entry too.</p>
    </div>
  );
}
