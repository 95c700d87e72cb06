// What is knocked out together: one exhibit, one source, one class of source, or one saved selection of exhibits.
import type { UnitKind } from './case.ts';
import type { CaseIndex, WeighedPassage } from './evaluate.ts';
import { ALWAYS, type Gate, type GateWeb, NEVER } from './gates.ts';

/** Numbers for units, given once and kept; `gateOf…` say what must stand for a passage or an exhibit to count. */
export interface Units {
  readonly by: UnitKind;
  readonly names: readonly string[];
  readonly ofPassage: (weighed: WeighedPassage) => Gate;
  readonly ofAnswer: (exhibit: string) => Gate;
}

/**
 * Unit gates in `web` for one kind of unit.
 * By origin group an answer's exhibits always stand (a group is a source of information, not a paper); in the other
 * kinds they fall with their unit. An exhibit that is not offered never stands.
 */
export function unitsOf(index: CaseIndex, by: UnitKind, web: GateWeb): Units {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const gate = (name: string): Gate => {
    let number = numbers.get(name);
    if (number === undefined) {
      number = names.length;
      numbers.set(name, number);
      names.push(name);
    }
    return web.unit(number);
  };
  const selectionsWith = new Map<string, string[]>();
  for (const { id, exhibits } of index.selections)
    for (const exhibit of exhibits) selectionsWith.set(exhibit, [...(selectionsWith.get(exhibit) ?? []), id]);
  const ofExhibit = (id: string): Gate => {
    const exhibit = index.exhibits.get(id);
    if (exhibit === undefined || exhibit.status === 'excluded') return NEVER;
    if (by === 'exhibit') return gate(id);
    if (by === 'class') return gate(exhibit.class);
    if (by === 'group') return ALWAYS;
    return web.all((selectionsWith.get(id) ?? []).map(gate));
  };
  const ofPassage = (weighed: WeighedPassage): Gate =>
    by === 'group' && weighed.exhibit.status === 'offered'
      ? gate(weighed.group)
      : ofExhibit(weighed.exhibit.id);
  return { by, names, ofPassage, ofAnswer: ofExhibit };
}

/**
 * The units that could matter to these facts, in the order of the alphabet: whatever supports one of them, and
 * whatever an answer to a contradiction rests on.
 */
export function universeOf(index: CaseIndex, by: UnitKind, facts: Iterable<string>): string[] {
  const universe = new Set<string>();
  const selectionsWith = new Map<string, string[]>();
  if (by === 'selection')
    for (const { id, exhibits } of index.selections)
      for (const exhibit of exhibits)
        selectionsWith.set(exhibit, [...(selectionsWith.get(exhibit) ?? []), id]);
  const add = (id: string, group: string | undefined): void => {
    const exhibit = index.exhibits.get(id);
    if (exhibit === undefined || exhibit.status === 'excluded') return;
    if (by === 'exhibit') universe.add(id);
    else if (by === 'class') universe.add(exhibit.class);
    else if (by === 'selection') for (const name of selectionsWith.get(id) ?? []) universe.add(name);
    else if (group !== undefined) universe.add(group);
  };
  for (const fact of facts) {
    for (const { exhibit, group } of index.supporting.get(fact) ?? []) add(exhibit.id, group);
    for (const { passage } of index.contradicting.get(fact) ?? [])
      for (const exhibit of passage.answer?.exhibits ?? []) add(exhibit, undefined);
  }
  return [...universe].sort(byName);
}

/** Plain code-unit order: the same on every machine and in every language setting. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
