// A folder on disk is read without following links, and only what was found in it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyBag } from '../src/index.ts';
import { openFolder } from '../src/node.ts';
import { makeBag, writeFiles } from './bag-maker.ts';
import { itIf } from './tools.ts';

const itOnUnix = itIf(process.platform !== 'win32', 'a system with links and pipes');

const folder = (): string => mkdtempSync(join(tmpdir(), 'probata-seal-'));

describe('a folder', () => {
  itOnUnix('lists plain files, and links and pipes apart', () => {
    const dir = folder();
    mkdirSync(join(dir, 'data'));
    writeFileSync(join(dir, 'data', 'a'), 'A');
    symlinkSync('/etc/hostname', join(dir, 'data', 'link'));
    symlinkSync('/etc', join(dir, 'links'));
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    const source = openFolder(dir);
    expect([...source.files]).toEqual([['data/a', 1]]);
    expect([...source.others].sort()).toEqual(['data/link', 'links', 'pipe']);
    for (const path of ['../x', '/etc/hostname', 'data/link', 'links/hostname', 'pipe']) {
      expect(() => source.read(path), path).toThrow(expect.objectContaining({ code: 'SEAL_NOT_LISTED' }));
    }
    rmSync(join(dir, 'data', 'a'));
    symlinkSync('/etc/hostname', join(dir, 'data', 'a'));
    expect(() => source.read('data/a'), 'exchanged for a link after listing').toThrow(
      expect.objectContaining({ code: 'SEAL_READ' }),
    );
  });

  it('hashes files of every size around its block, by every algorithm', () => {
    const dir = folder();
    const sizes = [0, 1, 262_143, 262_144, 262_145, 600_000];
    for (const size of sizes) writeFileSync(join(dir, String(size)), Buffer.alloc(size, size % 251));
    const source = openFolder(dir);
    for (const size of sizes) {
      const bytes = Buffer.alloc(size, size % 251);
      expect(Buffer.from(source.read(String(size)) as Uint8Array).equals(bytes)).toBe(true);
      for (const algorithm of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']) {
        expect(source.digest(String(size), algorithm)).toBe(
          createHash(algorithm).update(bytes).digest('hex'),
        );
      }
    }
  });

  itOnUnix('with a link in a sealed bag fails its check of paths', async () => {
    const dir = folder();
    const bag = await makeBag();
    writeFiles(dir, bag.files);
    expect((await verifyBag(openFolder(dir), { vkeys: [bag.vkey] })).verdict).toBe('verified');
    symlinkSync('/etc/hostname', join(dir, 'data', 'more'));
    const { checks } = await verifyBag(openFolder(dir), { vkeys: [bag.vkey] });
    expect(checks.filter(({ state }) => state === 'failed')).toMatchObject([
      { name: 'bag.paths', about: 'data/more' },
    ]);
  });
});
