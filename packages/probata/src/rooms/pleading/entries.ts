// The acts of pleading: a document opened, its blocks written, rewritten, moved and removed.
import type { Kind } from '../../ledger/registry.ts';
import { blockRestored, draftIssued, draftReturned, proposalDecided } from './draft/types.ts';
import {
  blockMoved,
  blockRemoved,
  blockRewritten,
  blockWritten,
  figureQuoted,
  pleadingOpened,
} from './types.ts';

export const PLEADING_KINDS: readonly Kind[] = [
  {
    kind: 'pleading.opened',
    v: 1,
    content: pleadingOpened,
    summary: 'A pleading was opened: its type, title, party and numbering.',
    erased: 'That a pleading was opened.',
  },
  {
    kind: 'block.written',
    v: 1,
    content: blockWritten,
    summary: 'A block (chapter, heading, paragraph, submission) was written into a pleading.',
    erased: 'That a block was written; its text and place are gone.',
  },
  {
    kind: 'block.rewritten',
    v: 1,
    content: blockRewritten,
    summary: 'A block was written anew; the earlier wording stays in the ledger.',
    erased: 'That a block was rewritten.',
  },
  {
    kind: 'block.moved',
    v: 1,
    content: blockMoved,
    summary: 'A block was moved to another place.',
    erased: 'That a block was moved.',
  },
  {
    kind: 'block.removed',
    v: 1,
    content: blockRemoved,
    summary: 'A block was removed from its pleading, with the ground.',
    erased: 'That a block was removed.',
  },
  {
    kind: 'block.restored',
    v: 1,
    content: blockRestored,
    summary: 'A removed block was put back in its place.',
    erased: 'That a block was put back.',
  },
  {
    kind: 'draft.issued',
    v: 1,
    content: draftIssued,
    summary:
      'A pleading was written out as a Word file; which words went out, and what each citation in it stands for.',
    erased: 'That a Word file was written; a file that comes back can no longer be compared.',
  },
  {
    kind: 'draft.returned',
    v: 1,
    content: draftReturned,
    summary: 'A Word file came back: the changes that it proposes, and which citations were kept or lost.',
    erased: 'That a Word file came back.',
  },
  {
    kind: 'proposal.decided',
    v: 1,
    content: proposalDecided,
    summary: 'A change proposed by a Word file was accepted, left, or opened again.',
    erased: 'That a proposed change was decided.',
  },
  {
    kind: 'figure.quoted',
    v: 1,
    content: figureQuoted,
    summary: 'A block quoted figures of the claim; what they said then is kept, so that a change is seen.',
    erased: 'That a block quoted figures of the claim.',
  },
];
