// The keyboard: `g` and a letter goes to a room, `/` to the search, `?` shows this list.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

const GO: Readonly<Record<string, string>> = {
  o: 'overview',
  e: 'exhibits',
  s: 'search',
  r: 'record',
  w: 'law',
  p: 'proof',
  q: 'quantum',
  d: 'pleading',
  f: 'bundle',
  l: 'ledger',
};

const LIST: readonly (readonly [string, string])[] = [
  ['g o', 'Overview'],
  ['g e', 'Exhibits'],
  ['g s or /', 'Search'],
  ['g r', 'Record'],
  ['g w', 'Law'],
  ['g p', 'Proof'],
  ['g q', 'Quantum'],
  ['g d', 'Pleading'],
  ['g f', 'Filings'],
  ['g l', 'Ledger'],
  ['j k', 'Next, previous in a list'],
  ['Enter', 'Open what is selected'],
  ['[ ]', 'Previous, next page of an exhibit'],
  ['f', 'In the reader: a fact from the selected words'],
  ['Esc', 'Close'],
  ['?', 'This list'],
];

/** Listens for the keys of the frame. Keys pressed in a field are left alone. */
export function Keys({ matter }: { readonly matter: string }) {
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const room = armed ? GO[event.key] : event.key === '/' ? 'search' : undefined;
      setArmed(!armed && event.key === 'g');
      if (event.key === '?') dialog.current?.showModal();
      if (room === undefined) return;
      event.preventDefault();
      void navigate({ to: `/$matter/${room}` as '/$matter/overview', params: { matter } });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [armed, matter, navigate]);
  return (
    <dialog ref={dialog} className="keys" aria-label="Keyboard">
      <h2>Keyboard</h2>
      <dl>
        {LIST.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
