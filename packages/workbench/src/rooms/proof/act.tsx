// One act on these screens: it is entered once however often the button is pressed, its refusal is shown, and it can be undone.
import type { Receipt } from 'probata/contract';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';

export interface Deed {
  readonly name: string;
  readonly input: object;
}

export interface Act {
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Enters it; true when it was entered. `undo` names the further acts that take it back, in order. */
  readonly enter: (
    deed: Deed,
    words: string,
    undo?: (receipt: Receipt) => readonly Deed[],
  ) => Promise<Receipt | undefined>;
}

/** The ground given when something is undone at once. */
export const AT_ONCE = 'Taken back at once.';

export function useAct(): Act {
  const matter = useMatter();
  const entered = useEntered();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  // The same press again carries the same key; a changed input is another act.
  const pressed = useRef({ text: '', key: '' });
  return {
    isBusy,
    error,
    async enter({ name, input }, words, undo) {
      const text = JSON.stringify([name, input]);
      if (pressed.current.text !== text) pressed.current = { text, key: crypto.randomUUID() };
      setBusy(true);
      setError(undefined);
      try {
        const receipt = await run(matter, name, input, pressed.current.key);
        pressed.current = { text: '', key: '' };
        const back = undo?.(receipt);
        entered({
          words,
          ...(back === undefined
            ? {}
            : {
                async undo() {
                  for (const deed of back) await run(matter, deed.name, deed.input);
                },
              }),
        });
        return receipt;
      } catch (thrown) {
        setError(thrown);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** The id of what an act made first. */
export function madeBy(receipt: Receipt): string {
  return receipt.entries[0]?.subject ?? '';
}

interface ActFormProps {
  readonly label: string;
  readonly press: string;
  readonly act: Act;
  readonly isReady?: boolean;
  readonly submit: () => void;
  readonly cancel?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A form with one button; its first field has the focus, Escape leaves it. */
export function ActForm({ label, press, act, isReady = true, submit, cancel, children }: ActFormProps) {
  const form = useRef<HTMLFormElement>(null);
  // Whoever opens a form writes in it; whoever leaves it stands where they stood.
  useEffect(() => {
    const before = document.activeElement;
    form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <form
      ref={form}
      className="act-form"
      aria-label={label}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (isReady && !act.isBusy) submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || cancel === undefined) return;
        event.stopPropagation();
        cancel();
      }}
    >
      {children}
      {act.error !== undefined && <SayNo error={act.error} />}
      <div className="acts">
        <button type="submit" className="primary" disabled={!isReady || act.isBusy}>
          {act.isBusy ? 'Entering…' : press}
        </button>
        {cancel !== undefined && (
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
