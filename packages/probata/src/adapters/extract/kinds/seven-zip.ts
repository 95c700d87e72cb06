// Lists and unpacks 7z archives piece by piece: every member becomes a named child, and a cut or locked one is said to be so.
import { crc32 } from 'node:zlib';
import { type LibarchiveWasm, libarchiveWasm } from 'libarchive-wasm';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { noteCaught } from '../upset.ts';
import { unpackBudget } from '../zip.ts';
import { noteOfName } from './archive.ts';
import { namesOf } from './seven-zip-names.ts';

const HEAD = 32;
const PIECE = 1 << 16;
const FOLDER = 0o040000;
const FILE = 0o100000;
const LINK = 0o120000;

/**
 * A 7z archive (7zFormat.txt of the LZMA SDK). The start header is checked here, for the library takes an archive whose
 * directory is cut off or encrypted for one without members.
 * @throws Unreadable: damaged, encrypted, archive-limit, memory-limit
 */
export async function readSevenZip(source: Source, draft: Draft): Promise<void> {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const directory = checkStart(view);
  if (directory.length === 0) return draft.fact('members', 0);
  const library = await libarchiveWasm();
  const names = namesOf(directory, (header) => unpackDirectory(library, view, header, draft));
  withArchive(library, [view], (archive) => readMembers(library, archive, names, source, draft));
}

/** Opens an archive that is given in pieces; gives the memory back, whatever becomes of it. */
function withArchive<T>(library: LibarchiveWasm, pieces: readonly Buffer[], use: (archive: number) => T): T {
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

/** What a packed directory holds: the same archive, read as one of a single file. */
function unpackDirectory(
  library: LibarchiveWasm,
  view: Buffer,
  header: Buffer,
  draft: Draft,
): Buffer | undefined {
  const head = Buffer.from(view.subarray(0, HEAD));
  head.writeBigUInt64LE(BigInt(view.length - HEAD), 12);
  head.writeBigUInt64LE(BigInt(header.length), 20);
  head.writeUInt32LE(crc32(header), 28);
  head.writeUInt32LE(crc32(head.subarray(12)), 8);
  return withArchive(library, [head, view.subarray(HEAD), header], (archive) => {
    if (library.read_next_entry(archive) === 0 || library.read_has_encrypted_entries(archive) === 1)
      return undefined;
    try {
      return Buffer.from(unpack(library, archive, unpackBudget(view.length, draft.limits)));
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      noteCaught(error);
      return undefined; // the reading of the members will say what is the matter
    }
  });
}

/** The directory, where signature and checksums hold and it lies in the file; empty for an archive of nothing. */
function checkStart(view: Buffer): Buffer {
  if (view.length < HEAD) throw cutOff();
  if (crc32(view.subarray(12, HEAD)) !== view.readUInt32LE(8))
    throw new Unreadable('damaged', 'The first header of the archive is damaged.');
  const [offset, size] = [view.readBigUInt64LE(12), view.readBigUInt64LE(20)];
  if (BigInt(HEAD) + offset + size > BigInt(view.length)) throw cutOff();
  const start = HEAD + Number(offset);
  const directory = view.subarray(start, start + Number(size));
  if (directory.length > 0 && crc32(directory) !== view.readUInt32LE(28))
    throw new Unreadable('damaged', 'The directory of the archive is damaged.');
  return directory;
}

function cutOff(): Unreadable {
  return new Unreadable(
    'damaged',
    'The archive ends before its directory. If it came in parts (.7z.001, .7z.002), put them together and add the whole.',
  );
}

function readMembers(
  library: LibarchiveWasm,
  archive: number,
  names: readonly string[] | undefined,
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
    const name = nameOf(library.entry_pathname(entry), names?.[tally.members - 1], tally.members);
    readMember(library, archive, entry, { draft, budget, tally, name });
  }
  const isLocked = library.read_has_encrypted_entries(archive) === 1;
  // The library gives no member both at the end and where it can go no further; only its remark tells which.
  const remark = library.error_string(archive);
  if (tally.members === 0 && isLocked) {
    draft.isEncrypted = true;
    throw new Unreadable('encrypted', `Even the names in the archive are encrypted. ${UNPACK}`);
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
  readonly draft: Draft;
  readonly budget: ReturnType<typeof unpackBudget>;
  readonly tally: { files: number; locked: number };
}

function readMember(library: LibarchiveWasm, archive: number, entry: number, reading: Reading): void {
  const { draft, budget, tally, name } = reading;
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

/** One member, in pieces that are counted as they come. */
function unpack(
  library: LibarchiveWasm,
  archive: number,
  budget: ReturnType<typeof unpackBudget>,
): Uint8Array {
  const { module } = library;
  const at = module._malloc(PIECE);
  const pieces: Uint8Array[] = [];
  try {
    for (;;) {
      const length = library.read_data(archive, at, PIECE);
      if (length <= 0) break;
      budget.spend(length);
      pieces.push(Uint8Array.from(module.HEAP8.subarray(at, at + length)));
    }
  } finally {
    module._free(at);
  }
  return Buffer.concat(pieces);
}
