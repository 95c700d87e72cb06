// Citing a passage for a fact: chosen here, open in the reader beside, or dragged onto the fact; how it bears is asked first.
import type { CitationShown } from 'probata/contract';
import { useEffect, useRef, useState } from 'react';
import { run } from '../../../lib/api.ts';
import { useMatter } from '../../../lib/matter.ts';
import { PanelForm } from '../../../lib/panel-form.tsx';
import { PassagePicker } from '../../../lib/passage-picker.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { type Bearing, BearingChoice, bearingWords } from '../bearing-choice.tsx';
import { isWhole, QualityFields, UNSAID } from '../quality-fields.tsx';
import { cite } from '../source-form.tsx';
import { wordsOf } from './acts.ts';
import type { GridRow } from './types.ts';

const TAKEN_BACK = 'Cited by mistake; taken back at once.';

interface CiteProps {
  readonly row: GridRow;
  /** Dragged here, or open in the reader beside. */
  readonly passage: string | undefined;
  /** Dragged here as a whole: one of its passages is to be chosen. */
  readonly exhibit: string | undefined;
  readonly close: () => void;
}

/** Ctrl+Enter enters, Escape closes. */
export function CitePanel({ row, passage: given, exhibit, close }: CiteProps) {
  const matter = useMatter();
  const entered = useEntered();
  const box = useRef<HTMLFormElement>(null);
  const [passage, setPassage] = useState(given);
  const [bearing, setBearing] = useState<Bearing>('supports');
  const [said, setSaid] = useState(UNSAID);
  const [error, setError] = useState<unknown>();
  useEffect(() => box.current?.querySelector<HTMLElement>('input, button, select')?.focus(), []);
  const save = async (): Promise<void> => {
    if (passage === undefined) return;
    setError(undefined);
    try {
      const citation = await cite(
        matter,
        { fact: row.id, passage: passage as CitationShown['passage'], bearing },
        said,
      );
      entered({
        words: `The passage is cited: it ${bearingWords(bearing)}.`,
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
      isReady={passage !== undefined && isWhole(said)}
      error={error}
      save={save}
      close={close}
      box={box}
    >
      <h2>{title}</h2>
      <BearingChoice legend="How it bears on the fact" bearing={bearing} choose={setBearing} />
      <PassagePicker label="The passage" passage={passage} exhibit={exhibit} choose={setPassage} />
      <QualityFields said={said} change={setSaid} />
    </PanelForm>
  );
}
