// The form of an act that opens in its place: Ctrl+Enter enters, Escape closes, what was refused stands above the buttons.
import './panel-form.css';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { SayNo } from './say-no.tsx';

interface PanelProps {
  /** What the form is for, as a screen reader says it. */
  readonly label: string;
  /** The words on its button. */
  readonly press: string;
  readonly isReady: boolean;
  /** What was refused or went wrong; undefined while nothing did. */
  readonly error: unknown;
  /** Enters it; what it throws is the caller's to show. */
  readonly save: () => Promise<void>;
  readonly close: () => void;
  /** A further look, for a form within something narrow. */
  readonly look?: string;
  readonly box?: RefObject<HTMLFormElement | null>;
  readonly children: ReactNode;
}

/** A press that is repeated while the first is under way enters nothing twice. */
export function PanelForm({ label, press, isReady, error, save, close, look, box, children }: PanelProps) {
  const isUnderWay = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (!isReady || isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    try {
      await save();
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  };
  return (
    <form
      ref={box}
      className={look === undefined ? 'act-panel' : `act-panel ${look}`}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
      }}
    >
      {children}
      {error !== undefined && <SayNo error={error} />}
      <div className="acts">
        <button type="submit" className="primary" disabled={!isReady} aria-busy={isBusy}>
          {isBusy ? 'Entering…' : press} <kbd>Ctrl ↵</kbd>
        </button>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
    </form>
  );
}
