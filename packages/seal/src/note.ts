// A signed note (C2SP signed-note): a short text and, under it, the signatures of whoever vouches for it.
import { concat, fromBase64, fromUtf8, toHex, utf8 } from './bytes.ts';
import { Breach, Refusal } from './error.ts';
import { sha256 } from './hash.ts';

/** 0x01: Ed25519 over the text. 0x04: `cosignature/v1`, Ed25519 by a witness over the text and a time. */
export const LOG_KEY = 0x01;
export const WITNESS_KEY = 0x04;

/** A key that verifies notes. `id` is eight hexadecimal digits; `type` the signature type byte. */
export interface VerifierKey {
  readonly name: string;
  readonly id: string;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Uint8Array;
}

/** A note as read, nothing verified. `text` ends with a newline. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that was verified; `time` (seconds since 1970) is what a witness swore to. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  readonly time?: number;
}

const MAX_NOTE_BYTES = 1_000_000;

/** The key with its id computed: SHA-256(name || 0x0A || type || public key), first four bytes. */
export function verifierKey(name: string, publicKey: Uint8Array, type: number = LOG_KEY): VerifierKey {
  checkName(name);
  if (publicKey.length !== 32) throw new Refusal('SEAL_VKEY', 'An Ed25519 public key has 32 bytes.');
  const id = toHex(sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4));
  return { name, id, type, publicKey };
}

/** Reads a vkey line. A key id that does not follow from name and key is refused (SEAL_VKEY): a mistyped key must not pass. */
export function parseVkey(text: string): VerifierKey {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim());
  if (parts === null) throw new Refusal('SEAL_VKEY', 'A verifier key reads name+id+base64.', { text });
  const [, name = '', id = '', material = ''] = parts;
  const [type = 0, ...publicKey] = fromBase64(material);
  if (type !== LOG_KEY && type !== WITNESS_KEY)
    throw new Refusal('SEAL_VKEY', `Keys of type ${type} are not known here.`);
  const key = verifierKey(name, Uint8Array.from(publicKey), type);
  if (key.id !== id)
    throw new Refusal('SEAL_VKEY', `The key id should be ${key.id}; is the key mistyped?`, { text });
  return key;
}

/** Reads a note without trusting it. What is not in the note form is refused (SEAL_NOTE). */
export function parseNote(input: string | Uint8Array): Note {
  const note = typeof input === 'string' ? input : fromUtf8(input);
  const split = note.lastIndexOf('\n\n');
  if (note.length > MAX_NOTE_BYTES || !note.isWellFormed() || hasControls(note))
    throw malformed('its characters');
  if (split < 0 || !note.endsWith('\n')) throw malformed('text, empty line, signatures');
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.map((line): NoteSignature => {
    const parts = /^— ([^ ]+) ([^ ]+)$/u.exec(line);
    const bytes = parts === null ? new Uint8Array(0) : fromBase64(parts[2] as string); // the group took part
    if (parts === null || bytes.length < 5 || !isName(parts[1] as string))
      throw malformed('a signature line');
    return { name: parts[1] as string, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

/**
 * Verifies a note against the keys the reader trusts, and gives the signatures that hold. Signatures by other keys are
 * ignored; a bad one by a trusted key is a Breach (SEAL_SIGNATURE), as is a note that no trusted key signed (SEAL_UNSIGNED).
 */
export async function verifyNote(note: Note, keys: readonly VerifierKey[]): Promise<VerifiedSignature[]> {
  const verified: VerifiedSignature[] = [];
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((candidate) => candidate.name === name && candidate.id === id);
    if (key === undefined || verified.some((earlier) => earlier.key === key)) continue;
    const time = key.type === WITNESS_KEY && signature.length === 72 ? cosignatureTime(signature) : undefined;
    const message = time === undefined ? utf8(note.text) : cosignedMessage(note.text, time);
    const raw = time === undefined ? signature : signature.subarray(8);
    const known = key.type === LOG_KEY || time !== undefined;
    if (!known || !(await verifyEd25519(key.publicKey, message, raw))) {
      throw new Breach('SEAL_SIGNATURE', `The signature by ${name} does not fit the text.`, { name, id });
    }
    verified.push(time === undefined ? { key } : { key, time });
  }
  if (verified.length === 0) throw new Breach('SEAL_UNSIGNED', 'None of the keys given has signed this.');
  return verified;
}

/** Ed25519 (RFC 8032) by the platform's WebCrypto, in Node as in a browser. */
export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message));
  } catch (cause) {
    if (cause instanceof DOMException && cause.name !== 'NotSupportedError') return false; // not a point of the curve
    throw cause;
  }
}

/** What a witness signs (C2SP tlog-cosignature): the time, then the checkpoint's text. */
export function cosignedMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

function cosignatureTime(signature: Uint8Array): number | undefined {
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(time) ? time : undefined;
}

function checkName(name: string): void {
  if (!isName(name))
    throw new Refusal('SEAL_KEY_NAME', 'A key name has no spaces, no plus and is not empty.', { name });
}

function isName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(name) && name.isWellFormed();
}

/** Whether a text holds a control character other than a newline. */
export function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

function malformed(what: string): Refusal {
  return new Refusal('SEAL_NOTE', `This is not a signed note: ${what}.`, { what });
}
