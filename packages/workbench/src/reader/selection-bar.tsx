// What can be done with the words or the place chosen; and the half-written fact that waits.
import type { FactDraft } from './fact-draft.ts';
import type { Chosen } from './types.ts';

interface BarProps {
  readonly chosen: Chosen | undefined;
  readonly draft: FactDraft | undefined;
  readonly begin: () => void;
  readonly takeUp: () => void;
  readonly discard: () => void;
  readonly copy: () => void;
}

/** The bar keeps the selection: pressing it does not move the focus away. */
export function SelectionBar({ chosen, draft, begin, takeUp, discard, copy }: BarProps) {
  return (
    <div
      className="selection-bar"
      role="toolbar"
      aria-label="With what is chosen"
      onMouseDown={(event) => event.preventDefault()}
    >
      {chosen !== undefined && (
        <>
          <button type="button" className="primary" onClick={begin}>
            Make a fact <kbd>f</kbd>
          </button>
          {chosen.by === 'words' && (
            <button type="button" onClick={copy}>
              Copy pinpoint <kbd>c</kbd>
            </button>
          )}
          <span className="muted small">
            {chosen.by === 'words'
              ? `${chosen.span.end - chosen.span.start} characters`
              : 'a place on the picture'}
          </span>
        </>
      )}
      {draft !== undefined && chosen === undefined && (
        <>
          <span>A half-written fact is kept.</span>
          <button type="button" className="primary" onClick={takeUp}>
            Take it up <kbd>f</kbd>
          </button>
          <button type="button" onClick={discard}>
            Discard
          </button>
        </>
      )}
    </div>
  );
}
