import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceFiles } from '../../src/adapters/files/source-files.ts';
import { intakeAdd } from '../../src/app/tasks/intake-add.ts';
import { vaultFsck } from '../../src/app/tasks/vault-fsck.ts';
import type { Found } from '../../src/ports/source-files.ts';
import { shownName } from '../../src/rooms/vault/index.ts';
import { type LightHouse, openLightHouse, placesIn } from '../light-house.ts';

interface Added {
  intake: string;
  state: string;
  counts: Record<string, number>;
  oddNames: number;
  exhibits: Record<string, string>;
  passed: { name: string; state: string; detail?: string }[];
}

let folder: string;
let house: LightHouse;
const at = (...path: string[]): string => join(folder, 'source', ...path);
const add = (input: object = {}): Promise<Added> => house.task<Added>(intakeAdd, { paths: [at()], ...input });
const found = (name: string): Found => {
  const one = [...sourceFiles.walk([at()])].find(({ path }) => path === name);
  if (one === undefined) throw new Error(`${name} was not found`);
  return one;
};
const LIMITS = { maxBytes: 1e9, wholeBytes: 1 << 20 };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probata-hostile-'));
  mkdirSync(at());
  house = await openLightHouse(placesIn(folder));
});

afterEach(async () => {
  const fsck = await house.task<{ damaged: unknown[] }>(vaultFsck, {});
  house.close();
  rmSync(folder, { recursive: true, force: true });
  expect(fsck.damaged).toEqual([]);
});

const isPosix = process.platform !== 'win32';

describe('every file ends in a named state', () => {
  it.skipIf(!isPosix)(
    'pipes, sockets, links, sparse giants and files too large are named and not read',
    async () => {
      writeFileSync(at('good.txt'), 'good');
      expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0);
      const server = createServer().listen(at('socket'));
      await new Promise((resolve) => server.once('listening', resolve));
      symlinkSync('/etc/hostname', at('link'));
      symlinkSync('nowhere', at('dangling'));
      symlinkSync('/', at('link-to-folder'));
      writeFileSync(at('giant'), '');
      truncateSync(at('giant'), 1024 ** 4);
      writeFileSync(at('large'), Buffer.alloc(2_000_000, 1));
      writeFileSync(at('empty'), '');
      linkSync(at('good.txt'), at('hard-link'));
      const added = await add({ maxBytes: 1_500_000 });
      server.close();
      expect(added.counts).toEqual({
        deposited: 2,
        'already-held': 1,
        'not-regular': 2,
        'symlink-not-followed': 3,
        sparse: 1,
        'too-large': 1,
      });
      const states = (await house.ask('intake.states', { intake: added.intake })) as {
        passed: { name: string; state: string }[];
      };
      expect(Object.fromEntries(states.passed.map(({ name, state }) => [name, state]))).toEqual({
        dangling: 'symlink-not-followed',
        giant: 'sparse',
        'hard-link': 'already-held',
        large: 'too-large',
        link: 'symlink-not-followed',
        'link-to-folder': 'symlink-not-followed',
        pipe: 'not-regular',
        socket: 'not-regular',
      });
    },
  );

  it.skipIf(!isPosix || process.getuid?.() === 0)('an unreadable file and folder are named', async () => {
    writeFileSync(at('secret'), 'x', { mode: 0 });
    mkdirSync(at('closed'));
    chmodSync(at('closed'), 0);
    expect((await add()).counts).toEqual({ unreadable: 2 });
    chmodSync(at('closed'), 0o700);
  });

  it('a source that is not there is named', async () => {
    const added = await house.task<Added>(intakeAdd, { paths: [at('absent')] });
    expect(added.counts).toEqual({ unreadable: 1 });
  });

  it.skipIf(process.platform !== 'linux')(
    'names that are no text are kept byte for byte, and hostile ones shown isolated',
    async () => {
      const odd = Buffer.concat([Buffer.from(at()), Buffer.from('/'), Buffer.from([0x66, 0xff, 0xfe, 0x6f])]);
      writeFileSync(odd, 'odd');
      writeFileSync(at('invoice\u202Efdp.exe'), 'turned');
      writeFileSync(at('line\nbreak\u001b[31m'), 'broken');
      writeFileSync(at('Cafe\u0301.txt'), 'decomposed');
      const added = await add();
      expect(added.counts).toEqual({ deposited: 4 });
      expect(added.oddNames).toBe(2);
      const turned = (await house.ask('exhibit.show', {
        exhibit: added.exhibits['invoice\u202Efdp.exe'],
      })) as { nameShown: string; name: string };
      expect(turned.nameShown).toBe('\u2068invoice‹U+202E›fdp.exe\u2069');
      expect(turned.name).toBe('invoice\u202Efdp.exe');
      const card = (await house.ask('exhibit.show', { exhibit: added.exhibits['f\ufffd\ufffdo'] })) as {
        nameBytes: string;
      };
      expect(card.nameBytes).toBe('66fffe6f');
      const nfd = (await house.ask('exhibit.show', { exhibit: added.exhibits['Café.txt'] })) as {
        nameBytes: string;
      };
      expect(Buffer.from(nfd.nameBytes, 'hex').toString()).toBe('Cafe\u0301.txt');
    },
  );

  it('a shown name can turn no line and paint no screen', () => {
    expect(shownName('a\u202eb\u0007c\u2028')).toBe('\u2068a‹U+202E›b‹U+0007›c‹U+2028›\u2069');
  });
});

