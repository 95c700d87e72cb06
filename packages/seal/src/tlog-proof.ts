// Proofs as files that anyone's tools can read: C2SP tlog-proof for one entry, tlog-witness's request for consistency.
import { equalBytes, fromBase64, fromHex, fromUtf8 } from './bytes.ts';
import { type Checkpoint, parseCheckpoint, parseSize, type TreeHead } from './checkpoint.ts';
import { Breach, Refusal } from './error.ts';
import { EMPTY_ROOT, verifyConsistency, verifyInclusion } from './merkle.ts';

/** The first line of every proof. */
export const FIRST_LINE = 'c2sp.org/tlog-proof@v1';

/** `checkpoint` is the signed note, verbatim. `extra` is authenticated by nothing and never trusted. */
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly extra?: Uint8Array;
}

/** The checkpoint `checkpoint` (verbatim) contains the first `old` entries unchanged. */
export interface ConsistencyFile {
  readonly old: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
}

/** Reads a `.tlog-proof` file; another form is refused (SEAL_TLOG_PROOF). The checkpoint in it is not read yet. */
export function parseTlogProof(input: string | Uint8Array): TlogProof {
  const { head, hashes, checkpoint } = parseProofFile(input, ['extra', 'index'], FIRST_LINE);
  const { extra, index } = head;
  if (index === undefined) throw malformed('its index');
  const proof = { index: parseSize(index), hashes, checkpoint };
  return extra === undefined ? proof : { ...proof, extra: fromBase64(extra) };
}

/** Verifies that `leaf` (a leaf hash) is in the tree of the proof's own checkpoint, whose signature is another matter. */
export function verifyTlogProof(proof: TlogProof, leaf: Uint8Array): Checkpoint {
  const checkpoint = parseCheckpoint(proof.checkpoint);
  if (!verifyInclusion(proof.index, checkpoint.size, leaf, proof.hashes, fromHex(checkpoint.root))) {
    throw new Breach('SEAL_INCLUSION', `The entry is not number ${proof.index} of ${checkpoint.origin}.`);
  }
  return checkpoint;
}

/** Reads a `.consistency` file; another form is refused (SEAL_TLOG_PROOF). */
export function parseConsistency(input: string | Uint8Array): ConsistencyFile {
  const { head, hashes, checkpoint } = parseProofFile(input, ['old']);
  const { old } = head;
  if (old === undefined) throw malformed('its old size');
  return { old: parseSize(old), hashes, checkpoint };
}

/** Verifies that the file's own checkpoint contains the tree of `earlier` unchanged; otherwise a Breach. */
export function verifyConsistencyFile(file: ConsistencyFile, earlier: TreeHead): Checkpoint {
  const later = parseCheckpoint(file.checkpoint);
  const [before, after] = [fromHex(earlier.root), fromHex(later.root)];
  // Every tree begins with the empty one, without proof (C2SP tlog-witness).
  const fromNothing = earlier.size === 0 && file.hashes.length === 0 && equalBytes(before, EMPTY_ROOT);
  const holds = fromNothing || verifyConsistency(earlier.size, later.size, before, after, file.hashes);
  if (later.origin !== earlier.origin || file.old !== earlier.size || !holds) {
    throw new Breach(
      'SEAL_CONSISTENCY',
      `${later.origin} at ${later.size} does not contain ${earlier.origin} at ${earlier.size}.`,
    );
  }
  return later;
}

// Both files have one shape: a few `name value` lines, hashes, an empty line, and a checkpoint as it was signed.
function parseProofFile(input: string | Uint8Array, names: readonly string[], firstLine?: string) {
  const text = typeof input === 'string' ? input : fromUtf8(input);
  const split = text.indexOf('\n\n');
  if (split < 0 || text.length === split + 2) throw malformed('an empty line and a checkpoint');
  const lines = text.slice(0, split).split('\n');
  if (firstLine !== undefined && lines.shift() !== firstLine) throw malformed('its first line');
  const head: { extra?: string; index?: string; old?: string } & Record<string, string | undefined> = {};
  for (const name of names) {
    if (lines[0]?.startsWith(`${name} `)) head[name] = (lines.shift() as string).slice(name.length + 1);
  }
  const hashes = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash.length !== 32) throw malformed('a hash');
    return hash;
  });
  if (hashes.length > 63) throw malformed('more hashes than any tree needs');
  return { head, hashes, checkpoint: text.slice(split + 2) };
}

function malformed(what: string): Refusal {
  return new Refusal('SEAL_TLOG_PROOF', `This proof file is not in its form: ${what}.`, { what });
}
