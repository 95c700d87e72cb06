// Where several matters are served: which one to open; and how far the examples have come while they are built.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../lib/api.ts';
import { Empty, SayNo } from '../lib/say-no.tsx';
import { useTitle } from '../lib/title.ts';
import { number } from '../lib/words.ts';

interface Matters {
  readonly matters: readonly {
    readonly name: string;
    readonly title: string;
    readonly size: number;
    readonly notice?: string | null;
  }[];
  readonly building: readonly {
    readonly name: string;
    readonly title?: string;
    readonly stage?: string;
    readonly done?: number;
    readonly all?: number | null;
    readonly error?: string | null;
  }[];
}

/** The list of matters, asked again while one is being built. */
export function Choose() {
  useTitle('Matters');
  const found = useQuery<Matters>({
    queryKey: ['matters'],
    queryFn: () => get('/api/matters'),
    refetchInterval: 1500,
  });
  return (
    <main className="screen">
      <header>
        <h1>Matters</h1>
      </header>
      {found.error !== null && <SayNo error={found.error} />}
      <ul className="matters">
        {found.data?.matters.map((matter) => (
          <li key={matter.name}>
            <Link to="/$matter/overview" params={{ matter: matter.name }}>
              <bdi>{matter.title}</bdi>
            </Link>
            <span className="muted small">{number(matter.size)} entries</span>
            {matter.notice != null && <span className="muted small">{matter.notice}</span>}
          </li>
        ))}
        {found.data?.building.map((one) => (
          <li key={one.name}>
            <span>{one.title ?? one.name}</span>
            <span className="muted small">
              {one.error ?? `is being built: ${one.stage ?? 'starting'}`}
              {typeof one.done === 'number' && typeof one.all === 'number'
                ? `, ${one.done} of ${one.all}`
                : ''}
            </span>
          </li>
        ))}
      </ul>
      {found.data !== undefined && found.data.matters.length + found.data.building.length === 0 && (
        <Empty title="No matter is open here">
          A matter is a folder: evidence, ledger, keys. Make one with <code>probata init DIR</code> and serve
          it with <code>probata serve DIR</code>.
        </Empty>
      )}
    </main>
  );
}
