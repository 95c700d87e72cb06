// Choosing what shows a thing: an exhibit by its words, then one of its marked passages, or the exhibit as a whole.
import type { ExhibitCard, ExhibitLine, Passage } from 'probata/contract';
import { useId, useState } from 'react';
import { task } from './api.ts';
import { nameOf } from './exhibit-name.tsx';
import { useMatter } from './matter.ts';
import { previewOf } from './passage-preview.tsx';
import { SayNo } from './say-no.tsx';
import { useAsk } from './use-ask.ts';
import { orSealed } from './words.ts';

interface PickerProps {
  readonly label: string;
  readonly passage: string | undefined;
  /** Begun with this exhibit. */
  readonly exhibit?: string | undefined;
  readonly choose: (passage: string | undefined) => void;
}

/** Shows the passage chosen with its preview; until then the way to one. */
export function PassagePicker({ label, passage, exhibit: given, choose }: PickerProps) {
  const id = useId();
  const matter = useMatter();
  const [words, setWords] = useState('');
  const [picked, setExhibit] = useState<ExhibitLine | null>();
  const begun = useAsk<ExhibitCard>('exhibit.show', { exhibit: given ?? '' }, given !== undefined);
  const exhibit = (picked === undefined ? begun.data?.exhibit : picked) ?? undefined;
  const [error, setError] = useState<unknown>();
  const found = useAsk<{ exhibits: readonly ExhibitLine[] }>(
    'exhibit.list',
    { text: words.trim(), limit: 6 },
    words.trim().length > 1 && exhibit === undefined,
  );
  const passages = useAsk<{ passages: readonly Passage[] }>(
    'passage.list',
    { exhibit: exhibit?.id ?? '', limit: 200 },
    exhibit !== undefined,
  );
  const chosen = useAsk<{ passage: Passage | null }>(
    'passage.show',
    { passage: passage ?? '' },
    passage !== undefined,
  );
  const whole = async (): Promise<void> => {
    if (exhibit === undefined) return;
    setError(undefined);
    try {
      const held = passages.data?.passages.find((one) => one.place.by === 'whole' && !one.withdrawn);
      choose(
        held?.id ??
          (await task<{ passage: string }>(matter, 'passage.mark', { exhibit: exhibit.id, whole: true }))
            .passage,
      );
    } catch (thrown) {
      setError(thrown);
    }
  };
  if (passage !== undefined)
    return (
      <div className="field">
        <span className="small">{label}</span>
        <div className="acts">
          <button type="button" className="chip" {...previewOf(passage)}>
            {chosen.data?.passage == null ? 'The passage' : wordsOf(chosen.data.passage)}
          </button>
          <button type="button" className="link" onClick={() => choose(undefined)}>
            Another
          </button>
        </div>
      </div>
    );
  return (
    <div className="field picker">
      <label htmlFor={id} className="small">
        {label}
      </label>
      {exhibit === undefined ? (
        <input
          id={id}
          value={words}
          placeholder="Words of the exhibit’s title"
          onChange={(event) => setWords(event.target.value)}
        />
      ) : (
        <div className="acts">
          <bdi>{nameOf(exhibit)}</bdi>
          <button type="button" className="link" onClick={() => setExhibit(null)}>
            Another exhibit
          </button>
        </div>
      )}
      {exhibit === undefined && words.trim().length > 1 && (
        <div className="options">
          {found.data?.exhibits.map((one) => (
            <button type="button" key={one.id} className="link" onClick={() => setExhibit(one)}>
              <bdi>{nameOf(one)}</bdi>
            </button>
          ))}
          {found.data?.exhibits.length === 0 && (
            <span className="muted small">No exhibit has these words.</span>
          )}
        </div>
      )}
      {exhibit !== undefined && (
        <div className="options">
          <button type="button" className="link" onClick={() => void whole()}>
            The exhibit as a whole
          </button>
          {passages.data?.passages
            .filter((one) => !one.withdrawn && one.place.by !== 'whole')
            .map((one) => (
              <button
                type="button"
                key={one.id}
                className="link"
                {...previewOf(one.id)}
                onClick={() => choose(one.id)}
              >
                {wordsOf(one)}
              </button>
            ))}
        </div>
      )}
      {error !== undefined && <SayNo error={error} />}
    </div>
  );
}

function wordsOf({ pin, quote }: Passage): string {
  const words = orSealed(quote, 'sealed words');
  const short = words.length > 80 ? `${words.slice(0, 80)}…` : words;
  return pin === 'whole' ? 'The exhibit as a whole' : `${pin}${short === '' ? '' : `: “${short}”`}`;
}
