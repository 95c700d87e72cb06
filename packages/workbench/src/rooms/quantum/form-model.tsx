// The formula of an estimated head: a sum of products of assumptions and plain numbers, and the causal share of the whole.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PickField } from '../../lib/pick-field.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import {
  type Assumption,
  decimalOf,
  type Estimates,
  type Factor,
  type Model,
  type Term,
} from './estimates.ts';
import type { FormParts } from './forms.tsx';
import type { Head } from './types.ts';

interface ModelFormProps extends FormParts {
  readonly all: readonly Head[];
  readonly enterAssumption: () => void;
  readonly openHead: () => void;
  readonly done: () => void;
}

/** The head in the address, or the first estimated one; its formula, if it has one, stands in the fields. */
export function ModelForm(parts: ModelFormProps) {
  const listed = useAsk<Estimates>('assumption.list');
  const estimated = parts.all.filter((one) => one.mode === 'estimated');
  const [chosen, setChosen] = useState(parts.head);
  const head = estimated.find((one) => one.id === chosen) ?? estimated[0];
  if (listed.error !== null) return <SayNo error={listed.error} />;
  if (listed.data === undefined) return null;
  if (head === undefined)
    return (
      <p>
        No estimated head is open.{' '}
        <button type="button" onClick={parts.openHead}>
          Open one
        </button>
      </p>
    );
  if (listed.data.assumptions.length === 0)
    return (
      <p>
        A formula multiplies and adds assumptions, and none is entered yet.{' '}
        <button type="button" onClick={parts.enterAssumption}>
          Enter an assumption
        </button>
      </p>
    );
  return (
    <>
      <div className="fields">
        <PickField
          label="Head"
          wide
          options={estimated.map((one) => [one.id, one.title] as const)}
          chosen={head.id}
          change={setChosen}
        />
      </div>
      <Form
        key={head.id}
        head={head}
        assumptions={listed.data.assumptions}
        before={listed.data.models.find((one) => one.head === head.id)}
        parts={parts}
      />
    </>
  );
}

interface FormProps {
  readonly head: Head;
  readonly assumptions: readonly Assumption[];
  readonly before: Model | undefined;
  readonly parts: ModelFormProps;
}

/** How many factors each term shows. */
type Shape = readonly { readonly factors: number }[];

function Form({ head, assumptions, before, parts }: FormProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [shape, setShape] = useState<Shape>(
    before?.terms.map((one) => ({ factors: one.factors.length })) ?? [{ factors: 2 }],
  );
  const shares = assumptions.filter((one) => one.unit === 'share');
  const set = (place: number, factors: number): void =>
    setShape(shape.map((one, i) => (i === place ? { factors } : one)));
  return (
    <ActForm
      act="Set the formula"
      acting="Setting…"
      cancel={parts.cancel}
      perform={async (given) => {
        const share = textOf(given, 'share');
        const terms = shape.map((one, i): Term => {
          const own = Array.from({ length: one.factors }, (_unused, j) => factorOf(given, i, j)).flat();
          return {
            title: textOf(given, `title-${i}`) ?? `Term ${i + 1}`,
            sign: textOf(given, `sign-${i}`) ?? 'plus',
            factors: share === undefined ? own : [...own, { assumption: share }],
          };
        });
        const input = {
          head: head.id,
          point: textOf(given, 'point'),
          terms,
          ground: textOf(given, 'ground'),
        };
        await run(matter, 'head.model', input);
        entered({
          words: 'The formula is set, and the head is drawn from it. Setting it again replaces it.',
          ...(before === undefined
            ? {}
            : {
                undo: async () => {
                  await run(matter, 'head.model', before);
                },
              }),
        });
        parts.done();
      }}
    >
      {shape.map((one, i) => {
        const term = before?.terms[i];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the terms is what is entered
          <fieldset key={i} className="change">
            <legend>Term {i + 1}</legend>
            <div className="fields">
              <Field label="What it is" hint="Reception of those detained">
                <input name={`title-${i}`} required maxLength={400} defaultValue={term?.title} />
              </Field>
              <PickField
                label="It is"
                name={`sign-${i}`}
                options={[
                  ['plus', 'added'],
                  ['minus', 'taken off'],
                ]}
                chosen={term?.sign ?? 'plus'}
              />
              {Array.from({ length: one.factors }, (_unused, j) => (
                <FactorField
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place of a factor is its name
                  key={j}
                  name={`${i}-${j}`}
                  label={j === 0 ? 'This' : 'times'}
                  assumptions={assumptions}
                  before={term?.factors[j]}
                  usual={assumptions[Math.min(j, assumptions.length - 1)]?.id}
                />
              ))}
              <p className="field wide acts">
                <button type="button" onClick={() => set(i, one.factors + 1)}>
                  Another factor
                </button>
                {one.factors > 1 && (
                  <button type="button" onClick={() => set(i, one.factors - 1)}>
                    One fewer
                  </button>
                )}
              </p>
            </div>
          </fieldset>
        );
      })}
      <p className="field wide acts">
        <button type="button" onClick={() => setShape([...shape, { factors: 2 }])}>
          Another term
        </button>
        {shape.length > 1 && (
          <button type="button" onClick={() => setShape(shape.slice(0, -1))}>
            Leave the last term out
          </button>
        )}
        <button type="button" onClick={parts.enterAssumption}>
          Enter an assumption first
        </button>
      </p>
      <PickField
        label="Causal share of the whole"
        hint={
          shares.length === 0
            ? 'Enter it as an assumption that is a share, stated or read from an estimate.'
            : 'Multiplies every term.'
        }
        name="share"
        none={before === undefined ? 'none' : 'as the terms have it'}
        options={shares.map((one) => [one.id, one.title] as const)}
      />
      <PickField
        label="What is pleaded out of the draws"
        name="point"
        options={[
          ['median', 'the median'],
          ['mean', 'the mean'],
          ['range', 'no one figure: the range alone'],
        ]}
        chosen={before?.point ?? (parts.shows === 'ranges' ? 'range' : 'median')}
      />
      <Field label="Ground" wide hint="Why the loss is this product, and what is left out of it.">
        <textarea name="ground" required maxLength={2000} defaultValue={before?.ground} />
      </Field>
    </ActForm>
  );
}

function FactorField({
  name,
  label,
  assumptions,
  before,
  usual,
}: {
  readonly name: string;
  readonly label: string;
  readonly assumptions: readonly Assumption[];
  readonly before: Factor | undefined;
  readonly usual: string | undefined;
}) {
  const [chosen, setChosen] = useState(
    before === undefined ? (usual ?? 'number') : 'assumption' in before ? before.assumption : 'number',
  );
  return (
    <div className="field">
      <PickField
        label={label}
        name={`factor-${name}`}
        options={[...assumptions.map((one) => [one.id, one.title] as const), ['number', 'a plain number']]}
        chosen={chosen}
        change={setChosen}
      />
      {chosen === 'number' && (
        <input
          name={`number-${name}`}
          required
          inputMode="decimal"
          aria-label={`${label}: the number`}
          defaultValue={before !== undefined && 'number' in before ? before.number : undefined}
        />
      )}
    </div>
  );
}

function factorOf(given: FormData, i: number, j: number): readonly Factor[] {
  const chosen = textOf(given, `factor-${i}-${j}`);
  if (chosen === undefined) return [];
  if (chosen !== 'number') return [{ assumption: chosen }];
  return [{ number: decimalOf(textOf(given, `number-${i}-${j}`)) ?? '' }];
}
