// Whether a statement of law may be relied on: its mark 'to be checked' stays until a person clears it with an authority.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { PanelForm } from '../../lib/panel-form.tsx';
import { PassagePicker } from '../../lib/passage-picker.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { day } from '../../lib/words.ts';
import { PassageLink } from '../record/passage-link.tsx';
import type { Standing as State, Statement } from './types.ts';

interface StandingProps {
  readonly statement: string;
  readonly state: State;
  /** What the statement is, for those who cannot see where the mark stands. */
  readonly what: string;
  /** It has parts (elements, authorities) that can be cleared with it. */
  readonly hasParts?: boolean;
}

/** The mark, and on a press what was read or the way to clear it. */
export function Standing({ statement, state, what, hasParts = false }: StandingProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`standing ${state}`}
        aria-expanded={isOpen}
        aria-label={`${WORDS[state]}: ${what}`}
        onClick={() => setOpen(!isOpen)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {state === 'cleared' ? (
            <path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" strokeWidth="2" />
          ) : state === 'seen' ? (
            <path
              d="M1.5 8s2.4-4 6.5-4 6.5 4 6.5 4-2.4 4-6.5 4-6.5-4-6.5-4zM8 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.3"
            />
          ) : (
            <circle
              cx="8"
              cy="8"
              r="6"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeDasharray="2.5 2"
            />
          )}
        </svg>
        {WORDS[state]}
      </button>
      {isOpen && state === 'to-be-checked' && (
        <Clear statement={statement} hasParts={hasParts} close={() => setOpen(false)} />
      )}
      {isOpen && state !== 'to-be-checked' && (
        <WhatWasRead statement={statement} close={() => setOpen(false)} />
      )}
    </>
  );
}

const WORDS: Readonly<Record<State, string>> = {
  'to-be-checked': 'to be checked',
  seen: 'seen in a public source',
  cleared: 'cleared',
};

interface ClearProps {
  readonly statement: string;
  readonly hasParts: boolean;
  readonly close: () => void;
}

function Clear({ statement, hasParts, close }: ClearProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState('');
  const [passage, setPassage] = useState<string>();
  const [note, setNote] = useState('');
  const [withParts, setParts] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      await run(matter, 'statement.clear', {
        statements: [statement],
        withParts,
        title: title.trim(),
        ...(place.trim() === '' ? {} : { place: place.trim() }),
        ...(passage === undefined ? {} : { passage }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      });
      entered({
        words: 'Cleared, with what was read. It may be relied on as long as the words of the pack are these.',
        undo: async () => {
          await run(matter, 'clearance.withdraw', {
            statements: [statement],
            ground: 'Cleared by mistake; taken back at once.',
          });
        },
      });
      close();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <PanelForm
      label="Clear with an authority"
      press="Clear it"
      isReady={title.trim() !== ''}
      error={error}
      save={save}
      close={close}
    >
      <p className="small muted">
        It was recalled, not read. Say which authority you read for these very words; then the mark goes.
      </p>
      <div className="fields">
        <label>
          <span>What did you read?</span>
          <input
            value={title}
            required
            maxLength={500}
            placeholder="Protocol, certified true copy"
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <label>
          <span>Where in it</span>
          <input
            value={place}
            maxLength={200}
            placeholder="article 11(1)"
            onChange={(event) => setPlace(event.target.value)}
          />
        </label>
      </div>
      <PassagePicker label="If it lies in the vault, the passage" passage={passage} choose={setPassage} />
      <label className="field">
        <span>Note, if any</span>
        <input value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />
      </label>
      {hasParts && (
        <label className="tick">
          <input type="checkbox" checked={withParts} onChange={(event) => setParts(event.target.checked)} />{' '}
          With everything within it: elements and authorities
        </label>
      )}
    </PanelForm>
  );
}

function WhatWasRead({ statement, close }: { readonly statement: string; readonly close: () => void }) {
  const matter = useMatter();
  const entered = useEntered();
  const found = useAsk<{ statements: readonly Statement[] }>('statement.list');
  const [ground, setGround] = useState('');
  const [error, setError] = useState<unknown>();
  const one = found.data?.statements.find((each) => each.id === statement);
  if (one === undefined) return null;
  const withdraw = async (): Promise<void> => {
    setError(undefined);
    try {
      await run(matter, 'clearance.withdraw', { statements: [statement], ground: ground.trim() });
      entered({ words: 'It is to be checked again.' });
      close();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <div className="act-panel">
      {one.clearance === null ? (
        <p className="small">The pack names the public source in which it was seen: {one.seenIn}</p>
      ) : (
        <>
          <p className="small">
            Read: <bdi>{one.clearance.read.title}</bdi>
            {one.clearance.read.place === undefined ? '' : `, ${one.clearance.read.place}`}, on{' '}
            {day(one.clearance.at)}. {one.clearance.note}
          </p>
          {one.clearance.read.passage !== undefined && <PassageLink passage={one.clearance.read.passage} />}
          <form
            className="acts"
            onSubmit={(event) => {
              event.preventDefault();
              if (ground.trim() !== '') void withdraw();
            }}
          >
            <input
              aria-label="Why is it to be checked again?"
              placeholder="Why is it to be checked again?"
              value={ground}
              maxLength={1000}
              onChange={(event) => setGround(event.target.value)}
            />
            <button type="submit" disabled={ground.trim() === ''}>
              Take the clearance back
            </button>
          </form>
        </>
      )}
      {error !== undefined && <SayNo error={error} />}
    </div>
  );
}
