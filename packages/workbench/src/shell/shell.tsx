// The frame of every screen: the rooms, the matter, and the state of its ledger, always in sight.
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { MatterContext } from '../lib/matter.ts';
import { useLive } from '../lib/live.ts';
import { useAsk, useTask } from '../lib/use-ask.ts';
import { number } from '../lib/words.ts';
import { Keys } from './keys.tsx';
import { ROOM_LINKS } from './rooms.ts';
import { Tasks } from './tasks.tsx';

interface MatterShown {
  readonly title: string;
  readonly notice: string | null;
}
export interface LedgerShown {
  readonly size: number;
  readonly root: string;
  readonly origin: string;
  readonly vkey: string;
  readonly checkpoint: string;
  readonly mode: 'writing' | 'read-only';
  readonly reason: string | null;
  readonly notices: readonly string[];
  readonly signed: number;
  readonly lastEntryAt: string | null;
}

/** The shell around the screens of one matter. */
export function Shell() {
  const { matter } = useParams({ from: '/$matter' });
  return (
    <MatterContext value={matter}>
      <Frame matter={matter} />
    </MatterContext>
  );
}

function Frame({ matter }: { readonly matter: string }) {
  const { isLive, tasks } = useLive(matter);
  const shown = useAsk<MatterShown>('matter.show');
  const ledger = useTask<LedgerShown>('ledger.state');
  return (
    <div className="frame">
      <div className="notice" hidden={shown.data?.notice == null}>
        {shown.data?.notice}
      </div>
      <aside className="rail">
        <header>
          <Link to="/" className="brand">
            Probata
          </Link>
          <h1>
            <bdi>{shown.data?.title ?? matter}</bdi>
          </h1>
        </header>
        <nav aria-label="Rooms">
          {ROOM_LINKS.map((room) => (
            <Link key={room.path} to={`/$matter/${room.path}` as '/$matter/overview'} params={{ matter }} activeProps={{ 'aria-current': 'page' }}>
              {room.title}
            </Link>
          ))}
        </nav>
        <Tasks tasks={tasks} matter={matter} />
        <footer>
          {ledger.data?.mode === 'read-only' ? (
            <strong className="breach-ink">Read-only: {ledger.data.reason}</strong>
          ) : (
            <>
              <div>
                Ledger: <strong>{number(ledger.data?.size ?? 0)}</strong> entries
              </div>
              <div className="muted">signed at {number(ledger.data?.size ?? 0)}</div>
            </>
          )}
          {!isLive && <div className="breach-ink">No connection: what is shown may be old.</div>}
        </footer>
      </aside>
      <main className="work" id="work">
        <Outlet />
      </main>
      <Keys matter={matter} />
    </div>
  );
}
