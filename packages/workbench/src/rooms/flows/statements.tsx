// Dated totals and bounds of a series: what they leave open month by month, and those that cannot all hold.
import { useState } from 'react';
import { FigureShown } from '../../figures/figure.tsx';
import { Passages } from '../../figures/passages.tsx';
import { run } from '../../lib/api.ts';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PassagesField } from '../../lib/passages-field.tsx';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import type { SeriesLine } from './types.ts';
import { timeWords } from './words.ts';

interface Envelope {
  readonly statements: readonly {
    readonly id: string;
    readonly value: string;
    readonly words: string;
    readonly asWritten: string | null;
    readonly printed: string | null;
    readonly passages: readonly string[];
    readonly disregarded: string | null;
  }[];
  readonly contradictions: readonly { readonly words: readonly string[]; readonly excess: string }[];
  readonly suspects: readonly { readonly words: readonly string[] }[];
  readonly months: readonly unknown[];
}

const BEARINGS = [
  ['exact', 'exactly'],
  ['rounded', 'rounded to'],
  ['about', 'about, give or take'],
  ['at-least', 'at least'],
  ['at-most', 'at most'],
  ['between', 'between it and'],
] as const;

/** The statements of a series with the envelope they leave. */
export function Statements({ line }: { readonly line: SeriesLine }) {
  const found = useAsk<Envelope>('series.envelope', { series: line.id });
  const [isAsking, setAsking] = useState(false);
  const [aside, setAside] = useState<string>();
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined)
    return <p className="muted">The statements are being set against each other…</p>;
  const { statements, contradictions, suspects, months } = found.data;
  return (
    <>
      {statements.length === 0 && (
        <p className="muted">
          No dated statement is entered. A total such as “8 106 from August to December”, a running total or a
          bound narrows what each month can have been, and shows which sources cannot all be right.
        </p>
      )}
      {contradictions.map((one) => (
        <Lacks key={one.words.join()}>
          <strong>These cannot all hold:</strong>
          <ul>
            {one.words.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Lacks>
      ))}
      {suspects.length > 0 && <Suspects suspects={suspects} />}
      {statements.length > 0 && months.length > 0 && <FigureShown figure="envelope" of={line.id} />}
      {statements.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>Statement</th>
              <th>Printed</th>
              <th>Passage</th>
              <th>Standing</th>
            </tr>
          </thead>
          <tbody>
            {statements.map((one) => (
              <tr key={one.id} className={one.disregarded === null ? undefined : 'left-out'}>
                <td>
                  <bdi>{one.words}</bdi>
                  {one.asWritten !== null && one.asWritten !== one.value && (
                    <div className="small muted">
                      written <bdi>{one.asWritten}</bdi>
                    </div>
                  )}
                </td>
                <td>{one.printed === null ? '' : timeWords(one.printed)}</td>
                <td>
                  <Passages passages={one.passages} />
                </td>
                <td>
                  {one.disregarded !== null ? (
                    <>set aside: {one.disregarded}</>
                  ) : (
                    <button
                      type="button"
                      className="link"
                      aria-expanded={aside === one.id}
                      onClick={() => setAside(aside === one.id ? undefined : one.id)}
                    >
                      Set aside…
                    </button>
                  )}
                  {aside === one.id && <SetAside statement={one.id} done={() => setAside(undefined)} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {isAsking ? (
        <Enter line={line} done={() => setAsking(false)} />
      ) : (
        <p className="below">
          <button type="button" onClick={() => setAsking(true)}>
            Enter a dated statement
          </button>
        </p>
      )}
    </>
  );
}

const SHOWN = 3;

/** Which statements to doubt; where many would do, the figures do not tell, and that is said. */
function Suspects({ suspects }: { readonly suspects: Envelope['suspects'] }) {
  const more = suspects.length - SHOWN;
  return (
    <>
      <p>
        {suspects.length === 1 ? 'The rest can hold without:' : 'The rest can hold without one of these:'}
      </p>
      <ul>
        {suspects.slice(0, SHOWN).map((one) => (
          <li key={one.words.join()}>{one.words.map((words) => `“${words}”`).join(' and ')}</li>
        ))}
        {more > 0 && (
          <li className="muted">
            or {more} other {more === 1 ? 'choice' : 'choices'}: the figures alone do not tell which is wrong
          </li>
        )}
      </ul>
    </>
  );
}

function SetAside({ statement, done }: { readonly statement: string; readonly done: () => void }) {
  const matter = useMatter();
  const entered = useEntered();
  return (
    <ActForm
      act="Set it aside"
      acting="Setting it aside…"
      cancel={done}
      perform={async (given) => {
        await run(matter, 'statement.disregard', { statement, ground: textOf(given, 'ground') });
        entered({ words: 'The statement is set aside. It stays visible and binds no more.' });
        done();
      }}
    >
      <Field label="On what ground?" wide>
        <input name="ground" required maxLength={1000} />
      </Field>
    </ActForm>
  );
}

function Enter({ line, done }: { readonly line: SeriesLine; readonly done: () => void }) {
  const matter = useMatter();
  const entered = useEntered();
  const [bears, setBears] = useState<string>('exact');
  const hasMargin = ['rounded', 'about', 'between'].includes(bears);
  return (
    <ActForm
      act="Enter the statement"
      acting="Entering…"
      cancel={done}
      perform={async (given) => {
        await run(matter, 'statement.date', {
          series: line.id,
          over: textOf(given, 'over'),
          bears,
          value: textOf(given, 'value'),
          ...(hasMargin ? { margin: textOf(given, 'margin') } : {}),
          source: textOf(given, 'source'),
          ...(textOf(given, 'asWritten') === undefined ? {} : { asWritten: textOf(given, 'asWritten') }),
          ...(textOf(given, 'printed') === undefined ? {} : { printed: textOf(given, 'printed') }),
          passages: idsOf(given, 'passages'),
        });
        entered({ words: 'The statement is entered.' });
        done();
      }}
    >
      <Field label="Over which time" hint="2025, 2025-08, or 2025-01-01/2025-10-18; both days included.">
        <input name="over" required />
      </Field>
      <Field label="It says">
        <select name="bears" value={bears} onChange={(event) => setBears(event.target.value)}>
          {BEARINGS.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <Field label={`Figure, ${line.unit}`}>
        <input name="value" required inputMode="decimal" />
      </Field>
      {hasMargin && (
        <Field
          label={bears === 'between' ? 'Upper end' : bears === 'rounded' ? 'Rounded to' : 'Give or take'}
        >
          <input name="margin" required inputMode="decimal" />
        </Field>
      )}
      <Field label="Who says so">
        <input name="source" required maxLength={300} />
      </Field>
      <Field label="When it was printed" hint="May be left empty.">
        <input name="printed" />
      </Field>
      <Field label="As it is written" wide hint="The words themselves; may be left empty.">
        <input name="asWritten" maxLength={400} />
      </Field>
      <PassagesField name="passages" label="Passages" hint="May be left empty." />
    </ActForm>
  );
}
