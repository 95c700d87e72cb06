// Before a sealed exhibit is read: the reason is asked for, because opening it is an entry.
import { useEffect, useId, useRef, useState } from 'react';

/** Asks why; `open` is given the reason. */
export function Seal({ open }: { readonly open: (reason: string) => void }) {
  const [why, setWhy] = useState('');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="seal"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') open(why.trim());
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
        />
      </svg>
      <div>
        <h3>This exhibit is sealed</h3>
        <p className="muted">
          Opening it is entered in the ledger with your name and your reason, before anything is shown. Each
          page turned is a reading of its own.
        </p>
        <label htmlFor={id}>Why do you open it?</label>
        <div className="seal-line">
          <input
            id={id}
            ref={field}
            value={why}
            maxLength={500}
            required
            onChange={(event) => setWhy(event.target.value)}
          />
          <button type="submit" className="primary" disabled={why.trim() === ''}>
            Open it and enter that
          </button>
        </div>
      </div>
    </form>
  );
}
