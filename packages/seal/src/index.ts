// The door of the seal: everything that other parts of the house, or a stranger, may use.
// biome-ignore-all format: one file a line shows at a glance what each gives
// What decides:

// What makes (nothing above imports it):
export { type BagPlan, formatAnnexes, openedEntryBytes, type PayloadFile, type ProvenEntry, payloadManifest, tagFiles } from '../make/bag.ts';
export { formatConsistency, formatTlogProof } from '../make/proof-files.ts';
export { formatNote, formatSignature, formatVkey, type Signer, signNote, signText } from '../make/sign.ts';
export { entryBundle, parseEntryBundle, type Tile, tileBytes, tilePath, tileSource, tilesAfter, tileWidth } from '../make/tiles.ts';
export { appendLeaf, consistencyProof, EMPTY_FRONTIER, type Frontier, frontierAt, frontierRoot, inclusionProof, type NodeSource, rootAt, rootOf } from '../make/tree.ts';
export { type StampForText, type VerifyTextFacts, verifyText } from '../make/verify-text.ts';
export { type BagFinding, type BagReport, type FileSource, formatManifest, validateBag } from './bagit.ts';
export { ANNEX_COLUMNS, type AnnexRow, BAG, FILING_KIND, type FileContent, type FilingContent, fileContent, filingContent, type OpenedEntry, parseAnnexes, parseOpenedEntry } from './bundle.ts';
export { concat, equalBytes, fromBase64, fromHex, fromUtf8, type Hex64, isHex64, toBase64, toHex, utf8 } from './bytes.ts';
export { canonicalBytes, canonicalText, type Json, type JsonObject, type JsonRule, parseCanonical, parseJson } from './canonical.ts';
export { type Checkpoint, checkpointText, parseCheckpoint, parseSize, type TreeHead, verifyCheckpoint } from './checkpoint.ts';
export { commit, opensCommitment, SALT_BYTES } from './commitment.ts';
export { Breach, type ErrorShape, Fault, Refusal } from './error.ts';
export { adoptSha256, hmacSha256, Sha256, sha256 } from './hash.ts';
export { type Header, isInstant, leafBytes, MAX_LEAF_BYTES, parseHeader, parseLeaf } from './header.ts';
export { EMPTY_ROOT, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts';
export { LOG_KEY, type Note, type NoteSignature, parseNote, parseVkey, type VerifiedSignature, type VerifierKey, verifierKey, verifyEd25519, verifyNote, WITNESS_KEY } from './note.ts';
export { type Certificate, parseCertificate, parsePem } from './timestamp/certificate.ts';
export { judgeTimestamp, type TimestampFacts, type TimestampQuestion, type TimestampVerdict } from './timestamp/token.ts';
export { type ConsistencyFile, parseConsistency, parseTlogProof, type TlogProof, verifyConsistencyFile, verifyTlogProof } from './tlog-proof.ts';
export { CHECKS, type Check, type CheckName, type CheckState, type Trust, type Verification, verifyBag } from './verify.ts';
