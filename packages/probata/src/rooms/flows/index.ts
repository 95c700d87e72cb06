// The door of the flows room.
import type { Room } from '../../ledger/room.ts';
import { FLOWS_QUESTIONS } from './ask.ts';
import { methodList } from './ask-methods.ts';
import { FLOWS_COMMANDS } from './decide.ts';
import { FLOWS_KINDS } from './entries.ts';
import { flowsView } from './view.ts';

export { agreementOf, compareFamilies, FAMILIES } from './agreement.ts';
export { align } from './align.ts';
export {
  proposedCalendar,
  TABLE_CALENDARS,
  type TableCalendar,
} from './calendar-dates.ts';
export { ENGINE, estimateKey, seriesDigest, twelve } from './canonical.ts';
export { dateStatement, enterEstimate } from './decide.ts';
export { fixSeries } from './decide-series.ts';
export { normalQuantile, tQuantile } from './distributions.ts';
export {
  beforeAfterFigure,
  drawsOfRunFigure,
  grangerFigure,
  matchedPairsFigure,
} from './figures/comparisons.ts';
export { type CurveAnswer, lagsFigure, specificationsFigure } from './figures/curves.ts';
export {
  changePointsFigure,
  counterfactualFigure,
  effectInWords,
  placebosFigure,
} from './figures/effects.ts';
export { type EnvelopeAnswer, envelopeFigure, seriesFigure } from './figures/series.ts';
export { countsInWords, guardOf } from './guard.ts';
export { cholesky } from './matrix.ts';
export type { Pause } from './methods/outcome.ts';
export { type Cut, METHODS, parseParams, type Worked, workOut } from './methods.ts';
export {
  type Distribution,
  type Input,
  type Propagation,
  propagate,
  propagationOf,
  samplersOf,
  type TornadoBar,
  tornado,
} from './monte-carlo.ts';
export { COUNTED } from './persons.ts';
export { Generator } from './random.ts';
export {
  choiceRows,
  type Estimate,
  estimateRow,
  estimatesOf,
  type SeriesVersion,
  seriesVersion,
  staleness,
  switchesOf,
} from './read.ts';
export { statementsFrom } from './read-statements.ts';
export {
  cellsOf,
  dateBy,
  type GridCell,
  mustSayCalendar,
  type Range,
  type ReadPoint,
  readRange,
} from './read-table.ts';
export { hideSmall } from './small-cells.ts';
export {
  drawSample,
  ratioTotal,
  type StratifiedSample,
  type SurveyEstimate,
  surveyTotal,
} from './survey.ts';
export { SURVEY_ESTIMATORS, type Surveyed, survey } from './survey-sheet.ts';
export { tableNumber } from './table-figures.ts';
export {
  type Challenge,
  challenge,
  type EstimateWorked,
  METHOD_NAMES,
  type MethodName,
  type Point,
  STEPS,
} from './types.ts';

export const flowsRoom: Room = {
  name: 'flows',
  kinds: FLOWS_KINDS,
  view: flowsView,
  commands: FLOWS_COMMANDS,
  questions: [...FLOWS_QUESTIONS, methodList],
};
