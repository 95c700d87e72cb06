import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ExtractorPool,
  openExtractorPool,
  type PoolOptions,
} from '../../../src/adapters/extract/pool.ts';
import type { Extraction } from '../../../src/ports/extractor.ts';
import { LITHUANIAN, pdfOf, pdfText } from './made.ts';

/** How long a test waits for what will surely come, on a loaded machine too. */
const SLOW = { timeout: 40_000, interval: 50 };
const here = dirname(fileURLToPath(import.meta.url));
const text = Buffer.from(LITHUANIAN);
let open: ExtractorPool | undefined;

async function pool(options: PoolOptions & { child?: string }): Promise<ExtractorPool> {
  const { child, ...rest } = options;
  open = await openExtractorPool({
    ...rest,
    ...(child === undefined ? {} : { program: join(here, 'children', `${child}.ts`) }),
  });
  return open;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie that its parent has not yet reaped is not a process that runs.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Every reader of ours that runs anywhere on the machine, by its command line. */
function readersRunning(program: string): number[] {
  return readdirSync('/proc')
    .filter((n) => /^\d+$/.test(n))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          pid !== process.pid &&
          readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').includes(program) &&
          isAlive(pid)
        );
      } catch {
        return false;
      }
    });
}

afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('the pool of reading processes', () => {
  it('reads a file and reuses the process for the same compartment', async () => {
    const p = await pool({ size: 1 });
    const first = await p.extract({ bytes: text, name: 'a.txt', compartment: 'open' });
    const pids = p.load().processes;
    const second = await p.extract({ bytes: text, name: 'a.txt', compartment: 'open' });
    expect(first).toEqual(second);
    expect(first.state).toBe('read');
    expect(p.load().processes).toEqual(pids);
  });

  it('never gives a process to another compartment', async () => {
    const p = await pool({ size: 2 });
    await p.extract({ bytes: text, name: 'a.txt', compartment: 'open' });
    const [first] = p.load().processes;
    await p.extract({ bytes: text, name: 'a.txt', compartment: 'sealed' });
    const both = p.load().processes;
    expect(both).toHaveLength(2);
    expect(both).toContain(first);
    const one = await pool({ size: 1 });
    await one.extract({ bytes: text, name: 'a.txt', compartment: 'open' });
    const [old] = one.load().processes;
    await one.extract({ bytes: text, name: 'a.txt', compartment: 'sealed' });
    expect(one.load().processes).not.toContain(old);
    expect(isAlive(old ?? 0)).toBe(false);
    await p.close();
  });

  it('reuses a process after a file that it refused in an orderly way, and reads the next one as ever', async () => {
    const p = await pool({ size: 1 });
    const sound = { bytes: pdfOf([pdfText('sound')]), name: 'b.pdf', compartment: 'open' };
    const before = await p.extract(sound);
    const pids = p.load().processes;
    const damaged = await p.extract({
      bytes: Buffer.from('%PDF-1.4\nnothing of the kind'),
      name: 'a.pdf',
      compartment: 'open',
    });
    expect(damaged).toMatchObject({ state: 'error', errorKind: 'damaged' });
    expect(p.load().processes).toEqual(pids);
    expect(await p.extract(sound)).toEqual(before);
  });

  it('does not reuse a process that says it is shaken', async () => {
    const p = await pool({ size: 1, child: 'shaken' });
    expect(await p.extract({ bytes: text, name: 'a.pdf', compartment: 'open' })).toMatchObject({
      state: 'read',
    });
    expect(p.load().processes).toEqual([]);
  });

  it('reuses a process after a file that is sound but locked', async () => {
    const p = await pool({ size: 1 });
    const bytes = pdfOf([pdfText('locked')], undefined, 'encrypt=aes-256,owner-password=o,user-password=u');
    const locked = await p.extract({ bytes, name: 'a.pdf', compartment: 'open' });
    expect(locked).toMatchObject({ state: 'error', errorKind: 'encrypted', warnings: [] });
    const pids = p.load().processes;
    expect(pids).toHaveLength(1);
    expect((await p.extract({ bytes: text, name: 'a.txt', compartment: 'open' })).state).toBe('read');
    expect(p.load().processes).toEqual(pids);
  });

  it('gives a file three tries when its reader dies, then sets it aside as crashed', async () => {
    const p = await pool({ size: 1, child: 'crash' });
    const result = await p.extract({ bytes: text, name: 'a.txt', compartment: 'open' });
    expect(result).toMatchObject({ state: 'error', errorKind: 'crashed' });
    expect(result.state === 'error' && result.reason).toContain('Tried 3 times');
    expect(p.load().processes).toEqual([]);
  });

  it('stops an endless loop at its time limit, once, and goes on', async () => {
    const p = await pool({ size: 1, child: 'loop' });
    const result = await p.extract({
      bytes: text,
      name: 'a.txt',
      compartment: 'open',
      limits: { wallMs: 3_000 },
    });
    expect(result).toMatchObject({ state: 'error', errorKind: 'time-limit' });
    expect(result.state === 'error' && result.reason).not.toContain('Tried');
    expect(p.load().processes).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('stops a reader whose memory grows outside the heap', async () => {
    const p = await pool({ size: 1, child: 'hungry' });
    const result = await p.extract({
      bytes: text,
      name: 'a.txt',
      compartment: 'open',
      limits: { rssBytes: 300 * 1024 * 1024 },
    });
    expect(result).toMatchObject({ state: 'error', errorKind: 'memory-limit' });
    expect(p.load().processes).toEqual([]);
  });

  it('names a full heap as a memory limit', async () => {
    const p = await pool({ size: 1, child: 'heap', limits: { rssBytes: 256 * 1024 * 1024 } });
    const result = await p.extract({
      bytes: text,
      name: 'a.txt',
      compartment: 'open',
      limits: { rssBytes: 2 ** 32 },
    });
    expect(result).toMatchObject({ state: 'error', errorKind: 'memory-limit' });
  });

  it.each(['liar', 'flood'])('believes no record that does not hold (%s)', async (child) => {
    const p = await pool({ size: 1, child, tries: 2 });
    const result = await p.extract({
      bytes: text,
      name: 'a.txt',
      compartment: 'open',
      limits: { textUnits: 1 << 22 },
    });
    expect(result).toMatchObject({ state: 'error', errorKind: 'crashed', text: '' });
    expect(p.load().processes).toEqual([]);
  });

  it('refuses a file beyond the input limit without starting a reader', async () => {
    const p = await pool({ size: 1 });
    const result = await p.extract({
      bytes: text,
      name: 'a.txt',
      compartment: 'open',
      limits: { inputBytes: 10 },
    });
    expect(result).toMatchObject({ state: 'error', errorKind: 'too-large' });
    expect(p.load().processes).toEqual([]);
  });

  it('does not even fetch what is known to be beyond the limit', async () => {
    const p = await pool({ size: 1 });
    const result = await p.extract({
      bytes: () => Promise.reject(new Error('longer than memory')),
      size: 5 * 2 ** 30,
      name: 'recording.mp4',
      compartment: 'open',
    });
    expect(result).toMatchObject({ state: 'error', errorKind: 'too-large' });
    expect(p.load().processes).toEqual([]);
  });

  it('holds back what is beyond its size, asks for bytes only at their turn, and answers all', async () => {
    const p = await pool({ size: 2 });
    let held = 0;
    let most = 0;
    const asked = Array.from({ length: 12 }, async (_, i) => {
      const result = await p.extract({
        name: `${i}.txt`,
        compartment: 'open',
        bytes: async () => {
          held += 1;
          most = Math.max(most, held);
          await new Promise((resolve) => setTimeout(resolve, 5));
          return Buffer.from(`${LITHUANIAN} ${i}`);
        },
      });
      held -= 1;
      return result.text.endsWith(` ${i}`);
    });
    expect(p.load().running).toBe(2);
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 12 }, () => true));
    expect(most).toBeLessThanOrEqual(4); // two are read, and the records of two before are being handed over
  });

  describe('sends files ahead', () => {
    const file = (name: string, signal?: AbortSignal) => ({
      bytes: text,
      name,
      compartment: 'open',
      ...(signal === undefined ? {} : { signal }),
    });
    const processOf = ({ metadata }: Extraction): unknown => metadata['process'];

    it('to a process that reads another, so that it need not wait for the house', async () => {
      const p = await pool({ size: 1, child: 'told' });
      const all = await Promise.all(['third', 'b', 'c'].map((name) => p.extract(file(name))));
      expect(all.map((one) => one.text)).toEqual(['third', 'b', 'c']);
      expect(new Set(all.map(processOf)).size).toBe(1);
      expect(p.load()).toMatchObject({ running: 0, waiting: 0 });
    });

    it('of their own compartment only', async () => {
      const p = await pool({ size: 1, child: 'told' });
      const [open, sealed] = await Promise.all([
        p.extract(file('wait')),
        p.extract({ ...file('b'), compartment: 'sealed' }),
      ]);
      expect(processOf(open)).not.toBe(processOf(sealed));
    });

    it('and takes them back from one that is shaken: nothing it says any more is believed', async () => {
      const p = await pool({ size: 1, child: 'told' });
      const all = await Promise.all(['shaken', 'b', 'shaken too', 'd'].map((name) => p.extract(file(name))));
      expect(all.map((one) => one.text)).toEqual(['shaken', 'b', 'shaken too', 'd']);
      const [first, second, third, fourth] = all.map(processOf);
      expect(second).not.toBe(first);
      expect(third).toBe(second);
      expect(fourth).not.toBe(third);
    });

    it('and does not hold it against them when the one before kills the process', async () => {
      const p = await pool({ size: 1, child: 'told', tries: 2 });
      const [killer, ...others] = await Promise.all(
        ['kill', 'b', 'c', 'd'].map((name) => p.extract(file(name))),
      );
      expect(killer).toMatchObject({ state: 'error', errorKind: 'crashed' });
      expect(others.map((one) => [one.state, one.text])).toEqual([
        ['read', 'b'],
        ['read', 'c'],
        ['read', 'd'],
      ]);
    });

    it('and lets go of one whose asker gave it up, without harm to the others', async () => {
      const p = await pool({ size: 1, child: 'told' });
      const stop = new AbortController();
      const first = p.extract(file('wait'));
      const second = p.extract(file('b', stop.signal));
      const third = p.extract(file('c'));
      setTimeout(() => stop.abort(new Error('enough')), 200);
      await expect(second).rejects.toThrow('enough');
      expect((await first).text).toBe('wait');
      expect((await third).text).toBe('c');
    });
  });

  it('rejects what waits when it is closed, and leaves no process', async () => {
    const p = await pool({ size: 1, child: 'loop' });
    const running = p.extract({ bytes: text, name: 'a.txt', compartment: 'open' });
    const waiting = p.extract({ bytes: text, name: 'b.txt', compartment: 'open' });
    const settled = Promise.allSettled([running, waiting]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await p.close();
    const [first, second] = await settled;
    expect(first.status === 'rejected' || first.value.state === 'error').toBe(true);
    expect(second.status).toBe('rejected');
    expect(p.load().processes).toEqual([]);
    await expect(p.extract({ bytes: text, name: 'c.txt', compartment: 'open' })).rejects.toThrow('closed');
  });

  it('stops at a signal', async () => {
    const p = await pool({ size: 1, child: 'loop' });
    const stop = new AbortController();
    const running = p.extract({ bytes: text, name: 'a.txt', compartment: 'open', signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 800);
    await expect(running).rejects.toThrow('enough');
  });

  it('names the fence that is up', async () => {
    const bare = await pool({ size: 1, path: '/nowhere' });
    expect(bare.fence()).toMatch(/^Node permissions only/);
    expect((await bare.extract({ bytes: text, name: 'a.txt', compartment: 'open' })).state).toBe('read');
    await bare.close();
    const found = await pool({ size: 1 });
    expect(found.fence()).toMatch(/bubblewrap|network namespace|Node permissions/);
  });

  it.runIf(process.platform === 'linux').each([
    ['its own watchdog', '/nowhere'],
    ['the fence of this machine', process.env['PATH'] ?? ''],
  ])('leaves no orphan when the house is killed while a reader loops: %s', async (_what, path) => {
    const program = join(here, 'children', 'orphan.ts');
    const house = spawn(process.execPath, [join(here, 'children', 'house.ts'), program, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => house.stdout.once('data', resolve));
    await expect.poll(() => readersRunning(program).length, SLOW).toBeGreaterThan(0);
    house.kill('SIGKILL');
    await expect.poll(() => readersRunning(program), SLOW).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'gives a reader no network, no file and no child process',
    async () => {
      const p = await pool({ size: 1, child: 'prying' });
      const result = await p.extract({ bytes: text, name: 'a.txt', compartment: 'open' });
      const { environment, ...refused } = JSON.parse(result.text) as { readonly environment: string };
      // bubblewrap itself says in which folder it starts: the root.
      expect(environment.split(' ').filter((name) => name !== 'PWD')).toEqual(['TZ']);
      expect(refused).toEqual({
        file: 'ERR_ACCESS_DENIED',
        write: 'ERR_ACCESS_DENIED',
        spawn: 'ERR_ACCESS_DENIED',
        socket: 'refused',
      });
    },
  );
});
