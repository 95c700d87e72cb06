// Fields of a form: a label that stays, a hint under it, and what was refused at the foot.
import './form.css';
import { cloneElement, type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react';
import { SayNo } from './say-no.tsx';

interface Control {
  readonly id?: string;
  readonly 'aria-describedby'?: string;
}

/** A labelled field: one control; `hint` says what belongs in it and describes it to a screen reader. */
export function Field({
  label,
  hint,
  wide = false,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly wide?: boolean;
  readonly children: ReactElement<Control>;
}) {
  const id = useId();
  const described = hint === undefined ? {} : { 'aria-describedby': `${id}-hint` };
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {cloneElement(children, { id, ...described })}
      {hint !== undefined && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** A tick with its words beside it. */
export function Tick({
  name,
  label,
  isSet = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly isSet?: boolean;
}) {
  return (
    <label className="tick">
      <input type="checkbox" name={name} defaultChecked={isSet} /> {label}
    </label>
  );
}

interface ActFormProps {
  /** The act as its button names it, and while it is under way. */
  readonly act: string;
  readonly acting: string;
  readonly perform: (given: FormData) => Promise<void>;
  readonly cancel?: () => void;
  readonly children: ReactNode;
}

/** A form that enters something; a refusal stands at its foot and what was typed stays. Ctrl+Enter sends it. */
export function ActForm({ act, acting, perform, cancel, children }: ActFormProps) {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await perform(new FormData(event.currentTarget));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="act-form"
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <div className="fields">{children}</div>
      {error !== undefined && <SayNo error={error} />}
      <p className="acts">
        <button type="submit" className="primary" disabled={isBusy}>
          {isBusy ? acting : act}
        </button>
        {cancel !== undefined && (
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        )}
      </p>
    </form>
  );
}

/** The text of a field without its edges; undefined where it is empty. */
export function textOf(given: FormData, name: string): string | undefined {
  const value = given.get(name);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/** Ids in a field, apart by spaces, commas or lines. */
export function idsOf(given: FormData, name: string): readonly string[] {
  return (textOf(given, name) ?? '').split(/[\s,;]+/u).filter((one) => one !== '');
}
