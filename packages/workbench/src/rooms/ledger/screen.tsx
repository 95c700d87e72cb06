// The ledger itself: every act, newest first, with what was said and the proof that it is in the log.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { Row } from '../../lib/row.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useTask } from '../../lib/use-ask.ts';
import { clock, day, moment, number } from '../../lib/words.ts';
import { useListKeys } from '../../lib/list-keys.ts';

interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly v: number;
  readonly subject: string;
  readonly at: string;
  readonly by: string;
  readonly refs: readonly string[];
  readonly content: string;
  readonly leaf: string;
  readonly said: unknown;
}
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
  const input = { limit: 100, ...(search['from'] === undefined ? {} : { from: Number(search['from']) }), ...(search['subject'] === undefined ? {} : { subject: search['subject'] }) };
  const found = useTask<Entries>('ledger.entries', input);
  const selected = found.data?.entries.find((entry) => String(entry.seq) === search['entry']);
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/ledger', params: { matter }, search: { ...search, ...more } });
  };
  const rows = found.data?.entries ?? [];
  useListKeys(rows.map((row) => String(row.seq)), search['entry'], (entry) => go({ entry }));
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
              <Row key={entry.seq} isCurrent={String(entry.seq) === search['entry']} choose={() => go({ entry: String(entry.seq) })}>
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
        Every act in this matter is an entry here: who, when, about what. Nothing is edited; a correction is a further entry. Each entry is hashed into a tree whose root is signed, so that a later change of any of them would be found.
      </p>
      <p>Select an entry to see what was said, and to have the proof that it is in the log.</p>
      <p className="muted small">What is sealed stands here as a token. Opening it is an entry too.</p>
    </div>
  );
}

interface Proof {
  readonly size: number;
  readonly hashes: readonly string[];
  readonly checkpoint: string;
}

function EntryShown({ entry }: { readonly entry: Entry }) {
  const matter = useMatter();
  const [proof, setProof] = useState<Proof | undefined>();
  const [error, setError] = useState<unknown>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry begins without a proof
  useEffect(() => {
    setProof(undefined);
    setError(undefined);
  }, [entry.seq]);
  const prove = (): void => {
    task<Proof>(matter, 'ledger.prove', { entry: entry.seq }).then(setProof, setError);
  };
  return (
    <>
      <header>
        <h2>
          Entry {entry.seq}: {entry.kind}
        </h2>
      </header>
      <dl className="facts">
        <dt>About</dt>
        <dd className="mono wrap">{entry.subject}</dd>
        <dt>When</dt>
        <dd>{moment(entry.at)}</dd>
        <dt>By</dt>
        <dd className="mono wrap">{entry.by}</dd>
        {entry.refs.length > 0 && <dt>Touches</dt>}
        {entry.refs.length > 0 && <dd className="mono wrap">{entry.refs.join(' ')}</dd>}
        <dt>Commitment</dt>
        <dd className="mono wrap">{entry.content}</dd>
        <dt>Leaf hash</dt>
        <dd className="mono wrap">{entry.leaf}</dd>
      </dl>
      <h3>What was said</h3>
      {entry.said === null ? <p className="muted">Erased, on a recorded authority. The entry and its proof stand.</p> : <pre className="said">{JSON.stringify(entry.said, null, 2)}</pre>}
      <p>
        <button type="button" onClick={prove}>
          Show the proof
        </button>
      </p>
      {error !== undefined && <SayNo error={error} />}
      {proof !== undefined && (
        <>
          <p className="muted small">
            These {proof.hashes.length} hashes lead from the leaf to the root signed at {number(proof.size)} entries (RFC 6962).
          </p>
          <pre className="said">{proof.hashes.join('\n')}</pre>
          <pre className="said">{proof.checkpoint}</pre>
        </>
      )}
    </>
  );
}

