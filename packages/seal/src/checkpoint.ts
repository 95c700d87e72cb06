// A checkpoint says, over a signature: this log, at this size, has this root (C2SP tlog-checkpoint).
import { fromBase64, fromHex, type Hex64, toBase64, toHex } from './bytes.ts';
import { Breach, Refusal } from './error.ts';
import {
  LOG_KEY,
  type Note,
  type NoteSignature,
  parseNote,
  type VerifiedSignature,
  type VerifierKey,
  verifyNote,
} from './note.ts';

export interface TreeHead {
  /** `<state-domain>/<case-id>`: who the log is. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  readonly root: Hex64;
}

export interface Checkpoint extends TreeHead {
  readonly signatures: readonly NoteSignature[];
  /** Further lines of the text; this house writes none, and trusts none. */
  readonly extensions: readonly string[];
  /** The signed text, for verification. */
  readonly note: Note;
}

/** The text that is signed: origin, size, root in base64, each with its newline. */
export function checkpointText(head: TreeHead): string {
  if (head.origin === '' || /\n/.test(head.origin) || !Number.isSafeInteger(head.size) || head.size < 0) {
    throw new Refusal('SEAL_CHECKPOINT', 'A checkpoint names an origin on one line and a size from 0.');
  }
  return `${head.origin}\n${head.size}\n${toBase64(fromHex(head.root))}\n`;
}

/** Reads a checkpoint without trusting it; what is not in the form is refused (SEAL_CHECKPOINT, SEAL_NOTE). */
export function parseCheckpoint(input: string | Uint8Array): Checkpoint {
  const note = parseNote(input);
  const [origin = '', size = '', root = '', ...extensions] = note.text.slice(0, -1).split('\n');
  const bytes = fromBase64(root);
  if (origin === '' || bytes.length !== 32 || extensions.includes('')) {
    throw new Refusal(
      'SEAL_CHECKPOINT',
      'A checkpoint has an origin, a size, a 32-byte root and no empty lines.',
    );
  }
  return { origin, size: parseSize(size), root: toHex(bytes), signatures: note.signatures, extensions, note };
}

/**
 * Verifies the log's own signature, whose key must bear the origin's name, and the cosignatures of any witness keys given.
 * Gives the signatures that hold; otherwise a Breach (SEAL_SIGNATURE, SEAL_UNSIGNED).
 */
export async function verifyCheckpoint(
  checkpoint: Checkpoint,
  keys: readonly VerifierKey[],
): Promise<VerifiedSignature[]> {
  const verified = await verifyNote(checkpoint.note, keys);
  if (!verified.some(({ key }) => key.type === LOG_KEY && key.name === checkpoint.origin)) {
    throw new Breach(
      'SEAL_UNSIGNED',
      `No key given for the log ${checkpoint.origin} has signed this checkpoint.`,
    );
  }
  return verified;
}

/** A decimal without leading zeroes, within 2^53 - 1. */
export function parseSize(text: string): number {
  const size = Number(text);
  if (!/^(?:0|[1-9]\d*)$/.test(text) || !Number.isSafeInteger(size)) {
    throw new Refusal('SEAL_SIZE', 'A position in a log is a decimal without leading zeroes.', { text });
  }
  return size;
}
