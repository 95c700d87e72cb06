// Whether a series counts persons, as it was declared; while nobody did, what its words propose and the form to declare it.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { Lacks } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { CountsField, proposalWords } from './counts-field.tsx';
import type { SeriesLine } from './types.ts';

/** One line; a lack where nothing is declared. */
export function Counts({ line }: { readonly line: SeriesLine }) {
  const matter = useMatter();
  const entered = useEntered();
  const [isAsking, setAsking] = useState(false);
  const { declared, ground, proposed } = line.guard.counts;
  const declare = (counts: string, why: string | null) =>
    run(matter, 'series.declare', { series: line.id, counts, ground: why });
  if (isAsking)
    return (
      <ActForm
        act="Declare it"
        acting="Declaring…"
        cancel={() => setAsking(false)}
        perform={async (given) => {
          await declare(textOf(given, 'counts') ?? '', textOf(given, 'ground') ?? null);
          entered({
            words: 'It is declared; figures and papers go by it from now on.',
            ...(declared === null ? {} : { undo: async () => void (await declare(declared, ground)) }),
          });
          setAsking(false);
        }}
      >
        <CountsField declared={declared} proposed={proposed} />
        <Field label="Why" hint="Where it is not plain from the definition." wide>
          <input name="ground" maxLength={1000} defaultValue={ground ?? ''} />
        </Field>
      </ActForm>
    );
  const ask = (
    <button type="button" className="link" onClick={() => setAsking(true)}>
      {declared === null ? 'Declare it…' : 'Change…'}
    </button>
  );
  if (declared === null)
    return (
      <Lacks>
        Nobody has declared whether this series counts persons; until then it is treated as its words propose.{' '}
        {proposalWords(proposed)} {ask}
      </Lacks>
    );
  return (
    <p className="small muted">
      Declared: its figures {declared === 'persons' ? 'count persons' : 'do not count persons'}.{' '}
      {ground !== null && <bdi>{ground} </bdi>}
      {ask}
    </p>
  );
}
