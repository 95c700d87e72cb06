// The keyboard: `g` and a letter goes to a room, `/` to the search, `?` shows this list.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { isTyping } from '../lib/is-typing.ts';
import { ROOM_KEYS } from './rooms.tsx';

const GROUPS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['Rooms', ROOM_KEYS.map(([key, , title]) => [`g ${key}`, title])],
  [
    'Everywhere',
    [
      ['/', 'Search'],
      ['j  k', 'Next and previous in a list'],
      ['Enter', 'Open the row one stands on'],
      ['Esc', 'Close'],
      ['?', 'This list'],
    ],
  ],
  [
    'Among facts',
    [
      ['x', 'Choose; with Shift and the mouse, a range'],
      ['e', 'Restate in place'],
      ['t  l', 'Tags; link to elements'],
      ['c', 'Cite a passage: the one open beside, or another'],
      ['s  m', 'Second reading; merge'],
      ['o', 'Open the source beside; again, the next one'],
      ['a  v', 'Assert a fact; saved views'],
      ['W', 'Write the view for Word and as PDF'],
    ],
  ],
  [
    'In the proof',
    [
      ['← ↑ ↓ →', 'From cell to cell, step to step, point to point'],
      ['Enter', 'What stands behind the cell'],
      ['Space', 'Fold or open, in the graph and the reasons'],
      ['c', 'Bring a passage or an exhibit to the element'],
      ['w', 'What if'],
    ],
  ],
  [
    'In the reader',
    [
      ['[  ]', 'Page before, page after'],
      ['1 2 3', 'Page and text, text, about'],
      ['→ ← ↑ ↓', 'In the text: choose a word; with Shift, more'],
      ['f', 'A fact from what is chosen'],
      ['Ctrl Enter', 'Enter the fact'],
      ['c', 'Copy the pinpoint'],
      ['l', 'Link to an element: the list of elements beside'],
      ['n  N', 'Next hit, hit before, across exhibits'],
    ],
  ],
];

/** How long `g` waits for its letter. */
const ARMED_MS = 1500;

/** Listens for the keys of the frame. Keys pressed in a field are left alone. */
export function Keys({ matter }: { readonly matter: string }) {
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const armed = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const isArmed = event.timeStamp - armed.current < ARMED_MS && armed.current > 0;
      armed.current = event.key === 'g' && !isArmed ? event.timeStamp : 0;
      const room = isArmed
        ? ROOM_KEYS.find(([key]) => key === event.key)?.[1]
        : event.key === '/'
          ? 'search'
          : undefined;
      if (event.key === '?') dialog.current?.showModal();
      if (room === undefined) return;
      event.preventDefault();
      // The reader's own keys (f, c …) are not meant here.
      event.stopImmediatePropagation();
      void navigate({ to: `/$matter/${room}` as '/$matter/overview', params: { matter } });
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [matter, navigate]);
  return (
    <>
      <button
        type="button"
        className="keys-button"
        aria-label="Keyboard shortcuts"
        onClick={() => dialog.current?.showModal()}
      >
        ?
      </button>
      <dialog ref={dialog} className="keys" aria-label="Keyboard">
        <div className="keys-groups">
          {GROUPS.map(([title, list]) => (
            <section key={title}>
              <h2>{title}</h2>
              <dl>
                {list.map(([key, does]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}
