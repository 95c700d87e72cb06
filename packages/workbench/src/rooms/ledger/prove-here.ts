// Checks an inclusion proof and the checkpoint's signature with the seal alone: nothing the house says is taken on trust but its key.
import {
  fromHex,
  leafHash,
  parseCheckpoint,
  parseVkey,
  toHex,
  utf8,
  verifyCheckpoint,
  verifyInclusion,
} from '@probata/seal';

export interface ProofAnswer {
  readonly entry: number;
  readonly size: number;
  /** The leaf itself, as text. */
  readonly leaf: string;
  readonly hashes: readonly string[];
  readonly checkpoint: string;
}

/** Whether the entry shown (by its leaf hash, in hex) is the one proved, and the proof leads to the signed root. */
export async function proveHere(
  { entry, leaf, hashes, checkpoint }: ProofAnswer,
  shown: string,
  vkey: string,
): Promise<{ readonly holds: boolean; readonly why: string }> {
  try {
    const hash = leafHash(utf8(leaf));
    if (toHex(hash) !== shown)
      return { holds: false, why: 'The proof is of another entry than the one shown' };
    const signed = parseCheckpoint(checkpoint);
    await verifyCheckpoint(signed, [parseVkey(vkey)]);
    if (
      !verifyInclusion(
        entry,
        signed.size,
        hash,
        hashes.map((one) => fromHex(one)),
        fromHex(signed.root),
      )
    )
      return { holds: false, why: 'The hashes do not lead to the signed root' };
    return { holds: true, why: '' };
  } catch (thrown) {
    return { holds: false, why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
