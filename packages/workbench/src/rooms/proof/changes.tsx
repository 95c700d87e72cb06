// What the what-if changes, known to every view: each cell that would change carries a bar and says before and after.
import { createContext, useContext } from 'react';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { sentence } from '../../lib/words.ts';
import type { Changes } from './types.ts';
import { stepsOf } from './word.tsx';

export interface BeforeAfter {
  readonly before: ProofStatus;
  readonly after: ProofStatus;
}
export type ChangeMap = ReadonlyMap<string, BeforeAfter>;

export const ChangesContext = createContext<ChangeMap>(new Map());

/** Keys: `allegation:id`, `node:id@standard`, `fact:id@standard`; a node also without its standard. */
export function mapOf(changes: Changes | undefined): ChangeMap {
  const map = new Map<string, BeforeAfter>();
  for (const one of changes?.allegations ?? [])
    if (one.before !== one.after) map.set(`allegation:${one.id}`, one);
  for (const one of changes?.nodes ?? []) {
    map.set(`node:${one.id}@${one.standard}`, one);
    map.set(`node:${one.id}`, one);
  }
  for (const one of changes?.facts ?? []) map.set(`fact:${one.id}@${one.standard}`, one);
  return map;
}

/** The change of a reference under a standard, if the what-if changes it. */
export function changeOf(map: ChangeMap, ref: string, standard: string): BeforeAfter | undefined {
  return map.get(`${ref}@${standard}`) ?? (ref.startsWith('node:') ? map.get(ref) : undefined);
}

export function useChange(ref: string, standard: string): BeforeAfter | undefined {
  return changeOf(useContext(ChangesContext), ref, standard);
}

/** The status now, and what the what-if would make of it. */
export function StatusUnder({
  status,
  at,
  standard,
}: {
  readonly status: ProofStatus;
  /** `allegation:id`, `node:id` or `fact:id` */
  readonly at: string;
  readonly standard: string;
}) {
  const map = useContext(ChangesContext);
  const change = at.startsWith('allegation:') ? map.get(at) : changeOf(map, at, standard);
  if (change === undefined) return <Status status={status} />;
  return (
    <span className="status-change">
      <Status status={change.before} /> <Arrow falls={stepsOf(change.before, change.after) < 0} />{' '}
      <Status status={change.after} />
    </span>
  );
}

/** `→` in words for a screen reader. */
export function Arrow({ falls }: { readonly falls: boolean }) {
  return (
    <span className="arrow">
      <span aria-hidden="true">→</span>
      <span className="visually-hidden">{falls ? 'falls to' : 'rises to'}</span>
    </span>
  );
}

/** `would be arguable`. */
export function wouldBe({ after }: BeforeAfter): string {
  return `would be ${sentence(after).toLowerCase()}`;
}
