// The ledger's state at the foot of the rail: how large, signed up to where, and when all of it was last checked.
import { useLastCheck } from '../lib/last-check.ts';
import { Verified } from '../lib/status.tsx';
import { useTask } from '../lib/use-ask.ts';
import { ago, number } from '../lib/words.ts';

export interface LedgerShown {
  readonly size: number;
  readonly root: string;
  readonly origin: string;
  readonly vkey: string;
  readonly checkpoint: string;
  readonly mode: 'writing' | 'read-only';
  readonly reason: string | null;
  readonly notices: readonly string[];
  readonly signed: number;
  readonly lastEntryAt: string | null;
}

/** Always visible. */
export function LedgerFoot({ isLive }: { readonly isLive: boolean }) {
  const { data } = useTask<LedgerShown>('ledger.state');
  const check = useLastCheck();
  if (data === undefined) return <section className="foot" aria-label="Ledger" />;
  return (
    <section className={isLive ? 'foot' : 'foot stale'} aria-label="Ledger">
      {data.mode === 'read-only' && <strong className="breach-ink">Read-only. {data.reason}</strong>}
      <div>
        <strong>{number(data.size)}</strong> entries
        {data.lastEntryAt === null ? '' : <span className="muted">, the last {ago(data.lastEntryAt)}</span>}
      </div>
      <div className="muted">Checkpoint signed at {number(signedAt(data.checkpoint) ?? data.size)}</div>
      {check === undefined ? (
        <Verified state="not-checked" words="Not checked in this browser" />
      ) : (
        <Verified
          state={check.sound ? 'verified' : 'failed'}
          words={`Checked ${ago(check.at)} at ${number(check.entries)}`}
        />
      )}
    </section>
  );
}

// The second line of a checkpoint is its size (C2SP tlog-checkpoint).
function signedAt(checkpoint: string): number | undefined {
  const size = Number(checkpoint.split('\n')[1]);
  return Number.isInteger(size) && checkpoint !== '' ? size : undefined;
}
