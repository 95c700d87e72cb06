// The door of the seal: everything that other parts of the house, or a stranger, may use.
// biome-ignore-all format: one file a line shows at a glance what each gives

export { entryBundle, parseEntryBundle, type Tile, tileBytes, tilePath, tileSource, tilesAfter, tileWidth } from '../make/tiles.ts';
export { type BagFinding, type BagReport, type FileSource, formatManifest, validateBag } from './bagit.ts';
export { ANNEX_COLUMNS, type AnnexRow, BAG, FILING_KIND, type FileContent, type FilingContent, fileContent, filingContent, type OpenedEntry, parseAnnexes, parseOpenedEntry } from './bundle.ts';
export { concat, equalBytes, fromBase64, fromHex, fromUtf8, type Hex64, isHex64, toBase64, toHex, utf8 } from './bytes.ts';
export { canonicalBytes, canonicalText, type Json, type JsonObject, type JsonRule, parseCanonical, parseJson } from './canonical.ts';
export { type Checkpoint, checkpointText, parseCheckpoint, parseSize, type TreeHead, verifyCheckpoint } from './checkpoint.ts';
export { commit, opensCommitment, SALT_BYTES } from './commitment.ts';
export { Breach, type ErrorShape, Fault, Refusal } from './error.ts';
export { adoptSha256, hmacSha256, Sha256, sha256 } from './hash.ts';
export { type Header, isInstant, leafBytes, MAX_LEAF_BYTES, parseHeader, parseLeaf } from './header.ts';
export { appendLeaf, consistencyProof, EMPTY_FRONTIER, EMPTY_ROOT, type Frontier, frontierAt, frontierRoot, inclusionProof, leafHash, type NodeSource, nodeHash, rootAt, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
export { formatNote, formatSignature, formatVkey, LOG_KEY, type Note, type NoteSignature, parseNote, parseVkey, type Signer, signNote, signText, type VerifiedSignature, type VerifierKey, verifierKey, verifyEd25519, verifyNote, WITNESS_KEY } from './note.ts';
export { type Certificate, parseCertificate, parsePem } from './timestamp/certificate.ts';
export { judgeTimestamp, type TimestampFacts, type TimestampQuestion, type TimestampVerdict } from './timestamp/token.ts';
export { type ConsistencyFile, formatConsistency, formatTlogProof, parseConsistency, parseTlogProof, type TlogProof, verifyConsistencyFile, verifyTlogProof } from './tlog-proof.ts';
export { type Check, type CheckState, type Trust, type Verification, verifyBag } from './verify.ts';
