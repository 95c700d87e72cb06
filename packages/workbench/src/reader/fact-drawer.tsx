// From chosen words to a fact: the quote is locked, the statement is one's own, the passage and its citation come along.
import type { ActorShown, FactShown } from 'probata/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { useMatter } from '../lib/matter.ts';
import { SayNo } from '../lib/say-no.tsx';
import { useEntered } from '../lib/undo.tsx';
import { useAsk } from '../lib/use-ask.ts';
import { authoritative } from '../lib/words.ts';
import { Chips, once, useAids } from './aids.tsx';
import { enterFact, type Press } from './enter-fact.ts';
import type { FactDraft } from './fact-draft.ts';

const BEARINGS = [
  ['supports', 'Supports it'],
  ['contradicts', 'Contradicts it'],
  ['context', 'Gives context'],
] as const;

interface DrawerProps {
  readonly exhibit: string;
  readonly compartment: string | null;
  readonly draft: FactDraft;
  readonly change: (draft: FactDraft) => void;
  /** Closes; the draft is kept. */
  readonly close: () => void;
  /** Closes; the draft is done with. */
  readonly done: () => void;
}

/** The drawer. Ctrl+Enter enters; Escape closes it and keeps what was written. */
export function FactDrawer({ exhibit, compartment, draft, change, close, done }: DrawerProps) {
  const matter = useMatter();
  const facts = useAsk<{ facts: readonly FactShown[] }>('fact.list');
  const entered = useEntered();
  const actors = useAsk<{ actors: readonly ActorShown[] }>('actor.list');
  const aids = useAids(
    exhibit,
    draft.chosen.by === 'words' ? draft.chosen.span : undefined,
    compartment === null,
  );
  const ids = { statement: useId(), when: useId(), where: useId(), bearing: useId(), fact: useId() };
  const first = useRef<HTMLTextAreaElement>(null);
  const [isSealing, setSealing] = useState(true);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [press] = useState(
    (): Press => ({ fact: crypto.randomUUID(), cite: crypto.randomUUID(), passage: undefined }),
  );
  useEffect(() => first.current?.focus(), []);
  const isReady = draft.fact !== '' || draft.statement.trim() !== '';
  const save = async (): Promise<void> => {
    if (!isReady || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      const made = await enterFact(
        matter,
        exhibit,
        draft,
        press,
        compartment !== null && isSealing ? compartment : undefined,
      );
      entered({
        words:
          draft.fact === ''
            ? 'The fact is entered, with the passage that shows it.'
            : 'The passage is cited for that fact.',
        undo: made.undo,
      });
      done();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="drawer"
      aria-label="A fact from these words"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      <h3>A fact from {draft.chosen.by === 'words' ? 'these words' : 'this place'}</h3>
      {draft.quote !== '' && (
        <blockquote>
          <bdi>{draft.quote}</bdi>
        </blockquote>
      )}
      {error !== undefined && <SayNo error={error} />}
      {draft.fact === '' && (
        <>
          <label htmlFor={ids.statement}>In your own words</label>
          <textarea
            id={ids.statement}
            ref={first}
            rows={3}
            value={draft.statement}
            maxLength={2000}
            onChange={(event) => change({ ...draft, statement: event.target.value })}
          />
          <Chips
            label="Statements in these words"
            chips={once(aids?.statements ?? [], (one) => one.speaker + one.said).map((one) => ({
              key: `${one.speaker} ${one.verb}: ${one.said}`,
              words: `${one.speaker} ${one.verb} …`,
              hint: one.said,
            }))}
            take={(statement) => change({ ...draft, statement: statement.slice(0, 2000) })}
          />
          <label htmlFor={ids.when}>
            When <span className="muted small">2021-05-26 · 2021-06 · 2021-06/2021-11 · 2021-05?</span>
          </label>
          <input
            id={ids.when}
            value={draft.when}
            onChange={(event) => change({ ...draft, when: event.target.value })}
          />
          <Chips
            label="Dates in these words"
            chips={once(aids?.dates ?? [], (one) => one.edtf).map((one) => ({
              key: one.isUnclear ? `${one.edtf}?` : one.edtf,
              words: one.isUnclear ? `${one.text} (day and month may be the other way round)` : one.text,
              hint: one.edtf,
            }))}
            take={(when) => change({ ...draft, when })}
          />
          <label htmlFor={ids.where}>Where</label>
          <input
            id={ids.where}
            value={draft.where}
            maxLength={300}
            onChange={(event) => change({ ...draft, where: event.target.value })}
          />
          <Chips
            label="Places in these words"
            chips={once([...(aids?.places ?? []), ...(aids?.names ?? [])], (one) => one.text).map((one) => ({
              key: one.text,
              words: one.text,
            }))}
            take={(where) => change({ ...draft, where })}
          />
          {draft.actors.length + (aids?.actors.length ?? 0) > 0 && (
            <>
              <span className="like-label">Who takes part</span>
              <Chips
                label="Actors of the record in these words"
                chips={[...new Set([...draft.actors, ...(aids?.actors ?? []).map((one) => one.actor)])].map(
                  (actor) => ({
                    key: actor,
                    words: actors.data?.actors.find((one) => one.id === actor)?.label ?? 'An actor',
                    isOn: draft.actors.includes(actor),
                  }),
                )}
                take={(actor) =>
                  change({
                    ...draft,
                    actors: draft.actors.includes(actor)
                      ? draft.actors.filter((one) => one !== actor)
                      : [...draft.actors, actor],
                  })
                }
              />
            </>
          )}
          <Chips
            label="Sums in these words"
            chips={once(aids?.amounts ?? [], (one) => one.asWritten).map((one) => ({
              key: one.asWritten,
              words: one.asWritten,
              hint: 'Puts the sum into the statement',
            }))}
            take={(sum) =>
              change({ ...draft, statement: `${draft.statement.trim()} ${sum}`.trim().slice(0, 2000) })
            }
          />
          {aids !== undefined && (
            <p className="muted small">
              Proposed from the words alone; a press takes it over, and nothing is entered by itself.
            </p>
          )}
        </>
      )}
      <label htmlFor={ids.bearing}>{draft.chosen.by === 'words' ? 'These words' : 'This place'}</label>
      <select
        id={ids.bearing}
        value={draft.bearing}
        onChange={(event) => change({ ...draft, bearing: event.target.value })}
      >
        {BEARINGS.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <label htmlFor={ids.fact}>Or of a fact that is there</label>
      <select
        id={ids.fact}
        value={draft.fact}
        onChange={(event) => change({ ...draft, fact: event.target.value })}
      >
        <option value="">No: it is a new fact</option>
        {facts.data?.facts
          .filter((fact) => fact.withdrawn === null)
          .map((fact) => (
            <option key={fact.id} value={fact.id}>
              {authoritative(fact.statement)}
            </option>
          ))}
      </select>
      {compartment !== null && draft.fact === '' && (
        <label className="tick">
          <input type="checkbox" checked={isSealing} onChange={(event) => setSealing(event.target.checked)} />{' '}
          Seal the statement with the exhibit’s compartment
        </label>
      )}
      <p className="muted small">
        How directly the source knew it, and in whose interest it speaks, is weighed under Record. Until then
        it counts least.
      </p>
      <div className="drawer-acts">
        <button type="submit" className="primary" disabled={isBusy || !isReady}>
          {isBusy ? 'Entering…' : 'Enter the fact'} <kbd>Ctrl ↵</kbd>
        </button>
        <button type="button" onClick={done}>
          Discard
        </button>
      </div>
    </form>
  );
}
