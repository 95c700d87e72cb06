// What is proved, what is missing, and does the ledger verify: the first look of the day.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, Lacks, SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status, Verified } from '../../lib/status.tsx';
import { useAsk, useTask } from '../../lib/use-ask.ts';
import { bytes, moment, number, sentence } from '../../lib/words.ts';
import type { LedgerShown } from '../../shell/shell.tsx';

interface Allegations {
  readonly disclaimer: string;
  readonly allegations: readonly { readonly id: string; readonly text: string; readonly kind: string; readonly standard: string; readonly status: ProofStatus; readonly gaps: number; readonly defencesLive: number }[];
}
interface Counts {
  readonly total: number;
  readonly bytes: number;
  readonly byClass: Readonly<Record<string, number>>;
  readonly byState: Readonly<Record<string, number>>;
}
interface Readings {
  readonly states: readonly { readonly state: string; readonly errorKind: string | null; readonly n: number }[];
  readonly waiting: number;
  readonly indexed: number;
  readonly fence: string;
}
interface Claim {
  readonly claim: { readonly itemised: Column; readonly estimated: Column; readonly global: Column } | null;
}
interface Column {
  readonly state: string;
  readonly sum: { readonly amount: string; readonly currency: string } | null;
  readonly missing: readonly string[];
}

