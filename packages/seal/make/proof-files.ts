// Writes the proof files that src/tlog-proof.ts reads: C2SP tlog-proof, and the body of tlog-witness's add-checkpoint.
import { toBase64 } from '../src/bytes.ts';
import { type ConsistencyFile, FIRST_LINE, type TlogProof } from '../src/tlog-proof.ts';

/** The text of a `.tlog-proof` file. */
export function formatTlogProof(proof: TlogProof): string {
  const extra = proof.extra === undefined ? '' : `extra ${toBase64(proof.extra)}\n`;
  return `${FIRST_LINE}\n${extra}index ${proof.index}\n${hashLines(proof.hashes)}\n${proof.checkpoint}`;
}

/** The text of a `.consistency` file: the body of an `add-checkpoint` request, which any witness can check. */
export function formatConsistency(file: ConsistencyFile): string {
  return `old ${file.old}\n${hashLines(file.hashes)}\n${file.checkpoint}`;
}

function hashLines(hashes: readonly Uint8Array[]): string {
  return hashes.map((hash) => `${toBase64(hash)}\n`).join('');
}
