import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointText, parseCheckpoint, signNote, verifierKey } from '@probata/seal';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeHeads, type ReadHead } from '../../src/ledger/head.ts';
import { type LightHouse, openLightHouse, placesIn } from '../light-house.ts';

let folder: string;
let house: LightHouse;
const thing = (title: string) => ({ title, heldAt: 'a shelf', why: 'a thing' });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probata-ledger-'));
  house = await openLightHouse(placesIn(folder));
});

afterEach(async () => {
  const checked = await house.ledger.check();
  const views = await house.ledger.compareViews();
  house.close();
  rmSync(folder, { recursive: true, force: true });
  expect(checked.findings).toEqual([]);
  expect(views.every(({ sound }) => sound)).toBe(true);
});

describe('appending', () => {
  it('a receipt names the entries and a checkpoint that both heads then show', async () => {
    const receipt = await house.run('exhibit.note', thing('boat'));
    expect(receipt.entries).toMatchObject([{ seq: 3, kind: 'exhibit.noted' }]);
    const head = parseCheckpoint(readFileSync(join(folder, 'matter', 'head'), 'utf8'));
    expect({ size: head.size, root: head.root }).toEqual(receipt.checkpoint);
    expect(house.ledger.rootAt(receipt.checkpoint.size)).toBe(receipt.checkpoint.root);
  });

  it('the same key enters once, also when both are sent at the same moment and after reopening', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => house.run('exhibit.note', thing('boat'), { key: 'k' })),
    );
    expect(two).toEqual(one);
    house.close();
    house = await openLightHouse(placesIn(folder));
    expect(await house.run('exhibit.note', thing('boat'), { key: 'k' })).toEqual(one);
    expect(house.ledger.size()).toBe(4);
  });

  it('an act upon a version that has passed is refused, naming both versions', async () => {
    const { entries } = await house.run('exhibit.note', thing('boat'));
    const exhibit = entries[0]?.subject ?? '';
    const seen = [{ subject: exhibit, version: entries[0]?.seq ?? 0 }];
    await house.run('exhibit.describe', { exhibit, class: 'record', ground: 'g' }, { expect: seen });
    await expect(
      house.run('exhibit.describe', { exhibit, class: 'press', ground: 'g' }, { expect: seen }),
    ).rejects.toMatchObject({
      code: 'LEDGER_STALE',
      details: { seen: 3, current: 4 },
    });
    await expect(
      house.run('exhibit.note', thing('x'), { expect: [{ subject: 'exh_none', version: null }] }),
    ).resolves.toBeDefined();
  });

  it('a refused act leaves no entry, no view row and no job', async () => {
    const size = house.ledger.size();
    await expect(house.ledger.append(async () => [])).rejects.toMatchObject({ code: 'LEDGER_NOTHING' });
    await expect(
      house.ledger.append(async () => [{ kind: 'exhibit.noted', subject: 'exh_x', said: {} }]),
    ).rejects.toMatchObject({ code: 'LEDGER_CONTENT' });
    await expect(
      house.ledger.append(async () => [{ kind: 'no.such', subject: 'x', said: {} }]),
    ).rejects.toMatchObject({ code: 'LEDGER_KIND_UNKNOWN' });
    expect(house.ledger.size()).toBe(size);
    house.close();
    house = await openLightHouse(placesIn(folder));
  });

  it('two programs enter acts by turns into one unbroken sequence', async () => {
    const other = await openLightHouse(placesIn(folder));
    await Promise.all(
      [...Array(12)].map((_, i) => (i % 2 === 0 ? house : other).run('exhibit.note', thing(`t${i}`))),
    );
    other.close();
    expect([...house.ledger.store.entries(0)].map(({ seq }) => seq)).toEqual([...Array(15).keys()]);
  });

  it('a refold gives the same tables', async () => {
    const { entries } = await house.run('exhibit.note', thing('boat'));
    await house.run('exhibit.exclude', { exhibit: entries[0]?.subject, ground: 'g' });
    const before = await house.ask('exhibit.list', {});
    await house.ledger.refold();
    expect(await house.ask('exhibit.list', {})).toEqual(before);
  });

  it('inclusion of any entry is proved at any later size', async () => {
    const { verifyInclusion, leafHash, fromHex } = await import('@probata/seal');
    for (let i = 0; i < 6; i += 1) await house.run('exhibit.note', thing(`t${i}`));
    for (let size = 1; size <= house.ledger.size(); size += 1)
      for (let seq = 0; seq < size; seq += 1) {
        const leaf = leafHash(house.ledger.store.entry(seq)?.leaf ?? new Uint8Array());
        expect(
          verifyInclusion(
            seq,
            size,
            leaf,
            house.ledger.inclusion(seq, size),
            fromHex(house.ledger.rootAt(size)),
          ),
        ).toBe(true);
      }
  });
});

