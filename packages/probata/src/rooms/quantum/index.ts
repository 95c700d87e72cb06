// The door of the quantum room.
import type { Room } from '../../ledger/room.ts';
import { QUANTUM_QUESTIONS } from './ask.ts';
import { QUANTUM_COMMANDS } from './decide.ts';
import { QUANTUM_KINDS } from './entries.ts';
import { quantumView } from './view.ts';

export { checkGrid } from './arithmetic.ts';
export { printedFigures } from './ask.ts';
export { enterLine } from './decide.ts';
export { enterIndex, enterRates, enterReferenceRate } from './decide-tables.ts';
export { claimOf } from './from-record.ts';
export {
  type AwardShown,
  awardFigure,
  type HeadShown,
  type TornadoRow,
  tornadoFigure,
  waterfallFigure,
} from './waterfall.ts';

export const quantumRoom: Room = {
  name: 'quantum',
  kinds: QUANTUM_KINDS,
  view: quantumView,
  commands: QUANTUM_COMMANDS,
  questions: QUANTUM_QUESTIONS,
};
