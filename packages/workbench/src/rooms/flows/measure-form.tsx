// A measure that no table gives: it is known from dated statements, which are entered next.
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { CountsField } from './counts-field.tsx';
import type { Go } from './types.ts';

export const STEPS = ['day', 'week', 'month', 'quarter', 'year', 'irregular'] as const;

/** Names a measure and goes on to its statements. */
export function MeasureForm({ go }: { readonly go: Go }) {
  const matter = useMatter();
  return (
    <>
      <h2>A measure without a table</h2>
      <p className="muted">
        Some figures are known only from totals in reports and press. Name what they count; then enter each
        statement with its dates and its source.
      </p>
      <ActForm
        act="Name it"
        acting="Entering…"
        cancel={() => go({})}
        perform={async (given) => {
          const receipt = await run(matter, 'series.fix', {
            measure: textOf(given, 'measure'),
            unit: textOf(given, 'unit'),
            step: textOf(given, 'step'),
            definition: textOf(given, 'definition'),
            counts: textOf(given, 'counts'),
          });
          go({ series: receipt.entries[0]?.subject, tab: 'statements' });
        }}
      >
        <Field label="Measure" hint="Attempts turned back">
          <input name="measure" required maxLength={300} />
        </Field>
        <Field label="Unit" hint="attempts">
          <input name="unit" required maxLength={100} />
        </Field>
        <Field label="Step">
          <select name="step" defaultValue="month">
            {STEPS.map((step) => (
              <option key={step}>{step}</option>
            ))}
          </select>
        </Field>
        <Field label="What is counted, and what is not" wide>
          <textarea name="definition" required maxLength={2000} />
        </Field>
        <CountsField />
      </ActForm>
    </>
  );
}
