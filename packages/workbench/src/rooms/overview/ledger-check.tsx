// Does the ledger verify: what was checked when it was opened, and the check of everything, with progress and result.
import { useEffect, useRef, useState } from 'react';
import { task } from '../../lib/api.ts';
import { keepLastCheck, useLastCheck } from '../../lib/last-check.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { Verified } from '../../lib/status.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { ago, counted, number } from '../../lib/words.ts';
import type { LedgerShown } from '../../shell/ledger-foot.tsx';

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly seq?: number;
  readonly subject?: string;
}
interface Checked {
  readonly sound: boolean;
  readonly entries: number;
  readonly originals: { readonly held: number; readonly read: number };
  readonly damaged: readonly Finding[];
  readonly notices: readonly Finding[];
  readonly sealedUnread: number;
}

/** The answer in words, and the act that asks again. */
export function LedgerCheck() {
  const matter = useMatter();
  const ledger = useTask<LedgerShown>('ledger.state');
  const last = useLastCheck();
  const [checked, setChecked] = useState<Checked>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const check = async (): Promise<void> => {
    stop.current = new AbortController();
    setBusy(true);
    setError(undefined);
    try {
      const answer = await task<Checked>(matter, 'vault.fsck', {}, stop.current.signal);
      setChecked(answer);
      keepLastCheck(matter, { at: new Date().toISOString(), entries: answer.entries, sound: answer.sound });
    } catch (thrown) {
      if (!stop.current.signal.aborted) setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  if (ledger.data === undefined) return null;
  const { data } = ledger;
  return (
    <>
      <div className="verdict" aria-live="polite">
        {data.mode === 'read-only' ? (
          <Verified state="failed" words="The ledger and its signed heads do not agree" />
        ) : (
          <Verified state="verified" words={`The signed heads agree with all ${number(data.size)} entries`} />
        )}
        {checked !== undefined ? (
          <Verified state={checked.sound ? 'verified' : 'failed'} words={wordsOf(checked)} />
        ) : last === undefined ? (
          <Verified
            state="not-checked"
            words="Entries, originals and views were not all read again from here yet"
          />
        ) : (
          <Verified
            state={last.sound ? 'verified' : 'failed'}
            words={`Everything was ${last.sound ? 'sound' : 'not sound'} when it was checked ${ago(last.at)}, at ${counted(last.entries, 'entry', 'entries')}`}
          />
        )}
      </div>
      {error !== undefined && <SayNo error={error} />}
      {checked?.damaged.map((finding) => (
        <div key={finding.code + finding.message} className="no breach">
          {finding.message}
        </div>
      ))}
      <p className="acts">
        <button type="button" className="primary" disabled={isBusy} onClick={() => void check()}>
          {isBusy ? 'Checking…' : 'Check everything now'}
        </button>
        {isBusy && (
          <button type="button" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        )}
      </p>
      {[...(checked?.notices ?? []).map((one) => one.message), ...data.notices].map((notice) => (
        <p key={notice} className="muted small">
          {notice}
        </p>
      ))}
      <details className="small">
        <summary>Root and key, to compare by eye or telephone</summary>
        <dl className="facts">
          <dt>Root</dt>
          <dd className="mono wrap">{data.root}</dd>
          <dt>Key of the log</dt>
          <dd className="mono wrap">{data.vkey}</dd>
          <dt>Checkpoints</dt>
          <dd>{number(data.signed)} signed</dd>
        </dl>
      </details>
    </>
  );
}

function wordsOf({ sound, entries, originals, damaged, sealedUnread }: Checked): string {
  if (!sound) return `${counted(damaged.length, 'thing does', 'things do')} not hold`;
  const sealed =
    sealedUnread === 0
      ? ''
      : `; ${counted(sealedUnread, 'sealed value')} of compartments you are not in not opened`;
  return `${counted(entries, 'entry', 'entries')}, ${counted(originals.read, 'original')} read again and every view: all sound${sealed}`;
}
