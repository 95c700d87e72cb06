// The weakest points of an allegation in sentences: on how few exhibits (or origins) each element rests, and on which.
import { type CaseAllegation, rankOf, type Status, type UnitKind } from './case.ts';
import type { ElementAt } from './elements.ts';
import type { CaseIndex, Evaluation } from './evaluate.ts';
import { type Analysis, analyse, ORDINARY_LIMITS } from './knock-out.ts';
import { byName } from './units.ts';

export interface WeakPoint {
  /** `node:…` or `allegation:…` */
  readonly ref: string;
  readonly label: string;
  readonly status: Status;
  /** The smallest sets that bring it down, up to the order asked for. */
  readonly sets: readonly (readonly string[])[];
  /** Size of the smallest; null when none up to that order does. 0: there is nothing to bring down. */
  readonly size: number | null;
  readonly sentence: string;
}

/** Most sets named in a sentence; the rest is counted. */
const NAMED = 3;

/**
 * One sentence for the allegation and one for each element, the weakest first. Each is asked at the level it has now:
 * what would take it away. Exhibits that are struck keep hurting (proof.md 5).
 * @param order the largest set looked for; the sentence says so
 */
export function weakestPoints(
  evaluation: Evaluation,
  allegation: CaseAllegation,
  elements: readonly ElementAt[],
  by: UnitKind,
  order: number,
): WeakPoint[] {
  const label = allegation.text ?? allegation.id;
  const whole = point(
    evaluation,
    { ...allegation, root: allegation.root },
    `allegation:${allegation.id}`,
    `The allegation “${label}”`,
    by,
    order,
  );
  const parts = elements.map(({ node, profile }) =>
    point(
      evaluation,
      { id: node.id, root: `node:${node.id}`, profile },
      `node:${node.id}`,
      `Element “${node.label ?? node.id}”`,
      by,
      order,
    ),
  );
  return [whole, ...parts].toSorted(
    (a, b) => (a.size ?? order + 1) - (b.size ?? order + 1) || rankOf(a.status) - rankOf(b.status),
  );
}

function point(
  evaluation: Evaluation,
  asked: CaseAllegation,
  ref: string,
  label: string,
  by: UnitKind,
  order: number,
): WeakPoint {
  const { index } = evaluation;
  const status = evaluation.allegation(asked);
  if (status === 'empty')
    return {
      ref,
      label,
      status,
      sets: [],
      size: 0,
      sentence: `${label} rests on nothing yet: it is empty.`,
    };
  const { minimalCutSets } = analyse(index, asked, { by, level: status, maxOrder: order }, ORDINARY_LIMITS);
  const size = minimalCutSets[0]?.length ?? null;
  const sets = minimalCutSets.filter((set) => set.length === size);
  return { ref, label, status, sets, size, sentence: sentence(index, label, status, by, order, sets) };
}

function sentence(
  index: CaseIndex,
  label: string,
  status: Status,
  by: UnitKind,
  order: number,
  sets: readonly (readonly string[])[],
): string {
  const [first] = sets;
  if (first === undefined)
    return `${label} is ${status}; no set of up to ${order} ${order === 1 ? NOUN[by][0] : NOUN[by][1]} takes that away.`;
  const named = (set: readonly string[]): string =>
    set
      .map((unit) => `“${unitName(index, by, unit)}”`)
      .sort(byName)
      .join(' and ');
  const noun = first.length === 1 ? NOUN[by][0] : NOUN[by][1];
  const others = sets.slice(1, NAMED).map(named);
  const more = sets.length > NAMED ? `, and in ${sets.length - NAMED} more such ways` : '';
  const also = others.length > 0 ? ` Likewise on ${others.join('; on ')}${more}.` : '';
  return `${label} rests on ${noun} ${named(first)} only: without ${first.length === 1 ? 'it' : 'them'} it is no longer ${status}.${also}`;
}

const NOUN: Readonly<Record<UnitKind, readonly [string, string]>> = {
  exhibit: ['exhibit', 'exhibits'],
  group: ['the origin', 'the origins'],
  class: ['material of the class', 'material of the classes'],
  selection: ['the selection', 'the selections'],
};

/** The same nouns counted. */
const COUNTED: Readonly<Record<UnitKind, readonly [string, string]>> = {
  exhibit: ['exhibit', 'exhibits'],
  group: ['origin', 'origins'],
  class: ['class of source', 'classes of source'],
  selection: ['selection', 'selections'],
};

/** An analysis in a sentence; where it was cut off at a size, the sentence says so. */
export function fallInWords(
  { by, level, maxOrder, minimalCutSets, countByOrder }: Analysis,
  reached: Status,
  nameOf: (unit: string) => string,
): string {
  const [one, many] = COUNTED[by];
  const [first] = minimalCutSets;
  if (first?.length === 0) return `It is ${reached}, below ${level} already: nothing need be struck.`;
  const upTo = maxOrder === null ? '' : ` of up to ${maxOrder}`;
  if (first === undefined)
    return maxOrder === null
      ? `Whatever is struck, it stays at ${level} or better.`
      : `No set${upTo} ${maxOrder === 1 ? one : many} takes it below ${level}; larger ones were not looked for.`;
  const linchpins = minimalCutSets
    .filter((set) => set.length === 1)
    .map(([unit = '']) => `“${nameOf(unit)}”`);
  const total = countByOrder.reduce((sum, count) => sum + count, 0n);
  const sets = `${total} smallest set${total === 1n ? '' : 's'}${upTo} take${total === 1n ? 's' : ''} it below ${level}`;
  const listed =
    linchpins.length > 6
      ? `${linchpins.slice(0, 6).join(', ')} and ${linchpins.length - 6} more`
      : linchpins.join(', ');
  return linchpins.length === 0
    ? `${sets}; the smallest of them strike ${first.length} ${many} at once.`
    : `${sets}; ${linchpins.length === 1 ? `one of them is a single ${one}, a linchpin` : `${linchpins.length} of them are single ${many}, linchpins`}: ${listed}.`;
}

/** What a unit is called: an exhibit by its title, a selection by its name, an origin and a class by themselves. */
export function unitName(index: CaseIndex, by: UnitKind, unit: string): string {
  if (by === 'exhibit') {
    const title = index.exhibits.get(unit)?.title ?? '';
    return title === '' ? unit : title;
  }
  if (by === 'selection') return index.selections.find(({ id }) => id === unit)?.label ?? unit;
  return unit;
}
