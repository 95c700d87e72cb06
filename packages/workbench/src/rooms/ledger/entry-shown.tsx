// One entry: who, when, about what, what was said; and the proof that it is in the log.
import { moment } from '../../lib/words.ts';
import { Proof } from './proof.tsx';

export interface Entry {
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
/** What is sealed stands as its token; what was erased is said to be. */
export function EntryShown({ entry }: { readonly entry: Entry }) {
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
      {entry.said === null ? (
        <p className="muted">Erased, on a recorded authority. The entry and its proof stand.</p>
      ) : (
        <pre className="said">{JSON.stringify(entry.said, null, 2)}</pre>
      )}
      <Proof key={entry.seq} entry={entry} />
    </>
  );
}
