// The rooms of the house, in the order that data walks, and the tasks at its doors.
import { bundleRoom } from '../rooms/bundle/index.ts';
import { lawRoom } from '../rooms/law/index.ts';
import { pleadingRoom } from '../rooms/pleading/index.ts';
import { proofRoom } from '../rooms/proof/index.ts';
import { quantumRoom } from '../rooms/quantum/index.ts';
import { readingRoom } from '../rooms/reading/index.ts';
import { recordRoom } from '../rooms/record/index.ts';
import { vaultRoom } from '../rooms/vault/index.ts';
import { houseRoom } from '../ledger/house.ts';
import { exhibitText, readingStates, searchFind } from './tasks/exhibit-text.ts';
import { intakeAdd } from './tasks/intake-add.ts';
import { bundleAdmit } from './tasks/bundle-admit.ts';
import { filingSeal } from './tasks/filing-seal.ts';
import { pleadingCompose } from './tasks/pleading-compose.ts';
import { packAdopt, packExamine } from './tasks/pack-adopt.ts';
import { ledgerEntries, ledgerProve, ledgerState } from './tasks/ledger-show.ts';
import { passageMark } from './tasks/passage-mark.ts';
import { readingRun } from './tasks/reading-run.ts';
import { makeRegistry, type Registry } from '../ledger/registry.ts';
import type { Command, Question, Room, View } from '../ledger/room.ts';
import type { Task } from './task.ts';

export const ROOMS: readonly Room[] = [
  houseRoom,
  vaultRoom,
  readingRoom,
  recordRoom,
  lawRoom,
  proofRoom,
  quantumRoom,
  pleadingRoom,
  bundleRoom,
];

export const TASKS: readonly Task[] = [
  intakeAdd,
  readingRun,
  ledgerState,
  ledgerEntries,
  ledgerProve,
  readingStates,
  exhibitText,
  searchFind,
  passageMark,
  packAdopt,
  packExamine,
  pleadingCompose,
  filingSeal,
  bundleAdmit,
];

export const VIEWS: readonly View[] = ROOMS.map((room) => room.view);

/** Every entry kind of the house. */
export function houseRegistry(): Registry {
  return makeRegistry(ROOMS.flatMap((room) => room.kinds));
}

/** Everything that can be said to the house, by name. */
export interface Catalogue {
  readonly commands: ReadonlyMap<string, Command>;
  readonly questions: ReadonlyMap<string, Question>;
  readonly tasks: ReadonlyMap<string, Task>;
}

/** The catalogue that the command line, the HTTP door and the documentation check all read. */
export const CATALOGUE: Catalogue = {
  commands: new Map(ROOMS.flatMap((room) => room.commands).map((command) => [command.name, command])),
  questions: new Map(ROOMS.flatMap((room) => room.questions).map((question) => [question.name, question])),
  tasks: new Map(TASKS.map((task) => [task.name, task])),
};
