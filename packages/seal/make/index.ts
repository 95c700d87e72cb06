// The door of what writes: tag files of a bag, VERIFY.txt, and the tree as tiles. What decides is in src/.
export {
  type BagPlan,
  formatAnnexes,
  openedEntryBytes,
  type PayloadFile,
  type ProvenEntry,
  payloadManifest,
  tagFiles,
} from './bag.ts';
export { type StampForText, type VerifyTextFacts, verifyText } from './verify-text.ts';
