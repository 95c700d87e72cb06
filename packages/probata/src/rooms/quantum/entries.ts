// The acts of quantum.
import type { Kind } from '../../ledger/registry.ts';
import {
  claimFramed,
  creditEntered,
  headOpened,
  indexationRuled,
  interestRuled,
  lineEntered,
  lineWithdrawn,
  ratesEntered,
} from './types.ts';

export const QUANTUM_KINDS: readonly Kind[] = [
  {
    kind: 'claim.framed',
    v: 1,
    content: claimFramed,
    summary: 'The claim’s currency, rounding, ceiling and rule of conversion were set.',
    erased: 'That the claim was framed.',
  },
  {
    kind: 'head.opened',
    v: 1,
    content: headOpened,
    summary: 'A head of damage was opened or set anew: itemised, estimated or a global sum.',
    erased: 'That a head was opened.',
  },
  {
    kind: 'line.entered',
    v: 1,
    content: lineEntered,
    summary:
      'A line of cost or loss was entered or set anew, tied to its passages; or the statement that there is no figure yet.',
    erased: 'That a line was entered.',
  },
  {
    kind: 'line.withdrawn',
    v: 1,
    content: lineWithdrawn,
    summary: 'A line was withdrawn, with the ground.',
    erased: 'That a line was withdrawn.',
  },
  {
    kind: 'credit.entered',
    v: 1,
    content: creditEntered,
    summary: 'Something to be taken off a head was entered: resale, cost avoided, payment.',
    erased: 'That a credit was entered.',
  },
  {
    kind: 'interest.ruled',
    v: 1,
    content: interestRuled,
    summary: 'A rule of interest was set: rate, days, rounding, each choice that moves a cent.',
    erased: 'That a rule of interest was set.',
  },
  {
    kind: 'indexation.ruled',
    v: 1,
    content: indexationRuled,
    summary: 'A rule of indexation was set.',
    erased: 'That a rule of indexation was set.',
  },
  {
    kind: 'rates.entered',
    v: 1,
    content: ratesEntered,
    summary: 'A published table of exchange rates was entered with its source.',
    erased: 'That a table of rates was entered.',
  },
];
