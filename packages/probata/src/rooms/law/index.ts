// The door of the law room.
import type { Room } from '../../ledger/room.ts';
import { LAW_QUESTIONS } from './ask.ts';
import { LAW_COMMANDS } from './decide.ts';
import { LAW_KINDS } from './entries.ts';
import { lawView } from './view.ts';

export { VERB_WORDS } from './ask.ts';
export { LADDER_RULE } from './ask-ladders.ts';
export { adoptPack } from './decide.ts';
export {
  climb,
  type LadderAsk,
  type LadderEvent,
  type LadderResult,
  type LadderTry,
  type Outcome,
  type RungResult,
} from './ladder.ts';
export { examinePack, type PackFault, readPack } from './pack.ts';
export {
  type AnchorShown,
  type CheckShown,
  checksOf,
  climbed,
  criteriaOf,
  dependentsOf,
  type ElementRow,
  gatewaysBefore,
  type LadderShown,
  laddersOf,
  type NamesInForce,
  namesInForce,
  type ProvisionRow,
  partsOf,
  provisionsOf,
  type Standing,
  type StatementShown,
  standardAnchors,
  standings,
  statementsShown,
} from './read.ts';
export { type Statement, statementsOf } from './statements.ts';
export type {
  Check,
  Criterion,
  Element,
  Ladder,
  LawFormula,
  Pack,
  Provision,
  RouteGroup,
  Rung,
} from './types.ts';

export const lawRoom: Room = {
  name: 'law',
  kinds: LAW_KINDS,
  view: lawView,
  commands: LAW_COMMANDS,
  questions: LAW_QUESTIONS,
};
