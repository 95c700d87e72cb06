// One citation: the passage, how its source counts, and the way to take it back.
import type { CitationShown } from 'probata/contract';
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { sentence } from '../../lib/words.ts';
import { PassageLink } from './passage-link.tsx';
import { cite, qualitiesOf, SourceForm } from './source-form.tsx';

/** Withdrawing asks for the ground; citing the same passage anew undoes it. */
export function Citation({ citation }: { readonly citation: CitationShown }) {
  const matter = useMatter();
  const entered = useEntered();
  const [isAsking, setAsking] = useState(false);
  const [isTelling, setTelling] = useState(false);
  const [ground, setGround] = useState('');
  const [error, setError] = useState<unknown>();
  const withdraw = async (): Promise<void> => {
    setError(undefined);
    try {
      await run(matter, 'citation.withdraw', { citation: citation.id, ground: ground.trim() });
      entered({
        words: 'The citation is withdrawn.',
        undo: async () => {
          await cite(matter, citation, qualitiesOf(citation));
        },
      });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <div className={citation.live ? 'citation' : 'citation dead'}>
      <PassageLink passage={citation.passage} />
      <div className="small muted">
        Origin {citation.group} · {told(citation)}{' '}
        <button
          type="button"
          className="link"
          aria-expanded={isTelling}
          onClick={() => setTelling(!isTelling)}
        >
          What is known of the source…
        </button>{' '}
        <button type="button" className="link" aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
          Withdraw…
        </button>
      </div>
      {!citation.live && (
        <div className="small contested-ink">
          Carries nothing: its exhibit or passage is withdrawn or excluded.
        </div>
      )}
      {citation.answer !== null && <div className="small">Answered: {citation.answer.reason}</div>}
      {error !== undefined && <SayNo error={error} />}
      {isTelling && <SourceForm citation={citation} close={() => setTelling(false)} />}
      {isAsking && (
        <form
          className="withdraw"
          onSubmit={(event) => {
            event.preventDefault();
            void withdraw();
          }}
        >
          <label>
            <span className="small">Why is it withdrawn?</span>
            <input
              value={ground}
              required
              maxLength={1000}
              onChange={(event) => setGround(event.target.value)}
            />
          </label>
          <button type="submit" disabled={ground.trim() === ''}>
            Withdraw it
          </button>
        </form>
      )}
    </div>
  );
}

function told({ directness, contemporaneity, interest, hedged }: CitationShown): string {
  const known = [directness, contemporaneity, interest]
    .filter((word) => word !== 'unknown')
    .map((word) => word.replaceAll('-', ' '));
  const words = [...known, ...(hedged ? ['hedged'] : [])];
  return words.length === 0 ? 'not weighed yet' : sentence(words.join(', '));
}
