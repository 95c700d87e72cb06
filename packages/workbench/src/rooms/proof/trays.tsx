// The trays: facts that wait for something, as far as proof is concerned; a tray opens to its facts.
import { Link } from '@tanstack/react-router';
import { taken } from '../../lib/brought.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { number, sentence } from '../../lib/words.ts';
import { useAddress } from './address.ts';

interface TraysAnswer {
  readonly trays: readonly {
    readonly tray: string;
    readonly means: string;
    readonly count: number;
    readonly facts: readonly { readonly id: string; readonly text: string }[];
  }[];
}

/** So many facts of a tray are listed; the record shows the rest. */
const SHOWN = 50;

export function Trays() {
  const matter = useMatter();
  const { search, go } = useAddress();
  const found = useAsk<TraysAnswer>('proof.trays');
  const open = found.data?.trays.find((one) => one.tray === search['tray']);
  return (
    <section className="block">
      <h2>Trays</h2>
      {found.error !== null && <SayNo error={found.error} />}
      <div className="tabs trays" role="group" aria-label="Trays">
        {found.data?.trays.map((one) => (
          <button
            type="button"
            key={one.tray}
            aria-pressed={open?.tray === one.tray}
            title={one.means}
            onClick={() => go({ tray: open?.tray === one.tray ? undefined : one.tray })}
          >
            {sentence(one.tray)} <span className="muted">{number(one.count)}</span>
          </button>
        ))}
      </div>
      {open === undefined ? (
        <p className="muted small">Open a tray to see its facts.</p>
      ) : (
        <>
          <p className="muted">
            {sentence(open.tray)}: {open.means}.
          </p>
          {open.facts.length === 0 && <p>This tray is empty.</p>}
          <ul className="tray-facts">
            {open.facts.slice(0, SHOWN).map((fact) => (
              <li key={fact.id}>
                <Link
                  to="/$matter/record"
                  params={{ matter }}
                  search={{ row: fact.id }}
                  {...taken('fact', fact.id)}
                >
                  <bdi>{fact.text}</bdi>
                </Link>
              </li>
            ))}
          </ul>
          {open.facts.length > SHOWN && (
            <p className="muted small">
              {number(open.facts.length - SHOWN)} more:{' '}
              <Link to="/$matter/record" params={{ matter }} search={{ tray: open.tray }}>
                the tray in the record
              </Link>
            </p>
          )}
        </>
      )}
    </section>
  );
}
