/** By which names the do-files call things: exhibits by their files, passages by their exhibit and a number. */

import { arrival } from './about.ts';
import type { Exhibit } from './exhibit.ts';
import type { Citation, Plan, Quoted } from './plan.ts';

export interface Passage {
  readonly alias: string;
  readonly exhibit: Exhibit;
  /** The words; absent for an area of a picture or for the whole exhibit. */
  readonly quote?: string;
  readonly area?: readonly [number, number, number, number];
  /** In a translation: the alias of the passage of the original. */
  readonly original?: string;
}

export interface References {
  readonly plan: Plan;
  readonly exhibits: readonly Exhibit[];
  /** In the order of their exhibits. */
  readonly passages: readonly Passage[];
  exhibit(id: string): Exhibit;
  /** `${papers.exhibits['E01-….txt']}`; of an exhibit without bytes, `${X1}`. */
  exhibitRef(id: string): string;
  passageRef(of: Quoted & Partial<Pick<Citation, 'region'>>): string;
  /** Marked as the whole, where the plan gives no words of a paper that an exchange needs. */
  wholeRef(exhibit: string): string;
}

export const isLate = (exhibit: Exhibit): boolean => arrival(exhibit) === 'received-in-2037';
export const partyOf = (side: string): string | undefined =>
  side === 'aurelia' || side === 'borovia' ? `\${party-${side}}` : undefined;

export function references(plan: Plan, exhibits: readonly Exhibit[]): References {
  const byId = new Map(exhibits.map((one) => [one.id, one]));
  const exhibit = (id: string): Exhibit => {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`The plan names ${id}, which is no exhibit.`);
    return found;
  };
  const keyOf = (of: Quoted & Partial<Pick<Citation, 'region'>>): string =>
    `${of.exhibit} ${of.quote ?? of.region?.join(' ') ?? 'whole'}`;
  const found = new Map<string, Passage>();
  const counts = new Map<string, number>();
  const add = (of: Quoted & Partial<Pick<Citation, 'region'>>, original?: string): string => {
    const key = keyOf(of);
    const known = found.get(key);
    if (known !== undefined) return known.alias;
    const n = (counts.get(of.exhibit) ?? 0) + 1;
    counts.set(of.exhibit, n);
    const [x, y, width, height] = of.region ?? [0, 0, 0, 0];
    const passage: Passage = {
      alias: `${of.exhibit}-${n}`,
      exhibit: exhibit(of.exhibit),
      ...(of.quote == null ? {} : { quote: of.quote }),
      ...(of.region === undefined ? {} : { area: [x, y, x + width, y + height] as const }),
      ...(original === undefined ? {} : { original }),
    };
    found.set(key, passage);
    return passage.alias;
  };
  for (const fact of plan.facts)
    for (const citation of fact.citations) {
      const { pointsTo } = citation;
      const words =
        pointsTo === undefined
          ? undefined
          : (pointsTo as Quoted).quote !== undefined
            ? (pointsTo as Quoted)
            : fact.citations.find((one) => one.exhibit === pointsTo.exhibit && one.pin === pointsTo.pin);
      add(citation, words === undefined ? undefined : add(words));
    }
  const quoted = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { exhibit: id, quote } = value as Partial<Quoted>;
    if (typeof id === 'string' && typeof quote === 'string') add({ exhibit: id, quote });
    else for (const member of Object.values(value)) quoted(member);
  };
  quoted([plan.ladder, plan.heads, plan.scenarios, plan.actorRelations, plan.pleading]);
  for (const line of plan.heads.flatMap((head) => [...(head.lines ?? []), ...(head.beside ?? [])]))
    quoted(line);
  for (const note of [...plan.exchanges, ...plan.meetings])
    if (![...found.values()].some((passage) => passage.exhibit.id === note.exhibit))
      add({ exhibit: note.exhibit });
  const order = new Map(exhibits.map((one, i) => [one.id, i]));
  const ranked = [...found.values()].sort(
    (a, b) =>
      (order.get(a.exhibit.id) ?? 0) - (order.get(b.exhibit.id) ?? 0) ||
      a.alias.localeCompare(b.alias, 'en', { numeric: true }),
  );
  return {
    plan,
    exhibits,
    passages: ranked,
    exhibit,
    exhibitRef: (id) =>
      id.startsWith('X')
        ? `\${${id}}`
        : `\${${isLate(exhibit(id)) ? 'later' : 'papers'}.exhibits['${exhibit(id).file}']}`,
    passageRef(of) {
      const passage = found.get(keyOf(of));
      if (passage === undefined) throw new Error(`No passage: ${keyOf(of)}`);
      return `\${${passage.alias}.passage}`;
    },
    wholeRef(id) {
      const passage = ranked.find((one) => one.exhibit.id === id);
      if (passage === undefined) throw new Error(`No passage of ${id}`);
      return `\${${passage.alias}.passage}`;
    },
  };
}
