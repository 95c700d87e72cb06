// The door of the pleading room.
import type { Room } from '../../ledger/room.ts';
import { PLEADING_QUESTIONS } from './ask.ts';
import { PLEADING_COMMANDS } from './decide.ts';
import { DRAFT_QUESTIONS } from './draft/ask.ts';
import { DRAFT_COMMANDS } from './draft/decide.ts';
import { PLEADING_KINDS } from './entries.ts';
import { FIGURE_QUESTIONS } from './figures.ts';
import { pleadingView } from './view.ts';

export { blocksOf, pleadingRow } from './ask.ts';
export {
  type Cited,
  type CitedExhibit,
  type CitedFact,
  type CitedPassage,
  type ComposeOptions,
  composePleading,
} from './compose.ts';
export { compareDraft } from './draft/compare.ts';
export { type DraftRow, draftsOf, sentBlocks } from './draft/rows.ts';
export type { DraftIssued, DraftReturned } from './draft/types.ts';
export { type WordPicture, wordBody } from './draft/word-body.ts';
export { wordDocument } from './draft/word-document.ts';
export { quotedBefore } from './figures.ts';
export { citedIn, drawingKey, drawingsIn, figuresIn } from './source.ts';
export { type AnnexLine, type Composed, composed } from './types.ts';
export { drawingPath, typstOf } from './typst.ts';

export const pleadingRoom: Room = {
  name: 'pleading',
  kinds: PLEADING_KINDS,
  view: pleadingView,
  commands: [...PLEADING_COMMANDS, ...DRAFT_COMMANDS],
  questions: [...PLEADING_QUESTIONS, ...FIGURE_QUESTIONS, ...DRAFT_QUESTIONS],
};
