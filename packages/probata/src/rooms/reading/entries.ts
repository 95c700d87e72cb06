// The acts of reading that are a person's: a passage marked, confirmed or withdrawn, an encoding chosen.
import type { Kind } from '../../ledger/registry.ts';
import { encodingChosen, passageConfirmed, passageMarked, passageWithdrawn } from './types.ts';

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
  {
    kind: 'passage.confirmed',
    v: 1,
    content: passageConfirmed,
    summary:
      'A passage was compared with a newer reading of its exhibit and confirmed at the place where it now stands.',
    erased: 'That a passage was confirmed; the place and words it then had are gone.',
  },
  {
    kind: 'encoding.chosen',
    v: 1,
    content: encodingChosen,
    summary: 'It was said in which encoding a text is to be read, because its bytes leave that open.',
    erased: 'That an encoding was chosen.',
  },
];
