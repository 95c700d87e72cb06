// Under which number figures of persons are hidden in what leaves the house: as was declared of the series, or as it was set.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PickField } from '../../lib/pick-field.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { others, type SeriesLine } from './types.ts';

interface GuardProps {
  readonly line: SeriesLine;
  readonly all: readonly SeriesLine[];
}

/** One line, and the form behind it. */
export function Guard({ line, all }: GuardProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [isSetting, setSetting] = useState(false);
  const { guard } = line;
  const total = all.find((one) => one.id === guard.total)?.measure;
  if (!isSetting)
    return (
      <p className="small muted">
        {guard.least === 0
          ? 'No figure of this series is hidden in what leaves the house.'
          : `In what leaves the house, figures from 1 to ${guard.least - 1} are hidden, and as many besides as keep them hidden${total === undefined ? '' : `; with others it adds up to “${total}”`}.`}{' '}
        {guard.ground !== null && <bdi>{guard.ground} </bdi>}
        <button type="button" className="link" onClick={() => setSetting(true)}>
          Change…
        </button>
      </p>
    );
  return (
    <ActForm
      act="Set it"
      acting="Setting…"
      cancel={() => setSetting(false)}
      perform={async (given) => {
        await run(matter, 'series.guard', {
          series: line.id,
          least: Number(textOf(given, 'least')),
          total: textOf(given, 'total') ?? null,
          ground: textOf(given, 'ground'),
        });
        entered({
          words: 'It is set for every figure and paper from now on.',
          undo: async () => {
            await run(matter, 'series.guard', {
              series: line.id,
              least: guard.least,
              total: guard.total,
              ground: guard.ground ?? 'As it was before, by what the series counts.',
            });
          },
        });
        setSetting(false);
      }}
    >
      <Field label="Hide figures under" hint="5 as a rule; 0 for figures that others have published.">
        <input name="least" type="number" required min={0} max={1000} defaultValue={guard.least} />
      </Field>
      <PickField
        name="total"
        label="With others it adds up to"
        hint="Such as all nationalities; where that total is known."
        none="no other series"
        options={others(line, all)}
        chosen={guard.total ?? ''}
      />
      <Field label="Ground" wide>
        <input name="ground" required maxLength={1000} />
      </Field>
    </ActForm>
  );
}
