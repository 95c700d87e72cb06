// The frame of every screen: the rooms, the matter, and the state of its ledger, always in sight.
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { type Connection, RunningContext, useLive } from '../lib/live.ts';
import { MatterContext } from '../lib/matter.ts';
import { PassagePreviews } from '../lib/passage-preview.tsx';
import { UndoBar } from '../lib/undo.tsx';
import { useAsk } from '../lib/use-ask.ts';
import { Keys } from './keys.tsx';
import { LedgerFoot } from './ledger-foot.tsx';
import { Rooms } from './rooms.tsx';
import { Tasks } from './tasks.tsx';

interface MatterShown {
  readonly title: string;
  readonly notice: string | null;
}

/** The shell around the screens of one matter. */
export function Shell() {
  const { matter } = useParams({ from: '/$matter' });
  return (
    <MatterContext value={matter}>
      <Frame key={matter} matter={matter} />
    </MatterContext>
  );
}

function Frame({ matter }: { readonly matter: string }) {
  const { connection, tasks } = useLive(matter);
  const shown = useAsk<MatterShown>('matter.show');
  return (
    <div className="frame">
      <a className="skip" href="#work">
        Skip to the work
      </a>
      <section className="banners" aria-label="Notices">
        {shown.data?.notice != null && <p className="notice">{shown.data.notice}</p>}
        <Lost connection={connection} />
      </section>
      <aside className="rail" aria-label="Matter">
        <header>
          <Link to="/" className="brand">
            Probata
          </Link>
          <p className="matter-title">
            <bdi>{shown.data?.title ?? ''}</bdi>
          </p>
        </header>
        <Rooms matter={matter} />
        <Tasks tasks={tasks} matter={matter} />
        <LedgerFoot isLive={connection === 'live'} />
      </aside>
      <main className="work" id="work" tabIndex={-1}>
        <UndoBar>
          <RunningContext value={tasks}>
            <Outlet />
          </RunningContext>
        </UndoBar>
      </main>
      <Keys matter={matter} />
      <PassagePreviews />
    </div>
  );
}

function Lost({ connection }: { readonly connection: Connection }) {
  return (
    <div role="status">
      {connection === 'lost' && (
        <p className="offline">
          <strong>The house does not answer.</strong> What is shown may be old, and nothing can be entered.
          Start it again in its terminal; this page goes on by itself. What was acknowledged is safe.
        </p>
      )}
      {connection === 'locked' && (
        <p className="offline">
          <strong>The house was started anew and does not know this browser.</strong> Open the start link from
          its terminal; this address works again after that.
        </p>
      )}
    </div>
  );
}
