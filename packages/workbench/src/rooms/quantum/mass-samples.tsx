// Samples of a register: drawn from a seed with its ground, drawn again by anyone, and added up once they are examined.
import { useState } from 'react';
import { run, task } from '../../lib/api.ts';
import { ExhibitPick } from '../../lib/exhibit-pick.tsx';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { ColumnField, PickField } from '../../lib/pick-field.tsx';
import { saveFile } from '../../lib/save-file.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk, useSealedTask } from '../../lib/use-ask.ts';
import { counted, number } from '../../lib/words.ts';
import type { Register, Sample } from './mass-types.ts';
import { Withdraw } from './withdraw.tsx';

/** All samples, those not examined yet with the way on. */
export function Samples({ register }: { readonly register: Register }) {
  const found = useAsk<{ samples: readonly Sample[] }>('sample.list');
  const [isDrawing, setDrawing] = useState(false);
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const own = found.data.samples.filter((one) => one.register === register.id);
  return (
    <>
      {own.length === 0 && (
        <p className="muted">
          No sample is drawn. The seed decides which claims are in it, so its source is stated beforehand: a
          lottery, or a day agreed with the other side.
        </p>
      )}
      {own.map((one) => (
        <SampleShown key={one.id} sample={one} />
      ))}
      {isDrawing ? (
        <DrawForm register={register} done={() => setDrawing(false)} />
      ) : (
        <p className="acts">
          <button
            type="button"
            className={own.length === 0 ? 'primary' : undefined}
            onClick={() => setDrawing(true)}
          >
            Draw a sample
          </button>
        </p>
      )}
    </>
  );
}

function DrawForm({ register, done }: { readonly register: Register; readonly done: () => void }) {
  const matter = useMatter();
  const entered = useEntered();
  const [unit, setUnit] = useState('claims');
  // The register is opened for its headings only where a column of them is to be picked; that reading is noted.
  const headings = useSealedTask<{ columns: readonly string[] }>(
    'register.columns',
    { exhibit: register.exhibit },
    unit === 'groups',
  );
  const isOfGroups = unit === 'groups';
  return (
    <ActForm
      act="Draw it"
      acting="Drawing…"
      cancel={done}
      perform={async (given) => {
        const group = textOf(given, 'group');
        const { sample, sentence } = await task<{ sample: string; sentence: string }>(matter, 'sample.draw', {
          register: register.id,
          size: Number(textOf(given, 'size')),
          ...(group === undefined ? {} : { group }),
          allocation: textOf(given, 'allocation'),
          seed: Number(textOf(given, 'seed')),
          seedGround: textOf(given, 'seedGround'),
        });
        entered({
          words: sentence,
          undo: async () => {
            await run(matter, 'item.withdraw', { item: sample, ground: 'Taken back at once.' });
          },
        });
        done();
      }}
    >
      <PickField
        label="What is drawn"
        hint={
          isOfGroups
            ? 'Claims that hang together then do not count as more than they are.'
            : 'Draw groups where those who examine go to a family, an office or a camp.'
        }
        wide
        options={[
          ['claims', 'single claims, within each stratum'],
          ['groups', 'whole groups of claims: families, offices, camps'],
        ]}
        chosen={unit}
        change={setUnit}
      />
      {isOfGroups && headings.error !== null && <SayNo error={headings.error} />}
      {isOfGroups && headings.data !== undefined && (
        <ColumnField
          label="Group"
          hint="A claim without a word there is a group of its own."
          name="group"
          columns={headings.data.columns}
          like={/family|household|group|office|camp|cluster/iu}
          none="Choose a column"
          required
        />
      )}
      <Field
        label={isOfGroups ? 'How many groups' : 'How many'}
        hint={
          isOfGroups
            ? 'At least two in each stratum; twenty or more for an error that can be relied on.'
            : `Of ${number(register.count)}; at least two in each stratum.`
        }
      >
        <input name="size" type="number" required min={2} max={register.count} />
      </Field>
      <PickField
        label="Shared among the strata"
        name="allocation"
        options={[
          ['proportional', `by the number of ${unit}`],
          ['by-sum', 'by the sums claimed'],
          ['equal', 'equally'],
        ]}
      />
      <Field label="Seed" hint="A whole number.">
        <input name="seed" type="number" required min={0} />
      </Field>
      <Field
        label="Where the seed comes from"
        wide
        hint="The day of the filing, as agreed in note verbale no. 9."
      >
        <input name="seedGround" required maxLength={1000} />
      </Field>
    </ActForm>
  );
}

interface Redrawn {
  readonly same: boolean;
  readonly claims: readonly string[];
}

