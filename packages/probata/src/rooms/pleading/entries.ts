// The acts of pleading: a document opened, its blocks written, rewritten, moved and removed.
import type { Kind } from '../../ledger/registry.ts';
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
    kind: 'figure.quoted',
    v: 1,
    content: figureQuoted,
    summary: 'A block quoted figures of the claim; what they said then is kept, so that a change is seen.',
    erased: 'That a block quoted figures of the claim.',
  },
];
