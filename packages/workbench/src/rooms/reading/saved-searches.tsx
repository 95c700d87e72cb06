// The saved searches of the team, each with what it finds now and how much of that is new.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { number } from '../../lib/words.ts';
import type { Saved, SavedAnswer } from './types.ts';

interface SavedProps {
  /** The search that stands in the field and was understood; empty when there is none. */
  readonly query: string;
  readonly answer: SavedAnswer | undefined;
  readonly error: unknown;
  readonly ask: (query: string) => void;
}

/** The list, and the way to add the present search to it. */
export function SavedSearches({ query, answer, error, ask }: SavedProps) {
  const searches = answer?.searches ?? [];
  const isSaved = searches.some((one) => one.query === query);
  return (
    <aside className="saved" aria-label="Saved searches">
      <h2>Saved searches</h2>
      {error !== null && error !== undefined && <SayNo error={error} />}
      {query !== '' && !isSaved && <SaveIt key={query} query={query} />}
      {answer !== undefined && searches.length === 0 && (
        <p className="muted small">
          None yet. A saved search is asked again of everything that comes in, and says what is new.
        </p>
      )}
      <ul>
        {searches.map((one) => (
          <SavedOne key={one.id} one={one} isCurrent={one.query === query} ask={ask} />
        ))}
      </ul>
    </aside>
  );
}

function SaveIt({ query }: { readonly query: string }) {
  const matter = useMatter();
  const entered = useEntered();
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      const receipt = await run(matter, 'search.save', { name: name.trim(), query });
      const search = receipt.entries[0]?.subject ?? '';
      entered({
        words: `Saved as “${name.trim()}”.`,
        async undo() {
          await run(matter, 'search.drop', { search });
        },
      });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <form
      className="save-it"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void save();
      }}
    >
      <input
        aria-label="Name for this search"
        placeholder="Name for this search"
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" disabled={name.trim() === ''}>
        Save
      </button>
      {error !== undefined && <SayNo error={error} />}
    </form>
  );
}

interface OneProps {
  readonly one: Saved;
  readonly isCurrent: boolean;
  readonly ask: (query: string) => void;
}

function SavedOne({ one, isCurrent, ask }: OneProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [error, setError] = useState<unknown>();
  const drop = async (): Promise<void> => {
    setError(undefined);
    try {
      await run(matter, 'search.drop', { search: one.id });
      entered({
        words: `“${one.name}” is dropped.`,
        async undo() {
          await run(matter, 'search.save', { name: one.name, query: one.query });
        },
      });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <li aria-current={isCurrent ? 'true' : undefined}>
      <button type="button" className="link" onClick={() => ask(one.query)}>
        <bdi>{one.name}</bdi>
      </button>
      <button type="button" className="quiet" aria-label={`Drop ${one.name}`} onClick={() => void drop()}>
        ×
      </button>
      <span className="muted small">
        {one.refused ?? `${number(one.pages)} pages in ${number(one.exhibits)} exhibits`}
        {one.fresh > 0 && <strong> · {number(one.fresh)} since it was saved</strong>}
      </span>
      <code className="muted small" dir="auto">
        {one.query}
      </code>
      {error !== undefined && <SayNo error={error} />}
    </li>
  );
}
