// Proof: the matrix, the claim, each allegation, contradictions, what is to be done, what-ifs and the house rules; and the what-if rail beside all.
import './proof.css';
import './forms.css';
import './matrix.css';
import './contradictions.css';
import './what-if.css';
import './claim.css';
import './allegation.css';
import './outline.css';
import './graph.css';
import './rules.css';
import './checklist.css';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useOpensWhenHeld } from '../../lib/brought.ts';
import { isTyping } from '../../lib/is-typing.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { under, useAddress, VIEWS, type View } from './address.ts';
import { AllegationView } from './allegation.tsx';
import { BrokenExpectations } from './broken-expectations.tsx';
import { ChangesContext, mapOf } from './changes.tsx';
import { ClaimView } from './claim.tsx';
import { ContradictionsView } from './contradictions.tsx';
import { MakeAllegation } from './make-allegation.tsx';
import { MatrixView } from './matrix.tsx';
import { OrderOfProof } from './order-of-proof.tsx';
import { RulesView } from './rules.tsx';
import { ScenariosView } from './scenarios.tsx';
import { TodoView } from './todos.tsx';
import type { Allegations, Standards } from './types.ts';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfRail } from './what-if-rail.tsx';

const NAMES: Readonly<Record<View, string>> = {
  matrix: 'Matrix',
  claim: 'Claim and accounts',
  allegation: 'One allegation',
  contradictions: 'Contradictions',
  todo: 'To do',
  scenarios: 'What-ifs',
  rules: 'House rules',
};

export function ProofScreen() {
  const { search, view, standard, go } = useAddress();
  useTitle(view === 'matrix' ? 'Proof' : `${NAMES[view]} · Proof`);
  const list = useAsk<Allegations>('allegation.list', under(standard));
  const asked = useWhatIf();
  const changes = useMemo(() => mapOf(asked.changes), [asked.changes]);
  const isRailOpen =
    search['rail'] === 'open' || search['if'] !== undefined || search['scenario'] !== undefined;
  const [isMaking, setMaking] = useState(false);
  const opens = useOpensWhenHeld();
  const isEmpty = list.data?.allegations.length === 0;
  const turnRail = useCallback(
    () => go(isRailOpen ? { rail: undefined, if: undefined, scenario: undefined } : { rail: 'open' }),
    [go, isRailOpen],
  );
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'w' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      turnRail();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [turnRail]);
  return (
    <ChangesContext value={changes}>
      <div className={isRailOpen && !isEmpty ? 'proof with-rail' : 'proof'}>
        <div className="proof-main">
          <header className="proof-head">
            <h1>Proof</h1>
            <div className="acts">
              {!isEmpty && <Under />}
              {!isEmpty && <OrderOfProof />}
              {!isEmpty && (
                <button type="button" aria-expanded={isRailOpen} onClick={turnRail}>
                  What if…
                </button>
              )}
            </div>
          </header>
          <BrokenExpectations />
          {list.error !== null && <SayNo error={list.error} />}
          {isEmpty ? (
            <div className="proof-body">
              <Empty title="No allegation has been made">
                An allegation names what must be proved, as a tree of elements answered by facts. Everything
                else here follows from it: what is missing, what is contested, what falls if an exhibit is
                struck.
              </Empty>
              {isMaking ? (
                <MakeAllegation made={() => setMaking(false)} cancel={() => setMaking(false)} />
              ) : (
                <button type="button" className="primary" onClick={() => setMaking(true)}>
                  Make an allegation…
                </button>
              )}
            </div>
          ) : (
            <>
              <nav className="proof-views tabs" aria-label="Views of the proof">
                {VIEWS.map((name) => (
                  <button
                    type="button"
                    key={name}
                    aria-current={view === name ? 'page' : undefined}
                    {...opens}
                    onClick={() => go({ view: name, cell: undefined, fact: undefined })}
                  >
                    {NAMES[name]}
                  </button>
                ))}
              </nav>
              {list.data !== undefined && (
                <>
                  {view === 'matrix' && <MatrixView />}
                  {view === 'claim' && <ClaimView />}
                  {view === 'allegation' && (
                    <AllegationView list={list.data} isStale={list.isPlaceholderData} />
                  )}
                  {view === 'contradictions' && <ContradictionsView />}
                  {view === 'todo' && <TodoView list={list.data} />}
                  {view === 'scenarios' && <ScenariosView list={list.data} />}
                  {view === 'rules' && <RulesView />}
                </>
              )}
              {list.data !== undefined && (
                <p className="house-rule muted small">
                  Statuses follow {list.data.disclaimer}
                  {list.data.notice === null
                    ? '.'
                    : '; they speak of the material in this file only, and find nothing about any State.'}
                </p>
              )}
            </>
          )}
        </div>
        {isRailOpen && !isEmpty && <WhatIfRail asked={asked} />}
      </div>
    </ChangesContext>
  );
}

/** Every allegation under its own standard, or all under one: what would still be missing there. */
function Under() {
  const { standard, go } = useAddress();
  const found = useAsk<Standards>('standard.list');
  return (
    <label className="under">
      <span className="small">House rule</span>{' '}
      <select
        value={standard ?? ''}
        onChange={(event) => go({ standard: event.target.value === '' ? undefined : event.target.value })}
      >
        <option value="">each its own</option>
        {found.data?.standards.map((one) => (
          <option key={one.id} value={one.id}>
            all under: {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}
