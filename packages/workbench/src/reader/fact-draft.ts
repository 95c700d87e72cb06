// A half-written fact survives a reload and a closed drawer; of a sealed exhibit nothing is kept in the browser.
import { keep, kept } from '../lib/kept.ts';
import type { Chosen } from './types.ts';

export interface FactDraft {
  readonly chosen: Chosen;
  readonly quote: string;
  /** A fact that is there, or nothing for a new one. */
  readonly fact: string;
  readonly statement: string;
  readonly when: string;
  readonly where: string;
  /** Actors of the record that take part in it. */
  readonly actors: readonly string[];
  readonly bearing: string;
}

const name = (matter: string, exhibit: string): string => `draft:${matter}:${exhibit}`;

/** The draft kept for an exhibit, if there is one. */
export function keptDraft(matter: string, exhibit: string): FactDraft | undefined {
  const draft = kept<FactDraft>('tab', name(matter, exhibit));
  // A draft kept by an older page lacks what was added since.
  return draft === undefined ? undefined : { ...newDraft(draft.chosen, draft.quote), ...draft };
}

/** Keeps the draft, or with undefined forgets it. */
export function keepDraft(matter: string, exhibit: string, draft: FactDraft | undefined): void {
  keep('tab', name(matter, exhibit), draft);
}

/** A draft of nothing yet, from what was chosen. */
export function newDraft(chosen: Chosen, quote: string): FactDraft {
  return { chosen, quote, fact: '', statement: '', when: '', where: '', actors: [], bearing: 'supports' };
}
