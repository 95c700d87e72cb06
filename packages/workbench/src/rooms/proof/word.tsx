// The word of a cell with its shape, and the counts of independent origins: never a percentage, never colour alone.
import type { ReactElement } from 'react';
import type { ProofStatus } from '../../lib/status.tsx';
import { sentence } from '../../lib/words.ts';
import type { Word } from './types.ts';

const RING = <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const SHAPES: Readonly<Record<Word, ReactElement>> = {
  empty: RING,
  'single origin': (
    <>
      {RING}
      <circle cx="8" cy="8" r="2.2" fill="currentColor" />
    </>
  ),
  contested: <path d="M3 3 13 13M3 13 13 3" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  supported: (
    <>
      <circle cx="5.5" cy="8" r="3.6" fill="currentColor" />
      <circle cx="11" cy="8" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  noticed: (
    <path
      d="M1.5 8C4 4 12 4 14.5 8 12 12 4 12 1.5 8zM8 6.2a1.8 1.8 0 1 0 .01 0z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  admitted: (
    <path
      d="M2.5 8.5 6 12 13.5 4"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
};

/** Shape and word. */
export function WordShown({ word }: { readonly word: Word }) {
  return (
    <span className={word === 'contested' ? 'status contested' : 'status'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[word]}
      </svg>
      {sentence(word)}
    </span>
  );
}

/** `3 for`, `3 for, 1 against`: independent origins; ten papers that repeat one count once. */
export function countsInWords(supporting: number, against: number): string {
  if (supporting + against === 0) return 'no origin';
  return [supporting > 0 || against > 0 ? `${supporting} for` : '', against > 0 ? `${against} against` : '']
    .filter((part) => part !== '')
    .join(', ');
}

const RANKS: readonly ProofStatus[] = ['empty', 'single-sourced', 'arguable', 'contested', 'proved'];

/** Below zero where it falls, above where it rises. */
export function stepsOf(before: ProofStatus, after: ProofStatus): number {
  return RANKS.indexOf(after) - RANKS.indexOf(before);
}

/** `0 none` to `3 particular weight`, as the house's rules call them. */
export const WEIGHTS = ['no weight', 'a lead', 'some weight', 'particular weight'] as const;
