// Opening a head of damage in one of the three modes, which never mix.
import { useState } from 'react';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { PassagesField } from '../../lib/passages-field.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { currency as printed } from '../../lib/words.ts';
import type { FormParts } from './forms.tsx';
import { moneyOf } from './sums.ts';

const MODES = [
  ['itemised', 'Itemised: the sum of lines, to the cent'],
  ['estimated', 'Estimated: a figure with its interval'],
  ['global', 'Global sum: a range with its grounds'],
] as const;

/** The fields follow the mode. */
export function HeadForm({
  currency,
  cancel,
  enter,
  opened,
  initial = 'itemised',
}: FormParts & {
  readonly opened: (head: string) => void;
  /** The mode to begin with. */
  readonly initial: string | undefined;
}) {
  const [mode, setMode] = useState<string>(initial);
  const rules = useAsk<{ rules: readonly { readonly id: string; readonly inWords: string }[] }>(
    'interest.list',
  );
  const money = (given: FormData, name: string) => moneyOf(textOf(given, name), currency);
  return (
    <ActForm
      act="Open the head"
      acting="Opening…"
      cancel={cancel}
      perform={async (given) => {
        const [point, low, high, sum] = ['point', 'low', 'high', 'sum'].map((name) => money(given, name));
        const cap = money(given, 'cap');
        const common = {
          title: textOf(given, 'title'),
          mode,
          ...(cap === undefined ? {} : { cap }),
          passages: idsOf(given, 'passages'),
        };
        const own =
          mode === 'itemised'
            ? { interest: textOf(given, 'interest') ?? null }
            : mode === 'estimated'
              ? {
                  why: textOf(given, 'why'),
                  ...(low === undefined && high === undefined && point === undefined
                    ? {}
                    : {
                        result: {
                          estimate: textOf(given, 'estimate') ?? 'as stated',
                          point: point ?? null,
                          low,
                          high,
                          level: textOf(given, 'level') ?? '0.95',
                        },
                      }),
                }
              : {
                  grounds: textOf(given, 'why'),
                  ...(low === undefined ? {} : { range: { low, high, sum: sum ?? null } }),
                };
        await enter('head.open', { ...common, ...own }, 'The head is open.', opened);
      }}
    >
      <Field label="Head of damage" wide hint="Physical barrier">
        <input name="title" required maxLength={400} />
      </Field>
      <Field label="Mode" wide>
        <select value={mode} onChange={(event) => setMode(event.target.value)}>
          {MODES.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      {mode === 'itemised' && (
        <Field label="Interest">
          <select name="interest">
            <option value="">bears none</option>
            {rules.data?.rules.map((rule) => (
              <option key={rule.id} value={rule.id}>
                {rule.inWords}
              </option>
            ))}
          </select>
        </Field>
      )}
      {mode === 'estimated' && (
        <>
          <p className="field wide muted small">
            To work it out from assumptions, leave the figures empty: open the head, and set its formula. A
            result of another’s is entered here; without a figure, its two ends are stated as a range.
          </p>
          <Field label={`Figure, ${printed(currency)}`} hint="Empty: none yet, or a range only.">
            <input name="point" inputMode="decimal" />
          </Field>
          <Field label="Low end">
            <input name="low" inputMode="decimal" />
          </Field>
          <Field label="High end">
            <input name="high" inputMode="decimal" />
          </Field>
          <Field label="Level" hint="0.95">
            <input name="level" defaultValue="0.95" />
          </Field>
          <Field label="From which estimate">
            <input name="estimate" maxLength={400} />
          </Field>
        </>
      )}
      {mode === 'global' && (
        <>
          <Field label={`Range from, ${printed(currency)}`} hint="Empty while there is none yet.">
            <input name="low" inputMode="decimal" />
          </Field>
          <Field label="to">
            <input name="high" inputMode="decimal" />
          </Field>
          <Field label="Sum proposed within it">
            <input name="sum" inputMode="decimal" />
          </Field>
        </>
      )}
      <Field label="Ceiling" hint="No more than was asked; may be left empty.">
        <input name="cap" inputMode="decimal" />
      </Field>
      {mode !== 'itemised' && (
        <>
          <Field label={mode === 'global' ? 'Grounds' : 'How, or why there is no figure yet'} wide>
            <textarea name="why" required maxLength={400} />
          </Field>
          <PassagesField name="passages" label="Passages" />
        </>
      )}
    </ActForm>
  );
}
