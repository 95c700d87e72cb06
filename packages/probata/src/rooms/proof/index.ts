// The door of the proof room.
import type { Room } from '../../ledger/room.ts';
import { PROOF_QUESTIONS } from './ask.ts';
import { PROOF_COMMANDS } from './decide.ts';
import { PROOF_KINDS } from './entries.ts';
import { proofView } from './view.ts';

export type { Status } from './case.ts';
export { caseOf } from './from-record.ts';
export { evaluate } from './look-up.ts';
export { type CaseResult, proveCase } from './prove.ts';
export { STANDARD_DISCLAIMER } from './standards.ts';

export const proofRoom: Room = {
  name: 'proof',
  kinds: PROOF_KINDS,
  view: proofView,
  commands: PROOF_COMMANDS,
  questions: PROOF_QUESTIONS,
};
