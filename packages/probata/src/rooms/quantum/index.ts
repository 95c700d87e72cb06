// The door of the quantum room.
import type { Room } from '../../ledger/room.ts';
import { QUANTUM_QUESTIONS } from './ask.ts';
import { QUANTUM_COMMANDS } from './decide.ts';
import { QUANTUM_KINDS } from './entries.ts';
import { quantumView } from './view.ts';

export { checkGrid } from './arithmetic.ts';
export { enterLine } from './decide.ts';
export { drawsAsSaid, drawsInput, rulesDraws } from './decide-estimates.ts';
export { enterIndex, enterRates, enterReferenceRate } from './decide-tables.ts';
export { type Drawing, drawInSlices } from './drawing.ts';
export { type DrawsShown, drawsFigure, type TornadoRow, tornadoFigure } from './draws-figures.ts';
export { drawsCsv, type TwoWay, twoWay, twoWayCsv } from './draws-table.ts';
export { type Claimant, duplicateClaimants } from './duplicates.ts';
export { claimOf } from './from-record.ts';
export { jointOf } from './joint.ts';
export {
  enterExamined,
  enterGroups,
  enterRegister,
  enterSample,
  registerUnknown,
  sampleUnknown,
} from './mass/decide.ts';
export { ALLOCATIONS, allocate, drawFrom, type StratumDrawn } from './mass/draw.ts';
export { examine } from './mass/examine.ts';
export { examineGroups } from './mass/examine-groups.ts';
export { drawGroups, groupsOf } from './mass/groups.ts';
export { fixedSumsOf, registersOf, samplesOf } from './mass/read.ts';
export {
  columnAt,
  type Frame,
  frameOf,
  minorOf,
  type RegisterColumns,
  type RegisterTable,
  readRegister,
  rowsOf,
} from './mass/register.ts';
export { suppress } from './mass/suppress.ts';
export { registerColumns } from './mass/types.ts';
export { quotedFigures, readQuote } from './quoted.ts';
export { type AwardShown, awardFigure, type HeadShown, waterfallFigure } from './waterfall.ts';
export { modelsThatRun } from './work-out.ts';

export const quantumRoom: Room = {
  name: 'quantum',
  kinds: QUANTUM_KINDS,
  view: quantumView,
  commands: QUANTUM_COMMANDS,
  questions: QUANTUM_QUESTIONS,
};
