// The acts of a mass claim. None of them names a claimant.
import type { Kind } from '../../../ledger/registry.ts';
import { fixedSumSet, registerLaid, sampleDrawn, sampleExamined } from './types.ts';

export const MASS_KINDS: readonly Kind[] = [
  {
    kind: 'register.laid',
    v: 1,
    content: registerLaid,
    summary:
      'A register of claims was laid down as a frame: its strata, their counts and sums, and its hash.',
    erased: 'That a register was laid down, and from which exhibit.',
  },
  {
    kind: 'sample.drawn',
    v: 1,
    content: sampleDrawn,
    summary:
      'A sample of claims was drawn from a seed, so that anyone who holds the register can draw it again.',
    erased: 'That a sample was drawn.',
  },
  {
    kind: 'fixed-sum.set',
    v: 1,
    content: fixedSumSet,
    summary: 'A fixed sum for each accepted claim of a category, or a ceiling, was set with its ground.',
    erased: 'That a fixed sum or a ceiling was set.',
  },
  {
    kind: 'sample.examined',
    v: 1,
    content: sampleExamined,
    summary: 'The results of the examined claims of a sample were added up, stratum by stratum.',
    erased: 'That a sample was examined.',
  },
];
