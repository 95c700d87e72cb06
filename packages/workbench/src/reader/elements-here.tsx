// The elements of what is alleged, beside the page: a passage is let go on one, or brought to it by a press.
import { useCallback, useRef, useState } from 'react';
import { type Brought, takes } from '../lib/brought.ts';
import { keep, kept } from '../lib/kept.ts';
import { useKey } from '../lib/key.ts';
import { SayNo } from '../lib/say-no.tsx';
import { useAsk } from '../lib/use-ask.ts';
import { BringForm } from '../rooms/proof/bring-form.tsx';
import { useMatch } from '../rooms/proof/matrix.tsx';
import type { Allegations, Matrix, MatrixRow } from '../rooms/proof/types.ts';
import { WordShown } from '../rooms/proof/word.tsx';

interface Props {
  readonly exhibit: string;
  /** The passage one stands on: a press on an element brings this one. */
  readonly passage: string | undefined;
}

const OPEN = 'reader-elements';

/** Folded until it is wanted; this machine remembers whether it is. */
export function ElementsHere({ exhibit, passage }: Props) {
  const [isOpen, setOpen] = useState(() => kept<boolean>('machine', OPEN) === true);
  const box = useRef<HTMLDetailsElement>(null);
  const goThere = useCallback(() => {
    if (box.current !== null) box.current.open = true;
    box.current?.querySelector('summary')?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useKey('l', goThere);
  return (
    <details
      ref={box}
      className="elements-here"
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
        keep('machine', OPEN, event.currentTarget.open);
      }}
    >
      <summary>Elements</summary>
      {isOpen && <Tree exhibit={exhibit} passage={passage} />}
    </details>
  );
}

function Tree({ exhibit, passage }: Props) {
  const found = useAsk<Matrix>('proof.matrix', { periods: [] });
  const list = useAsk<Allegations>('allegation.list');
  const match = useMatch();
  const [bringing, setBringing] = useState<{ readonly row: MatrixRow; readonly brought: Brought }>();
  if (found.error !== null) return <SayNo error={found.error} />;
  const rows = found.data?.groups.flatMap((group) => group.rows) ?? [];
  if (found.data !== undefined && rows.length === 0)
    return <p className="muted small">No allegation is made yet; its elements will stand here.</p>;
  const here: Brought =
    passage === undefined ? { kind: 'exhibit', id: exhibit } : { kind: 'passage', id: passage };
  return (
    <>
      <p className="muted small">
        Let a passage go on the element that it bears on, or press the element to bring{' '}
        {passage === undefined ? 'this exhibit' : 'the passage you stand on'}.
      </p>
      {match.error !== undefined && <SayNo error={match.error} />}
      {[...Map.groupBy(rows, (row) => row.allegation)].map(([allegation, own]) => (
        <section key={allegation}>
          <p className="small muted elements-of">
            <bdi>{list.data?.allegations.find((one) => one.id === allegation)?.text ?? 'An allegation'}</bdi>
          </p>
          <ul>
            {own.map((row) => (
              <li key={`${row.node}@${row.standard}`}>
                <button
                  type="button"
                  className="element-here"
                  aria-expanded={bringing?.row.node === row.node}
                  onClick={() =>
                    setBringing(bringing?.row.node === row.node ? undefined : { row, brought: here })
                  }
                  {...takes(['passage', 'exhibit', 'fact'], (brought) =>
                    brought.kind === 'fact' ? match.enter(row, brought.id) : setBringing({ row, brought }),
                  )}
                >
                  <bdi>{row.label}</bdi> <WordShown word={row.whole.word} />
                </button>
                {bringing?.row.node === row.node && (
                  <BringForm
                    key={bringing.brought.id}
                    targets={[{ node: row.node, label: row.label, facts: row.whole.facts }]}
                    brought={bringing.brought}
                    close={() => setBringing(undefined)}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
