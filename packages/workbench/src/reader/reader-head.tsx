// The head of the reader: the exhibit's name, what is shown of it, its pages, its translation or original, its file.
import type { ExhibitCard } from 'probata/contract';
import { useEffect, useState } from 'react';
import { contentLink } from '../lib/api.ts';
import { ExhibitLink, nameOf } from '../lib/exhibit-name.tsx';
import { isTyping } from '../lib/is-typing.ts';
import { SayNo } from '../lib/say-no.tsx';
import { sentence } from '../lib/words.ts';
import type { Standing } from './reader.tsx';
import type { PageShown } from './types.ts';

export type Pane = 'page' | 'text' | 'about';
const PANES: readonly (readonly [Pane, string])[] = [
  ['page', 'Page and text'],
  ['text', 'Text'],
  ['about', 'About'],
];

interface HeadProps {
  readonly matter: string;
  readonly card: ExhibitCard | undefined;
  readonly page: PageShown | undefined;
  readonly standing: Standing;
  readonly pane: Pane;
  readonly reason: string | undefined;
  readonly setPane: (pane: Pane) => void;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** `1` `2` `3` choose what is shown, `[` and `]` turn the page. */
export function ReaderHead({ matter, card, page, standing, pane, reason, setPane, go }: HeadProps) {
  const pages = page?.pages ?? 1;
  const turn = (to: number): void => {
    if (to >= 1 && to <= pages) go({ page: String(to), passage: undefined, hit: undefined, at: undefined });
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const chosen = PANES[Number(event.key) - 1]?.[0];
      if (chosen !== undefined) setPane(chosen);
      else if (event.key === '[') turn(standing.page - 1);
      else if (event.key === ']') turn(standing.page + 1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  const line = card?.exhibit;
  return (
    <header className="reader-head">
      <div className="reader-title">
        <h2>
          <bdi>{line === undefined ? '' : nameOf(line)}</bdi>
        </h2>
        <p className="muted small">
          {line !== undefined && sentence(line.class)}
          {line !== undefined && line.state !== 'held' && (
            <strong className="contested-ink"> · {sentence(line.state)}</strong>
          )}
          {line?.authenticity === 'disputed' && (
            <strong className="contested-ink"> · Authenticity disputed</strong>
          )}
          {card !== undefined && <Kin card={card} standing={standing} go={go} />}
        </p>
      </div>
      <div className="reader-tools">
        <div className="tabs" role="group" aria-label="What to show">
          {PANES.map(([name, words], i) => (
            <button
              type="button"
              key={name}
              aria-pressed={pane === name}
              title={`Key ${i + 1}`}
              onClick={() => setPane(name)}
            >
              {words}
            </button>
          ))}
        </div>
        {pages > 1 && (
          <div className="pager">
            <button
              type="button"
              aria-label="Page before"
              disabled={standing.page <= 1}
              onClick={() => turn(standing.page - 1)}
            >
              ‹
            </button>
            <input
              className="page-number"
              aria-label={`Page, of ${pages}`}
              inputMode="numeric"
              key={standing.page}
              defaultValue={standing.page}
              onKeyDown={(event) =>
                event.key === 'Enter' && turn(Math.trunc(Number(event.currentTarget.value)))
              }
            />
            <span className="muted small">of {pages}</span>
            <button
              type="button"
              aria-label="Page after"
              disabled={standing.page >= pages}
              onClick={() => turn(standing.page + 1)}
            >
              ›
            </button>
          </div>
        )}
        {card?.object != null && (card.object.sealed ? reason !== undefined : true) && (
          <SaveOriginal matter={matter} exhibit={card.exhibit.id} reason={reason ?? 'saving the original'} />
        )}
      </div>
    </header>
  );
}

/** The original of a translation, the translation of an original; side by side at a press. */
function Kin({
  card,
  standing,
  go,
}: {
  readonly card: ExhibitCard;
  readonly standing: Standing;
  readonly go: HeadProps['go'];
}) {
  const own = card.exhibit.id;
  const kin = card.relations.find((one) => one.relation === 'translation-of' && one.to !== null);
  if (kin === undefined || kin.to === null) return null;
  const other = kin.from === own ? kin.to : kin.from;
  return (
    <>
      {' · '}
      {kin.from === own ? 'Translation of ' : 'Translated as '}
      <ExhibitLink exhibit={other} />{' '}
      <button
        type="button"
        className="link"
        onClick={() => go({ beside: standing.beside === other ? undefined : other })}
      >
        {standing.beside === other ? 'Close it' : 'Show it beside'}
      </button>
    </>
  );
}

function SaveOriginal({
  matter,
  exhibit,
  reason,
}: {
  readonly matter: string;
  readonly exhibit: string;
  readonly reason: string;
}) {
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      window.location.assign(await contentLink(matter, exhibit, reason));
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <>
      <button type="button" title="The file exactly as it was deposited" onClick={() => void save()}>
        Save original
      </button>
      {error !== undefined && <SayNo error={error} />}
    </>
  );
}
