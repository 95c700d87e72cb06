// The proof that an entry is in the signed log, worked out in this browser by the code that a stranger would use.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { Verified } from '../../lib/status.tsx';
import { counted, number } from '../../lib/words.ts';
import type { LedgerShown } from '../../shell/ledger-foot.tsx';
import { type ProofAnswer, proveHere } from './prove-here.ts';

interface Proven {
  readonly answer: ProofAnswer;
  readonly holds: boolean;
  readonly why: string;
}

/** Asks the house for the proof and checks it without trusting the house. */
export function Proof({ entry }: { readonly entry: { readonly seq: number; readonly leaf: string } }) {
  const matter = useMatter();
  const [proven, setProven] = useState<Proven>();
  const [error, setError] = useState<unknown>();
  const prove = async (): Promise<void> => {
    setError(undefined);
    try {
      const [answer, { vkey }] = await Promise.all([
        task<ProofAnswer>(matter, 'ledger.prove', { entry: entry.seq }),
        task<LedgerShown>(matter, 'ledger.state'),
      ]);
      setProven({ answer, ...(await proveHere(answer, entry.leaf, vkey)) });
    } catch (thrown) {
      setError(thrown);
    }
  };
  if (proven === undefined)
    return (
      <>
        <p>
          <button type="button" onClick={() => void prove()}>
            Prove it here
          </button>
        </p>
        {error !== undefined && <SayNo error={error} />}
      </>
    );
  const { answer, holds, why } = proven;
  return (
    <>
      <p>
        <Verified
          state={holds ? 'verified' : 'failed'}
          words={holds ? `In the log of ${number(answer.size)} entries, whose root is signed` : why}
        />
      </p>
      <p className="muted small">
        This browser has just worked it out: the entry’s hash and{' '}
        {counted(answer.hashes.length, 'hash', 'hashes')} of the tree lead to the signed root (RFC 6962), and
        the signature fits the key of the log.
      </p>
      <details className="small">
        <summary>The hashes and the signed checkpoint</summary>
        <pre className="said">{answer.hashes.join('\n')}</pre>
        <pre className="said">{answer.checkpoint}</pre>
      </details>
    </>
  );
}
