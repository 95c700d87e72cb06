// A published table of exchange rates with its source; the last one entered is the one used.
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import type { FormParts } from './forms.tsx';

export function RatesForm({ currency, cancel, enter }: FormParts) {
  return (
    <ActForm
      act="Enter the table"
      acting="Entering…"
      cancel={cancel}
      perform={(given) =>
        enter(
          'rates.enter',
          {
            source: textOf(given, 'source'),
            base: textOf(given, 'base'),
            csv: textOf(given, 'csv'),
            ...(textOf(given, 'passage') === undefined ? {} : { passage: textOf(given, 'passage') }),
          },
          'The table is entered; a further one would stand in its place.',
        )
      }
    >
      <Field label="Source" hint="Central bank, reference rates">
        <input name="source" required maxLength={400} />
      </Field>
      <Field label="One unit of" hint="The currency that each rate is given for.">
        <input name="base" required defaultValue={currency} maxLength={10} />
      </Field>
      <Field label="Passage" hint="pas_…; may be left empty.">
        <input name="passage" className="mono" />
      </Field>
      <Field label="Table" wide hint="A line of heads (date,USD,GBP), then one line for each day.">
        <textarea name="csv" required rows={8} className="mono" placeholder={'date,USD\n2031-06-01,1.0500'} />
      </Field>
    </ActForm>
  );
}
