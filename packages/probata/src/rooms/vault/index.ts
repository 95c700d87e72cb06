// The door of the vault: what other rooms and the house may use.
import type { Room } from '../../ledger/room.ts';
import { VAULT_QUESTIONS } from './ask.ts';
import { VAULT_COMMANDS } from './decide.ts';
import { VAULT_KINDS } from './entries.ts';
import { vaultView } from './view.ts';

export { cardOf, type ExhibitCard, type ExhibitLine, unknownExhibit } from './card.ts';
export {
  compartmentsOf,
  type Deposit,
  depositDraft,
  relationDraft,
  type StoredBytes,
  UNRELEASED,
} from './decide.ts';
export { foldTitle, leafName, shownName } from './names.ts';
export {
  depositedPaths,
  type ExhibitRow,
  exhibitRow,
  exhibitsByIds,
  type HeldObject,
  heldDigests,
  heldMarks,
  heldObject,
  heldObjects,
  holdersOf,
  maySee,
  openIntake,
  type ProducedRow,
  producedFrom,
  producedRow,
  type RelationRow,
  relationsOf,
  standingsOf,
  vaultTables,
} from './read.ts';
export { keeper } from './seal-says.ts';
export { claimedType, sniffedType, usualEnding } from './sniff.ts';
export { type StandingRow, standingWithin, type Within } from './standing.ts';
export type { VaultTables } from './tables.ts';
export {
  type Consent,
  type CustodyStep,
  custodyStepInput,
  type ExhibitSays,
  exhibitSaysInput,
  INTAKE_STATES,
  type IntakeState,
  type PassedOver,
  type Provenance,
  RELATIONS,
  type Release,
  SOURCE_CLASSES,
  type SourceClass,
  type Standing,
  type StandingScope,
  sourceClass,
} from './types.ts';

export const vaultRoom: Room = {
  name: 'vault',
  kinds: VAULT_KINDS,
  view: vaultView,
  commands: VAULT_COMMANDS,
  questions: VAULT_QUESTIONS,
};
