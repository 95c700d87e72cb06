// A small peer for the intake bench: the same durable steps and nothing else — no ledger, no signatures, no views.
// Run as a process of its own: node bench/peers/intake.ts SOURCE TARGET; prints the seconds it took.
import { createHash, hash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const [source = '', target = ''] = process.argv.slice(2);
const GROUP = 500;
const start = performance.now();
mkdirSync(join(target, 'incoming'), { recursive: true });
const database = new DatabaseSync(join(target, 'list.db'));
database.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE file (digest TEXT PRIMARY KEY, path TEXT, bytes INTEGER) WITHOUT ROWID;',
);
const insert = database.prepare('INSERT OR IGNORE INTO file VALUES (?, ?, ?)');
const block = Buffer.allocUnsafeSlow(1024 * 1024);
const flushed = (file: number): Promise<void> =>
  new Promise((resolve, reject) => {
    fsync(file, (error) => {
      closeSync(file);
      if (error === null) resolve();
      else reject(error);
    });
  });

const readWhole = (path: string): Buffer => {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const before = fstatSync(file, { bigint: true });
    const parts: Buffer[] = [];
    for (let n = readSync(file, block); n > 0; n = readSync(file, block))
      parts.push(Buffer.from(block.subarray(0, n)));
    const after = fstatSync(file, { bigint: true });
    const there = lstatSync(path, { bigint: true });
    if (after.mtimeNs !== before.mtimeNs || after.size !== before.size || there.ino !== before.ino)
      throw new Error(`${path} changed`);
    return Buffer.concat(parts);
  } finally {
    closeSync(file);
  }
};

const names = readdirSync(source).sort();
for (let from = 0; from < names.length; from += GROUP) {
  const taken = names.slice(from, from + GROUP).map((name, i) => {
    const bytes = readWhole(join(source, name));
    const digest = hash('sha256', bytes, 'hex');
    const temp = join(target, 'incoming', String(i));
    const file = openSync(temp, 'wx', 0o444);
    writeSync(file, bytes);
    return { name, digest, size: bytes.length, temp, done: flushed(file) };
  });
  await Promise.all(taken.map(({ done }) => done));
  const fans = new Set<string>();
  for (const { temp, digest } of taken) {
    const fan = join(target, digest.slice(0, 2));
    if (!fans.has(fan) && !existsSync(fan)) mkdirSync(fan);
    fans.add(fan);
    renameSync(temp, join(fan, digest));
  }
  await Promise.all([...fans, target].map((fan) => flushed(openSync(fan, 'r'))));
  for (const { digest } of taken) {
    const again = createHash('sha256')
      .update(readWhole(join(target, digest.slice(0, 2), digest)))
      .digest('hex');
    if (again !== digest) throw new Error(`${digest} was not kept`);
  }
  database.exec('BEGIN IMMEDIATE');
  for (const { name, digest, size } of taken) insert.run(digest, name, size);
  database.exec('COMMIT');
}
database.close();
process.stdout.write(`${((performance.now() - start) / 1000).toFixed(3)}\n`);
