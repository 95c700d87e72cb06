import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '@probata/seal/node';
import { afterAll, describe, expect, it } from 'vitest';
import { shareDigests } from '../../../src/doors/worker/digests.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-digests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bag(name: string, files: number, bytes: number): string {
  const place = join(folder, name);
  mkdirSync(join(place, 'data'), { recursive: true });
  writeFileSync(join(place, 'bagit.txt'), 'BagIt-Version: 1.0\n');
  for (let n = 0; n < files; n += 1)
    writeFileSync(join(place, 'data', String(n).padStart(3, '0')), Buffer.alloc(bytes, n));
  return place;
}

const answers = async (source: ReturnType<typeof shareDigests>): Promise<Map<string, string | undefined>> => {
  const found = new Map<string, string | undefined>();
  for (const path of source.files.keys()) found.set(path, await source.digest(path, 'sha256'));
  return found;
};

describe('digests shared with other threads', () => {
  it.each([
    ['a small bag, by the one who asks alone', 5, 100],
    ['a large bag', 70, 1024 * 1024],
  ])('are those of the folder itself: %s', async (name, files, bytes) => {
    const place = bag(name, files, bytes);
    const plain = openFolder(place);
    const shared = shareDigests(openFolder(place), place, 2);
    const found = await answers(shared);
    expect(found.size).toBe(files + 1);
    for (const [path, digest] of found) expect(digest).toBe(await plain.digest(path, 'sha256'));
    expect(await shared.digest('data/000', 'md5')).toBe(await plain.digest('data/000', 'md5'));
    await shared.close();
  });

  it('leave a file that cannot be read to the one who asks, with its error', async () => {
    const place = bag('gone', 70, 1024 * 1024);
    const source = openFolder(place);
    rmSync(join(place, 'data', '069'));
    const shared = shareDigests(source, place, 3);
    await expect(answers(shared)).rejects.toMatchObject({ code: 'SEAL_READ' });
    await shared.close();
  });

  it('hold what stands on the disk, also when it is not what was listed', async () => {
    const place = bag('longer', 70, 1024 * 1024);
    const before = await openFolder(place).digest('data/069', 'sha256');
    appendFileSync(join(place, 'data', '069'), 'x');
    const shared = shareDigests(openFolder(place), place, 2);
    expect((await answers(shared)).get('data/069')).not.toBe(before);
    await shared.close();
  });
});