describe('files that change while they are read', () => {
  const large = 3 * 1024 * 1024;
  const changes: readonly [string, (path: string) => void][] = [
    ['grow', (path) => appendFileSync(path, 'more')],
    ['shrink', (path) => truncateSync(path, large - 1)],
    ['are rewritten at the same size', (path) => writeFileSync(path, Buffer.alloc(large, 2))],
    [
      'are replaced by another',
      (path) => {
        writeFileSync(`${path}.new`, Buffer.alloc(large, 1));
        renameSync(`${path}.new`, path);
      },
    ],
    ['are unlinked', (path) => unlinkSync(path)],
  ];
  for (const [name, change] of changes)
    it(`those that ${name} are noticed`, () => {
      writeFileSync(at('log'), Buffer.alloc(large, 1));
      const opened = sourceFiles.open(found('log'), LIMITS);
      if (opened.state !== 'open') throw new Error(opened.state);
      const chunks = opened.chunks[Symbol.iterator]();
      chunks.next();
      change(at('log'));
      while (chunks.next().done !== true);
      expect(opened.settle()?.state).toBe('changed-while-read');
      opened.close();
    });

  it.skipIf(process.platform !== 'linux')(
    'a file that gives more than it claims is not followed for ever',
    () => {
      const opened = sourceFiles.open(
        { path: 'status', handle: { path: Buffer.from('/proc/self/status'), kind: 'file', detail: '' } },
        LIMITS,
      );
      expect(opened).toMatchObject({ state: 'changed-while-read' });
    },
  );

  it.skipIf(!isPosix)('a link put in the place of a file between listing and opening is not followed', () => {
    writeFileSync(at('file'), 'x');
    const one = found('file');
    unlinkSync(at('file'));
    symlinkSync('/etc/passwd', at('file'));
    expect(sourceFiles.open(one, LIMITS)).toMatchObject({ state: 'symlink-not-followed' });
  });

  it('a changing file is left out, or kept with the change on its custody record', async () => {
    writeFileSync(at('log'), Buffer.alloc(large, 1));
    const real = house.sources.open;
    // The file grows whenever the intake has opened it.
    (house.sources as { open: typeof real }).open = (one, limits) => {
      const opened = real(one, limits);
      appendFileSync(at('log'), 'x');
      return opened;
    };
    try {
      expect((await add()).counts).toEqual({ 'changed-while-read': 1 });
      const kept = await add({ changing: 'keep' });
      expect(kept.counts).toEqual({ deposited: 1 });
      const card = (await house.ask('exhibit.show', { exhibit: kept.exhibits['log'] })) as {
        custody: { step: { what: string } }[];
      };
      expect(card.custody.map(({ step }) => step.what)).toContain('changed-during-acquisition');
    } finally {
      (house.sources as { open: typeof real }).open = real;
    }
  });
});

describe('an interrupted intake', () => {
  it('is taken up again without twins, and closes once', async () => {
    for (let i = 0; i < 1300; i += 1) writeFileSync(at(`f${String(i).padStart(5, '0')}`), `file ${i}`);
    symlinkSync('nowhere', at('a-link'));
    const stop = new AbortController();
    const first = await house.task<Added>(
      intakeAdd,
      { paths: [at()] },
      {
        signal: stop.signal,
        progress: ({ done }) => {
          if (done > 400) stop.abort();
        },
      },
    );
    expect(first.state).toBe('interrupted');
    const taken = first.counts['deposited'] ?? 0;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(1300);
    const second = await add();
    expect(second.intake).toBe(first.intake);
    expect(second).toMatchObject({ state: 'closed', counts: { deposited: 1300, 'symlink-not-followed': 1 } });
    expect(await house.ask('exhibit.list', { limit: 1 })).toMatchObject({ total: 1300 });
    expect([...house.ledger.store.entriesOf('intake.closed')]).toHaveLength(1);
    expect(await house.ask('intake.list', {})).toMatchObject({
      intakes: [{ state: 'closed', counts: { deposited: 1300 } }],
    });
    const third = await add();
    expect(third.intake).not.toBe(first.intake);
    expect(third.counts).toMatchObject({ 'already-held': 1300 });
  });

  it('two intakes of the same files at once give no twins', async () => {
    for (let i = 0; i < 300; i += 1) writeFileSync(at(`f${i}`), `file ${i}`);
    mkdirSync(join(folder, 'copy'));
    for (let i = 0; i < 300; i += 1) writeFileSync(join(folder, 'copy', `g${i}`), readFileSync(at(`f${i}`)));
    const other = await openLightHouse(placesIn(folder));
    const both = await Promise.all([add(), other.task<Added>(intakeAdd, { paths: [join(folder, 'copy')] })]);
    other.close();
    expect(both.map(({ counts }) => (counts['deposited'] ?? 0) + (counts['already-held'] ?? 0))).toEqual([
      300, 300,
    ]);
    expect(await house.ask('exhibit.list', { limit: 1 })).toMatchObject({ total: 300 });
  });
});
