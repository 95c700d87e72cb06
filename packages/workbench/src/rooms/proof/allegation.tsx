// One allegation: chosen in the list at the left; its elements, graph, reasons, gaps and weakest points at the right.
import { useCallback, useState } from 'react';
import { broughtIn, broughtText, NOTHING, takes } from '../../lib/brought.ts';
import { useKey } from '../../lib/key.ts';
import { useListKeys } from '../../lib/list-keys.ts';
import { sentence } from '../../lib/words.ts';
import { ActForm, useAct } from './act.tsx';
import { TABS, type Tab, useAddress } from './address.ts';
import { BringToAllegation } from './bring-to-allegation.tsx';
import { StatusUnder } from './changes.tsx';
import { ChecklistView } from './checklist.tsx';
import { Elements } from './elements.tsx';
import { Falls } from './falls.tsx';
import { GraphView } from './graph.tsx';
import { MakeAllegation } from './make-allegation.tsx';
import { ruleOf } from './matrix.tsx';
import { Missing } from './missing.tsx';
import type { Allegation, Allegations } from './types.ts';
import { Why } from './why.tsx';

const NAMES: Readonly<Record<Tab, string>> = {
  elements: 'Element by element',
  graph: 'Graph',
  why: 'Why',
  checklist: 'Checklist',
  missing: 'What is missing',
  falls: 'What falls',
};
const KINDS = ['jurisdiction', 'admissibility', 'merits', 'quantum'] as const;

export function AllegationView({ list, isStale }: { readonly list: Allegations; readonly isStale: boolean }) {
  const { search, tab, go } = useAddress();
  const ordered = KINDS.flatMap((kind) => list.allegations.filter((one) => one.kind === kind));
  const chosen = ordered.find((one) => one.id === search['allegation']) ?? ordered[0];
  const [isMaking, setMaking] = useState(false);
  // What was let go on the allegation, for one of its elements, stands in the address; `c` asks for the form with nothing in it.
  const bringing = search['bring'];
  const askForm = useCallback(() => go({ view: 'allegation', bring: NOTHING }), [go]);
  useKey('c', askForm);
  // A drawing needs the room of the list; then the allegation is chosen above it.
  const hasGraph = tab === 'graph' && !isMaking;
  useListKeys(
    ordered.map(({ id }) => id),
    chosen?.id,
    (allegation) => go({ ...onAllegation(allegation), bring: undefined }),
  );
  return (
    <div className={hasGraph ? 'proof-body allegation-view with-graph' : 'proof-body allegation-view'}>
      {hasGraph && chosen !== undefined && (
        <label className="graph-choice">
          <span className="small">Allegation</span>
          <select
            value={chosen.id}
            onChange={(event) => go({ allegation: event.target.value, point: undefined, focus: undefined })}
          >
            {ordered.map((one) => (
              <option key={one.id} value={one.id}>
                {one.text}
              </option>
            ))}
          </select>
        </label>
      )}
      {!hasGraph && (
        <div className="allegation-list">
          {KINDS.map((kind) => {
            const own = ordered.filter((one) => one.kind === kind);
            if (own.length === 0) return null;
            return (
              <nav className="allegations" key={kind} aria-label={sentence(kind)}>
                <h2 className="small muted">{sentence(kind)}</h2>
                {own.map((one) => (
                  <button
                    type="button"
                    key={one.id}
                    {...takes(['passage', 'exhibit', 'fact'], (brought) => {
                      setMaking(false);
                      go({ ...onAllegation(one.id), bring: broughtText(brought) });
                    })}
                    aria-current={one.id === chosen?.id ? 'true' : undefined}
                    onClick={() => {
                      setMaking(false);
                      go({ ...onAllegation(one.id), bring: undefined });
                    }}
                  >
                    <bdi>{one.text}</bdi>
                    <span className="small status-line">
                      <StatusUnder status={one.status} at={`allegation:${one.id}`} standard={one.standard} />
                      <span className="muted">{sentence(one.standard)}</span>
                    </span>
                  </button>
                ))}
              </nav>
            );
          })}
          <button type="button" aria-expanded={isMaking} onClick={() => setMaking(!isMaking)}>
            Make an allegation…
          </button>
        </div>
      )}
      <div className={isStale ? 'allegation-shown stale' : 'allegation-shown'}>
        {isMaking ? (
          <MakeAllegation
            made={(allegation) => {
              setMaking(false);
              go({ view: 'allegation', allegation, tab: undefined });
            }}
            cancel={() => setMaking(false)}
          />
        ) : (
          chosen !== undefined && (
            <>
              <Head
                allegation={chosen}
                rival={list.allegations.find((one) => one.id === chosen.rivalOf)}
                bring={askForm}
              />
              {bringing !== undefined && (
                <BringToAllegation
                  key={`${chosen.id} ${bringing}`}
                  allegation={chosen.id}
                  brought={broughtIn(bringing)}
                  close={() => go({ bring: undefined })}
                />
              )}
              <div className="tabs" role="group" aria-label="What to show">
                {TABS.map((name) => (
                  <button
                    type="button"
                    key={name}
                    aria-pressed={tab === name}
                    onClick={() => go({ view: 'allegation', allegation: chosen.id, tab: name })}
                  >
                    {NAMES[name]}
                    {name === 'missing' && chosen.gaps > 0 && <span className="muted"> {chosen.gaps}</span>}
                  </button>
                ))}
              </div>
              <div className="below">
                {tab === 'elements' && <Elements key={chosen.id} allegation={chosen.id} />}
                {tab === 'graph' && <GraphView key={chosen.id} allegation={chosen.id} />}
                {tab === 'why' && <Why key={chosen.id} allegation={chosen.id} />}
                {tab === 'checklist' && <ChecklistView key={chosen.id} allegation={chosen.id} />}
                {tab === 'missing' && <Missing key={chosen.id} allegation={chosen.id} />}
                {tab === 'falls' && <Falls key={chosen.id} allegation={chosen.id} />}
              </div>
            </>
          )
        )}
      </div>
    </div>
  );
}

