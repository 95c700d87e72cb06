// From selected words to a fact: the quote is locked, the words are one's own, the passage and its citation come along.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { run, task } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';
import { SayNo } from '../lib/say-no.tsx';
import { useAsk } from '../lib/use-ask.ts';
import type { Span } from './types.ts';

interface Facts {
  readonly facts: readonly { readonly id: string; readonly statement: { readonly versions?: Readonly<Record<string, string>>; readonly authoritative?: string } }[];
}

const BEARINGS = [
  ['supports', 'Supports it'],
  ['contradicts', 'Contradicts it'],
  ['context', 'Gives context'],
] as const;

/** Marks the passage, asserts the fact (or takes one that is there), and cites the passage for it. */
export function FactDrawer({ exhibit, span, quote, close }: { readonly exhibit: string; readonly span: Span; readonly quote: string; readonly close: () => void }) {
  const matter = useMatter();
  const client = useQueryClient();
  const facts = useAsk<Facts>('fact.list');
  const ids = { statement: useId(), when: useId(), bearing: useId(), fact: useId() };
  const first = useRef<HTMLTextAreaElement>(null);
  const [existing, setExisting] = useState('');
  const [statement, setStatement] = useState('');
  const [when, setWhen] = useState('');
  const [bearing, setBearing] = useState<string>('supports');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // One press, one fact: repeated presses carry the same keys.
  const [keys] = useState(() => ({ fact: crypto.randomUUID(), cite: crypto.randomUUID() }));
  const marked = useRef<string>(undefined);
  useEffect(() => first.current?.focus(), []);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      marked.current ??= (await task<{ passage: string }>(matter, 'passage.mark', { exhibit, start: span.start, end: span.end })).passage;
      const fact = existing !== '' ? existing : ((await run(matter, 'fact.assert', { statement: statement.trim(), ...(when.trim() === '' ? {} : { when: when.trim() }) }, keys.fact)).entries[0]?.subject ?? '');
      await run(matter, 'fact.cite', { fact, passage: marked.current, bearing }, keys.cite);
      await client.invalidateQueries({ queryKey: [matter] });
      close();
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
        if (event.key === 'Escape') close();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      <h3>A fact from these words</h3>
      <blockquote>
        <bdi>{quote}</bdi>
      </blockquote>
      {error !== undefined && <SayNo error={error} />}
      <label htmlFor={ids.fact}>The fact</label>
      <select id={ids.fact} value={existing} onChange={(event) => setExisting(event.target.value)}>
        <option value="">A new fact</option>
        {facts.data?.facts.map((fact) => (
          <option key={fact.id} value={fact.id}>
            {fact.statement.versions?.[fact.statement.authoritative ?? 'en'] ?? 'A sealed fact'}
          </option>
        ))}
      </select>
      {existing === '' && (
        <>
          <label htmlFor={ids.statement}>In your own words</label>
          <textarea id={ids.statement} ref={first} rows={3} value={statement} maxLength={2000} onChange={(event) => setStatement(event.target.value)} />
          <label htmlFor={ids.when}>
            When <span className="muted small">2021-05-26, 2021-06, 2021-06/2021-11, 2021-05?</span>
          </label>
          <input id={ids.when} value={when} onChange={(event) => setWhen(event.target.value)} />
        </>
      )}
      <label htmlFor={ids.bearing}>These words</label>
      <select id={ids.bearing} value={bearing} onChange={(event) => setBearing(event.target.value)}>
        {BEARINGS.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <p className="muted small">Who knew it, how directly and in whose interest is said under Record; until then the source counts least.</p>
      <div className="drawer-acts">
        <button type="submit" className="primary" disabled={busy || (existing === '' && statement.trim() === '')}>
          {busy ? 'Entering…' : 'Enter the fact'} <kbd>Ctrl ↵</kbd>
        </button>
        <button type="button" onClick={close}>
          Leave it
        </button>
      </div>
    </form>
  );
}
