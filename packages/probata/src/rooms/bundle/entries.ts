// The acts of filing.
import type { Kind } from '../../ledger/registry.ts';
import { bundleAdmitted, copyDelivered, filingOpened, filingSealed, filingSuperseded } from './types.ts';

export const BUNDLE_KINDS: readonly Kind[] = [
  {
    kind: 'filing.opened',
    v: 1,
    content: filingOpened,
    summary: 'A filing of a pleading was opened: its cover and party.',
    erased: 'That a filing was opened.',
  },
  {
    kind: 'filing.sealed',
    v: 1,
    content: filingSealed,
    summary: 'A version of a filing was sealed: its manifest, annex numbers and files, frozen.',
    erased: 'That a filing was sealed; the bag that left the house still proves itself.',
  },
  {
    kind: 'filing.superseded',
    v: 1,
    content: filingSuperseded,
    summary: 'A version of a filing was superseded by a later one, with the ground.',
    erased: 'That a version was superseded.',
  },
  {
    kind: 'copy.delivered',
    v: 1,
    content: copyDelivered,
    summary: 'A copy of a version was delivered: to whom, when, how, against which receipt.',
    erased: 'That a copy was delivered.',
  },
  {
    kind: 'bundle.admitted',
    v: 1,
    content: bundleAdmitted,
    summary: 'A foreign bundle was taken in with its checkpoint and proofs.',
    erased: 'That a bundle was admitted; its exhibits remain.',
  },
];
