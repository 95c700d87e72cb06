// How each element of the law stands in the proof of this matter, by its name in the pack.
import { useMemo } from 'react';
import { useAsk } from '../../lib/use-ask.ts';
import type { ProofWords } from './types.ts';

interface Matrix {
  readonly groups: readonly {
    readonly rows: readonly {
      readonly allegation: string;
      readonly element: string | null;
      readonly whole: { readonly word: string };
    }[];
  }[];
}

/** From the matrix; an element that no allegation asks for is not in it. */
export function useProofWords(): ProofWords {
  const found = useAsk<Matrix>('proof.matrix');
  return useMemo(
    () =>
      new Map(
        (found.data?.groups ?? []).flatMap(({ rows }) =>
          rows.flatMap(({ element, whole, allegation }) =>
            element === null ? [] : [[element, { word: whole.word, allegation }] as const],
          ),
        ),
      ),
    [found.data],
  );
}
