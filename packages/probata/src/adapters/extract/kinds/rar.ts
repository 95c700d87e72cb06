// Lists and unpacks RAR archives (versions 4 and 5): every member becomes a named child; a locked, cut or partial one is said to be so.
import { libarchiveWasm } from 'libarchive-wasm';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { readMembers, withArchive } from './library.ts';
import { headersOf } from './rar-headers.ts';

/**
 * A RAR archive (RARLAB, technote.txt for version 4, RAR 5.0 archive format for 5).
 * @throws Unreadable: damaged, encrypted, archive-limit, memory-limit
 */
export async function readRar(source: Source, draft: Draft): Promise<void> {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const { isVolume, names, sums } = headersOf(view);
  if (isVolume)
    draft.cut(
      'archive-part',
      'This is one of several files of an archive; members that reach into another cannot be unpacked from it. Unpack them together and add what they hold.',
    );
  const library = await libarchiveWasm();
  try {
    withArchive(library, [view], (archive) => readMembers(library, archive, { names, sums }, source, draft));
  } catch (error) {
    if (!isVolume || !(error instanceof Unreadable) || error.errorKind !== 'damaged') throw error;
    throw new Unreadable(
      'damaged',
      'This is one of several files of an archive, and no member begins in it. Unpack them together and add what they hold.',
    );
  }
}
