// Lists and unpacks 7z archives piece by piece: every member becomes a named child, and a cut or locked one is said to be so.
import { crc32 } from 'node:zlib';
import { type LibarchiveWasm, libarchiveWasm } from 'libarchive-wasm';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { noteCaught } from '../upset.ts';
import { unpackBudget } from '../zip.ts';
import { readMembers, unpack, withArchive } from './library.ts';
import { namesOf } from './seven-zip-names.ts';

const HEAD = 32;

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
  withArchive(library, [view], (archive) => readMembers(library, archive, { names }, source, draft));
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
