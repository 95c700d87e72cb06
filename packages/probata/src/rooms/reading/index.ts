// The door of the reading room.
import type { Room } from '../../ledger/room.ts';
import { READING_QUESTIONS } from './ask.ts';
import { READING_COMMANDS } from './decide.ts';
import { DISTINGUISHED_COMMANDS, DISTINGUISHED_KINDS } from './distinguished.ts';
import { READING_KINDS } from './entries.ts';
import { READ_COMMANDS, READ_KINDS } from './read-pages.ts';
import { SEARCH_COMMANDS, SEARCH_KINDS } from './saved-searches.ts';
import { readingView } from './view.ts';

export {
  type ArticleOf,
  actorsIn,
  amountsIn,
  articleIn,
  datesIn,
  namesIn,
  statementsIn,
} from './aids/index.ts';
export { type Annotated, type AnnotationTarget, annotationOf } from './annotation.ts';
export {
  encodingOf,
  type MarkedPassage,
  passageHomes,
  passageRow,
  passagesByIds,
  passagesOf,
  passagesOnText,
} from './ask.ts';
export { enterConfirmation, enterEncoding, enterPassage } from './decide.ts';
export { distinguishedPairs } from './distinguished.ts';
export { exhibitsWith, openExhibitsAfter } from './field-exhibits.ts';
export { occurrences, type Span, surroundings } from './locate.ts';
export { pageAt, pagesOf, placeOf, type ReadingPage, timeInWords } from './pages.ts';
export { parseQuery, type Query } from './query.ts';
export { FIELD_HELP } from './query-fields.ts';
export { readPages } from './read-pages.ts';
export { pagesToRecognise, withoutRecognised, withRecognised } from './recognised.ts';
export { type Found, occurrenceAt, refind, type Searchable, searchable } from './refind.ts';
export { type SavedSearch, savedSearches } from './saved-searches.ts';
export { type Stand, standOf } from './stand.ts';
export { type Passage, type Place, passage, place } from './types.ts';
export { foldWord, type Stretch, type Word, wordsOf, wordsOfStretches } from './words.ts';

export const readingRoom: Room = {
  name: 'reading',
  kinds: [...READING_KINDS, ...SEARCH_KINDS, ...DISTINGUISHED_KINDS, ...READ_KINDS],
  view: readingView,
  commands: [...READING_COMMANDS, ...SEARCH_COMMANDS, ...DISTINGUISHED_COMMANDS, ...READ_COMMANDS],
  questions: READING_QUESTIONS,
};