/** The address of another allegation: nothing of the one before stays in it. */
const onAllegation = (allegation: string) =>
  ({ view: 'allegation', allegation, point: undefined, focus: undefined }) as const;

function Head({
  allegation,
  rival,
  bring,
}: {
  readonly allegation: Allegation;
  readonly rival: Allegation | undefined;
  readonly bring: () => void;
}) {
  const { go } = useAddress();
  const [isWithdrawing, setWithdrawing] = useState(false);
  return (
    <header className="allegation-head">
      <h2>
        <bdi>{allegation.text}</bdi>
      </h2>
      <p className="status-line">
        <StatusUnder
          status={allegation.status}
          at={`allegation:${allegation.id}`}
          standard={allegation.standard}
        />
        <span className="muted small">{ruleOf(allegation)}</span>
        {allegation.defencesLive > 0 && <span className="small contested-ink">a defence is live</span>}
      </p>
      {rival !== undefined && (
        <p className="small">
          It answers the rival account{' '}
          <button type="button" className="link" onClick={() => go({ allegation: rival.id })}>
            <bdi>{rival.text}</bdi>
          </button>{' '}
          <StatusUnder status={rival.status} at={`allegation:${rival.id}`} standard={rival.standard} />
        </p>
      )}
      {isWithdrawing ? (
        <Withdraw allegation={allegation.id} close={() => setWithdrawing(false)} />
      ) : (
        <span className="judge-acts">
          <button
            type="button"
            className="link small"
            title="Key c; or let a passage, an exhibit or a fact go on the allegation"
            onClick={bring}
          >
            Bring a passage…
          </button>
          <button type="button" className="link small" onClick={() => setWithdrawing(true)}>
            Withdraw it…
          </button>
        </span>
      )}
    </header>
  );
}

/** Withdrawing is final for this allegation: what it was made of can be alleged anew. */
function Withdraw({ allegation, close }: { readonly allegation: string; readonly close: () => void }) {
  const { go } = useAddress();
  const act = useAct();
  const [ground, setGround] = useState('');
  return (
    <ActForm
      label="Withdraw the allegation"
      press="Withdraw it"
      act={act}
      isReady={ground.trim() !== ''}
      cancel={close}
      submit={() => {
        void act
          .enter(
            { name: 'allegation.withdraw', input: { allegation, ground: ground.trim() } },
            'The allegation is withdrawn. Its facts stay; it can be made anew.',
          )
          .then((receipt) => receipt !== undefined && go({ allegation: undefined }));
      }}
    >
      <label>
        <span className="small">Why is it withdrawn?</span>
        <input value={ground} maxLength={1000} onChange={(event) => setGround(event.target.value)} />
      </label>
    </ActForm>
  );
}
