// The door of the record room.
import type { Room } from '../../ledger/room.ts';
import { RECORD_QUESTIONS } from './ask.ts';
import { RECORD_COMMANDS } from './decide.ts';
import { RECORD_KINDS } from './entries.ts';
import { recordView } from './view.ts';

export type {
  ActorShown,
  CitationShown,
  ExchangeShown,
  FactShown,
  InferenceShown,
  PartyShown,
  ProceedingShown,
  RelationShown,
  StepShown,
  Tray,
} from './answers.ts';
export { factShown } from './answers.ts';
export { expectedAnswersOf } from './expected.ts';
export {
  type Facet,
  findInGrid,
  GRID_GROUPS,
  GRID_SORTS,
  type GridElements,
  type GridFilter,
  type GridFound,
  type GridGroup,
} from './grid.ts';
export { dayText, type GridBook, type GridLine } from './grid-line.ts';
export { heldLines } from './grid-lines.ts';
export { mergedOrigins, type Origins, unite } from './groups.ts';
export { firstWord, KINDS_APART, keptUp } from './kept-up.ts';
export { requirePassage } from './passages.ts';
export {
  actorsOf,
  citationsOf,
  exchangesOf,
  factsOf,
  inferencesOf,
  partiesOf,
  proceedingsOf,
  relationsOf,
  stepsOf,
  UNKNOWN_ORIGIN,
} from './read.ts';
export { type DayRange, daysInWords, type Silence, staircase } from './staircase.ts';
export { knownParty, knownProceeding, standingFact, standingFor } from './state.ts';
export {
  type CitationToWeigh,
  citationsToWeigh,
  type FactToWeigh,
  factsToWeigh,
  type Reviewed,
  reviewsOf,
} from './to-weigh.ts';
export { ground, groupKey, passageId, slug, weight, words } from './types.ts';

export const recordRoom: Room = {
  name: 'record',
  kinds: RECORD_KINDS,
  view: recordView,
  commands: RECORD_COMMANDS,
  questions: RECORD_QUESTIONS,
};
