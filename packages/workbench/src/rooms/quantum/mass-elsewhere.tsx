// A sample that somebody else drew and examined, extrapolated out of its exhibit with the sheet of attacks on it.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { ExhibitPick } from '../../lib/exhibit-pick.tsx';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { ColumnField, PickField } from '../../lib/pick-field.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useSealedTask } from '../../lib/use-ask.ts';
import { type Challenged, ChallengeSheet } from '../flows/challenge.tsx';
import { amount } from '../flows/words.ts';
import { decimalOf } from './estimates.ts';

interface Surveyed {
  readonly sentence: string;
  readonly estimate: string;
  readonly standardError: string;
  readonly low: string;
  readonly high: string;
  readonly lowerBound: string;
  readonly designEffect: string | null;
  readonly challenge: readonly Challenged[];
}

interface ElsewhereProps {
  readonly exhibit: string | undefined;
  readonly choose: (exhibit: string) => void;
  readonly cancel: () => void;
}

const ESTIMATORS = [
  ['stratified', 'by strata'],
  ['ratio', 'by the ratio of accepted to claimed'],
  ['regression', 'by regression on what was claimed'],
  ['cluster', 'by groups that were drawn whole (clusters)'],
] as const;

/** The exhibit stands in the address; the result is worked out anew each time and entered nowhere. */
export function Elsewhere({ exhibit, choose, cancel }: ElsewhereProps) {
  const found = useSealedTask<{ columns: readonly string[] }>(
    'register.columns',
    { exhibit: exhibit ?? '' },
    exhibit !== undefined,
  );
  return (
    <section className="block">
      <h2>A sample drawn elsewhere</h2>
      <p className="muted">
        A table of examined claims, one’s own or the other side’s: what it would come to, with the bound below
        which it is not, and how it is attacked. Nothing is entered.
      </p>
      <ExhibitPick chosen={exhibit} choose={choose} />
      {found.error !== null && <SayNo error={found.error} />}
      {exhibit !== undefined && found.data !== undefined ? (
        <Columns key={exhibit} exhibit={exhibit} columns={found.data.columns} cancel={cancel} />
      ) : (
        <p className="acts">
          <button type="button" onClick={cancel}>
            Back
          </button>
        </p>
      )}
    </section>
  );
}

function Columns({
  exhibit,
  columns,
  cancel,
}: {
  readonly exhibit: string;
  readonly columns: readonly string[];
  readonly cancel: () => void;
}) {
  const matter = useMatter();
  const [estimator, setEstimator] = useState('stratified');
  const [made, setMade] = useState<Surveyed>();
  const pick = (name: string, label: string, like: RegExp) => (
    // Keyed: the column of a group does not keep what was chosen as the one of a stratum.
    <ColumnField
      key={name}
      name={name}
      label={label}
      columns={columns}
      like={like}
      none="Choose a column"
      required
    />
  );
  const isCluster = estimator === 'cluster';
  const needsClaimed = estimator === 'ratio' || estimator === 'regression';
  const numberOf = (given: FormData, name: string): number | undefined => {
    const text = decimalOf(textOf(given, name));
    return text === undefined ? undefined : Number(text);
  };
  return (
    <>
      <ActForm
        act="Work it out"
        acting="Working…"
        cancel={cancel}
        perform={async (given) => {
          setMade(undefined);
          const names = ['accepted', 'claimed', 'stratum', 'size', 'group', 'groupSize'];
          setMade(
            await task<Surveyed>(matter, 'survey.estimate', {
              exhibit,
              estimator,
              ...Object.fromEntries(
                names.flatMap((name) => {
                  const column = textOf(given, name);
                  return column === undefined ? [] : [[name, column]];
                }),
              ),
              ...(numberOf(given, 'groups') === undefined ? {} : { groups: numberOf(given, 'groups') }),
              ...(numberOf(given, 'frameClaimed') === undefined
                ? {}
                : { frameClaimed: numberOf(given, 'frameClaimed') }),
              level: textOf(given, 'level'),
            }),
          );
        }}
      >
        <PickField label="Extrapolate" wide options={ESTIMATORS} chosen={estimator} change={setEstimator} />
        {pick('accepted', 'Sum accepted', /accept|award|allowed/iu)}
        {isCluster ? (
          <>
            {pick('group', 'Group', /group|office|cluster|camp|file/iu)}
            {pick('groupSize', 'Claims in the whole group', /size|in /iu)}
            <Field label="Groups in all" hint="Drawn and not drawn.">
              <input name="groups" type="number" required min={2} />
            </Field>
          </>
        ) : (
          <>
            {pick('stratum', 'Stratum', /stratum|district|category/iu)}
            {pick('size', 'Claims in the whole stratum', /size|in /iu)}
          </>
        )}
        {needsClaimed && (
          <>
            {pick('claimed', 'Sum claimed', /claimed|asked/iu)}
            <Field label="Claimed by all together" hint="By the whole frame, drawn or not.">
              <input name="frameClaimed" required inputMode="decimal" />
            </Field>
          </>
        )}
        <Field label="Level" hint="0.95 for 95 %.">
          <input name="level" required pattern="0\.\d{1,6}" defaultValue="0.95" />
        </Field>
      </ActForm>
      {made !== undefined && (
        <section aria-live="polite">
          <p className="lead">{made.sentence}</p>
          <dl className="facts">
            <dt>Standard error</dt>
            <dd>{amount(made.standardError, 6)}</dd>
            <dt>Design effect</dt>
            <dd>{made.designEffect === null ? 'none by this design' : amount(made.designEffect, 3)}</dd>
          </dl>
          <ChallengeSheet rows={made.challenge} />
        </section>
      )}
    </>
  );
}
