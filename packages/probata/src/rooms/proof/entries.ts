// The acts of proof.
import type { Kind } from '../../ledger/registry.ts';
import {
  allegationMade,
  allegationWithdrawn,
  elementMatched,
  expectationSet,
  scenarioSaved,
  standardAdopted,
  statusOverridden,
} from './types.ts';

export const PROOF_KINDS: readonly Kind[] = [
  {
    kind: 'allegation.made',
    v: 1,
    content: allegationMade,
    summary: 'An allegation was made: by whom, against whom, what must be proved, and to which standard.',
    erased: 'That an allegation was made.',
  },
  {
    kind: 'allegation.withdrawn',
    v: 1,
    content: allegationWithdrawn,
    summary: 'An allegation was withdrawn, with the ground.',
    erased: 'That an allegation was withdrawn.',
  },
  {
    kind: 'element.matched',
    v: 1,
    content: elementMatched,
    summary: 'What answers an element was set anew: facts or further nodes.',
    erased: 'That an element was matched.',
  },
  {
    kind: 'status.overridden',
    v: 1,
    content: statusOverridden,
    summary: 'A person set the status of a fact in place of the rules, with the reason; or took that back.',
    erased: 'That a status was overridden.',
  },
  {
    kind: 'standard.adopted',
    v: 1,
    content: standardAdopted,
    summary: 'A standard of proof was adopted or edited, with its authority: a house rule.',
    erased: 'That a standard was adopted.',
  },
  {
    kind: 'expectation.set',
    v: 1,
    content: expectationSet,
    summary: 'Somebody expects an element to stand without certain exhibits; it is judged for ever.',
    erased: 'That an expectation was set.',
  },
  {
    kind: 'scenario.saved',
    v: 1,
    content: scenarioSaved,
    summary: 'A what-if was saved: what is excluded, struck or merged.',
    erased: 'That a scenario was saved.',
  },
];
