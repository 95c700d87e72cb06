// The what-if rail: tick what would be excluded, merged or assumed; every view shows at once what would change.
import { useEffect, useMemo, useState } from 'react';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk, useAskAhead } from '../../lib/use-ask.ts';
import { day, number, sentence } from '../../lib/words.ts';
import { under, useAddress } from './address.ts';
import { ExhibitPicker } from './exhibit-picker.tsx';
import { FallList } from './fall-list.tsx';
import { MergeForm } from './merge-form.tsx';
import { isKnown, OriginChoice, OriginOptions } from './origin-choice.tsx';
import { SaveScenario } from './save-scenario.tsx';
import { SelectionForm } from './selection-form.tsx';
import { useNames } from './todo-form.tsx';
import type { Selections, Units } from './types.ts';
import type { Asked } from './use-what-if.ts';
import { asksNothing, inWords, NOTHING_ASKED, toggled, UNSTATED, type WhatIf } from './what-if.ts';

export function WhatIfRail({ asked }: { readonly asked: Asked }) {
  const { go } = useAddress();
  const units = useAsk<Units>('unit.list');
  const selections = useAsk<Selections>('selection.list');
  const who = useNames();
  const { question, scenario, change } = asked;
  const isEmpty = asksNothing(question);
  const nameOf = useNameOf(units.data, selections.data);
  useAskedBefore(units.data?.classes);
  return (
    <aside className={isEmpty ? 'what-if' : 'what-if answered'} aria-label="What if">
      <header>
        <h2>What if…</h2>
        <button
          type="button"
          className="quiet"
          aria-label="Close the what-if"
          onClick={() => go({ rail: undefined, if: undefined, scenario: undefined })}
        >
          ×
        </button>
      </header>
      <div className="what-if-asking">
        {isEmpty && asked.error !== undefined && <SayNo error={asked.error} />}
        {isEmpty && (
          <p className="muted">
            Tick what a court might exclude, or what might turn out otherwise. Nothing is entered by asking.
          </p>
        )}
        <fieldset className="choices">
          <legend className="small">An exhibit that is excluded</legend>
          <label>
            <input
              type="radio"
              name="what-if-mode"
              checked={question.mode === 'knock-out'}
              onChange={() => change({ ...question, mode: 'knock-out' })}
            />{' '}
            helps no more, and still hurts (the worst case)
          </label>
          <label>
            <input
              type="radio"
              name="what-if-mode"
              checked={question.mode === 'strike'}
              onChange={() => change({ ...question, mode: 'strike' })}
            />{' '}
            is struck: neither helps nor hurts
          </label>
        </fieldset>
        <ExhibitPicker
          label="Exclude exhibits"
          chosen={question.exclude}
          toggle={(id) => change({ ...question, exclude: toggled(question.exclude, id) })}
        />
        <fieldset className="choices">
          <legend className="small">Exclude a class of source</legend>
          {units.data?.classes.map((one) => (
            <label key={one.class}>
              <input
                type="checkbox"
                checked={question.excludeClasses.includes(one.class)}
                onChange={() =>
                  change({ ...question, excludeClasses: toggled(question.excludeClasses, one.class) })
                }
              />{' '}
              {sentence(one.class)} <span className="muted">{number(one.exhibits)}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className="choices">
          <legend className="small">Exclude a saved selection</legend>
          {selections.data?.selections.map((one) => (
            <label key={one.id}>
              <input
                type="checkbox"
                checked={question.excludeSelections.includes(one.id)}
                onChange={() =>
                  change({ ...question, excludeSelections: toggled(question.excludeSelections, one.id) })
                }
              />{' '}
              <bdi>{one.title}</bdi> <span className="muted">{number(one.exhibits.length)}</span>
            </label>
          ))}
          <SelectionForm exhibits={question.exclude} />
        </fieldset>
        <Origins units={units.data} question={question} change={change} />
        {question.contradictions.length > 0 && (
          <Contradictions question={question} change={change} nameOf={nameOf} />
        )}
      </div>
      {!isEmpty && (
        <section className="what-if-answer" aria-label="The answer">
          {scenario !== undefined && (
            <p className="scenario-name">
              <strong>
                <bdi>{scenario.scenario.title}</bdi>
              </strong>
              <span className="muted small">
                {' '}
                saved by {who(scenario.scenario.by)} on {day(scenario.scenario.at)}; run on the matter as it
                is now
              </span>
            </p>
          )}
          <p className="asked" aria-live="polite">
            <bdi>{inWords(question, nameOf)}.</bdi>
          </p>
          {asked.error !== undefined && <SayNo error={asked.error} />}
          <div className="acts">
            {scenario === undefined && (
              <SaveScenario question={question} suggested={inWords(question, nameOf)} />
            )}
            <button type="button" onClick={() => change(NOTHING_ASKED)}>
              Clear
            </button>
          </div>
          {asked.changes !== undefined && <FallList asked={asked} nameOf={nameOf} />}
        </section>
      )}
    </aside>
  );
}

/** The largest class is worked out while nobody waits for it: what the house needs for any other what-if is then at hand. */
function useAskedBefore(classes: Units['classes'] | undefined): void {
  const { standard } = useAddress();
  const ahead = useAskAhead();
  const largest = classes?.toSorted((a, b) => b.exhibits - a.exhibits)[0]?.class;
  useEffect(() => {
    if (largest !== undefined)
      void ahead('proof.what-if', { ...NOTHING_ASKED, excludeClasses: [largest], ...under(standard) });
  }, [largest, standard, ahead]);
}

interface PartProps {
  readonly question: WhatIf;
  readonly change: (question: WhatIf) => void;
}

/** The name of whatever a what-if speaks of. */
export function useNameOf(
  units: Units | undefined,
  selections: Selections | undefined,
): (id: string) => string {
  return useMemo(() => {
    const names = new Map([
      ...(units?.exhibits ?? []).map((one) => [one.id, one.title] as const),
      ...(units?.facts ?? []).map((one) => [one.id, one.text] as const),
      ...(selections?.selections ?? []).map((one) => [one.id, one.title] as const),
    ]);
    return (id) => names.get(id) ?? id;
  }, [units, selections]);
}

/** An origin excluded: every exhibit it speaks through; or two origins found to be one. */
function Origins({ units, question, change }: PartProps & { readonly units: Units | undefined }) {
  const [gone, setGone] = useState('');
  const [a, setA] = useState('');
  const [b, setB] = useState('');
  const exclude = (): void => {
    const spoken = (units?.exhibits ?? []).filter((one) => one.origins.includes(gone)).map(({ id }) => id);
    change({ ...question, exclude: [...new Set([...question.exclude, ...spoken])] });
    setGone('');
  };
  return (
    <fieldset className="choices origins">
      <legend className="small">Origins of information</legend>
      <OriginOptions units={units} />
      <OriginChoice label="Exclude all that comes from" value={gone} choose={setGone} />
      <button type="button" disabled={!isKnown(units, gone)} onClick={exclude}>
        Exclude it
      </button>
      <OriginChoice label="If this one" value={a} choose={setA} />
      <OriginChoice label="and this one are the same" value={b} choose={setB} />
      <button
        type="button"
        disabled={!isKnown(units, a) || !isKnown(units, b) || a === b}
        onClick={() => {
          change({ ...question, merges: [...question.merges, { a, b, reason: UNSTATED }] });
          setA('');
          setB('');
        }}
      >
        Count them as one
      </button>
      {question.merges.map((merge, n) => (
        <div className="assumed" key={`${merge.a} ${merge.b}`}>
          <span>
            <bdi>{merge.a}</bdi> = <bdi>{merge.b}</bdi>
          </span>
          <button
            type="button"
            className="link small"
            onClick={() => change({ ...question, merges: question.merges.filter((_, at) => at !== n) })}
          >
            Take out
          </button>
          <MergeForm
            a={merge.a}
            b={merge.b}
            done={() => change({ ...question, merges: question.merges.filter((_, at) => at !== n) })}
          />
        </div>
      ))}
    </fieldset>
  );
}

function Contradictions({
  question,
  change,
  nameOf,
}: PartProps & { readonly nameOf: (id: string) => string }) {
  return (
    <fieldset className="choices">
      <legend className="small">Contradictions assumed</legend>
      {question.contradictions.map((one) => (
        <div className="assumed" key={one.fact}>
          <bdi>{nameOf(one.fact)}</bdi>
          <select
            aria-label={`Weight of the contradiction of “${nameOf(one.fact)}”`}
            value={one.weight}
            onChange={(event) =>
              change({
                ...question,
                contradictions: question.contradictions.map((other) =>
                  other.fact === one.fact
                    ? { ...other, weight: Number(event.target.value) as 1 | 2 | 3 }
                    : other,
                ),
              })
            }
          >
            <option value={1}>a lead (1)</option>
            <option value={2}>some weight (2)</option>
            <option value={3}>particular weight (3)</option>
          </select>
          <button
            type="button"
            className="link small"
            onClick={() =>
              change({
                ...question,
                contradictions: question.contradictions.filter(({ fact }) => fact !== one.fact),
              })
            }
          >
            Take out
          </button>
        </div>
      ))}
    </fieldset>
  );
}
