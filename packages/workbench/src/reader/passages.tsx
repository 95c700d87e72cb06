// The other side of the two-way panel: every passage of this page, and the facts that cite it.
import { Link } from '@tanstack/react-router';
import type { CitationShown, FactShown } from 'probata/contract';
import { useEffect, useRef, useState } from 'react';
import { run, task as runTask } from '../lib/api.ts';
import { taken } from '../lib/brought.ts';
import { useMatter } from '../lib/matter.ts';
import { SayNo } from '../lib/say-no.tsx';
import { useEntered } from '../lib/undo.tsx';
import { useAsk } from '../lib/use-ask.ts';
import { authoritative, sentence } from '../lib/words.ts';
import { ElementsHere } from './elements-here.tsx';
import type { PageShown, ShownPassage } from './types.ts';

interface PassagesProps {
  readonly page: PageShown;
  readonly active: string | undefined;
  readonly choose: (passage: string) => void;
  readonly flash: (passage: string | undefined) => void;
  readonly copy: (passage: ShownPassage) => void;
}

/** The passages of a page with what they bear on. Pointing at one flashes its mark; choosing one scrolls to it. */
export function Passages({ page, active, choose, flash, copy }: PassagesProps) {
  const cited = useAsk<{ citations: readonly CitationShown[] }>('citation.list', { exhibit: page.exhibit });
  const facts = useAsk<{ facts: readonly FactShown[] }>('fact.list');
  const statement = (id: string): string => {
    const fact = facts.data?.facts.find((one) => one.id === id);
    return fact === undefined ? 'A fact' : authoritative(fact.statement);
  };
  const here = page.passages.filter((one) => one.place.by !== 'area' || one.place.page === page.page);
  return (
    <aside className="cites" aria-label="Passages on this page and what cites them">
      <h3>{here.length === 0 ? 'Passages' : `Passages here: ${here.length}`}</h3>
      {here.length === 0 && (
        <p className="muted small">None on this page yet. Select words to mark the first.</p>
      )}
      <div className="cards-of">
        {here.map((passage) => (
          <PassageCard
            key={passage.id}
            passage={passage}
            isActive={passage.id === active}
            choose={choose}
            flash={flash}
            copy={copy}
            citations={(cited.data?.citations ?? []).filter(
              (one) => one.passage === passage.id && one.withdrawn === null,
            )}
            statement={statement}
          />
        ))}
      </div>
      <ElementsHere exhibit={page.exhibit} passage={active} />
    </aside>
  );
}

const STATE_WORDS = {
  exact: '',
  whole: '',
  refound: 'found again at another place: compare it',
  lost: 'its words are no longer there',
} as const;

interface CardProps {
  readonly passage: ShownPassage;
  readonly isActive: boolean;
  readonly choose: (id: string) => void;
  readonly flash: (id: string | undefined) => void;
  readonly copy: (passage: ShownPassage) => void;
  readonly citations: readonly CitationShown[];
  readonly statement: (fact: string) => string;
}

function PassageCard({ passage, isActive, choose, flash, copy, citations, statement }: CardProps) {
  const matter = useMatter();
  const card = useRef<HTMLElement>(null);
  const [isWithdrawing, setWithdrawing] = useState(false);
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  return (
    <article
      ref={card}
      className={`passage-card${isActive ? ' active' : ''} ${passage.state}`}
      {...taken('passage', passage.id)}
      onMouseEnter={() => flash(passage.id)}
      onMouseLeave={() => flash(undefined)}
      onFocus={() => flash(passage.id)}
      onBlur={() => flash(undefined)}
    >
      <button
        type="button"
        className="passage-quote"
        aria-pressed={isActive}
        onClick={() => choose(passage.id)}
      >
        <span className="muted small">
          {passage.pin}
          {STATE_WORDS[passage.state] !== '' && <strong> · {STATE_WORDS[passage.state]}</strong>}
        </span>
        <bdi className="quote">
          {passage.quote !== ''
            ? `“${passage.quote}”`
            : passage.place.by === 'area'
              ? 'A place marked on the picture'
              : 'The exhibit as a whole'}
        </bdi>
      </button>
      {citations.map((citation) => (
        <Link
          key={citation.id}
          to="/$matter/record"
          params={{ matter }}
          search={{ row: citation.fact }}
          className="cites-fact small"
        >
          <span className={citation.bearing === 'contradicts' ? 'contested-ink' : 'muted'}>
            {sentence(citation.bearing)}
          </span>{' '}
          <bdi>{statement(citation.fact)}</bdi>
        </Link>
      ))}
      {citations.length === 0 && <span className="small muted">No fact cites it.</span>}
      {passage.state === 'refound' && <Confirm passage={passage} />}
      <div className="card-acts">
        <button type="button" className="link" onClick={() => copy(passage)}>
          Copy pinpoint
        </button>
        <button
          type="button"
          className="link"
          aria-expanded={isWithdrawing}
          onClick={() => setWithdrawing(!isWithdrawing)}
        >
          Withdraw…
        </button>
      </div>
      {isWithdrawing && (
        <Withdraw passage={passage.id} citations={citations.length} done={() => setWithdrawing(false)} />
      )}
    </article>
  );
}

/** A passage found again is confirmed by whoever has compared it; what cites it follows. */
function Confirm({ passage }: { readonly passage: ShownPassage }) {
  const matter = useMatter();
  const entered = useEntered();
  const [error, setError] = useState<unknown>();
  const confirm = async (): Promise<void> => {
    try {
      await runTask(matter, 'passage.confirm', { passage: passage.id });
      entered({ words: `Confirmed: it is cited as ${passage.pinNow ?? passage.pin} from now on.` });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <>
      {error !== undefined && <SayNo error={error} />}
      <button type="button" onClick={() => void confirm()}>
        It stands here: {passage.pinNow ?? passage.pin}
      </button>
    </>
  );
}

function Withdraw({
  passage,
  citations,
  done,
}: {
  readonly passage: string;
  readonly citations: number;
  readonly done: () => void;
}) {
  const matter = useMatter();
  const entered = useEntered();
  const [ground, setGround] = useState('');
  const [error, setError] = useState<unknown>();
  const withdraw = async (): Promise<void> => {
    try {
      await run(matter, 'passage.withdraw', { passage, ground: ground.trim() });
      entered({ words: 'The passage is withdrawn. To have it again, mark the same words anew.' });
      done();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <form
      className="withdraw"
      onSubmit={(event) => {
        event.preventDefault();
        void withdraw();
      }}
    >
      {error !== undefined && <SayNo error={error} />}
      <label>
        <span className="small">
          Why?{' '}
          {citations > 0
            ? `${citations === 1 ? 'One citation rests' : `${citations} citations rest`} on it.`
            : ''}
        </span>
        <input value={ground} maxLength={1000} required onChange={(event) => setGround(event.target.value)} />
      </label>
      <button type="submit" disabled={ground.trim() === ''}>
        Withdraw it
      </button>
    </form>
  );
}
