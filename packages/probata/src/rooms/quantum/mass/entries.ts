// The acts of a mass claim. None of them names a claimant.
import type { Kind } from '../../../ledger/registry.ts';
import {
  fixedSumSet,
  groupsDrawn,
  groupsExamined,
  registerLaid,
  sampleDrawn,
  sampleExamined,
} from './types.ts';

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
    kind: 'groups.drawn',
    v: 1,
    content: groupsDrawn,
    summary:
      'A sample of whole groups of claims, such as families, was drawn from a seed, so that anyone who holds the register can draw it again.',
    erased: 'That a sample of groups was drawn.',
  },
  {
    kind: 'groups.examined',
    v: 1,
    content: groupsExamined,
    summary: 'The results of the examined claims of drawn groups were added up, stratum by stratum.',
    erased: 'That a sample of groups was examined.',
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