/** The overview of one matter. */
export function OverviewScreen() {
  const matter = useMatter();
  const proof = useAsk<Allegations>('allegation.list');
  const counts = useAsk<Counts>('exhibit.counts');
  const readings = useTask<Readings>('reading.states');
  const trays = useAsk<{ trays: Readonly<Record<string, number>> }>('fact.trays');
  const claim = useAsk<Claim>('claim.total');
  return (
    <div className="screen">
      <header>
        <h1>Overview</h1>
      </header>
      {[proof.error, counts.error, readings.error, claim.error].map((error, i) => (error === null ? null : <SayNo key={String(i)} error={error} />))}
      <section className="block">
        <h2>What is proved</h2>
        {proof.data !== undefined && proof.data.allegations.length === 0 ? (
          <Empty title="No allegation has been made">
            An allegation says what must be proved, element by element. Facts from exhibits then answer it. Begin with{' '}
            <code>probata allegation make --help</code>.
          </Empty>
        ) : (
          <>
            <table className="grid">
              <thead>
                <tr>
                  <th>Allegation</th>
                  <th>Kind</th>
                  <th>Standard (house rule)</th>
                  <th>Status</th>
                  <th className="numbers">Facts missing</th>
                </tr>
              </thead>
              <tbody>
                {proof.data?.allegations.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Link to="/$matter/proof" params={{ matter }} search={{ allegation: one.id }}>
                        <bdi>{one.text}</bdi>
                      </Link>
                    </td>
                    <td>{sentence(one.kind)}</td>
                    <td>{sentence(one.standard)}</td>
                    <td>
                      <Status status={one.status} />
                      {one.defencesLive > 0 && <span className="muted small"> a defence is live</span>}
                    </td>
                    <td className="numbers">{one.gaps === 0 ? '' : one.gaps}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="muted small below">Statuses follow {proof.data?.disclaimer}.</p>
          </>
        )}
      </section>
      <div className="columns">
        <section className="block">
          <h2>What is missing</h2>
          <Missing trays={trays.data?.trays ?? {}} readings={readings.data} claim={claim.data} />
        </section>
        <section className="block">
          <h2>Does the ledger verify?</h2>
          <LedgerCheck />
        </section>
        <section className="block">
          <h2>What is held</h2>
          <dl className="facts">
            <dt>Exhibits</dt>
            <dd>
              <Link to="/$matter/exhibits" params={{ matter }}>
                {number(counts.data?.total ?? 0)}
              </Link>
              , {bytes(counts.data?.bytes ?? 0)}
            </dd>
            <dt>Standing</dt>
            <dd>{words(counts.data?.byState)}</dd>
            <dt>By class</dt>
            <dd>{words(counts.data?.byClass)}</dd>
            <dt>Read</dt>
            <dd>
              {readings.data?.states.map((row) => `${sentence(row.errorKind ?? row.state)} ${number(row.n)}`).join(', ') || 'nothing yet'}
              {(readings.data?.waiting ?? 0) > 0 && `; ${number(readings.data?.waiting ?? 0)} wait`}
            </dd>
            <dt>Fence</dt>
            <dd className="small">{readings.data?.fence}</dd>
          </dl>
        </section>
      </div>
    </div>
  );
}

function words(counts: Readonly<Record<string, number>> | undefined): string {
  return Object.entries(counts ?? {})
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name.replaceAll('-', ' ')} ${number(n)}`)
    .join(', ');
}

const TRAY_WORDS: Readonly<Record<string, string>> = {
  'no-source': 'facts without a source',
  'single-origin': 'facts on a single origin',
  contradicted: 'facts contradicted',
  'awaiting-second-reader': 'facts awaiting a second reader',
};

function Missing({ trays, readings, claim }: { readonly trays: Readonly<Record<string, number>>; readonly readings: Readings | undefined; readonly claim: Claim | undefined }) {
  const matter = useMatter();
  const failed = readings?.states.filter((row) => row.state === 'error').reduce((sum, row) => sum + row.n, 0) ?? 0;
  const open = claim?.claim === null || claim?.claim === undefined ? [] : [...claim.claim.itemised.missing, ...claim.claim.estimated.missing, ...claim.claim.global.missing];
  const rows = Object.entries(trays).filter(([, n]) => n > 0);
  if (rows.length === 0 && failed === 0 && open.length === 0) return <p className="muted">Nothing that the rules can see.</p>;
  return (
    <>
      {rows.map(([tray, n]) => (
        <Lacks key={tray}>
          <Link to="/$matter/record" params={{ matter }} search={{ tray }}>
            {number(n)} {TRAY_WORDS[tray] ?? tray.replaceAll('-', ' ')}
          </Link>
        </Lacks>
      ))}
      {failed > 0 && (
        <Lacks>
          {number(failed)} {failed === 1 ? 'exhibit' : 'exhibits'} could not be read; each is stored and can be cited as a whole.
        </Lacks>
      )}
      {open.length > 0 && (
        <Lacks>
          <Link to="/$matter/quantum" params={{ matter }}>
            {number(open.length)} {open.length === 1 ? 'figure is' : 'figures are'} not stated yet
          </Link>
        </Lacks>
      )}
    </>
  );
}

interface FsckAnswer {
  readonly sound: boolean;
  readonly findings: readonly { readonly what?: string; readonly subject?: string; readonly message: string }[];
}

function LedgerCheck() {
  const matter = useMatter();
  const ledger = useTask<LedgerShown>('ledger.state');
  const [result, setResult] = useState<{ readonly at: string; readonly answer?: FsckAnswer; readonly error?: unknown }>();
  const [busy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    try {
      setResult({ at: new Date().toISOString(), answer: await task<FsckAnswer>(matter, 'vault.fsck') });
    } catch (error) {
      setResult({ at: new Date().toISOString(), error });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        {result?.answer !== undefined ? (
          <Verified state={result.answer.sound ? 'verified' : 'failed'} words={result.answer.sound ? 'Every entry, original and view was checked and is sound' : 'Something does not hold'} />
        ) : ledger.data?.mode === 'read-only' ? (
          <Verified state="failed" words="The ledger and its signed heads do not agree" />
        ) : (
          <Verified state="verified" words="Signed heads agree with the ledger" />
        )}
        {result !== undefined && <span className="muted small"> {moment(result.at)}</span>}
      </p>
      {result?.error !== undefined && <SayNo error={result.error} />}
      {result?.answer?.findings.map((finding) => (
        <div key={`${finding.subject}${finding.message}`} className="no breach">
          {finding.message}
        </div>
      ))}
      <p>
        <button type="button" className="primary" disabled={busy} onClick={() => void check()}>
          {busy ? 'Checking everything…' : 'Check everything now'}
        </button>
      </p>
      <dl className="facts">
        <dt>Entries</dt>
        <dd>{number(ledger.data?.size ?? 0)}</dd>
        <dt>Checkpoints signed</dt>
        <dd>{number(ledger.data?.signed ?? 0)}</dd>
        <dt>Root</dt>
        <dd className="mono wrap">{ledger.data?.root}</dd>
        <dt>Key of the log</dt>
        <dd className="mono wrap">{ledger.data?.vkey}</dd>
      </dl>
      {ledger.data?.notices.map((notice) => (
        <p key={notice} className="muted small">
          {notice}
        </p>
      ))}
    </>
  );
}
