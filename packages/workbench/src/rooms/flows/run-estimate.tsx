// Choosing a method with its series and parameters: registered before anything is seen, or worked out at once.
import { useEffect, useRef, useState } from 'react';
import { run, task } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';
import type { Go, Method, SeriesLine } from './types.ts';
import { paramOf, shown, spaced } from './words.ts';

interface RunProps {
  readonly go: Go;
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly series: readonly SeriesLine[];
  readonly isChoice: boolean;
}

/** The form; the address holds the method and the first series. */
export function RunEstimate({ go, search, series, isChoice }: RunProps) {
  const found = useAsk<{ methods: readonly Method[] }>('method.list');
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const name = search['method'] ?? 'interrupted';
  const method = found.data.methods.find((one) => one.method === name);
  return (
    <>
      <h2>{isChoice ? 'Register a choice before seeing the result' : 'Work an estimate out'}</h2>
      <p className="muted">
        {isChoice
          ? 'Method, series, parameters and seed are entered in the ledger, with what had been worked out on these series before. A court can then see that the method was not picked for its answer.'
          : 'Every run is entered with its diagnostics and its challenge sheet, failures included. A run that no choice was registered for is shown as such.'}
      </p>
      <div className="fields">
        <Field label="Method" wide>
          <select value={name} onChange={(event) => go({ ...search, method: event.target.value })}>
            {found.data.methods.map((one) => (
              <option key={one.method} value={one.method}>
                {one.title}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {method !== undefined && (
        <MethodForm
          key={`${method.method} ${isChoice}`}
          method={method}
          series={series}
          first={search['series']}
          isChoice={isChoice}
          go={go}
        />
      )}
    </>
  );
}

interface FormProps {
  readonly method: Method;
  readonly series: readonly SeriesLine[];
  readonly first: string | undefined;
  readonly isChoice: boolean;
  readonly go: Go;
}

function MethodForm({ method, series, first, isChoice, go }: FormProps) {
  const matter = useMatter();
  const entered = useEntered();
  const usable = series.filter((one) => one.points > 0);
  const [picked, setPicked] = useState<readonly string[]>(() => {
    const start = first ?? usable[0]?.id ?? '';
    const others = usable.filter((one) => one.id !== start).map((one) => one.id);
    return [start, ...others.slice(0, method.least - 1)];
  });
  const stop = useRef<AbortController>(undefined);
  const [isRunning, setRunning] = useState(false);
  useEffect(() => () => stop.current?.abort(), []);
  const set = (place: number, id: string): void =>
    setPicked(picked.map((before, i) => (i === place ? id : before)));
  return (
    <ActForm
      act={isChoice ? 'Register the choice' : 'Work it out'}
      acting={isChoice ? 'Registering…' : 'Working…'}
      cancel={() => {
        stop.current?.abort();
        if (!isRunning) go({});
      }}
      perform={async (given) => {
        const params = paramsOf(method, given);
        const seed = Number(textOf(given, 'seed') ?? 1);
        const chosen = picked.filter((id) => id !== '');
        if (isChoice) {
          const receipt = await run(matter, 'choice.register', {
            question: textOf(given, 'question'),
            method: method.method,
            series: chosen,
            params,
            seed,
            reason: textOf(given, 'reason'),
          });
          entered({ words: 'The choice stands in the ledger, dated. Now it can be carried out.' });
          go({ choice: receipt.entries[0]?.subject });
          return;
        }
        stop.current = new AbortController();
        setRunning(true);
        try {
          const { runs } = await task<{ runs: readonly { estimate: string }[] }>(
            matter,
            'estimate.run',
            {
              method: method.method,
              series: chosen,
              params,
              seed,
              vary: variantsOf(method, given),
              ...(textOf(given, 'from') === undefined ? {} : { from: textOf(given, 'from') }),
              ...(textOf(given, 'to') === undefined ? {} : { to: textOf(given, 'to') }),
            },
            stop.current.signal,
          );
          entered({ words: `${counted(runs.length, 'run is', 'runs are')} worked out and entered.` });
          go({ estimate: runs[0]?.estimate });
        } finally {
          setRunning(false);
        }
      }}
    >
      {isChoice && (
        <Field label="The question" wide hint="Did detections rise after the announcement?">
          <input name="question" required maxLength={1000} />
        </Field>
      )}
      {picked.map((id, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of a series is what it is for
        <Field key={i} label={i === 0 ? 'First series' : `Series ${i + 1}`}>
          <select value={id} onChange={(event) => set(i, event.target.value)}>
            {i >= method.least && <option value="">None</option>}
            {usable.map((one) => (
              <option key={one.id} value={one.id}>
                {one.measure}
              </option>
            ))}
          </select>
        </Field>
      ))}
      {picked.length < method.most && picked.length < usable.length && (
        <div className="field">
          <span className="field-label">Further</span>
          <button
            type="button"
            onClick={() => setPicked([...picked, usable.find((one) => !picked.includes(one.id))?.id ?? ''])}
          >
            Add a series
          </button>
        </div>
      )}
      <p className="field wide small muted">It takes {method.roles}.</p>
      {method.params.map((param) => (
        <Param key={param.name} param={param} isVaried={!isChoice} />
      ))}
      <Field label="Seed" hint="The same seed gives the same figures on every machine.">
        <input name="seed" type="number" min={0} defaultValue={1} />
      </Field>
      {!isChoice && (
        <>
          <Field label="From" hint="First time used, 2031-07; empty: from the beginning.">
            <input name="from" />
          </Field>
          <Field label="To" hint="Last time used; empty: to the end.">
            <input name="to" />
          </Field>
        </>
      )}
      {isChoice && (
        <Field label="Why this method, these series and this date" wide>
          <textarea name="reason" required maxLength={2000} />
        </Field>
      )}
      {isRunning && (
        <p className="field wide" role="status">
          How far it is and how long it still takes stands at the left, where it can be stopped. What was
          worked out before is kept.
        </p>
      )}
    </ActForm>
  );
}

function Param({
  param,
  isVaried,
}: {
  readonly param: Method['params'][number];
  readonly isVaried: boolean;
}) {
  const { name, kind, usual } = param;
  const also = isVaried && kind !== 'list' && (
    <input
      name={`also-${name}`}
      aria-label={`${spaced(name)}: also with`}
      placeholder={`also with ${kind === 'flag' ? (usual === true ? 'no' : 'yes') : name === 'date' ? '2031-09' : 'others'}`}
    />
  );
  return (
    <div className="field">
      <Field
        label={spaced(name)}
        {...(name === 'date' ? { hint: 'First time after the event: 2031-08 or a day.' } : {})}
      >
        {kind === 'flag' ? (
          <select name={`param-${name}`} defaultValue={shown(usual)}>
            <option>yes</option>
            <option>no</option>
          </select>
        ) : (
          <input
            name={`param-${name}`}
            required={usual === null}
            defaultValue={usual === null ? '' : kind === 'list' ? JSON.stringify(usual) : String(usual)}
          />
        )}
      </Field>
      {also}
    </div>
  );
}

const givenOf = ({ kind, usual }: Method['params'][number], text: string): unknown =>
  kind === 'flag' ? /^(?:yes|true|1)$/iu.test(text) : paramOf(kind, text, usual);

function paramsOf(method: Method, given: FormData): Record<string, unknown> {
  return Object.fromEntries(
    method.params.flatMap((param) => {
      const text = textOf(given, `param-${param.name}`);
      return text === undefined ? [] : [[param.name, givenOf(param, text)]];
    }),
  );
}

/** One run for each further value, the other parameters as they stand. */
function variantsOf(method: Method, given: FormData): readonly Record<string, unknown>[] {
  return method.params.flatMap((param) =>
    (textOf(given, `also-${param.name}`) ?? '')
      .split(/[\s,;]+/u)
      .filter((text) => text !== '')
      .map((text) => ({ [param.name]: givenOf(param, text) })),
  );
}
