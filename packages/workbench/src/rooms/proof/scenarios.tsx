// Saved what-ifs, each run again on the matter as it is now; and what the team expects to stand.
import { useState } from 'react';
import { Empty, Lacks, SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, day } from '../../lib/words.ts';
import { ActForm, useAct } from './act.tsx';
import { useAddress } from './address.ts';
import { Arrow } from './changes.tsx';
import { Expectations } from './expectations.tsx';
import { useNames } from './todo-form.tsx';
import type { Allegations, Selections, Units } from './types.ts';
import { inWords, type WhatIf } from './what-if.ts';
import { useNameOf } from './what-if-rail.tsx';
import { stepsOf } from './word.tsx';

interface Scenario extends WhatIf {
  readonly id: string;
  readonly title: string;
  readonly by: string;
  readonly at: string;
  readonly changed: readonly {
    readonly id: string;
    readonly text: string;
    readonly before: ProofStatus;
    readonly after: ProofStatus;
  }[];
  readonly elements: number;
  readonly facts: number;
  readonly fault: string | null;
}

export function ScenariosView({ list }: { readonly list: Allegations }) {
  const { go } = useAddress();
  const found = useAsk<{ scenarios: readonly Scenario[] }>('scenario.list');
  const units = useAsk<Units>('unit.list');
  const selections = useAsk<Selections>('selection.list');
  const nameOf = useNameOf(units.data, selections.data);
  return (
    <div className="proof-body">
      <section className="block">
        <h2>Saved what-ifs</h2>
        {found.error !== null && <SayNo error={found.error} />}
        {found.data?.scenarios.length === 0 && (
          <Empty title="No what-if is saved">
            A saved what-if is run again whenever it is opened, so that the team sees early what a ruling
            would cost.{' '}
            <button type="button" className="link" onClick={() => go({ rail: 'open' })}>
              Ask one
            </button>{' '}
            and save it.
          </Empty>
        )}
        <div className={found.isPlaceholderData ? 'scenarios stale' : 'scenarios'}>
          {found.data?.scenarios.map((one) => (
            <ScenarioCard key={one.id} scenario={one} nameOf={nameOf} all={list.allegations.length} />
          ))}
        </div>
      </section>
      <SavedSelections selections={selections.data} />
      <Expectations />
    </div>
  );
}

interface CardProps {
  readonly scenario: Scenario;
  readonly nameOf: (id: string) => string;
  readonly all: number;
}

function ScenarioCard({ scenario, nameOf, all }: CardProps) {
  const { search, go } = useAddress();
  const who = useNames();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const act = useAct();
  const [ground, setGround] = useState('');
  return (
    <article className={search['scenario'] === scenario.id ? 'scenario open' : 'scenario'}>
      <h3>
        <button
          type="button"
          className="link"
          aria-current={search['scenario'] === scenario.id ? 'true' : undefined}
          onClick={() => go({ scenario: scenario.id, if: undefined, rail: 'open' })}
        >
          <bdi>{scenario.title}</bdi>
        </button>
      </h3>
      <p className="small">
        <bdi>{inWords(scenario, nameOf)}.</bdi>
      </p>
      {scenario.fault !== null && <Lacks>{scenario.fault}</Lacks>}
      {scenario.fault === null && (
        <>
          {scenario.changed.length === 0 ? (
            <p>No allegation changes, of {all}.</p>
          ) : (
            <table className="grid before-after">
              <thead>
                <tr>
                  <th>Allegation</th>
                  <th>Before</th>
                  <th>After</th>
                </tr>
              </thead>
              <tbody>
                {scenario.changed.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <bdi>{one.text}</bdi>
                    </td>
                    <td>
                      <Status status={one.before} />
                    </td>
                    <td>
                      <span className="status-change">
                        <Arrow falls={stepsOf(one.before, one.after) < 0} /> <Status status={one.after} />
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <p className="muted small">
            {counted(scenario.elements, 'element')} and {counted(scenario.facts, 'fact')} change.
          </p>
        </>
      )}
      <p className="muted small">
        Saved by {who(scenario.by)}, {day(scenario.at)}.{' '}
        <button
          type="button"
          className="link small"
          aria-expanded={isWithdrawing}
          onClick={() => setWithdrawing(!isWithdrawing)}
        >
          Withdraw…
        </button>
      </p>
      {isWithdrawing && (
        <ActForm
          label="Withdraw the what-if"
          press="Withdraw it"
          act={act}
          isReady={ground.trim() !== ''}
          cancel={() => setWithdrawing(false)}
          submit={() =>
            void act
              .enter(
                { name: 'scenario.withdraw', input: { scenario: scenario.id, ground: ground.trim() } },
                'The what-if is used no longer.',
                () => [{ name: 'scenario.save', input: saidOf(scenario) }],
              )
              .then((receipt) => {
                if (receipt !== undefined && search['scenario'] === scenario.id) go({ scenario: undefined });
              })
          }
        >
          <label>
            <span className="small">Why is it used no longer?</span>
            <input value={ground} maxLength={1000} onChange={(event) => setGround(event.target.value)} />
          </label>
        </ActForm>
      )}
    </article>
  );
}

function saidOf({
  title,
  exclude,
  mode,
  excludeClasses,
  excludeSelections,
  merges,
  contradictions,
}: Scenario): object {
  return { title, exclude, mode, excludeClasses, excludeSelections, merges, contradictions };
}

function SavedSelections({ selections }: { readonly selections: Selections | undefined }) {
  const act = useAct();
  if (selections === undefined || selections.selections.length === 0) return null;
  return (
    <section className="block">
      <h2>Saved selections</h2>
      {act.error !== undefined && <SayNo error={act.error} />}
      <ul className="tray-facts">
        {selections.selections.map((one) => (
          <li key={one.id}>
            <bdi>{one.title}</bdi>{' '}
            <span className="muted small">
              {counted(one.exhibits.length, 'exhibit')} now
              {one.rule === null ? '' : ', found by rule'}
            </span>{' '}
            <button
              type="button"
              className="link small"
              aria-label={`Use no longer: ${one.title}`}
              disabled={act.isBusy}
              onClick={() =>
                void act.enter(
                  {
                    name: 'selection.withdraw',
                    input: { selection: one.id, ground: 'Used no longer.' },
                  },
                  'The selection is used no longer.',
                )
              }
            >
              Use no longer
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
