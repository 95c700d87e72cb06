// A folder that a reader chose or dropped in a browser, as a source for the seal. Nothing is written and nothing is sent.
import { Fault, type FileSource, Sha256, toHex } from '../src/index.ts';

const WHOLE = 64 * 1024 * 1024; // up to here the platform hashes in one call; beyond, ours takes it piece by piece
const PIECE = 4 * 1024 * 1024;

/** Files by their path inside the folder. */
export type ChosenFiles = ReadonlyMap<string, File>;

/** The files of a folder input; the chosen folder's own name is cut from the paths. */
export function chosenFiles(list: FileList): ChosenFiles {
  return new Map(Array.from(list, (file) => [file.webkitRelativePath.split('/').slice(1).join('/'), file]));
}

/** The files of one dropped folder; undefined if something else was dropped. */
export async function droppedFiles(items: DataTransferItemList): Promise<ChosenFiles | undefined> {
  const [entry, ...more] = Array.from(items, (item) => item.webkitGetAsEntry()).filter(
    (found) => found !== null,
  );
  if (entry === undefined || more.length > 0 || !entry.isDirectory) return undefined;
  const files = new Map<string, File>();
  const walk = async (folder: FileSystemDirectoryEntry, prefix: string): Promise<void> => {
    const reader = folder.createReader();
    // The reader gives its entries in parts, and an empty part at the end.
    for (let part = await entries(reader); part.length > 0; part = await entries(reader)) {
      for (const child of part) {
        const path = prefix + child.name;
        if (child.isDirectory) await walk(child as FileSystemDirectoryEntry, `${path}/`);
        else
          files.set(
            path,
            await new Promise<File>((done, failed) => (child as FileSystemFileEntry).file(done, failed)),
          );
      }
    }
  };
  await walk(entry as FileSystemDirectoryEntry, '');
  return files;
}

/** The files as a source. `onHashed` hears of each file whose digest is done. A browser computes no MD5 and no SHA-224. */
export function folderSource(files: ChosenFiles, onHashed: (path: string) => void): FileSource {
  const find = (path: string): File => {
    const file = files.get(path);
    if (file === undefined) throw new Fault('SEAL_NOT_LISTED', `${path} was not found in this folder.`);
    return file;
  };
  return {
    files: new Map(Array.from(files, ([path, file]) => [path, file.size])),
    others: [],
    read: async (path) => new Uint8Array(await find(path).arrayBuffer()),
    digest: async (path, algorithm) => {
      const name = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }[algorithm];
      const file = find(path);
      if (name === undefined || (file.size > WHOLE && algorithm !== 'sha256')) return undefined;
      const digest =
        file.size <= WHOLE
          ? await crypto.subtle.digest(name, await file.arrayBuffer())
          : await inPieces(file);
      onHashed(path);
      return toHex(new Uint8Array(digest));
    },
  };
}

async function inPieces(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += PIECE)
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
  return new Uint8Array(hash.digest());
}

function entries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((done, failed) => reader.readEntries(done, failed));
}
