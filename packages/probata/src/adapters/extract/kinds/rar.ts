// Lists and unpacks RAR archives (versions 4 and 5): every member becomes a named child; a locked, cut or partial one is said to be so.
import { libarchiveWasm } from 'libarchive-wasm';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { readMembers, withArchive } from './library.ts';
import { headersOf, type RarVolume } from './rar-headers.ts';

/**
 * A RAR archive (RARLAB, technote.txt for version 4, RAR 5.0 archive format for 5).
 * @throws Unreadable: damaged, encrypted, archive-limit, memory-limit
 */
export async function readRar(source: Source, draft: Draft): Promise<void> {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const { volume, names, sums } = headersOf(view);
  if (volume !== undefined)
    draft.cut(
      'archive-part',
      `${wantingParts(source.name, volume)} Members that reach into another part cannot be unpacked from this one. ${TOGETHER}`,
    );
  const library = await libarchiveWasm();
  try {
    withArchive(library, [view], (archive) => readMembers(library, archive, { names, sums }, source, draft));
  } catch (error) {
    if (volume === undefined || !(error instanceof Unreadable) || error.errorKind !== 'damaged') throw error;
    throw new Unreadable(
      'damaged',
      `${wantingParts(source.name, volume)} No member begins in this one. ${TOGETHER}`,
    );
  }
}

const TOGETHER = 'Unpack all parts together and add what they hold.';

/** Which part this is and which others belong to it, by their names where the name of this one shows how they are named. */
function wantingParts(path: string, volume: RarVolume): string {
  const name = path.replace(/^.*[\\/]/, '').slice(-200);
  const counted = /^(.*\.part)(\d{1,5})(\.rar)$/i.exec(name);
  const lettered = /^(.*)\.(?:rar|r(\d\d))$/i.exec(name);
  const number =
    volume.number ??
    (counted !== null
      ? Number(counted[2])
      : lettered?.[2] !== undefined
        ? Number(lettered[2]) + 2
        : undefined);
  if (number === undefined) return 'This is one of several files of an archive; the others are wanting.';
  const called = (n: number): string => {
    if (counted !== null)
      return `part ${n} (${counted[1]}${String(n).padStart(counted[2]?.length ?? 1, '0')}${counted[3]})`;
    if (lettered !== null && n <= 101)
      return `part ${n} (${lettered[1]}${n === 1 ? '.rar' : `.r${String(n - 2).padStart(2, '0')}`})`;
    return `part ${n}`;
  };
  const which = `This is part ${number}${volume.isLast === true ? ', the last,' : ''} of an archive in several files.`;
  const wanting = [
    ...(number === 1 ? [] : [number === 2 ? called(1) : `${called(1)} to ${called(number - 1)}`]),
    ...(volume.isLast === false ? [`${called(number + 1)} and what may follow it`] : []),
    ...(volume.isLast === undefined ? ['what may follow it'] : []),
  ];
  return wanting.length === 0 ? which : `${which} Wanting: ${wanting.join('; ')}.`;
}
