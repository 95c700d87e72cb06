// A fact that was merged into another, and the way to part them again: with the ground, and the citations as they were.
import type { FactShown } from 'probata/contract';
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { authoritative } from '../../lib/words.ts';

export function Absorbed({ fact }: { readonly fact: string }) {
  const matter = useMatter();
  const entered = useEntered();
  const [isParting, setParting] = useState(false);
  const found = useAsk<{ fact: FactShown }>('fact.show', { fact });
  if (found.data === undefined) return null;
  const { statement, mergedInto } = found.data.fact;
  const words = authoritative(statement);
  const part = async (given: FormData): Promise<void> => {
    await run(matter, 'fact.part', { fact, ground: textOf(given, 'ground') });
    entered({
      words: 'The facts are parted; each has the citations that were entered for it.',
      ...(mergedInto === null
        ? {}
        : {
            undo: async () => {
              await run(matter, 'fact.merge', {
                fact,
                into: mergedInto,
                ground: 'Parted by mistake; merged again at once.',
              });
            },
          }),
    });
  };
  return (
    <div>
      <p className="small">
        <bdi>{words}</bdi>{' '}
        <button
          type="button"
          className="link small"
          aria-label={`Part it again… ${words}`}
          aria-expanded={isParting}
          onClick={() => setParting(!isParting)}
        >
          Part it again…
        </button>
      </p>
      {isParting && (
        <ActForm act="Part them" acting="Parting…" cancel={() => setParting(false)} perform={part}>
          <Field label="Why are they two facts?" wide>
            <input name="ground" required maxLength={1000} />
          </Field>
        </ActForm>
      )}
    </div>
  );
}
