// A date as evidence gives it: written in EDTF, said back in words while one types, with the forms at hand.
import { dateInWords } from 'probata/contract';
import { useId } from 'react';

const FORMS =
  '2033-06-14 · 2033-06 · 2033 · 2033-06-14~ about · 2033-06-14? perhaps · 2033-06/2033-11 between · ../2033-06-14 before · 2033-06-14/.. or later · 2033-06-14T20:06Z';

/** The words of a date, or undefined where it cannot be read. */
export function readDate(text: string): string | undefined {
  try {
    return dateInWords(text.trim());
  } catch {
    return undefined;
  }
}

/** The field with the words under it. */
export function DateField({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  const id = useId();
  const words = value.trim() === '' ? '' : readDate(value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        maxLength={120}
        aria-describedby={`${id}told`}
        aria-invalid={words === undefined}
        onChange={(event) => change(event.target.value)}
      />
      <span id={`${id}told`} className={words === undefined ? 'small contested-ink' : 'small muted'}>
        {words === undefined ? `Not a date yet. ${FORMS}` : words === '' ? FORMS : words}
      </span>
    </div>
  );
}
