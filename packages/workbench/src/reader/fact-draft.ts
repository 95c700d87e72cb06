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
  readonly bearing: string;
}

const name = (matter: string, exhibit: string): string => `draft:${matter}:${exhibit}`;

/** The draft kept for an exhibit, if there is one. */
export function keptDraft(matter: string, exhibit: string): FactDraft | undefined {
  return kept<FactDraft>('tab', name(matter, exhibit));
}

/** Keeps the draft, or with undefined forgets it. */
export function keepDraft(matter: string, exhibit: string, draft: FactDraft | undefined): void {
  keep('tab', name(matter, exhibit), draft);
}

/** A draft of nothing yet, from what was chosen. */
export function newDraft(chosen: Chosen, quote: string): FactDraft {
  return { chosen, quote, fact: '', statement: '', when: '', bearing: 'supports' };
}
