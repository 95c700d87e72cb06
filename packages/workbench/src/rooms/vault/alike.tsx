// Groups of exhibits that look like one origin. A person confirms it, and they count once in proof; or tells them apart.
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { run, task } from '../../lib/api.ts';
import { ExhibitLink } from '../../lib/exhibit-name.tsx';
import { Leaf, offsetText } from '../../lib/leaf.tsx';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { number, sentence } from '../../lib/words.ts';
import { likeWords } from './like-words.ts';

interface Member {
  readonly exhibit: string;
  readonly class: string;
  readonly origin: string | null;
  readonly counts: string | null;
}
interface Group {
  readonly sorts: readonly string[];
  readonly least: number;
  readonly isOne: boolean;
  readonly size: number;
  readonly members: readonly Member[];
}

const PAGE = 25;

/** Largest groups first; those settled can be shown too. */
export function Alike({ go }: { readonly go: (more: Readonly<Record<string, string | undefined>>) => void }) {
  const search = useSearch({ from: '/$matter' });
  const offset = Math.max(0, Math.trunc(Number(search['offset'] ?? 0)) || 0);
  const isOpenOnly = search['settled'] === undefined;
  const found = useTask<{ total: number; groups: readonly Group[] }>('likeness.list', {
    open: isOpenOnly,
    limit: PAGE,
    offset,
  });
  const total = found.data?.total ?? 0;
  return (
    <div className="screen page">
      <p className="lead">
        Ten articles from one wire report are one source. What is alike is found when it is read; that it has
        one origin is for a person to say.
      </p>
      <label className="tick">
        <input
          type="checkbox"
          checked={!isOpenOnly}
          onChange={(event) => go({ settled: event.target.checked ? '1' : undefined, offset: undefined })}
        />{' '}
        Show those that count as one already
      </label>
      {found.error !== null && <SayNo error={found.error} />}
      {found.data !== undefined && total === 0 && (
        <Empty title="Nothing waits here">
          No two open exhibits share their words or their look without being told apart or counted as one.
        </Empty>
      )}
      <div className={found.isPlaceholderData ? 'stale' : undefined}>
        {found.data?.groups.map((group) => (
          <GroupCard key={group.members.map((one) => one.exhibit).join()} group={group} />
        ))}
      </div>
      {total > PAGE && (
        <p className="below">
          <Leaf offset={offset} total={total} page={PAGE} to={(n) => go({ offset: offsetText(n) })} />
        </p>
      )}
    </div>
  );
}

const KEY = /^[a-z0-9][a-z0-9_-]{0,79}$/;

function GroupCard({ group }: { readonly group: Group }) {
  const matter = useMatter();
  const entered = useEntered();
  const stated = group.members.find((one) => one.counts !== null)?.counts ?? '';
  const [into, setInto] = useState(stated);
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(group.members.map((one) => one.exhibit)),
  );
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const exhibits = [...chosen];
  const act = async (words: string, does: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await does();
      entered({ words });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const isReady = !isBusy && exhibits.length > 1 && reason.trim() !== '';
  return (
    <section className="alike-group" aria-label={`${group.size} exhibits that are alike`}>
      <h2>
        {number(group.size)} exhibits{' '}
        <span className="muted small">
          {group.sorts.map((sort) => likeWords(sort, group.least)).join('; ')}
        </span>
      </h2>
      <ul>
        {group.members.map((one) => (
          <li key={one.exhibit}>
            <label className="tick">
              <input
                type="checkbox"
                checked={chosen.has(one.exhibit)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.target.checked) next.add(one.exhibit);
                  else next.delete(one.exhibit);
                  setChosen(next);
                }}
              />
              <span className="visually-hidden">Meant</span>
            </label>
            <ExhibitLink exhibit={one.exhibit} />{' '}
            <span className="muted small">
              {sentence(one.class)} ·{' '}
              {one.origin === null
                ? 'origin not stated'
                : one.counts === one.origin
                  ? `origin ${one.origin}`
                  : `origin ${one.origin}, counts as ${one.counts}`}
            </span>
          </li>
        ))}
      </ul>
      {group.isOne ? (
        <p className="muted small">They count as one origin: {stated}.</p>
      ) : (
        <div className="alike-acts">
          <label>
            Counts as{' '}
            <input
              value={into}
              placeholder="origin, such as news-agency"
              aria-label="The origin as which they count"
              onChange={(event) => setInto(event.target.value.toLowerCase().replace(/\s+/g, '-'))}
            />
          </label>
          <label>
            Because{' '}
            <input
              className="wide"
              value={reason}
              aria-label="The reason"
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <button
            type="button"
            className="primary"
            disabled={!isReady || !KEY.test(into)}
            onClick={() =>
              void act('They count as one origin.', () =>
                task(matter, 'origin.confirm', { exhibits, into, reason: reason.trim() }),
              )
            }
          >
            One origin
          </button>
          <button
            type="button"
            disabled={!isReady}
            onClick={() =>
              void act('They are told apart and not proposed again.', async () => {
                for (const [i, exhibit] of exhibits.slice(0, -1).entries())
                  await run(matter, 'exhibit.distinguish', {
                    exhibit,
                    from: exhibits.slice(i + 1),
                    ground: reason.trim(),
                  });
              })
            }
          >
            Separate origins
          </button>
        </div>
      )}
      {error !== undefined && <SayNo error={error} />}
    </section>
  );
}
