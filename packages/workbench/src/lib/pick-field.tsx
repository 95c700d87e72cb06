// A labelled choice of one out of a list, with the words for none of them where none may be chosen.
import type { ChangeEvent } from 'react';
import { Field } from './form.tsx';

interface PickFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly wide?: boolean;
  /** The name in its form; left out where `change` says what is chosen. */
  readonly name?: string;
  /** What is entered, and what is shown for it. */
  readonly options: readonly (readonly [value: string, words: string])[];
  /** The words for none; left out: one of the list is always chosen. */
  readonly none?: string;
  /** One of the list must be chosen, though none is at first. */
  readonly required?: boolean;
  /** What is chosen at first, or with `change` at any time. */
  readonly chosen?: string | undefined;
  readonly change?: (chosen: string) => void;
}

export function PickField({
  label,
  hint,
  wide = false,
  name,
  options,
  none,
  required = false,
  chosen,
  change,
}: PickFieldProps) {
  const state =
    change === undefined
      ? { defaultValue: chosen ?? (none === undefined ? undefined : '') }
      : {
          value: chosen ?? '',
          onChange: (event: ChangeEvent<HTMLSelectElement>) => change(event.target.value),
        };
  return (
    <Field label={label} wide={wide} {...(hint === undefined ? {} : { hint })}>
      <select name={name} required={required} {...state}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A column of a table by its heading; the first that is like what is asked for is chosen beforehand. */
export function ColumnField({
  columns,
  like,
  ...rest
}: Omit<PickFieldProps, 'options' | 'chosen'> & {
  readonly columns: readonly string[];
  readonly like?: RegExp;
}) {
  return (
    <PickField
      {...rest}
      options={columns.map((one) => [one, one] as const)}
      chosen={like === undefined ? undefined : columns.find((one) => like.test(one))}
    />
  );
}
