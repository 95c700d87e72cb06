// The leanest proof against the budget of annex pages: which few exhibits suffice, and whether they fit.
import type { CaseAllegation, Status } from './case.ts';
import type { Evaluation } from './evaluate.ts';
import { findLeanest, type LeanestAnswer } from './leanest.ts';

export interface BudgetedProof {
  readonly set: readonly string[];
  readonly exhibits: number;
  readonly sealed: number;
  readonly overrides: number;
  /** Of those exhibits whose pages are known. */
  readonly pages: number;
  readonly unknownPages: readonly string[];
  /** Null while the pages of one of them are not known and the rest would fit. */
  readonly fits: boolean | null;
  readonly sentence: string;
}

/**
 * @param allegations one, or several that the same exhibits are to hold at once
 * @param pages pages of each exhibit that has been read; the budget is the most pages allowed
 */
export function leanestWithin(
  evaluation: Evaluation,
  allegations: CaseAllegation | readonly CaseAllegation[],
  asked: { readonly level: Status; readonly top: number; readonly budget: number },
  pages: ReadonlyMap<string, number>,
): {
  readonly proofs: readonly BudgetedProof[];
  readonly method: LeanestAnswer['method'];
  readonly exact: boolean;
} {
  const exhibits = new Map(
    [...evaluation.index.exhibits].map(([id, exhibit]) => {
      const known = pages.get(id);
      return [id, known === undefined ? exhibit : { ...exhibit, pages: known }];
    }),
  );
  const { proofs, method, exact } = findLeanest(
    { ...evaluation.index, exhibits },
    allegations,
    asked.level,
    asked.top,
  );
  return {
    method,
    exact,
    proofs: proofs.map((proof): BudgetedProof => {
      const unknownPages = proof.set.filter((id) => exhibits.get(id)?.pages === undefined);
      const fits = proof.pages > asked.budget ? false : unknownPages.length > 0 ? null : true;
      return {
        ...proof,
        unknownPages,
        fits,
        sentence: sentence(proof.exhibits, proof.pages, unknownPages.length, asked, fits),
      };
    }),
  };
}

function sentence(
  exhibits: number,
  pages: number,
  unknown: number,
  { level, budget }: { readonly level: Status; readonly budget: number },
  fits: boolean | null,
): string {
  if (exhibits === 0) return `No exhibit is needed: ${level} without any.`;
  const count = `${exhibits} exhibit${exhibits === 1 ? '' : 's'} of ${pages} page${pages === 1 ? '' : 's'}`;
  const rest = unknown === 0 ? '' : `, the pages of ${unknown} of them not being known`;
  const verdict =
    fits === null
      ? `whether that fits into ${budget} pages is not known`
      : fits
        ? `that fits into ${budget} pages`
        : `that is ${pages - budget} more than ${budget} pages`;
  return `${count} suffice for ${level}${rest}: ${verdict}.`;
}
