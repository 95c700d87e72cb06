// Views of the chronology under a name: kept on this machine; to share one, send the address, which says all of it.
import { useEffect, useRef, useState } from 'react';
import { keep, useKept } from '../../../lib/kept.ts';
import { useMatter } from '../../../lib/matter.ts';
import { useEntered } from '../../../lib/undo.tsx';
import type { Search } from '../../../shell/router.tsx';
import { NO_VIEW, viewIn } from './view-of.ts';

interface SavedView {
  readonly name: string;
  readonly view: Readonly<Record<string, string>>;
}

interface ViewsProps {
  readonly search: Search;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** The menu under the button; Escape closes it. */
export function SavedViews({ search, isOpen, setOpen, go }: ViewsProps) {
  const matter = useMatter();
  const entered = useEntered();
  const store = `views:${matter}`;
  const views = useKept<readonly SavedView[]>(store) ?? [];
  const [name, setName] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) box.current?.querySelector<HTMLElement>('button, input')?.focus();
  }, [isOpen]);
  const save = (): void => {
    const said = name.trim();
    if (said === '') return;
    keep('machine', store, [
      ...views.filter((one) => one.name !== said),
      { name: said, view: viewIn(search) },
    ]);
    setName('');
  };
  const copy = (): void => {
    void navigator.clipboard.writeText(window.location.href).then(
      () => entered({ words: 'The address of this view is copied.' }),
      () => entered({ words: 'The browser did not let the clipboard be written.' }),
    );
  };
  return (
    <div className="menu-place">
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Views <kbd>v</kbd>
      </button>
      {isOpen && (
        <div
          ref={box}
          className="menu"
          role="group"
          aria-label="Saved views"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setOpen(false);
          }}
        >
          {views.length === 0 && (
            <p className="muted small">
              No view is saved on this machine. Narrow the facts, give the view a name, and come back to it
              here.
            </p>
          )}
          <ul>
            {views.map((one) => (
              <li key={one.name}>
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    go({ ...NO_VIEW, ...one.view });
                    setOpen(false);
                  }}
                >
                  <bdi>{one.name}</bdi>
                </button>
                <button
                  type="button"
                  className="link"
                  aria-label={`Forget the view ${one.name}`}
                  onClick={() =>
                    keep(
                      'machine',
                      store,
                      views.filter((other) => other !== one),
                    )
                  }
                >
                  Forget
                </button>
              </li>
            ))}
          </ul>
          <form
            className="acts"
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <input
              aria-label="Name of this view"
              placeholder="Name of this view"
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
            />
            <button type="submit" disabled={name.trim() === ''}>
              Save
            </button>
          </form>
          <button type="button" onClick={copy}>
            Copy the address, to share it
          </button>
        </div>
      )}
    </div>
  );
}
