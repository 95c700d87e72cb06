// Signs notes and checkpoints (C2SP signed-note, tlog-cosignature) and writes the lines that src/note.ts reads.
import { concat, fromHex, toBase64, utf8 } from '../src/bytes.ts';
import { Refusal } from '../src/error.ts';
import { cosignedMessage, hasControls, LOG_KEY, type NoteSignature, type VerifierKey } from '../src/note.ts';

/** A key that signs notes. `sign` gives the 64-byte Ed25519 signature of the bytes given. */
export interface Signer {
  readonly key: VerifierKey;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** `name+hexid+base64(type || public key)`: the line that is printed in a filing and on paper. */
export function formatVkey(key: VerifierKey): string {
  return `${key.name}+${key.id}+${toBase64(concat(Uint8Array.of(key.type), key.publicKey))}`;
}

/** One signature line, with its newline. */
export function formatSignature(signature: NoteSignature): string {
  return `— ${signature.name} ${toBase64(concat(fromHex(signature.id), signature.signature))}\n`;
}

/** The note with further signatures under it. */
export function formatNote(text: string, signatures: readonly NoteSignature[]): string {
  checkText(text);
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

/** Signs `text` (which ends with a newline). `time` is needed for witness keys: seconds since 1970. */
export async function signNote(text: string, signers: readonly Signer[], time?: number): Promise<string> {
  checkText(text);
  const signatures = await Promise.all(signers.map((signer) => signText(text, signer, time)));
  return formatNote(text, signatures);
}

/** The one signature of `signer` under `text`. */
export async function signText(text: string, signer: Signer, time?: number): Promise<NoteSignature> {
  const { name, id, type } = signer.key;
  if (type === LOG_KEY) return { name, id, signature: await signer.sign(utf8(text)) };
  if (time === undefined || !Number.isSafeInteger(time) || time < 0) {
    throw new Refusal('SEAL_COSIGN_TIME', 'A witness signs with a time in seconds since 1970.');
  }
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  return { name, id, signature: concat(stamp, await signer.sign(cosignedMessage(text, time))) };
}

function checkText(text: string): void {
  if (!text.endsWith('\n') || !text.isWellFormed() || hasControls(text))
    throw new Refusal(
      'SEAL_NOTE',
      'The text of a note ends with a newline and has no other control characters.',
    );
}
