// Opens one file for reading without being led astray by links, pipes, devices, endless or giant files.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Fault } from '../../base/errors.ts';
import type { ExtractErrorKind } from '../../ports/extractor.ts';

/** The bytes of a file, or why it is not one that can be read as evidence. */
export type OpenedFile =
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | {
      readonly ok: false;
      readonly name: string;
      readonly errorKind: ExtractErrorKind;
      readonly reason: string;
    };

export interface OpenOptions {
  /** Bytes; larger files are refused before a byte is read. */
  readonly limit: number;
  /** A link is followed only when asked. */
  readonly followLinks?: boolean;
}

/**
 * Reads a regular file whole. The descriptor is opened without following a link and without waiting on a pipe, and
 * everything is then asked of the descriptor, so nothing can be swapped in between (security.md R14).
 * @throws Fault where the path cannot be opened at all (missing, no permission) or the disk fails
 */
export async function openFile(path: string, options: OpenOptions): Promise<OpenedFile> {
  const name = basename(path);
  const refuse = (errorKind: ExtractErrorKind, reason: string): OpenedFile => ({
    ok: false,
    name,
    errorKind,
    reason,
  });
  // Windows knows neither flag; there the kind of file is checked on the descriptor alone.
  const careful =
    (options.followLinks === true ? 0 : (constants.O_NOFOLLOW ?? 0)) | (constants.O_NONBLOCK ?? 0);
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | careful);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (code === 'ELOOP' || code === 'EMLINK')
      return refuse('special-file', 'The path is a symbolic link; links are not followed.');
    if (code === 'ENXIO' || code === 'EISDIR' || code === 'EOPNOTSUPP')
      return refuse('special-file', 'The path is not a regular file.');
    throw new Fault('READ_PATH', `${path} cannot be opened (${code}).`, { cause });
  }
  try {
    const before = await file.stat({ bigint: true });
    if (!before.isFile())
      return refuse('special-file', 'The path is not a regular file (a folder, pipe, socket or device).');
    if (before.size > BigInt(options.limit)) {
      const isSparse = before.blocks * 512n < before.size / 2n;
      return refuse(
        'too-large',
        `The file has ${before.size} bytes${isSparse ? ', most of them holes' : ''}; the limit is ${options.limit}.`,
      );
    }
    const size = Number(before.size);
    const bytes = Buffer.alloc(size);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, Math.min(1 << 20, size - at), at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    const beyond = await file.read(Buffer.alloc(1), 0, 1, size);
    const after = await file.stat({ bigint: true });
    if (beyond.bytesRead > 0 && size === 0 && before.blocks === 0n && after.size === 0n) {
      return refuse(
        'special-file',
        'The file is made by the system as it is read and has no length of its own.',
      );
    }
    const isSame =
      at === size &&
      beyond.bytesRead === 0 &&
      after.size === before.size &&
      after.mtimeNs === before.mtimeNs &&
      after.ino === before.ino;
    if (!isSame) return refuse('changed-while-reading', 'The file changed while it was read.');
    return { ok: true, name, bytes };
  } catch (cause) {
    throw new Fault('READ_FAILED', `${path} could not be read.`, { cause });
  } finally {
    await file.close();
  }
}
