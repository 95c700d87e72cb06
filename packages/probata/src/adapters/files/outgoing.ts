// Writes filings to disk and opens the folders that others bring.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFolder } from '@probata/seal/node';
import { Fault, Refusal } from '../../base/errors.ts';
import type { Outgoing } from '../../ports/outgoing.ts';
import { plainZip } from '../extract/zip-write.ts';
import { flushFolder } from './head-file.ts';
import { openWritten, writtenFolders } from './written.ts';

// The page lies in the installed package, or where the build of the checkout puts it.
const PAGES = ['../../../dist/verify.html', '../../../../seal/page/dist/verify.html'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The ways out of the matter in `folder`. */
export function outgoing(folder: string): Outgoing {
  return {
    begin(place) {
      const target = resolve(place);
      if (existsSync(target))
        throw new Refusal('BUNDLE_PLACE_TAKEN', `${basename(target)} exists already. Name another folder.`, {
          place: target,
        });
      const beside = join(dirname(target), `.${basename(target)}.new`);
      rmSync(beside, { recursive: true, force: true });
      mkdirSync(beside, { recursive: true });
      const folders = new Set<string>([beside]);
      return {
        write: (path, chunks) => writeFile(beside, path, chunks, folders),
        finish() {
          for (const made of [...folders].sort((a, b) => b.length - a.length)) flushFolder(made);
          renameSync(beside, target);
          flushFolder(dirname(target));
          return target;
        },
        abandon: () => rmSync(beside, { recursive: true, force: true }),
      };
    },
    place(name) {
      const root = join(folder, 'filings');
      mkdirSync(root, { recursive: true });
      const taken = (n: number): string => join(root, n === 1 ? name : `${name}-${n}`);
      let n = 1;
      while (existsSync(taken(n))) n += 1;
      return taken(n);
    },
    written: () => writtenFolders(join(folder, 'filings')),
    open: (name, path) => openWritten(join(folder, 'filings'), name, path),
    bring(path) {
      if (!existsSync(path))
        throw new Refusal('BUNDLE_PATH', `${path} does not exist. Name the folder of an unpacked bag.`, {
          path,
        });
      return openFolder(path);
    },
    zip: (members) => new Uint8Array(plainZip(members)),
    verifierPage() {
      const found = PAGES.find((page) => existsSync(page));
      return found === undefined ? undefined : new Uint8Array(readFileSync(found));
    },
  };
}

function writeFile(root: string, path: string, chunks: Iterable<Uint8Array>, folders: Set<string>) {
  const target = join(root, path);
  for (let up = dirname(target); up.length > root.length; up = dirname(up)) folders.add(up);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    mkdirSync(dirname(target), { recursive: true });
    const file = openSync(target, 'wx', 0o644);
    try {
      for (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    chmodSync(target, 0o444);
  } catch (cause) {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new Fault(
      full ? 'BUNDLE_DISK_FULL' : 'BUNDLE_WRITE',
      full
        ? 'The disk is full; the bag was not finished and nothing was sealed.'
        : `${path} could not be written.`,
      { cause },
    );
  }
  return { sha256: hash.digest('hex'), bytes };
}
