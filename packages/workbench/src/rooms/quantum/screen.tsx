// The claim in money: three columns that are never added, heads and lines, and where every cent comes from.
import './quantum.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { currency } from '../../lib/words.ts';
import { Arithmetic } from './arithmetic.tsx';
import { Award } from './award.tsx';
import { Columns } from './columns.tsx';
import { Counter } from './counter.tsx';
import { Estimated } from './estimated.tsx';
import { Falls } from './falls.tsx';
import { Forms } from './forms.tsx';
import { Heads } from './heads.tsx';
import { Mass } from './mass.tsx';
import { Trace } from './trace.tsx';
import type { Claim, Head } from './types.ts';

const TABS = [
  ['heads', 'Heads of damage'],
  ['trace', 'Every step'],
  ['estimated', 'Estimates together'],
  ['mass', 'Mass claims'],
  ['falls', 'What falls'],
  ['counter', 'The other side'],
  ['award', 'Claimed and awarded'],
  ['arithmetic', 'Check a table'],
] as const;

/** The address holds the tab, the head and, for a form, `new`. */
export function QuantumScreen() {
  useTitle('Quantum');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const claim = useAsk<{ claim: Claim | null }>('claim.total');
  const list = useAsk<{ heads: readonly Head[] }>('head.list');
  const found = claim.data?.claim;
  const heads = list.data?.heads ?? [];
  const chosen = heads.find((head) => head.id === search['head']) ?? heads[0];
  const tab = search['tab'] ?? 'heads';
  const form = search['new'];
  const go = (next: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/quantum', params: { matter }, search: next });
  };
  const open = (head: string): void => go({ head, ...(tab === 'heads' ? {} : { tab }) });
  useListKeys(tab === 'heads' && form === undefined ? heads.map((head) => head.id) : [], chosen?.id, open);
  return (
    <div className="screen page quantum">
      <header>
        <h1>Quantum</h1>
        {found != null && <span className="muted">in {currency(found.currency)}</span>}
      </header>
      {claim.error !== null && <SayNo error={claim.error} />}
      {list.error !== null && <SayNo error={list.error} />}
      {found != null && <Columns claim={found} />}
      <div className="quantum-bar">
        {found != null && (
          <div className="tabs" role="group" aria-label="What to show">
            {TABS.map(([name, title]) => (
              <button
                type="button"
                key={name}
                aria-pressed={tab === name && form === undefined}
                onClick={() =>
                  go({
                    ...(name === 'heads' ? {} : { tab: name }),
                    ...(search['head'] === undefined ? {} : { head: search['head'] }),
                  })
                }
              >
                {title}
              </button>
            ))}
          </div>
        )}
        <button type="button" aria-pressed={form !== undefined} onClick={() => go({ new: 'head' })}>
          Enter…
        </button>
      </div>
      {form !== undefined ? (
        <Forms form={form} claim={found ?? null} heads={heads} search={search} go={go} />
      ) : tab === 'mass' && found !== undefined ? (
        <Mass currency={found?.currency ?? 'EUR'} heads={heads} search={search} go={go} />
      ) : found === null ? (
        <Empty title="No head of damage is open">
          <p>
            A head is itemised, estimated, or a global sum, and these are never mixed. Each figure stands on
            passages; “no figure yet” is an answer too.
          </p>
          <button type="button" className="primary" onClick={() => go({ new: 'head' })}>
            Open a head of damage
          </button>{' '}
          <button type="button" onClick={() => go({ tab: 'mass' })}>
            Mass claims
          </button>
        </Empty>
      ) : found === undefined ? null : (
        <>
          {tab === 'heads' && <Heads claim={found} heads={heads} chosen={chosen} open={open} go={go} />}
          {tab === 'trace' && <Trace heads={heads} head={search['head']} go={go} />}
          {tab === 'estimated' && <Estimated claim={found} go={go} />}
          {tab === 'falls' && <Falls search={search} go={go} />}
          {tab === 'counter' && (
            <Counter heads={heads} isStudy={found.shows === 'ranges'} search={search} go={go} />
          )}
          {tab === 'award' && <Award heads={heads} currency={found.currency} />}
          {tab === 'arithmetic' && <Arithmetic search={search} go={go} />}
        </>
      )}
    </div>
  );
}
