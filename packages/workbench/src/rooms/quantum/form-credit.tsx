// Something to be taken off a head: resale, a cost avoided, a payment received.
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { PassagesField } from '../../lib/passages-field.tsx';
import { currency as printed } from '../../lib/words.ts';
import type { FormParts } from './forms.tsx';
import { moneyOf } from './sums.ts';

export function CreditForm({ currency, heads, head, cancel, enter }: FormParts) {
  return (
    <ActForm
      act="Enter it"
      acting="Entering…"
      cancel={cancel}
      perform={(given) =>
        enter(
          'credit.enter',
          {
            head: textOf(given, 'head'),
            title: textOf(given, 'title'),
            sum: moneyOf(textOf(given, 'sum'), textOf(given, 'currency') ?? currency),
            convertOn: textOf(given, 'convertOn') ?? null,
            ground: textOf(given, 'ground'),
            passages: idsOf(given, 'passages'),
          },
          'It is entered and taken off the head.',
        )
      }
    >
      <Field label="Head">
        <select name="head" defaultValue={head ?? ''}>
          {heads.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </Field>
      <Field label="What is taken off" hint="Resale of barrier wire">
        <input name="title" required maxLength={400} />
      </Field>
      <Field label="Sum">
        <input name="sum" required inputMode="decimal" />
      </Field>
      <Field label="Currency" hint={`ISO 4217; the claim is in ${printed(currency)}.`}>
        <input name="currency" defaultValue={currency} maxLength={10} />
      </Field>
      <Field label="Convert on" hint="A day, where it is in another currency.">
        <input name="convertOn" />
      </Field>
      <Field label="Ground" wide>
        <input name="ground" required maxLength={400} />
      </Field>
      <PassagesField name="passages" label="Passages" />
    </ActForm>
  );
}
