import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intakeAdd } from '../../src/app/tasks/intake-add.ts';
import { vaultFsck } from '../../src/app/tasks/vault-fsck.ts';
import { type LightHouse, openLightHouse, placesIn } from '../light-house.ts';

// A file system of 24 MB in memory: mounting one needs Linux and root, as in the project's CI.
const canMount =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  (() => {
    const probe = mkdtempSync(join(tmpdir(), 'probata-mount-'));
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0;
    if (isMounted) spawnSync('umount', [probe]);
    rmSync(probe, { recursive: true, force: true });
    return isMounted;
  })();
if (!canMount) console.warn('No small file system can be mounted here: a full disk is not tried.');

let small: string;
let source: string;
let house: LightHouse;

describe.skipIf(!canMount)('on a disk that is full', () => {
  beforeEach(async () => {
    small = mkdtempSync(join(tmpdir(), 'probata-small-'));
    source = mkdtempSync(join(tmpdir(), 'probata-source-'));
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small]).status).toBe(0);
    house = await openLightHouse(placesIn(small));
  });

  afterEach(() => {
    house.close();
    spawnSync('umount', [small]);
    rmSync(small, { recursive: true, force: true });
    rmSync(source, { recursive: true, force: true });
  });

  const fill = (leave: number): void => {
    // Down to the last page: first large pieces, then small ones.
    for (const [name, size] of [
      ['ballast', 1 << 20],
      ['sand', 4096],
    ] as const)
      for (let i = 0; ; i += 1) {
        try {
          writeFileSync(join(small, `${name}-${i}`), Buffer.alloc(size, 1), { flag: 'wx' });
        } catch {
          rmSync(join(small, `${name}-${i}`), { force: true });
          break;
        }
      }
    for (let i = 0; i < leave; i += 1) rmSync(join(small, `sand-${i}`), { force: true });
  };
  const free = (): void => {
    for (const name of readdirSync(small))
      if (name.startsWith('ballast') || name.startsWith('sand')) rmSync(join(small, name));
  };

  it('a file longer than the disk stops in the same way while it is copied', async () => {
    const long = join(source, 'long.bin');
    writeFileSync(long, Buffer.alloc(70 * 1024 * 1024, 5));
    await expect(house.task(intakeAdd, { paths: [long] })).rejects.toMatchObject({ code: 'VAULT_DISK_FULL' });
    expect([...house.originals.addresses()]).toEqual([]);
    rmSync(long);
    writeFileSync(long, 'short now');
    expect(await house.task(intakeAdd, { paths: [long] })).toMatchObject({ counts: { deposited: 1 } });
  });

  it('an intake stops with VAULT_DISK_FULL, shows nothing half, and goes on after space is freed, without a restart', async () => {
    for (let i = 0; i < 40; i += 1) writeFileSync(join(source, `f${i}`), Buffer.alloc(900_000, i));
    const size = house.ledger.size();
    await expect(house.task(intakeAdd, { paths: [source] })).rejects.toMatchObject({
      code: 'VAULT_DISK_FULL',
    });
    expect(await house.ask('exhibit.list', {})).toMatchObject({ total: 0 });
    expect([...house.originals.addresses()]).toEqual([]);
    expect(
      readdirSync(join(small, 'matter', 'originals'), { recursive: true }).filter((name) =>
        String(name).includes('incoming/'),
      ),
    ).toEqual([]);
    expect(house.ledger.size()).toBe(size + 1); // that the intake began
    for (let i = 10; i < 40; i += 1) rmSync(join(source, `f${i}`));
    expect(await house.task(intakeAdd, { paths: [source] })).toMatchObject({
      state: 'closed',
      counts: { deposited: 10 },
    });
    expect(await house.task(vaultFsck, {})).toMatchObject({ sound: true });
  }, 60_000);

  it('an act is refused before it is entered, reads go on, and it is entered after space is freed', async () => {
    const note = () =>
      house.run('exhibit.note', { title: 'x'.repeat(400), heldAt: 'x'.repeat(500), why: 'y'.repeat(1000) });
    for (const leave of [0, 1, 2, 3, 5, 8]) {
      fill(leave);
      let entered = 0;
      let thrown: { code?: string } | undefined;
      const before = house.ledger.size();
      for (; thrown === undefined && entered < 500; ) {
        try {
          await note();
          entered += 1;
        } catch (one) {
          thrown = one as { code?: string };
        }
      }
      expect(thrown?.code).toBe('LEDGER_DISK_FULL');
      expect(house.ledger.size()).toBe(before + entered);
      expect(await house.ask('exhibit.list', {})).toMatchObject({ total: house.ledger.size() - 3 });
      free();
      await note();
    }
    expect(await house.task(vaultFsck, {})).toMatchObject({ sound: true });
    const size = house.ledger.size();
    house.close();
    house = await openLightHouse(placesIn(small));
    expect(house.ledger.size()).toBe(size);
    expect(house.ledger.verdict.state).toBe('sound');
  }, 120_000);

  it('a sealed intake on a full disk leaves no key without use and no half object', async () => {
    const compartment = house.ring.compartments()[0];
    for (let i = 0; i < 3; i += 1) writeFileSync(join(source, `f${i}`), Buffer.alloc(50_000, i));
    fill(0);
    await expect(house.task(intakeAdd, { paths: [source], compartment })).rejects.toMatchObject({
      code: expect.stringMatching(/^(VAULT|LEDGER)_DISK_FULL$/),
    });
    free();
    expect(await house.task(intakeAdd, { paths: [source], compartment })).toMatchObject({
      counts: { deposited: 3 },
    });
    expect(await house.task(vaultFsck, {})).toMatchObject({ sound: true, notices: [] });
  }, 60_000);
});