function SampleShown({ sample }: { readonly sample: Sample }) {
  const matter = useMatter();
  const { groups } = sample;
  const [redrawn, setRedrawn] = useState<Redrawn>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isExamining, setExamining] = useState(false);
  const redraw = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setRedrawn(await task<Redrawn>(matter, 'sample.redraw', { sample: sample.id }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="block">
      <h3>
        {groups === null
          ? counted(sample.drawn, 'claim')
          : `${counted(groups.drawn, 'group')} with ${counted(sample.drawn, 'claim')}`}
        , seed {sample.seed}
        <span className="muted"> · {sample.isExamined ? 'examined' : 'not examined yet'}</span>
      </h3>
      <dl className="facts">
        <dt>Seed from</dt>
        <dd>
          <bdi>{sample.seedGround}</bdi>
        </dd>
        {groups !== null && (
          <>
            <dt>Drawn whole</dt>
            <dd>
              {number(groups.drawn)} of {number(groups.of)} groups by “<bdi>{groups.column}</bdi>”
            </dd>
          </>
        )}
        <dt>Shared</dt>
        <dd>
          {(SHARED[sample.allocation] ?? sample.allocation).replace(
            'claims',
            groups === null ? 'claims' : 'groups',
          )}
        </dd>
        <dt>Hash of the frame</dt>
        <dd className="mono wrap">{sample.frameHash}</dd>
        {groups !== null && (
          <>
            <dt>Hash of the groups</dt>
            <dd className="mono wrap">{groups.hash}</dd>
          </>
        )}
        <dt>Hash of the list</dt>
        <dd className="mono wrap">{sample.listHash}</dd>
      </dl>
      {error !== undefined && <SayNo error={error} />}
      <div aria-live="polite">
        {redrawn !== undefined && (
          <p>
            {redrawn.same
              ? `Drawn again from the register: the same ${counted(redrawn.claims.length, 'claim')}.`
              : 'Drawn again, it is another sample: the register or the program has changed.'}{' '}
            <button
              type="button"
              className="link"
              onClick={() =>
                saveFile(
                  'sample.csv',
                  'text/csv',
                  `id,accepted\r\n${redrawn.claims.map((id) => `${id},\r\n`).join('')}`,
                )
              }
            >
              Save the list, to be filled in
            </button>
          </p>
        )}
      </div>
      {isExamining ? (
        <ExamineForm sample={sample} done={() => setExamining(false)} />
      ) : (
        <p className="acts">
          <button type="button" disabled={isBusy} onClick={() => void redraw()}>
            {isBusy ? 'Drawing again…' : 'Draw it again and list it'}
          </button>
          <button type="button" onClick={() => setExamining(true)}>
            {sample.isExamined ? 'Add up other results' : 'Add up the results'}
          </button>
          <Withdraw item={sample.id} what="sample" />
        </p>
      )}
    </section>
  );
}

const SHARED: Readonly<Record<string, string>> = {
  proportional: 'by the number of claims in each stratum',
  'by-sum': 'by the sums claimed in each stratum',
  equal: 'equally among the strata',
};

function ExamineForm({ sample, done }: { readonly sample: Sample; readonly done: () => void }) {
  const matter = useMatter();
  const entered = useEntered();
  const [exhibit, setExhibit] = useState<string>();
  const headings = useSealedTask<{ columns: readonly string[] }>(
    'register.columns',
    { exhibit: exhibit ?? '' },
    exhibit !== undefined,
  );
  return (
    <>
      <p className="muted">
        The results are an exhibit: a column with the number of the claim and one with the sum accepted; empty
        where nobody answered. Only sums for each stratum are entered.
      </p>
      <ExhibitPick chosen={exhibit} choose={setExhibit} />
      {headings.error !== null && <SayNo error={headings.error} />}
      {exhibit === undefined || headings.data === undefined ? (
        <p className="acts">
          <button type="button" onClick={done}>
            Cancel
          </button>
        </p>
      ) : (
        <ActForm
          key={exhibit}
          act="Add them up"
          acting="Adding up…"
          cancel={done}
          perform={async (given) => {
            const { answered, drawn } = await task<{ answered: number; drawn: number }>(
              matter,
              'sample.examine',
              {
                sample: sample.id,
                exhibit,
                id: textOf(given, 'id'),
                accepted: textOf(given, 'accepted'),
              },
            );
            entered({
              words: `The results of ${number(answered)} of ${number(drawn)} claims are added up. Adding up others replaces them.`,
            });
            done();
          }}
        >
          <ColumnField
            label="Column of the number"
            name="id"
            columns={headings.data.columns}
            like={/^(?:id|claim.?(?:no|number|id))$/iu}
            none="Choose a column"
            required
          />
          <ColumnField
            label="Column of the sum accepted"
            name="accepted"
            columns={headings.data.columns}
            like={/accept|award|allowed/iu}
            none="Choose a column"
            required
          />
        </ActForm>
      )}
    </>
  );
}
