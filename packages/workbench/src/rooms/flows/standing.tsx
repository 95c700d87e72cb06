// Whether an estimate is the one pleaded, with its ground; and working it out again to compare it to the byte.
import { useState } from 'react';
import { run, task } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { Verified } from '../../lib/status.tsx';
import { useEntered } from '../../lib/undo.tsx';
import type { EstimateShown } from './estimate.tsx';
import { timeWords } from './words.ts';

/** Adopting names the ground; giving up undoes it, and both stand in the ledger. */
export function Standing({ shown }: { readonly shown: EstimateShown }) {
  const matter = useMatter();
  const entered = useEntered();
  const [isAsking, setAsking] = useState(false);
  const { id, standing, adopted, withdrawn } = shown;
  const withdraw = (ground: string) => run(matter, 'estimate.withdraw', { estimate: id, ground });
  const isAdopted = standing === 'adopted';
  return (
    <section className="block">
      {adopted !== null && (
        <p>
          {isAdopted ? 'This is the run that is pleaded' : 'It was pleaded'}, since{' '}
          {timeWords(adopted.at.slice(0, 10))}: <bdi>{adopted.ground}</bdi>
          {withdrawn !== null && (
            <>
              {' '}
              Given up: <bdi>{withdrawn}</bdi>
            </>
          )}
        </p>
      )}
      {!isAsking && (
        <button type="button" onClick={() => setAsking(true)}>
          {isAdopted ? 'Give it up' : 'Plead this run'}
        </button>
      )}
      {isAsking && (
        <ActForm
          act={isAdopted ? 'Give it up' : 'Plead it'}
          acting="Entering…"
          cancel={() => setAsking(false)}
          perform={async (given) => {
            const ground = textOf(given, 'ground') ?? '';
            if (isAdopted) {
              await withdraw(ground);
              entered({ words: 'The estimate is given up; its record stays.' });
            } else {
              await run(matter, 'estimate.adopt', { estimate: id, ground });
              entered({
                words: 'The estimate is the one pleaded.',
                undo: async () => {
                  await withdraw('Taken back at once.');
                },
              });
            }
            setAsking(false);
          }}
        >
          <Field label="On what ground?" wide>
            <input name="ground" required maxLength={2000} />
          </Field>
        </ActForm>
      )}
    </section>
  );
}

/** Works the record out anew from the same version of the series. */
export function CheckAgain({ estimate }: { readonly estimate: string }) {
  const matter = useMatter();
  const [found, setFound] = useState<{ same: boolean; differs: readonly string[]; engine: string }>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setFound(await task(matter, 'estimate.check', { estimate }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p className="acts" aria-live="polite">
        <button type="button" disabled={isBusy} onClick={() => void check()}>
          {isBusy ? 'Working it out…' : 'Work it out again and compare'}
        </button>
        {found !== undefined && (
          <Verified
            state={found.same ? 'verified' : 'failed'}
            words={
              found.same
                ? 'The same to the byte'
                : `Not the same: ${found.differs.join(', ')} (engine ${found.engine})`
            }
          />
        )}
      </p>
      {error !== undefined && <SayNo error={error} />}
    </>
  );
}
