// Opens archives with the library that 7z, RAR and other packings share: in its own memory, piece by piece, under our limits.
import { crc32 } from 'node:zlib';
import type { LibarchiveWasm } from 'libarchive-wasm';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { noteCaught } from '../upset.ts';
import { type UnpackBudget, unpackBudget } from '../zip.ts';
import { noteOfName } from './archive.ts';

const PIECE = 1 << 16;
const FOLDER = 0o040000;
const FILE = 0o100000;
const LINK = 0o120000;

/** Opens an archive that is given in pieces; gives the memory back, whatever becomes of it. */
export function withArchive<T>(
  library: LibarchiveWasm,
  pieces: readonly Buffer[],
  use: (archive: number) => T,
): T {
  const { module } = library;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const place = module._malloc(length);
  if (place === 0) throw new Unreadable('memory-limit', 'The archive is too large to be unpacked here.');
  let at = place;
  for (const piece of pieces) {
    module.HEAP8.set(piece, at);
    at += piece.length;
  }
  const archive = library.read_new_memory(place, length);
  try {
    return use(archive);
  } finally {
    library.read_free(archive);
    module._free(place);
  }
}

/** What the reader of a kind learnt from the headers, member by member in the order of the archive. */
export interface Told {
  /** `as-told` where the library knows names in every script; undefined where they could not be read. */
  readonly names: readonly string[] | 'as-told' | undefined;
  /** CRC-32 of the contents, where the library does not compare it. */
  readonly sums?: readonly (number | undefined)[];
}

/**
 * Writes down and keeps every member of an opened archive, under the limits of count, size and ratio.
 * @param told what the archive's own headers say
 * @throws Unreadable: encrypted, damaged, archive-limit
 */
export function readMembers(
  library: LibarchiveWasm,
  archive: number,
  { names, sums }: Told,
  source: Source,
  draft: Draft,
): void {
  const budget = unpackBudget(source.bytes.length, draft.limits);
  const tally = { members: 0, files: 0, locked: 0 };
  for (;;) {
    const entry = library.read_next_entry(archive);
    if (entry === 0) break;
    tally.members += 1;
    if (tally.members > draft.limits.members)
      throw new Unreadable('archive-limit', `The archive has more than ${draft.limits.members} members.`);
    const full = names === 'as-told' ? undefined : names?.[tally.members - 1];
    const name = nameOf(library.entry_pathname(entry), full, tally.members);
    readMember(library, archive, entry, { draft, budget, tally, name, sum: sums?.[tally.members - 1] });
  }
  const isLocked = library.read_has_encrypted_entries(archive) === 1;
  // The library gives no member both at the end and where it can go no further; only its remark tells which.
  const remark = library.error_string(archive);
  if (tally.members === 0 && isLocked) {
    draft.isEncrypted = true;
    throw new Unreadable(
      'encrypted',
      `The archive is encrypted with a password, mostly with the names in it. ${UNPACK}`,
    );
  }
  if (tally.members === 0)
    throw new Unreadable('damaged', `The archive cannot be read: ${remark || 'no member was found'}.`);
  if (remark !== '')
    draft.cut(
      'archive-cut',
      `Behind member ${tally.members} nothing more could be unpacked here (${remark}).`,
    );
  if (names === undefined)
    draft.warn('names-not-read', 'The names in the archive are given as far as they are plain letters.');
  draft.fact('members', tally.files);
  if (tally.locked === 0) return;
  draft.isEncrypted = true;
  if (tally.locked === tally.files)
    throw new Unreadable('encrypted', `Every member of the archive is encrypted with a password. ${UNPACK}`);
  draft.cut('members-encrypted', `${tally.locked} of ${tally.files} members are encrypted with a password.`);
}

const UNPACK = 'Unpack it with its password and add the files as well.';

/** The name in the directory, where it is the one the library reads with a `*` for each letter it does not know. */
function nameOf(plain: string, full: string | undefined, number: number): string {
  if (plain === '' && full !== undefined) return full;
  const bare = plain.replace(/\/$/, '');
  if (
    full !== undefined &&
    bare.replace(/\*+/g, '*') === full.replace(/[^\0-\x7f*]+|\*+/g, '*').replace(/\*+/g, '*')
  )
    return full;
  return plain || `member ${number}`;
}

interface Reading {
  readonly name: string;
  readonly sum: number | undefined;
  readonly draft: Draft;
  readonly budget: UnpackBudget;
  readonly tally: { files: number; locked: number };
}

function readMember(library: LibarchiveWasm, archive: number, entry: number, reading: Reading): void {
  const { draft, budget, tally, name, sum } = reading;
  const type = library.entry_filetype(entry);
  const seconds = library.entry_mtime(entry) >>> 0;
  const when = seconds > 0 && seconds < 4e9 ? new Date(seconds * 1_000).toISOString() : '';
  const claimed = library.entry_size(entry) >>> 0;
  draft.line([name, type === FOLDER ? '' : String(claimed), when].join('\t'));
  if (type === FOLDER) return;
  tally.files += 1;
  const named = { name, mediaType: 'application/octet-stream', bytes: claimed };
  if (library.entry_is_encrypted(entry) !== 0) {
    tally.locked += 1;
    return draft.attach({ ...named, note: 'encrypted' });
  }
  if (type !== FILE) return draft.attach({ ...named, bytes: 0, note: type === LINK ? 'link' : 'device' });
  try {
    const content = unpack(library, archive, budget);
    // A second name of an earlier member: its words are there.
    if (content.length === 0 && library.entry_hardlink(entry))
      return draft.attach({ ...named, bytes: 0, note: 'hard-link' });
    if (content.length === 0 && claimed > 0)
      throw new Error('its content is in another file, or is of a form that is not known');
    if (sum !== undefined && content.length === claimed && crc32(content) !== sum)
      throw new Error('its checksum is wrong');
    if (content.length !== claimed) draft.cut('member-short', `${name} has another length than announced.`);
    draft.attach({ ...named, bytes: content.length, content, ...noteOfName(name, draft) });
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    noteCaught(error);
    const remark = error instanceof Error ? error.message : String(error);
    draft.cut('member-unreadable', `${name} could not be unpacked here (${remark}).`);
    draft.attach({ ...named, note: 'unreadable' });
  }
}

/**
 * One member, in pieces that are counted as they come.
 * @throws Unreadable (archive-limit); Error with the library's remark where the member is damaged
 */
export function unpack(library: LibarchiveWasm, archive: number, budget: UnpackBudget): Buffer {
  const { content, remark } = drain(library, archive, budget);
  if (remark !== undefined) throw new Error(remark);
  return content;
}

/** What could be unpacked of a member. */
export interface Drained {
  readonly content: Buffer;
  /** What the library says is wrong with it. */
  readonly remark: string | undefined;
}

/** The same, but for a damaged member what there was is given with the library's remark. */
export function drain(library: LibarchiveWasm, archive: number, budget: UnpackBudget): Drained {
  const { module } = library;
  const at = module._malloc(PIECE);
  const pieces: Uint8Array[] = [];
  let remark: string | undefined;
  try {
    for (;;) {
      let length = 0;
      try {
        length = library.read_data(archive, at, PIECE);
      } catch (error) {
        noteCaught(error);
        remark = error instanceof Error ? error.message : String(error);
      }
      if (length <= 0) break;
      budget.spend(length);
      pieces.push(Uint8Array.from(module.HEAP8.subarray(at, at + length)));
    }
  } finally {
    module._free(at);
  }
  return { content: Buffer.concat(pieces), remark };
}