describe('the load table', () => {
  const head = (size: number, root: string): ReadHead => ({
    text: `${size} ${root}`,
    checkpoint: { origin: 'o', size, root, text: '', signatures: [] } as never,
  });
  const none: ReadHead = { text: null, checkpoint: null };
  const rootAt = (size: number): string => `r${size}`;
  const judge = (inside: ReadHead, outside: ReadHead, size = 10) =>
    judgeHeads(size, { inside, outside }, rootAt);

  it.each([
    ['both heads at the present size', head(10, 'r10'), head(10, 'r10'), 'sound', undefined],
    ['a tail beyond both heads', head(9, 'r9'), head(9, 'r9'), 'behind', undefined],
    ['an inside head behind', head(8, 'r8'), head(10, 'r10'), 'behind', undefined],
    ['no outside head', head(10, 'r10'), none, 'behind', undefined],
    ['no head at all', none, none, 'behind', undefined],
    ['an outside head ahead', head(10, 'r10'), head(11, 'r11'), 'read-only', 'HEAD_AHEAD'],
    ['an inside head ahead', head(12, 'r12'), head(10, 'r10'), 'read-only', 'HEAD_AHEAD'],
    ['another root at the same size', head(10, 'r10'), head(10, 'other'), 'read-only', 'HEAD_FORK'],
    ['another root at a smaller size', head(5, 'other'), head(10, 'r10'), 'read-only', 'HEAD_FORK'],
    [
      'a head of a stranger',
      { text: 'x', checkpoint: null, fault: 'not signed' },
      head(10, 'r10'),
      'read-only',
      'HEAD_UNSIGNED',
    ],
  ] as const)('%s', (_name, inside, outside, state, code) => {
    const verdict = judge(inside, outside);
    expect(verdict.state).toBe(state);
    expect(verdict.reason?.code).toBe(code);
  });

  it('a first sight is said aloud', () => {
    expect(judge(head(10, 'r10'), none).notices.join()).toContain('First sight');
    expect(judge(none, none, 0).notices).toEqual([]);
  });

  it('a head signed by another key stops writing at the very next act of an open program', async () => {
    const { readdirSync, writeFileSync } = await import('node:fs');
    const { generateKeyPairSync, sign } = await import('node:crypto');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
    const key = verifierKey(house.ledger.origin, raw);
    const text = await signNote(
      checkpointText({ origin: house.ledger.origin, size: 3, root: house.ledger.rootAt(3) }),
      [{ key, sign: (message: Uint8Array) => new Uint8Array(sign(null, message, privateKey)) }],
    );
    const name = readdirSync(join(folder, 'heads'))[0] ?? '';
    const own = readFileSync(join(folder, 'heads', name), 'utf8');
    writeFileSync(join(folder, 'heads', name), text);
    await expect(house.run('exhibit.note', thing('x'))).rejects.toMatchObject({ code: 'HEAD_UNSIGNED' });
    writeFileSync(join(folder, 'heads', name), own);
  });
});
