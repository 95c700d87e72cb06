import { describe, expect, it } from 'vitest';
import { residentBytes } from '../../../../src/adapters/extract/memory.ts';
import type { Extraction, ExtractLimits } from '../../../../src/ports/extractor.ts';
import {
  ALL_LOCKED,
  BOMB,
  BZIP,
  CLIMBING,
  LINK,
  LOCKED,
  NAMES,
  NAMES_PLAIN,
  PLAIN,
  PPMD,
  STORED,
} from '../made-7z.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array, limits: Partial<ExtractLimits> = {}): Promise<Extraction> =>
  pool.extract({ name: 'folder.7z', bytes: Buffer.from(bytes), compartment: 'test', limits });
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);
const notes = (e: Extraction) => e.attachments.map((a) => [a.name, a.bytes, a.note]);

describe('a 7z archive', () => {
  it.each(Object.entries({ PLAIN, STORED, BZIP, PPMD }))(
    'packed as %s gives its members with their content',
    async (_how, bytes) => {
      const e = await read(bytes);
      expect(e).toMatchObject({ state: 'read', kind: '7z', metadata: { members: '3' }, warnings: [] });
      expect(e.attachments.map((a) => [a.name, Buffer.from(a.content ?? []).toString()])).toEqual([
        ['d/empty.txt', ''],
        ['d/deep.txt', 'deep\n'],
        ['ok.txt', 'inside text\n'],
      ]);
      expect(e.text).toContain('ok.txt\t12\t2026-11-28T');
    },
  );

  it('keeps the names of its members in every script, from a packed directory and an open one', async () => {
    expect((await read(NAMES)).attachments.map((a) => a.name)).toEqual([
      'Žemė/пусто.txt',
      'ok.txt',
      'Ž š 中.txt',
      'Žemė/įrašas.txt',
      'Žemė/журнал 2034.txt',
    ]);
    expect((await read(NAMES)).text).toContain('Žemė/ערב');
    expect((await read(NAMES_PLAIN)).attachments.map((a) => a.name)).toContain('Žemė/журнал 2034.txt');
  });

  it('under a password is said to be so, never to be empty', async () => {
    const some = await read(LOCKED);
    expect(some).toMatchObject({ state: 'partly-read', isEncrypted: true });
    expect(notes(some)).toContainEqual(['Žemė/įrašas.txt', 2, 'encrypted']);
    expect(codes(some)).toEqual(['members-encrypted']);
    expect(await read(ALL_LOCKED)).toMatchObject({
      state: 'error',
      errorKind: 'encrypted',
      isEncrypted: true,
    });
  });

  it('that is cut anywhere, or has one byte changed, is never taken for an empty or a whole one', async () => {
    const whole = await read(PLAIN);
    for (let length = 6; length < PLAIN.length; length += 19)
      expect(await read(PLAIN.subarray(0, length)), `cut at ${length}`).toMatchObject({
        state: 'error',
        errorKind: 'damaged',
      });
    for (const archive of [PLAIN, STORED])
      for (let at = 8; at < archive.length; at += 11) {
        const changed = Buffer.from(archive);
        changed[at] = (changed[at] ?? 0) ^ 0x55;
        const e = await read(changed);
        expect(e.state === 'read' && e.attachments.length === 0, `changed at ${at}`).toBe(false);
        const same = JSON.stringify(e.attachments) === JSON.stringify(whole.attachments);
        if (e.state === 'read') expect(same, `changed at ${at}`).toBe(true);
      }
  }, 60_000);

  it('of nothing is read as that', async () => {
    const nothing = Buffer.from('377abcaf271c00048d9bd50f0000000000000000000000000000000000000000', 'hex');
    expect(await read(nothing)).toMatchObject({ state: 'read', metadata: { members: '0' }, attachments: [] });
  });

  it('that is a bomb, or has more members than the limit, ends at the limit while it is unpacked', async () => {
    expect(await read(BOMB)).toMatchObject({ state: 'error', errorKind: 'archive-limit' });
    expect(await read(BOMB, { unpackedBytes: 1_000_000 })).toMatchObject({ errorKind: 'archive-limit' });
    for (const pid of pool.load().processes) expect(residentBytes(pid) ?? 0).toBeLessThan(400 * (1 << 20));
    expect(await read(NAMES, { members: 2 })).toMatchObject({ state: 'error', errorKind: 'archive-limit' });
  });

  it('names links and names that climb, and follows neither', async () => {
    expect(notes(await read(LINK))).toEqual([['link', 0, 'link']]);
    const climbing = await read(CLIMBING);
    expect(notes(climbing)).toEqual([['../../evil.txt', 12, 'unsafe-name']]);
    expect(codes(climbing)).toEqual(['unsafe-name']);
  });
});
