// What a captured page says of itself: date and publisher, proposed to whoever reads it, and entered only by a person.
import type { ExhibitCard } from 'probata/contract';
import { useState } from 'react';
import { run } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';
import { SayNo } from '../lib/say-no.tsx';
import { useEntered } from '../lib/undo.tsx';
import type { PageShown } from './types.ts';

interface CaptureProps {
  readonly card: ExhibitCard;
  readonly page: PageShown;
}

const GROUND = 'Proposed by the reading of the capture and accepted on looking at it.';

/** Shown while something proposed is not stated yet. */
export function Capture({ card, page }: CaptureProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { article } = page;
  if (article === null || card.exhibit.compartment !== null) return null;
  const date =
    article.published === null ? undefined : /^\d{4}(?:-\d\d(?:-\d\d)?)?/.exec(article.published)?.[0];
  const proposals = [
    ...(date !== undefined && card.said['madeAt'] == null ? [['madeAt', 'Published', date] as const] : []),
    ...(article.publisher !== null && card.said['originator'] == null
      ? [['originator', 'Publisher', article.publisher] as const]
      : []),
  ];
  if (proposals.length === 0) return null;
  const accept = async (field: string, words: string, value: string): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await run(matter, 'exhibit.describe', { exhibit: card.exhibit.id, [field]: value, ground: GROUND });
      entered({ words: `${words} is stated: ${value}.` });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="capture" role="group" aria-label="What the capture says of itself">
      <span className="muted small">The capture says of itself:</span>
      {proposals.map(([field, words, value]) => (
        <span key={field}>
          {words} <bdi>{value}</bdi>{' '}
          <button
            type="button"
            className="link"
            disabled={isBusy}
            onClick={() => void accept(field, words, value)}
          >
            State it
          </button>
        </span>
      ))}
      {error !== undefined && <SayNo error={error} />}
    </div>
  );
}
