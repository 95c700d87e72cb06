// The rooms of the house, in the order that data walks, and the tasks at its doors.
import { Breach } from '../base/errors.ts';
import { houseRoom } from '../ledger/house.ts';
import { makeRegistry, type Registry } from '../ledger/registry.ts';
import type { Command, Question, Room, View } from '../ledger/room.ts';
import { bundleRoom } from '../rooms/bundle/index.ts';
import { flowsRoom } from '../rooms/flows/index.ts';
import { lawRoom } from '../rooms/law/index.ts';
import { pleadingRoom } from '../rooms/pleading/index.ts';
import { proofRoom } from '../rooms/proof/index.ts';
import { quantumRoom } from '../rooms/quantum/index.ts';
import { readingRoom } from '../rooms/reading/index.ts';
import { recordRoom } from '../rooms/record/index.ts';
import { vaultRoom } from '../rooms/vault/index.ts';
import type { Task } from './task.ts';
import { arithmeticCheck } from './tasks/arithmetic-check.ts';
import { bundleAdmit } from './tasks/bundle-admit.ts';
import { challengeExport } from './tasks/challenge-export.ts';
import { chronologyExport } from './tasks/chronology-export.ts';
import { draftIssue } from './tasks/draft-issue.ts';
import { draftReturn } from './tasks/draft-return.ts';
import { drawsCsvPage, drawsExport, drawsRun, drawsTable } from './tasks/draws-run.ts';
import { entryErase, erasureConfirm } from './tasks/entry-erase.ts';
import { estimateCheck, estimateRun } from './tasks/estimate-run.ts';
import { exhibitText, readingRecogniser, readingStates } from './tasks/exhibit-text.ts';
import { figureExport, figureList, figureShow } from './tasks/figure-show.ts';
import { filingSeal } from './tasks/filing-seal.ts';
import { compartmentGrant, compartmentOpen, keyAdd, keyShow, matterRestore } from './tasks/house-keys.ts';
import { intakeAdd } from './tasks/intake-add.ts';
import { ledgerEntries, ledgerProve, ledgerState } from './tasks/ledger-show.ts';
import { familyShow, likenessList, originConfirm } from './tasks/likeness.ts';
import { lineRead } from './tasks/line-read.ts';
import { packAdopt, packExamine } from './tasks/pack-adopt.ts';
import { passageAids } from './tasks/passage-aids.ts';
import { passageExport } from './tasks/passage-export.ts';
import { passageMark } from './tasks/passage-mark.ts';
import { passageConfirm, passageStates } from './tasks/passage-states.ts';
import { pleadingCompose } from './tasks/pleading-compose.ts';
import { proofOrder } from './tasks/proof-order.ts';
import { proofLeanest, stressRun } from './tasks/proof-stress.ts';
import { ratesRead } from './tasks/rates-read.ts';
import { readingAgain } from './tasks/reading-again.ts';
import { readingProgress } from './tasks/reading-progress.ts';
import { readingRecognise } from './tasks/reading-recognise.ts';
import { readingFailures, readingPause, readingRun } from './tasks/reading-run.ts';
import { registerColumnsList, registerLay, registerMatch, registerTable } from './tasks/register-lay.ts';
import { sampleDraw, sampleExamine, sampleRedraw } from './tasks/sample-draw.ts';
import { searchBatch, searchFind, searchSaved } from './tasks/search.ts';
import { seriesRead } from './tasks/series-read.ts';
import { statementRead } from './tasks/statement-read.ts';
import { surveyEstimate } from './tasks/survey-estimate.ts';
import { tableShow } from './tasks/table-show.ts';
import { ledgerRefold, vaultFsck, vaultScrub } from './tasks/vault-fsck.ts';
import { writtenList } from './tasks/written-list.ts';

export const ROOMS: readonly Room[] = [
  houseRoom,
  vaultRoom,
  readingRoom,
  recordRoom,
  lawRoom,
  proofRoom,
  flowsRoom,
  quantumRoom,
  pleadingRoom,
  bundleRoom,
];

export const TASKS: readonly Task[] = [
  compartmentOpen,
  intakeAdd,
  vaultFsck,
  vaultScrub,
  ledgerRefold,
  entryErase,
  erasureConfirm,
  matterRestore,
  compartmentGrant,
  keyAdd,
  keyShow,
  readingRun,
  readingPause,
  readingProgress,
  likenessList,
  originConfirm,
  familyShow,
  readingFailures,
  readingRecognise,
  readingAgain,
  ledgerState,
  ledgerEntries,
  ledgerProve,
  readingStates,
  readingRecogniser,
  exhibitText,
  searchFind,
  searchBatch,
  searchSaved,
  passageMark,
  passageAids,
  passageStates,
  passageConfirm,
  passageExport,
  tableShow,
  seriesRead,
  statementRead,
  estimateRun,
  estimateCheck,
  lineRead,
  ratesRead,
  arithmeticCheck,
  drawsRun,
  drawsTable,
  drawsCsvPage,
  drawsExport,
  registerColumnsList,
  registerLay,
  registerMatch,
  registerTable,
  sampleDraw,
  sampleRedraw,
  sampleExamine,
  surveyEstimate,
  figureList,
  figureShow,
  figureExport,
  challengeExport,
  packAdopt,
  packExamine,
  stressRun,
  proofLeanest,
  proofOrder,
  chronologyExport,
  pleadingCompose,
  draftIssue,
  draftReturn,
  filingSeal,
  writtenList,
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

/** By name; a name used twice would hide one of the two, and is an error of the program found at start. */
function byName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map(all.map((one) => [one.name, one]));
  if (map.size !== all.length) {
    const twice = all.find((one, i) => all.findIndex((other) => other.name === one.name) !== i);
    throw new Breach('HOUSE_NAME_TWICE', `Two parts of the house answer to ${twice?.name}.`);
  }
  return map;
}

/** The catalogue that the command line, the HTTP door and the documentation check all read. */
export const CATALOGUE: Catalogue = {
  commands: byName(ROOMS.flatMap((room) => room.commands)),
  questions: byName(ROOMS.flatMap((room) => room.questions)),
  tasks: byName(TASKS),
};
