// What became of the citations: those that are lost, with paragraph and exhibit and the way to put them back, and those to look at.

import { ask, run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { moment } from '../../lib/words.ts';
import type { Lost, ReturnedShown } from './returned-types.ts';

interface FatesProps {
  readonly shown: ReturnedShown;
  readonly isBusy: boolean;
  readonly putBack: (id: string, undo: () => Promise<void>) => void;
}

const REASONS: Readonly<Record<Lost['reason'], string>> = {
  struck: 'struck out',
  emptied: 'its words are gone, its mark stands',
  uncalled: 'its note is called no more',
  displaced: 'it stands in a comment or a page head',
  absent: 'no trace of it',
};

interface Blocks {
  readonly blocks: readonly { readonly id: string; readonly text: object }[];
}

export function Fates({ shown, isBusy, putBack }: FatesProps) {
  const matter = useMatter();
  const { lost, edited, moved, copied, byWords, foreign } = shown.citations;
  const put = async (one: Lost): Promise<void> => {
    const { blocks } = await ask<Blocks>(matter, 'block.list', { pleading: shown.pleading });
    const text = blocks.find((block) => block.id === one.block)?.text;
    putBack(one.id, async () => {
      if (text !== undefined) await run(matter, 'block.rewrite', { block: one.block, text });
    });
  };
  const looks = [
    ...edited.map((one) => ({
      ...one,
      what: `was changed to “${one.now}”; its words are made anew from what it cites`,
    })),
    ...moved.map((one) => ({
      ...one,
      what: one.to === null ? 'now stands in a new paragraph' : `now stands in paragraph ${one.to}`,
    })),
    ...copied.map((one) => ({ ...one, what: 'was copied; the copy cites the same' })),
    ...byWords.map((one) => ({ ...one, what: 'had lost its mark and was found again by its very words' })),
  ];
  return (
    <>
      {lost.length > 0 && (
        <section aria-label="Citations that are lost">
          <h3>Lost</h3>
          <ul className="lost-citations">
            {lost.map((one) => (
              <li key={one.id}>
                <span>
                  {one.number === null ? 'Of a removed paragraph' : `Paragraph ${one.number}`}:{' '}
                  <strong>
                    <bdi>{one.words}</bdi>
                  </strong>
                  <span className="muted small">
                    {' '}
                    {REASONS[one.reason]}
                    {one.by !== '' && (
                      <>
                        {' '}
                        by <bdi>{one.by}</bdi>
                      </>
                    )}
                    {Number.isNaN(Date.parse(one.on)) ? '' : `, ${moment(one.on)}`}
                  </span>
                </span>
                {one.stands ? (
                  <span className="muted small">The paragraph still has it here.</span>
                ) : (
                  one.number !== null && (
                    <button type="button" disabled={isBusy} onClick={() => void put(one)}>
                      Put it back
                    </button>
                  )
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {(looks.length > 0 || foreign.length > 0) && (
        <details className="looks">
          <summary>To look at: {looks.length + foreign.length}</summary>
          <ul className="small">
            {looks.map((one) => (
              <li key={`${one.id} ${one.what}`}>
                <bdi>{one.words}</bdi> {one.what}.
              </li>
            ))}
            {foreign.length > 0 && (
              <li>
                {foreign.length} {foreign.length === 1 ? 'mark is' : 'marks are'} of another draft; their
                words are kept as words.
              </li>
            )}
          </ul>
        </details>
      )}
    </>
  );
}
