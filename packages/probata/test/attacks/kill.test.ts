import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { vaultFsck } from '../../src/app/tasks/vault-fsck.ts';
import { openLightHouse, placesIn } from '../light-house.ts';

const CHILD = fileURLToPath(new URL('depositor.ts', import.meta.url));
const KILLS = Number(process.env['PROBATA_KILLS'] ?? 100);
// A small cache of stripped code makes a process start in a third of the time; a hundred of them are started.
const CACHE = join(tmpdir(), 'probata-test-code');

interface Heard {
  readonly deposited: string[];
  readonly noted: Map<string, string>;
  readonly odd: string[];
  /** Whether it had opened the matter before it was killed. */
  isReady: boolean;
}

/** Runs one process until it has said `from`, kills it `after` milliseconds later, and gives what it acknowledged. */
function killed(
  folder: string,
  round: number,
  after: number,
  from: 'ready' | 'deposited' = 'ready',
): Promise<Heard> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(process.execPath, [CHILD, folder, String(round)], {
      env: { ...process.env, NODE_COMPILE_CACHE: CACHE },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const heard: Heard = { deposited: [], noted: new Map(), odd: [], isReady: false };
    let waiting = '';
    child.stdout?.on('data', (piece: Buffer) => {
      waiting += piece.toString();
      const lines = waiting.split('\n');
      // The last part is a line that was not finished: not an acknowledgement.
      waiting = lines.pop() ?? '';
      for (const line of lines) {
        const [word = '', ...rest] = line.split(' ');
        if (word === from) setTimeout(() => child.kill('SIGKILL'), after);
        if (word === 'ready') heard.isReady = true;
        else if (word === 'deposited') heard.deposited.push(...rest);
        else if (word === 'noted') heard.noted.set(rest.slice(1).join(' '), rest[0] ?? '');
        else heard.odd.push(line);
      }
    });
    child.on('close', () => resolve(heard));
  });
}

async function expectWhole(folder: string, heard: readonly Heard[]): Promise<void> {
  const house = await openLightHouse(placesIn(folder));
  try {
    expect(house.ledger.verdict.state).not.toBe('read-only');
    const fsck = await house.task<{ sound: boolean; damaged: unknown[] }>(vaultFsck, {});
    expect(fsck.damaged).toEqual([]);
    const deposited = [...house.ledger.store.entriesOf('exhibit.deposited')].map(({ subject }) => subject);
    const noted = [...house.ledger.store.entriesOf('exhibit.noted')];
    const titles = noted.map(
      ({ content }) =>
        (JSON.parse(new TextDecoder().decode(content ?? undefined)) as { title: string }).title,
    );
    const held = new Set([...deposited, ...noted.map(({ subject }) => subject)]);
    const acknowledged = heard.flatMap((one) => [...one.deposited, ...one.noted.values()]);
    // 0 lost of all acknowledged, 0 doubled.
    expect(acknowledged.filter((id) => !held.has(id))).toEqual([]);
    expect(new Set(deposited).size).toBe(deposited.length);
    expect(new Set(titles).size).toBe(titles.length);
    expect(heard.flatMap(({ odd }) => odd)).toEqual([]);
    const digests = [...house.ledger.store.entriesOf('exhibit.deposited')].map(
      ({ content }) =>
        JSON.parse(new TextDecoder().decode(content ?? undefined)) as { digest?: string; twinMark?: string },
    );
    const marks = digests.map(({ digest, twinMark }) => digest ?? twinMark);
    expect(new Set(marks).size).toBe(marks.length);
    house.originals.sweep();
    expect(
      readdirSync(join(folder, 'matter', 'originals')).includes('incoming')
        ? readdirSync(join(folder, 'matter', 'originals', 'incoming'))
        : [],
    ).toEqual([]);
  } finally {
    house.close();
  }
}

it(`${KILLS} kills at random moments lose nothing that was acknowledged and double nothing`, {
  timeout: 900_000,
}, async () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'probata-kill-')));
  try {
    await Promise.all(
      folders.map(async (folder, lane) => {
        const heard: Heard[] = [];
        for (let round = lane; round < KILLS; round += 2) {
          // Spread over the first acts, where every durable step lies; a Weyl sequence covers them evenly.
          // One in five is killed after its first acknowledgement, however slow the machine is.
          const from = Math.floor(round / 2) % 5 === 4 ? 'deposited' : 'ready';
          heard.push(await killed(folder, round, ((round * 0.618_034) % 1) * 120, from));
        }
        // No killed program keeps the next one out.
        expect(heard.map(({ isReady }) => isReady)).toEqual(heard.map(() => true));
        expect(heard.some(({ deposited }) => deposited.length > 0)).toBe(true);
        await expectWhole(folder, heard);
      }),
    );
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
});

const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
if (!hasStrace) console.warn('strace is not here: kills at the n-th flush, rename and write are not tried.');

it.skipIf(!hasStrace)(
  'a kill at each flush, rename and write of an act loses nothing that was acknowledged',
  { timeout: 900_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'probata-kill-'));
    try {
      const heard: Heard[] = [await killed(folder, 9000, 100)];
      const steps = ['fsync', 'rename', 'pwrite64', 'fdatasync'].flatMap((call) =>
        (call === 'pwrite64' ? [1, 4, 9, 15] : [1, 2, 3, 5]).map((nth) => [call, nth] as const),
      );
      let round = 10_000;
      for (const [call, nth] of steps) {
        round += 1;
        const ran = spawnSync(
          'strace',
          [
            '-f',
            '-qq',
            '-o',
            '/dev/null',
            '-e',
            `trace=${call}`,
            '-e',
            `inject=${call}:signal=KILL:when=${nth}`,
            process.execPath,
            CHILD,
            folder,
            String(round),
            '3',
          ],
          {
            env: { ...process.env, NODE_COMPILE_CACHE: CACHE },
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          },
        );
        const one: Heard = { deposited: [], noted: new Map(), odd: [], isReady: false };
        for (const line of ran.stdout.split('\n').slice(0, -1)) {
          const [word = '', ...rest] = line.split(' ');
          if (word === 'deposited') one.deposited.push(...rest);
          else if (word === 'noted') one.noted.set(rest.slice(1).join(' '), rest[0] ?? '');
          else if (word !== 'ready') one.odd.push(line);
        }
        heard.push(one);
      }
      await expectWhole(folder, heard);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
