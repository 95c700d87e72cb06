// After an act that a further act can undo, the way back is offered; both acts stay in the ledger.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { SayNo } from './say-no.tsx';

interface Offer {
  /** What was entered, in words. */
  readonly words: string;
  /** What came of it and can be taken up from here. */
  readonly result?: ReactNode;
  /** The further acts that take it back. Absent when nothing can. */
  readonly undo?: () => Promise<void>;
}

const UndoContext = createContext<(offer: Offer) => void>(() => undefined);

/** Says that something was entered, with the way back. */
export function useEntered(): (offer: Offer) => void {
  return useContext(UndoContext);
}

/** Holds the last offer and shows it at the foot of the screen. */
export function UndoBar({ children }: { readonly children: ReactNode }) {
  const [offer, setOffer] = useState<Offer>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const enter = useCallback((next: Offer) => {
    setError(undefined);
    setOffer(next);
  }, []);
  const undo = async (): Promise<void> => {
    if (offer?.undo === undefined) return;
    setBusy(true);
    setError(undefined);
    try {
      await offer.undo();
      setOffer({ words: 'Taken back. Both the act and its withdrawal stand in the ledger.' });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const shown = useMemo(() => children, [children]);
  return (
    <UndoContext value={enter}>
      {shown}
      <div className="undo-place" aria-live="polite">
        {offer !== undefined && (
          <div className="undo-bar changed">
            <span>{offer.words}</span>
            {offer.result}
            {error !== undefined && <SayNo error={error} />}
            {offer.undo !== undefined && (
              <button type="button" disabled={isBusy} onClick={() => void undo()}>
                {isBusy ? 'Taking it back…' : 'Undo'}
              </button>
            )}
            <button
              type="button"
              className="quiet"
              aria-label="Close this note"
              onClick={() => setOffer(undefined)}
            >
              ×
            </button>
          </div>
        )}
      </div>
    </UndoContext>
  );
}
