// How the estimated heads are drawn: number, seed, level, and which assumptions hang together; drawn before it is entered.
import { useEffect, useRef, useState } from 'react';
import { run, task } from '../../lib/api.ts';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PassagesField } from '../../lib/passages-field.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { type Assumption, decimalOf, type Estimates, type Tie } from './estimates.ts';

interface DrawsFormProps {
  readonly cancel: () => void;
  readonly done: () => void;
}

/** The fields hold the rule as it stands. */
export function DrawsForm(props: DrawsFormProps) {
  const listed = useAsk<Estimates>('assumption.list');
  if (listed.error !== null) return <SayNo error={listed.error} />;
  if (listed.data === undefined) return null;
  if (listed.data.models.length === 0)
    return <p className="muted">No estimated head has a formula yet: there is nothing to draw.</p>;
  return <Form {...props} estimates={listed.data} />;
}

function Form({ cancel, done, estimates }: DrawsFormProps & { readonly estimates: Estimates }) {
  const matter = useMatter();
  const entered = useEntered();
  const before = estimates.draws;
  const [ties, setTies] = useState<readonly (Tie | undefined)[]>(before.dependence);
  const stop = useRef<AbortController>(undefined);
  const [isDrawing, setDrawing] = useState(false);
  useEffect(() => () => stop.current?.abort(), []);
  return (
    <ActForm
      act="Draw them"
      acting="Drawing…"
      cancel={() => {
        stop.current?.abort();
        if (!isDrawing) cancel();
      }}
      perform={async (given) => {
        stop.current = new AbortController();
        setDrawing(true);
        try {
          const { sentence } = await task<{ sentence: string }>(
            matter,
            'draws.run',
            {
              count: Number(textOf(given, 'count')),
              seed: Number(textOf(given, 'seed')),
              level: textOf(given, 'level'),
              dependence: ties.map((_unused, i) => ({
                a: textOf(given, `a-${i}`),
                b: textOf(given, `b-${i}`),
                correlation: decimalOf(textOf(given, `correlation-${i}`)),
                ground: textOf(given, `ground-${i}`),
                passages: idsOf(given, `passages-${i}`),
              })),
            },
            stop.current.signal,
          );
          entered({
            words: sentence,
            undo: async () => {
              await run(matter, 'draws.rule', before);
            },
          });
          done();
        } finally {
          setDrawing(false);
        }
      }}
    >
      <Field label="Draws" hint="A thousand to two million.">
        <input
          name="count"
          type="number"
          required
          min={1000}
          max={2_000_000}
          step={1000}
          defaultValue={before.count}
        />
      </Field>
      <Field label="Seed" hint="The same seed gives the same cents on every machine.">
        <input name="seed" type="number" required min={0} defaultValue={before.seed} />
      </Field>
      <Field label="Level of the interval" hint="0.95 for 95 %.">
        <input name="level" required pattern="0\.\d{1,6}" defaultValue={before.level} />
      </Field>
      <p className="field wide muted small">
        Assumptions that no pair below names are drawn as independent of each other. That too is a choice, and
        it is printed.
      </p>
      {ties.map((tie, i) => (
        <TieFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair is known by its place in the form
          key={i}
          place={i}
          tie={tie}
          assumptions={estimates.assumptions}
          leave={() => setTies(ties.filter((_unused, j) => j !== i))}
          isLast={i === ties.length - 1}
        />
      ))}
      <p className="field wide">
        <button
          type="button"
          disabled={estimates.assumptions.length < 2}
          onClick={() => setTies([...ties, undefined])}
        >
          Two assumptions hang together
        </button>
      </p>
      {isDrawing && (
        <p className="field wide" role="status">
          How far it is stands at the left. Stopped, nothing is entered.
        </p>
      )}
    </ActForm>
  );
}

interface TieProps {
  readonly place: number;
  readonly tie: Tie | undefined;
  readonly assumptions: readonly Assumption[];
  readonly leave: () => void;
  readonly isLast: boolean;
}

function TieFields({ place, tie, assumptions, leave, isLast }: TieProps) {
  const options = assumptions.map((one) => (
    <option key={one.id} value={one.id}>
      {one.title}
    </option>
  ));
  return (
    <fieldset className="change">
      <legend>Pair {place + 1}</legend>
      <div className="fields">
        <Field label="This">
          <select name={`a-${place}`} defaultValue={tie?.a ?? assumptions[0]?.id}>
            {options}
          </select>
        </Field>
        <Field label="with this">
          <select name={`b-${place}`} defaultValue={tie?.b ?? assumptions[1]?.id}>
            {options}
          </select>
        </Field>
        <Field label="Correlation" hint="Between -1 and 1.">
          <input name={`correlation-${place}`} required inputMode="decimal" defaultValue={tie?.correlation} />
        </Field>
        <Field label="Ground" wide>
          <input name={`ground-${place}`} required maxLength={2000} defaultValue={tie?.ground} />
        </Field>
        <PassagesField
          name={`passages-${place}`}
          label="Passages"
          hint="May be left empty."
          initial={tie?.passages ?? []}
        />
        {isLast && (
          <p className="field wide">
            <button type="button" onClick={leave}>
              Leave this pair out
            </button>
          </p>
        )}
      </div>
    </fieldset>
  );
}
