// Another series of the matter, picked by what it measures.
import { Field } from '../../lib/form.tsx';
import type { SeriesLine } from './types.ts';

interface OtherSeriesProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** The words for none. */
  readonly none: string;
  readonly chosen?: string | null;
  readonly line: SeriesLine;
  readonly all: readonly SeriesLine[];
}

/** Every series but the one at hand, and none. */
export function OtherSeries({ name, label, hint, none, chosen, line, all }: OtherSeriesProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <select name={name} defaultValue={chosen ?? ''}>
        <option value="">{none}</option>
        {all
          .filter((one) => one.id !== line.id)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.measure}
            </option>
          ))}
      </select>
    </Field>
  );
}
