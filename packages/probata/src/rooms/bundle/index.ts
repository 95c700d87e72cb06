// The door of the bundle room.
import type { Room } from '../../ledger/room.ts';
import { BUNDLE_QUESTIONS } from './ask.ts';
import { BUNDLE_COMMANDS } from './decide.ts';
import { BUNDLE_KINDS } from './entries.ts';
import { bundleView } from './view.ts';

export { type Filing, filingRow, lastVersion } from './ask.ts';
export {
  bundleAdmitted,
  type FilingSealed,
  filedAnnex,
  filingSealed,
  sealedAnnex,
  versionStatus,
} from './types.ts';

export const bundleRoom: Room = {
  name: 'bundle',
  kinds: BUNDLE_KINDS,
  view: bundleView,
  commands: BUNDLE_COMMANDS,
  questions: BUNDLE_QUESTIONS,
};
