// The acts of reading that are a person's: a passage marked, a passage withdrawn.
import type { Kind } from '../../ledger/registry.ts';
import { passageMarked, passageWithdrawn } from './types.ts';

export const READING_KINDS: readonly Kind[] = [
  {
    kind: 'passage.marked',
    v: 1,
    content: passageMarked,
    summary: 'A passage of an exhibit was marked: its place, its words and the words around it.',
    erased: 'That a passage was marked, and in which exhibit; its place and words are gone.',
  },
  {
    kind: 'passage.withdrawn',
    v: 1,
    content: passageWithdrawn,
    summary: 'A passage was withdrawn, with the ground; what cites it shows that.',
    erased: 'That a passage was withdrawn.',
  },
];
