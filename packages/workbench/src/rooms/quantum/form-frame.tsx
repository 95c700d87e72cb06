// The frame of the claim: its currency, how shares are rounded, the ceiling, and how other currencies are converted.
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import type { FormParts } from './forms.tsx';
import { moneyOf } from './sums.ts';

const MODES = (
  <>
    <option value="half-up">half up</option>
    <option value="half-even">half to even</option>
    <option value="down">down</option>
    <option value="up">up</option>
  </>
);

export function FrameForm({ currency, shows, cancel, enter }: FormParts) {
  return (
    <ActForm
      act="Set the frame"
      acting="Setting…"
      cancel={cancel}
      perform={(given) => {
        const code = textOf(given, 'currency') ?? currency;
        const source = textOf(given, 'source');
        return enter(
          'claim.frame',
          {
            currency: code,
            shareRounding: textOf(given, 'shareRounding'),
            cap: moneyOf(textOf(given, 'cap'), code) ?? null,
            shows: textOf(given, 'shows'),
            fx:
              source === undefined
                ? null
                : {
                    source,
                    fallback: textOf(given, 'fallback'),
                    maxStaleDays: Number(textOf(given, 'maxStaleDays') ?? 5),
                    beyond: textOf(given, 'beyond'),
                    mode: textOf(given, 'fxMode'),
                  },
          },
          'The frame is set. Setting it again replaces it.',
        );
      }}
    >
      <Field label="Currency of the claim" hint="ISO 4217, or a private one such as x-AUC.">
        <input name="currency" required defaultValue={currency} maxLength={10} />
      </Field>
      <Field label="What is stated" hint="A study states ranges under its assumptions and never one sum.">
        <select name="shows" defaultValue={shows}>
          <option value="sums">sums that are pleaded</option>
          <option value="ranges">ranges only: a study</option>
        </select>
      </Field>
      <Field label="Shares are rounded">
        <select name="shareRounding">{MODES}</select>
      </Field>
      <Field label="Ceiling of the whole claim" hint="No more than was asked; may be left empty.">
        <input name="cap" inputMode="decimal" />
      </Field>
      <Field label="Rates are taken from" hint="The source of the table; empty where nothing is converted.">
        <input name="source" maxLength={400} />
      </Field>
      <Field label="Where a day has no rate">
        <select name="fallback" defaultValue="earlier">
          <option value="none">refuse</option>
          <option value="earlier">take the one before</option>
          <option value="later">take the one after</option>
        </select>
      </Field>
      <Field label="But no more days away than">
        <input name="maxStaleDays" type="number" min={0} max={3660} defaultValue={5} />
      </Field>
      <Field label="Beyond that">
        <select name="beyond">
          <option value="refuse">refuse</option>
          <option value="flag">convert and say so</option>
        </select>
      </Field>
      <Field label="Conversions are rounded">
        <select name="fxMode">{MODES}</select>
      </Field>
    </ActForm>
  );
}
