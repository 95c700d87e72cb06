import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Fault, Refusal } from '../../../src/base/errors.ts';
import { openEngine } from '../../../src/doors/worker/engine-client.ts';
import type { EngineEvent } from '../../../src/doors/worker/messages.ts';
import { putTogether, takeApart } from '../../../src/doors/worker/sent-error.ts';

/** How long a test waits for what will surely come, on a loaded machine too. */
const SLOW = { timeout: 40_000, interval: 50 };
const folder = mkdtempSync(join(tmpdir(), 'probata-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const start = (name: string) => ({
  folder: join(folder, name),
  places: { config: join(folder, 'config'), state: join(folder, 'state') },
  drain: false,
});
const create = { title: 'A v. B', person: 'Ada Venn' };
const rotate = async (engine: Awaited<ReturnType<typeof openEngine>>, ground: string) => {
  const { keys } = (await engine.ask('key.list', {})) as { keys: readonly { user: string }[] };
  const keysOf = { signingKey: 'a'.repeat(64), exchangeKey: 'b'.repeat(64) };
  return engine.run('key.rotate', { user: keys[0]?.user, ground, ...keysOf });
};

describe('the engine thread', () => {
  it('opens, answers, refuses with the class that was thrown, and closes', async () => {
    await expect(openEngine(start('absent'))).rejects.toMatchObject({ code: 'MATTER_MISSING' });
    const engine = await openEngine({ ...start('one'), create });
    expect(engine.facts).toMatchObject({ title: 'A v. B', size: 3, state: 'sound' });
    await expect(engine.run('key.rotate', {})).rejects.toBeInstanceOf(Refusal);
    await expect(engine.ask('no.such', {})).rejects.toMatchObject({ code: 'NAME_UNKNOWN' });
    expect((await rotate(engine, 'g')).checkpoint.size).toBe(4);
    expect((await engine.look()).size).toBe(4);
    await engine.close();
    await engine.close();
    await expect(engine.ask('key.list', {})).rejects.toMatchObject({ code: 'ENGINE_CLOSED' });
  });

  it('remembers for a do-file, in ciphertext only', async () => {
    const engine = await openEngine({ ...start('journal'), create });
    expect(await engine.recall('k')).toBeUndefined();
    await engine.remember('k', { name: 'CANARY-1' });
    expect(await engine.recall('k')).toEqual({ name: 'CANARY-1' });
    await engine.close();
    const { execFileSync } = await import('node:child_process');
    const found = (): string =>
      execFileSync('grep', ['-r', 'CANARY-1', join(folder, 'journal')], { encoding: 'utf8' });
    expect(found).toThrow();
    const again = await openEngine(start('journal'));
    expect(await again.recall('k')).toEqual({ name: 'CANARY-1' });
    await again.close();
  });

  it('that dies is started again; what was acknowledged is there, and what waited is told', async () => {
    const mortal = new URL('./mortal.ts', import.meta.url);
    const engine = await openEngine({ ...start('mortal'), create }, mortal);
    const heard: EngineEvent[] = [];
    engine.listen((event) => heard.push(event));
    await rotate(engine, 'before the crash');
    await expect(engine.ask('die.now', {})).rejects.toMatchObject({ code: 'ENGINE_DIED' });
    await expect(engine.ask('key.list', {})).rejects.toMatchObject({ code: 'ENGINE_RESTARTING' });
    const isOpen = () => heard.some((event) => event.type === 'engine' && event.state === 'open');
    await expect.poll(isOpen, SLOW).toBe(true);
    expect((await engine.look()).size).toBe(4);
    await engine.close();
  });

  it('tells of entries that another program made in the same matter', async () => {
    const one = await openEngine({ ...start('shared'), create });
    const other = await openEngine(start('shared'));
    const heard: EngineEvent[] = [];
    one.listen((event) => heard.push(event));
    await rotate(other, 'from elsewhere');
    const isTold = () =>
      heard.some((event) => event.type === 'entries' && event.entries.some((e) => e.kind === 'key.rotated'));
    await expect.poll(isTold, SLOW).toBe(true);
    await Promise.all([one.close(), other.close()]);
  });

  it('closes while files are read and a task is under way; each call is answered or told', async () => {
    const files = join(folder, 'files');
    mkdirSync(files);
    for (let n = 0; n < 30; n += 1)
      writeFileSync(join(files, `${n}.txt`), `Letter ${n}. ${'word '.repeat(400)}`);
    const engine = await openEngine({ ...start('closing'), create, drain: true });
    await engine.task('intake.add', { paths: [files] });
    const asked = Array.from({ length: 5 }, () => engine.ask('key.list', {}));
    const ends = Promise.allSettled([...asked, engine.task('vault.fsck', {})]);
    await engine.close();
    expect(engine.waiting()).toBe(0);
    for (const end of await ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(Fault);
    // The folder is free: the one who comes next opens it at once.
    const again = await openEngine(start('closing'));
    await again.close();
  });

  it('takes a task’s cancelling', async () => {
    const engine = await openEngine({ ...start('cancel'), create });
    const stop = new AbortController();
    stop.abort();
    const done = engine.task('reading.run', {}, { signal: stop.signal });
    await done.then(
      () => undefined,
      (thrown: unknown) => expect(thrown).toMatchObject({ code: 'CANCELLED' }),
    );
    await engine.close();
  });
});

describe('an error that crosses the thread', () => {
  it('keeps class, code, details and cause', () => {
    const fault = new Fault('LEDGER_STORE', 'no', { cause: new Error('ENOSPC'), details: { a: 1 } });
    const back = putTogether(structuredClone(takeApart(fault)));
    expect(back).toBeInstanceOf(Fault);
    expect(back).toMatchObject({ code: 'LEDGER_STORE', details: { a: 1 } });
    expect((back.cause as Error).message).toBe('ENOSPC');
  });
});
