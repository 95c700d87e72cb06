// The door of the reading room.
import type { Room } from '../../ledger/room.ts';
import { READING_QUESTIONS } from './ask.ts';
import { READING_COMMANDS } from './decide.ts';
import { READING_KINDS } from './entries.ts';
import { SEARCH_COMMANDS, SEARCH_KINDS } from './saved-searches.ts';
import { readingView } from './view.ts';

export { passageRow, passagesByIds, passagesOf } from './ask.ts';
export { enterPassage } from './decide.ts';
export { exhibitsWith, openExhibitsAfter } from './field-exhibits.ts';
export { type Found, occurrences, refind, type Span, surroundings } from './locate.ts';
export { pageAt, pagesOf, placeOf, type ReadingPage } from './pages.ts';
export { parseQuery, type Query } from './query.ts';
export { FIELD_HELP } from './query-fields.ts';
export { type SavedSearch, savedSearches } from './saved-searches.ts';
export { type Passage, type Place, passage, place } from './types.ts';
export { foldWord, type Word, wordsOf } from './words.ts';

export const readingRoom: Room = {
  name: 'reading',
  kinds: [...READING_KINDS, ...SEARCH_KINDS],
  view: readingView,
  commands: [...READING_COMMANDS, ...SEARCH_COMMANDS],
  questions: READING_QUESTIONS,
};
