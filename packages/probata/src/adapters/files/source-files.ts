// Files on this machine that somebody wants to bring in: found, opened warily, read once, and compared with themselves.
import {
  type BigIntStats,
  closeSync,
  type Dirent,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { Refusal } from '../../base/errors.ts';
import type { Found, NotRead, Opened, SourceFiles, SourceLimits } from '../../ports/source-files.ts';
import { BLOCK, errnoOf, READ_WARILY } from './disk.ts';

const SIDECARS = ['exhibits.json', 'exhibits.yaml', 'exhibits.yml'];
// Files that claim far more than they occupy: reading them would fill the disk with zeroes.
const SPARSE_FROM = 64n * 1024n * 1024n;
const SPARSE_RATIO = 16n;

type Kind = 'file' | 'symlink' | 'folder' | 'unlistable' | 'other';

/** Where a thing was found: its path as bytes (names need not be text) and as the folder's listing described it. */
interface Handle {
  readonly path: Buffer;
  readonly kind: Kind;
  readonly detail: string;
}

export const sourceFiles: SourceFiles = {
  resolve: (path) => resolve(path),
  count(paths) {
    let n = 0;
    for (const path of paths) for (const _ of walkOne(path)) n += 1;
    return n;
  },
  *walk(paths) {
    for (const path of paths) yield* walkOne(path);
  },
  open: (found, limits) => openWarily(found.handle as Handle, limits),
  sidecar(path) {
    for (const name of SIDECARS) {
      const file = join(path, name);
      if (!existsSync(file)) continue;
      try {
        const text = readFileSync(file, 'utf8');
        return {
          name,
          value: name.endsWith('.json') ? (JSON.parse(text) as unknown) : (parseYaml(text) as unknown),
        };
      } catch (thrown) {
        throw new Refusal('SOURCE_SIDECAR', `${file} could not be read: ${(thrown as Error).message}`, {
          name,
        });
      }
    }
    return undefined;
  },
};

const SLASH = Buffer.from('/');

/** One source: a folder is walked, with paths relative to it; a single file goes by its own name. */
function* walkOne(source: string): IterableIterator<Found> {
  const root = Buffer.from(resolve(source));
  let stat: ReturnType<typeof lstatSync>;
  try {
    stat = lstatSync(root);
  } catch (thrown) {
    yield found(Buffer.from(basename(source)), root, 'unlistable', (thrown as Error).message);
    return;
  }
  if (stat.isDirectory()) yield* walkFolder(root, Buffer.alloc(0));
  else yield found(Buffer.from(basename(source)), root, kindOf(stat), kindInWords(stat));
}

function* walkFolder(folder: Buffer, prefix: Buffer): IterableIterator<Found> {
  let entries: Dirent<Buffer>[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (thrown) {
    yield found(prefix.subarray(0, -1), folder, 'unlistable', (thrown as Error).message);
    return;
  }
  // By bytes, so that two runs and two machines go the same way.
  entries.sort((a, b) => Buffer.compare(a.name, b.name));
  for (const entry of entries) {
    const path = Buffer.concat([folder, SLASH, entry.name]);
    const relative = Buffer.concat([prefix, entry.name]);
    if (entry.isDirectory()) yield* walkFolder(path, Buffer.concat([relative, SLASH]));
    else yield found(relative, path, kindOf(entry), kindInWords(entry));
  }
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isSymbolicLink'>): Kind {
  return entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'symlink' : 'other';
}

function kindInWords(
  entry: Pick<Dirent, 'isFIFO' | 'isSocket' | 'isBlockDevice' | 'isCharacterDevice'>,
): string {
  if (entry.isFIFO()) return 'a named pipe';
  if (entry.isSocket()) return 'a socket';
  if (entry.isBlockDevice()) return 'a block device';
  if (entry.isCharacterDevice()) return 'a character device';
  return '';
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const looseUtf8 = new TextDecoder('utf-8');

function found(relative: Buffer, path: Buffer, kind: Kind, detail: string): Found {
  const handle: Handle = { path, kind, detail };
  try {
    const text = strictUtf8.decode(relative);
    const shown = text.normalize('NFC');
    if (shown === text && text.length > 0) return { path: text, handle };
    return { path: shown || '.', pathBytes: relative.toString('hex') || '2e', handle };
  } catch {
    // Not UTF-8: shown with replacement characters, kept exactly in hexadecimal.
    return { path: looseUtf8.decode(relative).normalize('NFC'), pathBytes: relative.toString('hex'), handle };
  }
}

const no = (state: NotRead, detail: string): { readonly state: NotRead; readonly detail: string } => ({
  state,
  detail,
});

function openWarily(handle: Handle, limits: SourceLimits): Opened {
  if (handle.kind === 'symlink') return no('symlink-not-followed', 'a symbolic link');
  if (handle.kind === 'other') return no('not-regular', handle.detail || 'no regular file');
  if (handle.kind !== 'file') return no('unreadable', handle.detail);
  let file: number;
  try {
    file = openSync(handle.path, READ_WARILY);
  } catch (thrown) {
    const errno = errnoOf(thrown);
    // ELOOP: it became a link between listing and opening. ENXIO: a socket, or a pipe without a reader.
    if (errno === 'ELOOP') return no('symlink-not-followed', 'a symbolic link');
    if (errno === 'ENXIO') return no('not-regular', 'no regular file');
    return no('unreadable', errno ?? (thrown as Error).message);
  }
  let isHandedOver = false;
  try {
    const before = fstatSync(file, { bigint: true });
    if (!before.isFile()) return no('not-regular', kindInWords(before) || 'no regular file');
    if (before.size > BigInt(limits.maxBytes))
      return isSparse(before)
        ? no('sparse', `claims ${before.size} bytes, occupies ${before.blocks * 512n}`)
        : no('too-large', `${before.size} bytes; the limit is ${limits.maxBytes}`);
    if (isSparse(before))
      return no('sparse', `claims ${before.size} bytes, occupies ${before.blocks * 512n}`);
    const modified = new Date(Number(before.mtimeMs)).toISOString();
    const size = Number(before.size);
    if (size <= limits.wholeBytes) {
      // One byte more than it claims, to notice a file that gives more (such as those under /proc).
      const bytes = Buffer.allocUnsafe(size + 1);
      let at = 0;
      for (;;) {
        const n = readSync(file, bytes, at, bytes.length - at, null);
        at += n;
        if (n === 0 || at === bytes.length) break;
      }
      const changed = changedSince(before, file, handle.path, at);
      if (changed !== undefined) return changed;
      return { state: 'whole', bytes: bytes.subarray(0, at), modified };
    }
    isHandedOver = true;
    return openLarge(file, before, handle.path, modified);
  } catch (thrown) {
    return no('unreadable', errnoOf(thrown) ?? (thrown as Error).message);
  } finally {
    if (!isHandedOver) closeSync(file);
  }
}

function openLarge(file: number, before: BigIntStats, path: Buffer, modified: string): Opened {
  const size = Number(before.size);
  let read = 0;
  let failure: string | undefined;
  let isClosed = false;
  return {
    state: 'open',
    size,
    modified,
    chunks: (function* () {
      const block = Buffer.allocUnsafeSlow(BLOCK);
      // Never more than a block beyond its claim: a file that grows for ever must not be followed.
      while (read <= size) {
        let n: number;
        try {
          n = readSync(file, block, 0, block.length, null);
        } catch (thrown) {
          failure = errnoOf(thrown) ?? (thrown as Error).message;
          return;
        }
        if (n === 0) return;
        read += n;
        yield block.subarray(0, n);
      }
    })(),
    settle: () =>
      failure === undefined ? changedSince(before, file, path, read) : no('unreadable', failure),
    close() {
      if (!isClosed) closeSync(file);
      isClosed = true;
    },
  };
}

function isSparse(stat: BigIntStats): boolean {
  return stat.size >= SPARSE_FROM && stat.blocks * 512n * SPARSE_RATIO < stat.size;
}

/** Compares what the descriptor says now, and what stands at the path now, with what was opened. */
function changedSince(
  before: BigIntStats,
  file: number,
  path: Buffer,
  read: number,
): { readonly state: NotRead; readonly detail: string } | undefined {
  const after = fstatSync(file, { bigint: true });
  const say = (detail: string) => no('changed-while-read', detail);
  if (BigInt(read) !== before.size) return say(`gave ${read} bytes and claimed ${before.size}`);
  if (after.size !== before.size) return say(`had ${before.size} bytes, then ${after.size}`);
  if (after.mtimeNs !== before.mtimeNs) return say('was written to');
  if (after.ctimeNs !== before.ctimeNs) return say('was changed in its attributes, renamed or unlinked');
  let there: BigIntStats;
  try {
    there = lstatSync(path, { bigint: true });
  } catch {
    return say('was removed');
  }
  if (there.ino !== before.ino) return say('was replaced by another file');
  return undefined;
}
