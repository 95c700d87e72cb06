// What narrows the chronology, as it stands in the address: whoever has the address sees the same facts in the same order.
import type { Search } from '../../../shell/router.tsx';

/** Groups of which any value may be asked for, in the order in which they are offered. */
export const GROUPS = ['tag', 'actor', 'place', 'element', 'author', 'reviewer', 'origins'] as const;
export type Group = (typeof GROUPS)[number] | 'tray';

export const TRAYS = [
  ['no-source', 'No source', 'No passage supports it.'],
  ['single-origin', 'Single origin', 'All that supports it is one origin of information.'],
  ['no-element', 'No element', 'Nobody has said which element it serves.'],
  ['contradicted', 'Contradicted', 'A contradicting passage is not answered.'],
  ['awaiting-second-reader', 'Awaiting second reader', 'No second person has confirmed it.'],
] as const;

export const SORTS = ['time', 'fact', 'place', 'origins', 'changed'] as const;
export type Sort = (typeof SORTS)[number];

/** What the house is asked for. */
export interface Filter {
  readonly text?: string;
  readonly from?: string;
  readonly to?: string;
  readonly undated?: boolean;
  readonly state: 'standing' | 'withdrawn' | 'all';
  readonly tray: readonly string[];
  readonly tag: readonly string[];
  readonly actor: readonly string[];
  readonly place: readonly string[];
  readonly element: readonly string[];
  readonly author: readonly string[];
  readonly reviewer: readonly string[];
  readonly origins: readonly string[];
  readonly sort: Sort;
  readonly falling: boolean;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Everything in the address that belongs to the view of the facts. */
export const VIEW_PARAMS = [
  'text',
  'from',
  'to',
  'undated',
  'state',
  'tray',
  ...GROUPS,
  'sort',
  'falling',
] as const;

/** Reads the address; what it does not know it leaves out. */
export function filterOf(search: Search): Filter {
  const text = search['text']?.trim().slice(0, 200) ?? '';
  const day = (name: string): string | undefined => {
    const value = search[name];
    return value !== undefined && DAY.test(value) ? value : undefined;
  };
  const [from, to] = [day('from'), day('to')];
  const state = search['state'];
  const sort = SORTS.find((one) => one === search['sort']) ?? 'time';
  return {
    ...(text === '' ? {} : { text }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(search['undated'] === '1' ? { undated: true } : {}),
    state: state === 'withdrawn' || state === 'all' ? state : 'standing',
    tray: valuesIn(search['tray']),
    tag: valuesIn(search['tag']),
    actor: valuesIn(search['actor']),
    place: valuesIn(search['place']),
    element: valuesIn(search['element']),
    author: valuesIn(search['author']),
    reviewer: valuesIn(search['reviewer']),
    origins: valuesIn(search['origins']).filter((one) => ['0', '1', '2+'].includes(one)),
    sort,
    falling: search['falling'] === '1',
  };
}

/** `a|b` in the address; a bar within a value is written `%7C`. */
export function valuesIn(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  return text
    .split('|')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('%7C', '|').replaceAll('%25', '%'));
}

/** The values as they stand in the address; undefined for none. */
export function valuesText(values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  return values.map((value) => value.replaceAll('%', '%25').replaceAll('|', '%7C')).join('|');
}

/** The values with one of them put in or taken out. */
export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

/** Only the part of an address that makes the view: what a saved view keeps. */
export function viewIn(search: Search): Record<string, string> {
  return Object.fromEntries(
    VIEW_PARAMS.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

/** An address without any filter: every parameter of the view taken away. */
export const NO_VIEW: Readonly<Record<string, undefined>> = Object.fromEntries(
  VIEW_PARAMS.map((name) => [name, undefined]),
);

/** Whether anything but order narrows the view. */
export function isNarrowed(filter: Filter): boolean {
  const { text, from, to, undated, state } = filter;
  return (
    [text, from, to, undated].some((one) => one !== undefined) ||
    state !== 'standing' ||
    filter.tray.length > 0 ||
    GROUPS.some((group) => filter[group].length > 0)
  );
}
