// A rule of interest: each choice that moves a cent is named, none is taken for granted.
import { useState } from 'react';
import { ActForm, Field, Tick, textOf } from '../../lib/form.tsx';
import type { FormParts } from './forms.tsx';

const DAY_COUNTS = [
  ['act-365f', 'actual days / 365'],
  ['act-360', 'actual days / 360'],
  ['act-act-isda', 'actual / actual (ISDA)'],
  ['act-365-25', 'actual days / 365.25'],
  ['thirty-360-us', '30 / 360 (US)'],
  ['thirty-360-us-eom', '30 / 360 (US, end of month)'],
  ['thirty-e-360', '30E / 360'],
] as const;

export function InterestForm({ cancel, enter }: FormParts) {
  const [kind, setKind] = useState('fixed');
  const [compounding, setCompounding] = useState('simple');
  const say = (given: FormData): object => ({
    ground: textOf(given, 'ground'),
    rate:
      kind === 'fixed'
        ? { kind, annual: textOf(given, 'annual') }
        : { kind, series: textOf(given, 'series'), margin: textOf(given, 'margin') ?? '0' },
    rateIs: textOf(given, 'rateIs'),
    compounding:
      compounding === 'compound'
        ? {
            kind: compounding,
            perYear: Number(textOf(given, 'perYear')),
            period: textOf(given, 'period'),
            roundEachPeriod: given.get('roundEachPeriod') === 'on',
          }
        : { kind: compounding },
    dayCount: textOf(given, 'dayCount'),
    firstDay: textOf(given, 'firstDay'),
    lastDay: textOf(given, 'lastDay'),
    from: textOf(given, 'from') ?? 'incurred',
    to: textOf(given, 'to'),
    rounding: {
      point: textOf(given, 'point'),
      mode: textOf(given, 'mode'),
      fractionPlaces:
        textOf(given, 'fractionPlaces') === undefined ? null : Number(textOf(given, 'fractionPlaces')),
      yearFirst: given.get('yearFirst') === 'on',
    },
  });
  return (
    <ActForm
      act="Set the rule"
      acting="Setting…"
      cancel={cancel}
      perform={(given) =>
        enter(
          'interest.rule',
          { rule: say(given) },
          'The rule is set. Heads and lines bear it once they name it.',
        )
      }
    >
      <Field label="Ground" wide hint="Costa Rica v. Nicaragua, 2018">
        <input name="ground" required maxLength={400} />
      </Field>
      <Field label="Rate">
        <select value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="fixed">fixed</option>
          <option value="reference">a reference rate plus a margin</option>
        </select>
      </Field>
      {kind === 'fixed' ? (
        <Field label="A year" hint="0.04 is four per cent.">
          <input name="annual" required />
        </Field>
      ) : (
        <>
          <Field label="Reference rate" hint="By the name under which its table was entered.">
            <input name="series" required />
          </Field>
          <Field label="Margin" hint="0.02">
            <input name="margin" defaultValue="0" />
          </Field>
        </>
      )}
      <Field
        label="The rate is"
        hint="Real: it leaves inflation out, so that it may stand beside an indexation."
      >
        <select name="rateIs">
          <option value="nominal">nominal</option>
          <option value="real">real</option>
        </select>
      </Field>
      <Field label="Interest is">
        <select value={compounding} onChange={(event) => setCompounding(event.target.value)}>
          <option value="simple">simple</option>
          <option value="compound">compound</option>
          <option value="continuous">continuous</option>
        </select>
      </Field>
      {compounding === 'compound' && (
        <>
          <Field label="Periods a year">
            <select name="perYear">
              {[1, 2, 3, 4, 6, 12].map((n) => (
                <option key={n}>{n}</option>
              ))}
            </select>
          </Field>
          <Field label="A whole period bears">
            <select name="period">
              <option value="nominal">the rate by the number of periods</option>
              <option value="day-count">the rate by its part of a year</option>
            </select>
          </Field>
          <Tick name="roundEachPeriod" label="Round after each period" />
        </>
      )}
      <Field label="Day count">
        <select name="dayCount">
          {DAY_COUNTS.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <Field label="First day">
        <select name="firstDay" defaultValue="out">
          <option value="in">counts</option>
          <option value="out">does not count</option>
        </select>
      </Field>
      <Field label="Last day">
        <select name="lastDay">
          <option value="in">counts</option>
          <option value="out">does not count</option>
        </select>
      </Field>
      <Field label="From" hint="A day; empty: from when each line was incurred.">
        <input name="from" type="date" />
      </Field>
      <Field label="To">
        <input name="to" type="date" required />
      </Field>
      <Field label="Round">
        <select name="point" defaultValue="sub-head">
          <option value="line">each line</option>
          <option value="sub-head">each sub-head</option>
          <option value="whole">the head as a whole</option>
        </select>
      </Field>
      <Field label="Rounding">
        <select name="mode">
          <option value="half-up">half up</option>
          <option value="half-even">half to even</option>
          <option value="down">down</option>
          <option value="up">up</option>
        </select>
      </Field>
      <Field label="Places of the part of a year" hint="Empty: not rounded.">
        <input name="fractionPlaces" type="number" min={0} max={12} />
      </Field>
      <Tick name="yearFirst" label="One year’s interest is rounded first" />
    </ActForm>
  );
}
