// Where a series stops counting the same thing: declared once, and from then on every figure and run warns of it.
import { useState } from 'react';
import { useGoTo } from '../../figures/go-to.ts';
import { Passages } from '../../figures/passages.tsx';
import { run } from '../../lib/api.ts';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PassagesField } from '../../lib/passages-field.tsx';
import { PickField } from '../../lib/pick-field.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { others, type SeriesLine } from './types.ts';
import { timeWords } from './words.ts';

/** The switches of a series and the form for another. */
export function Switches({ line, all }: { readonly line: SeriesLine; readonly all: readonly SeriesLine[] }) {
  const matter = useMatter();
  const entered = useEntered();
  const goTo = useGoTo();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      {line.switches.length === 0 && (
        <p className="muted">
          No switch is declared: the series is taken to count one thing throughout. Declare one where it does
          not, for instance where persons turned back are counted as attempts and no longer as crossings.
        </p>
      )}
      {line.switches.map((one) => {
        const { continuesAs } = one;
        return (
          <section key={one.on} className="citation">
            <h3>From {timeWords(one.on)}</h3>
            <p>
              <bdi>{one.reason}</bdi>
            </p>
            <p className="small">
              {continuesAs !== null && (
                <>
                  Goes on as{' '}
                  <button type="button" className="link" onClick={() => goTo(continuesAs)}>
                    <bdi>{all.find((each) => each.id === continuesAs)?.measure ?? continuesAs}</bdi>
                  </button>
                  .{' '}
                </>
              )}
              <Passages passages={one.passages} />
            </p>
          </section>
        );
      })}
      {!isAsking && (
        <p className="below">
          <button type="button" onClick={() => setAsking(true)}>
            Declare a switch
          </button>
        </p>
      )}
      {isAsking && (
        <ActForm
          act="Declare it"
          acting="Declaring…"
          cancel={() => setAsking(false)}
          perform={async (given) => {
            await run(matter, 'series.switch', {
              series: line.id,
              on: textOf(given, 'on'),
              reason: textOf(given, 'reason'),
              continuesAs: textOf(given, 'continuesAs') ?? null,
              passages: idsOf(given, 'passages'),
            });
            entered({ words: 'The switch is declared; every figure and run on the series says so.' });
            setAsking(false);
          }}
        >
          <Field label="First day that counts something else">
            <input type="date" name="on" required />
          </Field>
          <PickField
            name="continuesAs"
            label="The series that goes on with it"
            none="None here"
            options={others(line, all)}
          />
          <Field label="What changed, and why" wide>
            <textarea name="reason" required maxLength={2000} />
          </Field>
          <PassagesField name="passages" label="Passages that say so" hint="May be left empty." />
        </ActForm>
      )}
    </>
  );
}
