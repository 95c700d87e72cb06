import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../../src/adapters/extract/open-file.ts';
import { openExtractorPool } from '../../../src/adapters/extract/pool.ts';
import { readFile } from '../../../src/app/read-file.ts';
import { Fault } from '../../../src/base/errors.ts';

let dir: string;
const limit = 1 << 20;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'probata-open-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const isPosix = process.platform !== 'win32';

describe('opening a file to be read', () => {
  it('gives the bytes of a regular file', async () => {
    writeFileSync(join(dir, 'a.txt'), 'words');
    expect(await openFile(join(dir, 'a.txt'), { limit })).toMatchObject({
      ok: true,
      name: 'a.txt',
      bytes: Buffer.from('words'),
    });
  });

  it('throws a Fault where there is nothing to open', async () => {
    await expect(openFile(join(dir, 'none'), { limit })).rejects.toBeInstanceOf(Fault);
  });

  it.runIf(isPosix)('refuses a pipe at once, a folder, and a device', async () => {
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    for (const path of [join(dir, 'pipe'), dir, '/dev/zero']) {
      expect(await openFile(path, { limit }), path).toMatchObject({ ok: false, errorKind: 'special-file' });
    }
  });

  it.runIf(isPosix)('does not follow a link unless asked', async () => {
    writeFileSync(join(dir, 'target'), 'words');
    symlinkSync(join(dir, 'target'), join(dir, 'link'));
    expect(await openFile(join(dir, 'link'), { limit })).toMatchObject({
      ok: false,
      errorKind: 'special-file',
    });
    expect(await openFile(join(dir, 'link'), { limit, followLinks: true })).toMatchObject({ ok: true });
  });

  it('refuses a giant made of holes without reading it', async () => {
    const path = join(dir, 'sparse');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 40);
    // Were it read, the test would not end within its time.
    expect(await openFile(path, { limit })).toMatchObject({ ok: false, errorKind: 'too-large' });
  });

  it.runIf(process.platform === 'linux')(
    'refuses a file that the system makes up as it is read',
    async () => {
      expect(await openFile('/proc/self/status', { limit })).toMatchObject({
        ok: false,
        errorKind: 'special-file',
      });
    },
  );

  it('is part of reading a file without a matter', async () => {
    const pool = await openExtractorPool({ size: 1 });
    try {
      const world = { extractor: pool, open: openFile };
      writeFileSync(join(dir, 'b.txt'), 'words of the file');
      expect(await readFile(world, join(dir, 'b.txt'))).toMatchObject({
        state: 'read',
        text: 'words of the file',
      });
      expect(await readFile(world, dir)).toMatchObject({
        state: 'error',
        errorKind: 'special-file',
        tool: pool.tool(),
      });
      expect(await readFile(world, { name: 'c.txt', bytes: Buffer.from('given bytes') })).toMatchObject({
        text: 'given bytes',
      });
    } finally {
      await pool.close();
    }
  });
});
