// What the facts could be narrowed by: each value with the number of facts that would then be shown.
import { useId, useState } from 'react';
import { number } from '../../../lib/words.ts';
import type { Names } from './names.ts';
import type { Facet } from './types.ts';
import { type Filter, GROUPS, type Group, toggled, valuesText } from './view-of.ts';

const TITLES: Readonly<Record<(typeof GROUPS)[number], string>> = {
  tag: 'Tags',
  actor: 'Actors',
  place: 'Places',
  element: 'Elements',
  author: 'Worded by',
  reviewer: 'Reviewed by',
  origins: 'Origins for it',
};

const SHOWN = 7;

interface FacetsProps {
  readonly filter: Filter;
  readonly facets: Readonly<Record<string, readonly Facet[] | undefined>>;
  readonly names: Names;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** A column of groups; of each group any of the values ticked. */
export function Facets({ filter, facets, names, go }: FacetsProps) {
  return (
    <aside className="facets" aria-label="Narrow the facts">
      <fieldset>
        <legend>Facts that</legend>
        {(['standing', 'withdrawn', 'all'] as const).map((state) => (
          <label key={state}>
            <input
              type="radio"
              name="state"
              checked={filter.state === state}
              onChange={() => go({ state: state === 'standing' ? undefined : state })}
            />
            <span>{{ standing: 'stand', withdrawn: 'were withdrawn', all: 'ever stood' }[state]}</span>
          </label>
        ))}
      </fieldset>
      {GROUPS.map((group) => (
        <FacetGroup
          key={group}
          title={TITLES[group]}
          list={facets[group] ?? []}
          chosen={filter[group]}
          name={(value) => nameOf(group, value, names)}
          choose={(values) => go({ [group]: valuesText(values) })}
        />
      ))}
    </aside>
  );
}

function nameOf(group: Group, value: string, names: Names): string {
  if (group === 'actor') return names.actor(value);
  if (group === 'author' || group === 'reviewer') return names.person(value);
  if (group === 'element') return names.element(value);
  if (group === 'origins') return { '0': 'none', '1': 'one', '2+': 'two or more' }[value] ?? value;
  return value;
}

interface GroupProps {
  readonly title: string;
  readonly list: readonly Facet[];
  readonly chosen: readonly string[];
  readonly name: (value: string) => string;
  readonly choose: (values: readonly string[]) => void;
}

function FacetGroup({ title, list, chosen, name, choose }: GroupProps) {
  const id = useId();
  const [isLong, setLong] = useState(false);
  if (list.length === 0) return null;
  const shown = isLong ? list : list.filter((one, i) => i < SHOWN || chosen.includes(one.value));
  return (
    <fieldset>
      <legend>{title}</legend>
      {shown.map(({ value, n }) => (
        <label key={value} htmlFor={`${id}${value}`}>
          <input
            id={`${id}${value}`}
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => choose(toggled(chosen, value))}
          />
          <bdi title={name(value)}>{name(value)}</bdi>
          <span className="muted">{number(n)}</span>
        </label>
      ))}
      {list.length > shown.length && (
        <button type="button" className="link small" onClick={() => setLong(true)}>
          {number(list.length - shown.length)} more
        </button>
      )}
    </fieldset>
  );
}
