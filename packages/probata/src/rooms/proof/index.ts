// The door of the proof room.
import type { Room } from '../../ledger/room.ts';
import { PROOF_QUESTIONS } from './ask.ts';
import { PROOF_COMMANDS } from './decide.ts';
import { PROOF_KINDS } from './entries.ts';
import { proofView } from './view.ts';

export { elementNames, extrasOf } from './ask-allegations.ts';
export { type GridAsked, type GridRow, gridFilter, gridOf, rowsOf } from './ask-grid.ts';
export { askedAbout, gatewaysCounted, stressOf, withGateways } from './ask-stress.ts';
export { type Status, UNIT_KINDS } from './case.ts';
export { type ChronologyLine, chronologyDocument } from './chronology-docx.ts';
export { chronologyTypst } from './chronology-typst.ts';
export { caseOf } from './from-record.ts';
export { joinGateways } from './join-gateways.ts';
export {
  allegationIn,
  evaluate,
  gatewayLaw,
  type HouseWords,
  houseWords,
  statusInWords,
} from './look-up.ts';
export { orderDocument } from './order-docx.ts';
export { orderCsv, orderOfProof, orderTypst, type ProofPage } from './order-of-proof.ts';
export { leanestWithin } from './pages.ts';
export { type CaseResult, proveCase } from './prove.ts';
export { daysOf } from './selections.ts';
export { houseWordsShown, stressShown } from './shown.ts';
export { STANDARD_DISCLAIMER } from './standards.ts';
export { status } from './types.ts';

export const proofRoom: Room = {
  name: 'proof',
  kinds: PROOF_KINDS,
  view: proofView,
  commands: PROOF_COMMANDS,
  questions: PROOF_QUESTIONS,
};
