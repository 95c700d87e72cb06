// A line of cost or loss under an itemised head: its sum or why there is none, who else paid, and its passages.
import { useState } from 'react';
import { ActForm, Field, idsOf, Tick, textOf } from '../../lib/form.tsx';
import { PassagesField } from '../../lib/passages-field.tsx';
import { currency as printed } from '../../lib/words.ts';
import type { FormParts } from './forms.tsx';
import { moneyOf } from './sums.ts';

/** “No figure yet” is an answer: it asks for the reason instead of a sum. */
export function LineForm({ currency, heads, head, cancel, enter }: FormParts) {
  const [isStated, setStated] = useState(true);
  return (
    <ActForm
      act="Enter the line"
      acting="Entering…"
      cancel={cancel}
      perform={async (given) => {
        const code = textOf(given, 'currency') ?? currency;
        const funded = moneyOf(textOf(given, 'funded'), code);
        const residual = moneyOf(textOf(given, 'residual'), code);
        const share = textOf(given, 'share');
        await enter(
          'line.enter',
          {
            head: textOf(given, 'head'),
            title: textOf(given, 'title'),
            ...(isStated
              ? { amount: moneyOf(textOf(given, 'amount'), code) }
              : { why: textOf(given, 'why') }),
            asWritten: textOf(given, 'asWritten') ?? null,
            incurred: textOf(given, 'incurred') ?? null,
            cost: textOf(given, 'cost'),
            bearsInterest: given.get('bearsInterest') === 'on',
            funding:
              funded === undefined
                ? []
                : [
                    {
                      by: textOf(given, 'funder') ?? 'others',
                      purpose: textOf(given, 'purpose') ?? 'this cost',
                      sum: funded,
                      tiedBy: idsOf(given, 'tiedBy'),
                    },
                  ],
            residual:
              residual === undefined
                ? null
                : {
                    sum: residual,
                    ground: textOf(given, 'residualGround') ?? 'still in use',
                    sources: idsOf(given, 'residualPassages'),
                  },
            share:
              share === undefined
                ? null
                : {
                    ratio: share,
                    ground: textOf(given, 'shareGround') ?? '',
                    estimate: textOf(given, 'shareEstimate') ?? null,
                    sources: idsOf(given, 'sharePassages'),
                  },
            convertOn: textOf(given, 'convertOn') ?? null,
            passages: idsOf(given, 'passages'),
          },
          'The line is entered.',
        );
      }}
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
      <Field label="Line" hint="Contract price of the barrier">
        <input name="title" required maxLength={400} />
      </Field>
      <Field label="Figure">
        <select
          value={isStated ? 'stated' : 'none'}
          onChange={(event) => setStated(event.target.value === 'stated')}
        >
          <option value="stated">stated</option>
          <option value="none">no figure yet</option>
        </select>
      </Field>
      {isStated ? (
        <>
          <Field label="Amount">
            <input name="amount" required inputMode="decimal" />
          </Field>
          <Field label="Currency" hint={`ISO 4217; the claim is in ${printed(currency)}.`}>
            <input name="currency" defaultValue={currency} maxLength={10} />
          </Field>
          <Field label="As written" hint="The figure as it stands on the page.">
            <input name="asWritten" maxLength={400} />
          </Field>
        </>
      ) : (
        <Field label="Why there is none yet" wide>
          <input name="why" required maxLength={400} />
        </Field>
      )}
      <Field label="Incurred" hint="2034, 2034-09 or a day.">
        <input name="incurred" />
      </Field>
      <Field label="Cost">
        <select name="cost" defaultValue="other">
          <option value="ordinary">ordinary: paid in any event</option>
          <option value="extraordinary">extraordinary</option>
          <option value="other">other</option>
        </select>
      </Field>
      <PassagesField name="passages" label="Passages" />
      <details className="field wide">
        <summary>Who else paid, what is still worth something, which part was caused</summary>
        <div className="fields">
          <Field label="Funded by others">
            <input name="funded" inputMode="decimal" />
          </Field>
          <Field label="By whom">
            <input name="funder" maxLength={400} />
          </Field>
          <Field label="For what">
            <input name="purpose" maxLength={400} />
          </Field>
          <PassagesField
            name="tiedBy"
            label="Tied by"
            hint="Passages; without one it is shown and never taken off."
          />
          <Field label="Residual value">
            <input name="residual" inputMode="decimal" />
          </Field>
          <Field label="Its ground">
            <input name="residualGround" maxLength={400} />
          </Field>
          <PassagesField name="residualPassages" label="Its passages" />
          <Field label="Causal share" hint="0.85 or 17/20">
            <input name="share" />
          </Field>
          <Field label="Ground of the share">
            <input name="shareGround" maxLength={400} />
          </Field>
          <Field label="Estimate behind it" hint="est_…">
            <input name="shareEstimate" className="mono" />
          </Field>
          <PassagesField name="sharePassages" label="Passages of the share" />
          <Field label="Convert on" hint="A day, where it is in another currency.">
            <input name="convertOn" />
          </Field>
          <Tick name="bearsInterest" label="It bears the interest of its head" />
        </div>
      </details>
    </ActForm>
  );
}
