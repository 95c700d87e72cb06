// The law applied: provisions and their elements, what binds each State, preconditions, routes, standards, and what is to be checked.
import './law.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { number } from '../../lib/words.ts';
import { Bonds } from './bonds.tsx';
import { Ladders } from './ladders.tsx';
import { Packs } from './packs.tsx';
import { Provisions } from './provisions.tsx';
import { Routes } from './routes.tsx';
import { Standards } from './standards.tsx';
import { Unchecked } from './unchecked.tsx';

const PARTS = [
  ['provisions', 'Provisions'],
  ['ladders', 'Preconditions'],
  ['bonds', 'Parties'],
  ['routes', 'Routes'],
  ['standards', 'Standards'],
  ['unchecked', 'To be checked'],
  ['packs', 'Packs'],
] as const;

/** The address says which part, and what is chosen in it. */
export function LawScreen() {
  useTitle('Law');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const packs = useAsk<{ packs: readonly { toBeChecked: number }[] }>('pack.list');
  const ladders = useAsk<{ ladders: readonly unknown[] }>('ladder.list');
  const named = PARTS.find(([part]) => part === search['part'])?.[0];
  const part =
    named ??
    (search['provision'] !== undefined
      ? 'provisions'
      : search['ladder'] !== undefined || (ladders.data?.ladders.length ?? 0) > 0
        ? 'ladders'
        : packs.data?.packs.length === 0
          ? 'packs'
          : 'provisions');
  const go = useCallback(
    (more: Readonly<Record<string, string | undefined>>): void => {
      void navigate({
        to: '/$matter/law',
        params: { matter },
        search: (before) => ({ ...before, part, ...more }),
      });
    },
    [navigate, matter, part],
  );
  const unchecked = (packs.data?.packs ?? []).reduce((sum, one) => sum + one.toBeChecked, 0);
  return (
    <div className="record law">
      <header className="record-tabs">
        <h1>Law</h1>
        <div className="tabs" role="group" aria-label="Parts of the law">
          {PARTS.map(([name, title]) => (
            <button
              type="button"
              key={name}
              aria-pressed={part === name}
              onClick={() =>
                void navigate({ to: '/$matter/law', params: { matter }, search: { part: name } })
              }
            >
              {title}
              {name === 'unchecked' && unchecked > 0 && <span className="muted">{number(unchecked)}</span>}
            </button>
          ))}
        </div>
      </header>
      {part === 'provisions' && <Provisions search={search} go={go} />}
      {part === 'ladders' && <Ladders search={search} go={go} />}
      {part === 'bonds' && <Bonds />}
      {part === 'routes' && <Routes />}
      {part === 'standards' && <Standards />}
      {part === 'unchecked' && <Unchecked search={search} go={go} />}
      {part === 'packs' && <Packs />}
    </div>
  );
}
