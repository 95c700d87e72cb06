// Entering a quantity of an estimate: stated with its doubt, read from an adopted estimate, or carried from a mass claim.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PassagesField } from '../../lib/passages-field.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import {
  type Assumption,
  DISTRIBUTIONS,
  type DistributionKind,
  decimalOf,
  type Estimates,
  UNITS,
} from './estimates.ts';
import type { FormParts } from './forms.tsx';

type From = 'stated' | 'estimate' | 'register';

/** A new one, or the one in the address set anew. */
export function AssumptionForm(
  parts: FormParts & { readonly of: string | undefined; readonly done: () => void },
) {
  const { of } = parts;
  const listed = useAsk<Estimates>('assumption.list', {}, of !== undefined);
  if (of === undefined) return <Form {...parts} before={undefined} />;
  if (listed.error !== null) return <SayNo error={listed.error} />;
  if (listed.data === undefined) return null;
  return <Form key={of} {...parts} before={listed.data.assumptions.find((one) => one.id === of)} />;
}

function Form({
  before,
  cancel,
  done,
}: FormParts & { readonly before: Assumption | undefined; readonly done: () => void }) {
  const matter = useMatter();
  const entered = useEntered();
  const [from, setFrom] = useState<From>(
    before?.register != null ? 'register' : before?.estimate != null ? 'estimate' : 'stated',
  );
  const [kind, setKind] = useState<DistributionKind>(
    (before?.distribution['kind'] as DistributionKind | undefined) ?? 'triangular',
  );
  return (
    <ActForm
      act={before === undefined ? 'Enter the assumption' : 'Set it anew'}
      acting="Entering…"
      cancel={cancel}
      perform={async (given) => {
        const input = {
          ...(before === undefined ? {} : { id: before.id }),
          title: textOf(given, 'title'),
          unit: textOf(given, 'unit'),
          ...saidOf(from, kind, given),
          ground: textOf(given, 'ground'),
          passages: idsOf(given, 'passages'),
        };
        const receipt = await run(matter, 'assumption.enter', input);
        const id = receipt.entries[0]?.subject ?? '';
        entered({
          words: before === undefined ? 'The assumption is entered.' : 'The assumption is set anew.',
          undo: async () => {
            if (before === undefined)
              await run(matter, 'item.withdraw', { item: id, ground: 'Taken back at once.' });
            else await run(matter, 'assumption.enter', asEntered(before));
          },
        });
        done();
      }}
    >
      <Field label="Quantity" wide hint="Cost of one person for one day">
        <input name="title" required maxLength={400} defaultValue={before?.title} />
      </Field>
      <Field label="It is">
        <select name="unit" defaultValue={before?.unit ?? 'amount'}>
          {Object.entries(UNITS).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Where it comes from">
        <select value={from} onChange={(event) => setFrom(event.target.value as From)}>
          <option value="stated">stated here, with its doubt</option>
          <option value="estimate">an adopted estimate of Flows</option>
          <option value="register">the sample of a mass claim</option>
        </select>
      </Field>
      {from === 'stated' && (
        <>
          <Field label="What is known of it" wide>
            <select value={kind} onChange={(event) => setKind(event.target.value as DistributionKind)}>
              {Object.entries(DISTRIBUTIONS).map(([code, { words }]) => (
                <option key={code} value={code}>
                  {words}
                </option>
              ))}
            </select>
          </Field>
          {DISTRIBUTIONS[kind].figures.map(([name, label]) => (
            <Field key={`${kind} ${name}`} label={label}>
              <input
                name={`figure-${name}`}
                required
                inputMode="decimal"
                defaultValue={before?.distribution['kind'] === kind ? before.distribution[name] : undefined}
              />
            </Field>
          ))}
        </>
      )}
      {from === 'estimate' && <EstimatePick before={before} />}
      {from === 'register' && <RegisterPick before={before} />}
      <Field label="Ground" wide hint="Who says so, and why this width and no other.">
        <textarea name="ground" required maxLength={2000} defaultValue={before?.ground} />
      </Field>
      <PassagesField
        name="passages"
        label="Passages"
        initial={before?.sources.map((one) => one.passage) ?? []}
        {...(from === 'stated' ? {} : { hint: 'May be left empty: it stands on what it is read from.' })}
      />
    </ActForm>
  );
}

function saidOf(from: From, kind: DistributionKind, given: FormData): object {
  if (from === 'estimate') return { estimate: textOf(given, 'estimate'), reading: textOf(given, 'reading') };
  if (from === 'register') return { register: textOf(given, 'register'), reading: textOf(given, 'reading') };
  return {
    distribution: {
      kind,
      ...Object.fromEntries(
        DISTRIBUTIONS[kind].figures.map(([name]) => [name, decimalOf(textOf(given, `figure-${name}`))]),
      ),
    },
  };
}

/** The assumption as it would be entered to stand as it stood. */
function asEntered(one: Assumption): object {
  return {
    id: one.id,
    title: one.title,
    unit: one.unit,
    ground: one.ground,
    passages: one.sources.map((source) => source.passage),
    ...(one.register !== null
      ? { register: one.register, reading: one.reading }
      : one.estimate !== null
        ? { estimate: one.estimate, reading: one.reading }
        : { distribution: one.distribution }),
  };
}

interface Adopted {
  readonly id: string;
  readonly title: string;
  readonly standing: string;
  readonly effect: { readonly name: string; readonly point: string; readonly unit: string } | null;
}

function EstimatePick({ before }: { readonly before: Assumption | undefined }) {
  const found = useAsk<{ estimates: readonly Adopted[] }>('estimate.list');
  const adopted = (found.data?.estimates ?? []).filter((one) => one.standing === 'adopted');
  const [chosen, setChosen] = useState(before?.estimate ?? undefined);
  const id = chosen ?? adopted[0]?.id;
  const shown = useAsk<{ estimate: { figures: Readonly<Record<string, unknown>>; effect: unknown } | null }>(
    'estimate.show',
    { estimate: id ?? '' },
    id !== undefined,
  );
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  if (adopted.length === 0)
    return (
      <p className="field wide muted">
        No estimate is adopted yet. Work one out in Flows and adopt it with its ground; then its figure can be
        read from here.
      </p>
    );
  const one = shown.data?.estimate;
  const readings = [
    ...(one?.effect == null ? [] : ['effect']),
    ...Object.entries(one?.figures ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' && /^-?\d+(\.\d+)?$/u.test(value) ? [`figures.${name}`] : [],
    ),
  ];
  return (
    <>
      <Field label="Estimate" wide>
        <select name="estimate" value={id} onChange={(event) => setChosen(event.target.value)}>
          {adopted.map((each) => (
            <option key={each.id} value={each.id}>
              {each.title}
              {each.effect === null ? '' : `: ${each.effect.point} ${each.effect.unit}`}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Which figure of it" wide hint="Its interval becomes the doubt.">
        <select key={readings.join()} name="reading" defaultValue={before?.reading ?? readings[0]}>
          {readings.map((reading) => (
            <option key={reading} value={reading}>
              {figureWords(reading, one?.figures ?? {})}
            </option>
          ))}
        </select>
      </Field>
    </>
  );
}

function figureWords(reading: string, figures: Readonly<Record<string, unknown>>): string {
  if (reading === 'effect') return 'the effect, with its interval';
  const name = reading.slice('figures.'.length);
  const spaced = name.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return `${spaced}: ${String(figures[name])}`;
}

function RegisterPick({ before }: { readonly before: Assumption | undefined }) {
  const found = useAsk<{ registers: readonly { readonly id: string; readonly title: string }[] }>(
    'register.list',
  );
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  if (found.data.registers.length === 0)
    return (
      <p className="field wide muted">
        No register of a mass claim is laid down. Lay one down under “Mass claims”, draw a sample and examine
        it; then what it comes to can be carried here.
      </p>
    );
  return (
    <>
      <Field label="Register" wide>
        <select name="register" defaultValue={before?.register ?? undefined}>
          {found.data.registers.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Which figure of it" wide>
        <select name="reading" defaultValue={before?.reading ?? 'pleaded'}>
          <option value="pleaded">the estimate, with its standard error as the doubt</option>
          <option value="lower-bound">the lower bound at 95 %, without further doubt</option>
        </select>
      </Field>
    </>
  );
}
