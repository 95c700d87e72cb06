// How far the exhibits were read, by oneself and by anybody; what is relied on and was never read to the end stands first.
import { Link, useSearch } from '@tanstack/react-router';
import { Leaf, offsetText } from '../../lib/leaf.tsx';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { number, orSealed } from '../../lib/words.ts';

interface Line {
  readonly exhibit: string;
  readonly title: string | { readonly sealed: string };
  readonly pages: number;
  readonly mine: number;
  readonly anyone: number;
  readonly readers: number;
  readonly cited: number;
  /** The first page that this person has not read; null when there is none. */
  readonly next: number | null;
}

const PAGE = 100;
const VIEWS = [
  [undefined, 'Cited and not read to the end'],
  ['begun', 'Begun'],
  ['all', 'All'],
] as const;

/** The link of each line leads to the first page not read yet. */
export function Progress({
  go,
}: {
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}) {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const offset = Math.max(0, Math.trunc(Number(search['offset'] ?? 0)) || 0);
  const of = search['of'];
  const found = useTask<{ total: number; unread: number; exhibits: readonly Line[] }>('reading.progress', {
    view: of === 'begun' || of === 'all' ? of : 'cited-unread',
    limit: PAGE,
    offset,
  });
  const total = found.data?.total ?? 0;
  return (
    <div className="screen page">
      <div className="tabs" role="group" aria-label="Which exhibits">
        {VIEWS.map(([name, title]) => (
          <button
            type="button"
            key={title}
            aria-pressed={of === name}
            onClick={() => go({ of: name, offset: undefined })}
          >
            {title}
          </button>
        ))}
      </div>
      <p className="muted small">
        A page counts as read by whoever had it before them for a few seconds; that is all it says.
      </p>
      {found.error !== null && <SayNo error={found.error} />}
      {found.data !== undefined && total === 0 && (
        <Empty title={of === undefined ? 'Everything cited was read' : 'Nothing here yet'}>
          {of === undefined
            ? 'You have had every page of every exhibit that a fact cites before you.'
            : 'Open an exhibit: the pages you read are counted.'}
        </Empty>
      )}
      {total > 0 && (
        <div className={found.isPlaceholderData ? 'wrap stale' : 'wrap'}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">Exhibit</th>
                <th scope="col" className="numbers">
                  Cited
                </th>
                <th scope="col">Read by you</th>
                <th scope="col">By anybody</th>
                <th scope="col" className="numbers">
                  Readers
                </th>
              </tr>
            </thead>
            <tbody>
              {found.data?.exhibits.map((line) => (
                <tr key={line.exhibit}>
                  <td>
                    <Link
                      to="/$matter/exhibits"
                      params={{ matter }}
                      search={{
                        exhibit: line.exhibit,
                        ...(line.next === null ? {} : { page: String(line.next) }),
                      }}
                    >
                      <bdi>{orSealed(line.title as string)}</bdi>
                    </Link>
                  </td>
                  <td className="numbers">{line.cited === 0 ? '' : number(line.cited)}</td>
                  <td>
                    <Battery read={line.mine} pages={line.pages} who="you" />
                  </td>
                  <td>
                    <Battery read={line.anyone} pages={line.pages} who="anybody" />
                  </td>
                  <td className="numbers">{number(line.readers)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > PAGE && (
        <p className="below">
          <Leaf offset={offset} total={total} page={PAGE} to={(n) => go({ offset: offsetText(n) })} />
        </p>
      )}
    </div>
  );
}

function Battery({
  read,
  pages,
  who,
}: {
  readonly read: number;
  readonly pages: number;
  readonly who: string;
}) {
  return (
    <span className="battery">
      <progress aria-label={`Pages read by ${who}`} value={read} max={Math.max(1, pages)} />
      <span className="muted small">
        {number(read)} of {number(pages)}
      </span>
    </span>
  );
}
