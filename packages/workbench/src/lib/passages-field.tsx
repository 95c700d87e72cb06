// Choosing the passages that something stands on: an exhibit first, then the words marked in it.
import type { Passage } from 'probata/contract';
import { useId, useState } from 'react';
import { ExhibitPick } from './exhibit-pick.tsx';
import { SayNo } from './say-no.tsx';
import { useAsk } from './use-ask.ts';
import { orSealed } from './words.ts';

interface PassagesFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Chosen to begin with. */
  readonly initial?: readonly string[];
}

/** The ids chosen stand in a hidden field of the form, apart by spaces. */
export function PassagesField({ name, label, hint, initial = [] }: PassagesFieldProps) {
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>(initial);
  const [isPicking, setPicking] = useState(false);
  const [exhibit, setExhibit] = useState<string>();
  const toggle = (passage: string): void =>
    setChosen(chosen.includes(passage) ? chosen.filter((one) => one !== passage) : [...chosen, passage]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out among the other fields
    <div className="field wide passages-field" role="group" aria-labelledby={id}>
      <span className="field-label" id={id}>
        {label}
      </span>
      <input type="hidden" name={name} value={chosen.join(' ')} />
      <span className="acts">
        {chosen.map((passage) => (
          <ChosenPassage key={passage} passage={passage} leave={() => toggle(passage)} />
        ))}
        <button type="button" aria-expanded={isPicking} onClick={() => setPicking(!isPicking)}>
          {isPicking ? 'Done' : chosen.length === 0 ? 'Choose passages' : 'Choose more'}
        </button>
      </span>
      {hint !== undefined && <span className="field-hint">{hint}</span>}
      {isPicking && (
        <div className="passages-pick">
          <ExhibitPick chosen={exhibit} choose={setExhibit} />
          {exhibit !== undefined && <PassageList exhibit={exhibit} chosen={chosen} toggle={toggle} />}
        </div>
      )}
    </div>
  );
}

const MOST = 500;

function PassageList({
  exhibit,
  chosen,
  toggle,
}: {
  readonly exhibit: string;
  readonly chosen: readonly string[];
  readonly toggle: (passage: string) => void;
}) {
  const found = useAsk<{ total: number; passages: readonly Passage[] }>('passage.list', {
    exhibit,
    limit: MOST,
  });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  if (found.data.total === 0)
    return (
      <p className="small muted">
        No passage is marked in this exhibit. Open it in the reader, choose the words and mark them.
      </p>
    );
  return (
    <ul className="passages-list">
      {found.data.passages
        .filter((one) => !one.withdrawn)
        .map((one) => (
          <li key={one.id}>
            <label className="tick" data-preview={one.id}>
              <input type="checkbox" checked={chosen.includes(one.id)} onChange={() => toggle(one.id)} />
              <span>
                {wordsOf(one)} <span className="muted small">{one.pin}</span>
              </span>
            </label>
          </li>
        ))}
    </ul>
  );
}

function ChosenPassage({ passage, leave }: { readonly passage: string; readonly leave: () => void }) {
  const found = useAsk<{ passage: Passage | null }>('passage.show', { passage });
  const one = found.data?.passage;
  const words = one == null ? 'a passage' : wordsOf(one);
  return (
    <button type="button" data-preview={passage} aria-label={`Leave out: ${words}`} onClick={leave}>
      <bdi>{words.length > 40 ? `${words.slice(0, 38)}…` : words}</bdi> ×
    </button>
  );
}

function wordsOf({ quote }: Passage): string {
  const words = orSealed(quote, 'sealed words');
  return words === ''
    ? 'the exhibit as a whole'
    : `“${words.length > 140 ? `${words.slice(0, 138)}…` : words}”`;
}
