// Citing a passage for a fact: chosen here, open in the reader beside, or dragged onto the fact; how it bears is asked first.
import type { CitationShown } from 'probata/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { run } from '../../../lib/api.ts';
import { useMatter } from '../../../lib/matter.ts';
import { PanelForm } from '../../../lib/panel-form.tsx';
import { PassagePicker } from '../../../lib/passage-picker.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { sentence } from '../../../lib/words.ts';
import { cite } from '../source-form.tsx';
import { wordsOf } from './acts.ts';
import type { GridRow } from './types.ts';

const BEARINGS = [
  ['supports', 'supports it'],
  ['contradicts', 'speaks against it'],
  ['context', 'is context only'],
] as const;
const QUALITIES = [
  ['directness', 'How near it is', ['unknown', 'operative', 'direct', 'secondhand', 'derived']],
  ['contemporaneity', 'When it was said', ['unknown', 'at-time', 'near', 'later']],
  ['interest', 'In whose interest', ['unknown', 'disinterested', 'against', 'self-serving']],
] as const;
const TAKEN_BACK = 'Cited by mistake; taken back at once.';

interface CiteProps {
  readonly row: GridRow;
  /** Dragged here, or open in the reader beside. */
  readonly passage: string | undefined;
  readonly close: () => void;
}

/** Ctrl+Enter enters, Escape closes. */
export function CitePanel({ row, passage: given, close }: CiteProps) {
  const matter = useMatter();
  const entered = useEntered();
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const [passage, setPassage] = useState(given);
  const [bearing, setBearing] = useState<CitationShown['bearing']>('supports');
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>();
  useEffect(() => box.current?.querySelector<HTMLElement>('input, button, select')?.focus(), []);
  const save = async (): Promise<void> => {
    if (passage === undefined) return;
    setError(undefined);
    try {
      const quality = (name: string): string => said[name] ?? 'unknown';
      const citation = await cite(
        matter,
        { fact: row.id, passage: passage as CitationShown['passage'], bearing },
        {
          directness: quality('directness') as CitationShown['directness'],
          contemporaneity: quality('contemporaneity') as CitationShown['contemporaneity'],
          interest: quality('interest') as CitationShown['interest'],
          interestOf: null,
          knowledge: 'unknown',
          hedged: false,
          groupEntered: null,
        },
      );
      entered({
        words: `The passage is cited: it ${BEARINGS.find(([one]) => one === bearing)?.[1] ?? ''}.`,
        undo: async () => {
          await run(matter, 'citation.withdraw', { citation, ground: TAKEN_BACK });
        },
      });
      close();
    } catch (thrown) {
      setError(thrown);
    }
  };
  const words = wordsOf(row);
  const title = `Cite a passage: ${words === '' ? 'a sealed fact' : words}`;
  return (
    <PanelForm
      label={title}
      press="Cite it"
      isReady={passage !== undefined}
      error={error}
      save={save}
      close={close}
      box={box}
    >
      <h2>{title}</h2>
      <fieldset className="choices">
        <legend className="small">How it bears on the fact</legend>
        <div className="acts">
          {BEARINGS.map(([one, title]) => (
            <label key={one} className="tick">
              <input
                type="radio"
                name={`${id}bearing`}
                checked={bearing === one}
                onChange={() => setBearing(one)}
              />{' '}
              {sentence(title)}
            </label>
          ))}
        </div>
      </fieldset>
      <PassagePicker label="The passage" passage={passage} choose={setPassage} />
      <div className="fields">
        {QUALITIES.map(([name, title, values]) => (
          <label key={name}>
            <span>{title}</span>
            <select
              value={said[name] ?? 'unknown'}
              onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
            >
              {values.map((value) => (
                <option key={value} value={value}>
                  {sentence(value)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </PanelForm>
  );
}
