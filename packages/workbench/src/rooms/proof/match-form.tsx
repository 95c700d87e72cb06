// Matching facts to an element: an unranked list to tick, never a score; what is matched can be taken away again.
import { useState } from 'react';
import { useAsk } from '../../lib/use-ask.ts';
import { ActForm, useAct } from './act.tsx';
import type { Units } from './types.ts';
import { toggled } from './what-if.ts';

interface MatchProps {
  readonly node: string;
  readonly label: string;
  /** What answers it now. */
  readonly facts: readonly string[];
  readonly close: () => void;
}

export function MatchForm({ node, label, facts, close }: MatchProps) {
  const act = useAct();
  const [chosen, setChosen] = useState(facts);
  const add = chosen.filter((id) => !facts.includes(id));
  const remove = facts.filter((id) => !chosen.includes(id));
  return (
    <ActForm
      label={`Match facts to ${label}`}
      press="Match them"
      act={act}
      isReady={add.length + remove.length > 0}
      cancel={close}
      submit={() => {
        void act
          .enter(
            { name: 'element.match', input: { node, add, remove } },
            'What answers the element is set anew.',
            () => [{ name: 'element.match', input: { node, add: remove, remove: add } }],
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <FactPicker
        label={`Facts that answer “${label}”`}
        chosen={chosen}
        toggle={(id) => setChosen(toggled(chosen, id))}
      />
    </ActForm>
  );
}

/** So many are offered at once; typing narrows them. */
const SHOWN = 80;

/** Facts to tick: those chosen first, then those that serve no element yet, then the rest, each in the record's order. */
export function FactPicker({
  label,
  chosen,
  toggle,
}: {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly toggle: (fact: string) => void;
}) {
  const units = useAsk<Units>('unit.list');
  const [text, setText] = useState('');
  const [first] = useState(() => new Set(chosen));
  const words = text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rank = ({ id, used }: Units['facts'][number]): number => (first.has(id) ? 0 : used ? 2 : 1);
  const rows = (units.data?.facts ?? [])
    .filter((fact) => words.every((word) => fact.text.toLocaleLowerCase().includes(word)))
    .toSorted((a, b) => rank(a) - rank(b));
  return (
    <fieldset className="picker">
      <legend className="small">{label}</legend>
      <input
        type="search"
        value={text}
        placeholder="Narrow by the words of the fact"
        aria-label={`${label}: narrow the list`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <div className="fact-rows">
        {rows.slice(0, SHOWN).map((fact) => (
          <label key={fact.id} className="fact-row">
            <input type="checkbox" checked={chosen.includes(fact.id)} onChange={() => toggle(fact.id)} />
            <span>
              <bdi>{fact.text}</bdi>
              {!fact.used && <span className="muted small"> serves no element yet</span>}
            </span>
          </label>
        ))}
      </div>
      {rows.length > SHOWN && (
        <p className="muted small">{rows.length - SHOWN} more: type a word of the fact to find it.</p>
      )}
      {units.data !== undefined && rows.length === 0 && (
        <p className="muted small">
          {text === ''
            ? 'No fact is asserted yet: open an exhibit, select words and press f.'
            : 'No fact says that.'}
        </p>
      )}
    </fieldset>
  );
}
