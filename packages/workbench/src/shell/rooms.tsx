// The rooms in the order that data walks, with the count of what waits in each.
import { Link } from '@tanstack/react-router';
import { useOpensWhenHeld } from '../lib/brought.ts';
import { useAsk, useTask } from '../lib/use-ask.ts';
import { number } from '../lib/words.ts';

interface Room {
  readonly path: string;
  readonly title: string;
  readonly key: string;
}

const ROOMS: readonly Room[] = [
  { path: 'overview', title: 'Overview', key: 'o' },
  { path: 'exhibits', title: 'Exhibits', key: 'e' },
  { path: 'search', title: 'Search', key: 's' },
  { path: 'record', title: 'Record', key: 'r' },
  { path: 'law', title: 'Law', key: 'w' },
  { path: 'proof', title: 'Proof', key: 'p' },
  { path: 'flows', title: 'Flows', key: 't' },
  { path: 'quantum', title: 'Quantum', key: 'q' },
  { path: 'pleading', title: 'Pleading', key: 'd' },
  { path: 'bundle', title: 'Filings', key: 'f' },
  { path: 'ledger', title: 'Ledger', key: 'l' },
];

/** Which key leads to which room, after `g`. */
export const ROOM_KEYS: readonly (readonly [key: string, path: string, title: string])[] = ROOMS.map(
  ({ key, path, title }) => [key, path, title],
);

/** The links of the rail. */
export function Rooms({ matter }: { readonly matter: string }) {
  const waits = useWaits();
  const opens = useOpensWhenHeld();
  return (
    <nav aria-label="Rooms">
      {ROOMS.map((room) => {
        const wait = waits[room.path];
        return (
          <Link
            key={room.path}
            to={`/$matter/${room.path}` as '/$matter/overview'}
            params={{ matter }}
            search={{}}
            activeOptions={{ includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
            {...opens}
          >
            {room.title}
            {wait !== undefined && wait.n > 0 && (
              <span className="count" title={`${number(wait.n)} ${wait.what}`}>
                {number(wait.n)}
                <span className="visually-hidden"> {wait.what}</span>
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}

interface Wait {
  readonly n: number;
  readonly what: string;
}

function useWaits(): Readonly<Record<string, Wait | undefined>> {
  const readings = useTask<{ waiting: number }>('reading.states');
  const trays = useAsk<{ trays: readonly { tray: string; count: number }[] }>('fact.trays', {
    withFacts: false,
  });
  const proof = useAsk<{ allegations: readonly { status: string }[] }>('allegation.list');
  const unread = readings.data?.waiting ?? 0;
  return {
    exhibits: { n: unread, what: unread === 1 ? 'exhibit waits to be read' : 'exhibits wait to be read' },
    record: {
      n: trays.data?.trays.find((one) => one.tray === 'awaiting-second-reader')?.count ?? 0,
      what: 'facts await a second reader',
    },
    proof: {
      n: (proof.data?.allegations ?? []).filter((one) => one.status !== 'proved').length,
      what: 'allegations not proved yet',
    },
  };
}
