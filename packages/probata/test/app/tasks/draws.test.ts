// Joint draws as a task: watched, stopped, tried before they are ruled, and given out draw by draw.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-draws-'));
const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let matter: Matter;
let days = '';
let price = '';
const task = async <T>(name: string, input: object = {}): Promise<T> =>
  (await matter.task(name, input, QUIET)) as T;
const run = async (name: string, input: object): Promise<string> =>
  (await matter.run(name, input)).entries[0]?.subject ?? '';
const ask = async <T>(name: string): Promise<T> => (await matter.ask(name, {})) as T;
const codeOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'nothing refused',
    (thrown: { code?: string; name?: string }) => thrown.code ?? thrown.name ?? 'no code',
  );
interface Sum {
  readonly amount: string;
}
interface Joint {
  readonly joint: {
    readonly count: number;
    readonly seed: number;
    readonly total: { readonly low: Sum; readonly high: Sum };
  };
}

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'Invented.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  await run('claim.frame', { currency: 'EUR' });
  const head = await run('head.open', { title: 'Reception', mode: 'estimated', why: 'No account.' });
  expect(await codeOf(task('draws.run'))).toBe('QUANTUM_NOTHING_TO_DRAW');
  const assumption = (title: string, min: string, max: string): Promise<string> =>
    run('assumption.enter', {
      title,
      distribution: { kind: 'uniform', min, max },
      ground: 'Invented.',
    });
  days = await assumption('=Days', '10', '20');
  price = await assumption('Price, of a day', '1', '3');
  await run('head.model', {
    head,
    terms: [{ title: 'days', factors: [{ assumption: days }, { assumption: price }] }],
    ground: 'Days times price.',
  });
});
afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('drawing', () => {
  it('tells how far it is, enters nothing as it stands, and gives what is asked of the claim', async () => {
    const seen: number[] = [];
    const made = (await matter.task(
      'draws.run',
      {},
      { progress: (one: { done: number }) => seen.push(one.done), signal: QUIET.signal },
    )) as { entered: boolean; low: Sum; high: Sum; count: number };
    expect(seen).toEqual([25_000, 50_000, 75_000, 100_000]);
    expect(made).toMatchObject({ entered: false, count: 100_000 });
    const { joint } = await ask<Joint>('claim.joint');
    expect([made.low, made.high]).toEqual([joint.total.low, joint.total.high]);
  });

  it('stopped on the way it enters no rule; carried through it enters the one it drew by', async () => {
    const stop = new AbortController();
    const stopped = matter.task(
      'draws.run',
      { count: 200_000, seed: 7 },
      { progress: () => stop.abort(), signal: stop.signal },
    );
    expect(await codeOf(stopped)).not.toBe('nothing refused');
    expect((await ask<Joint>('claim.joint')).joint).toMatchObject({ count: 100_000, seed: 1 });
    const tie = { a: days, b: price, correlation: '0.5', ground: 'Full houses are dear.' };
    expect(await task('draws.run', { count: 50_000, seed: 7, dependence: [tie] })).toMatchObject({
      entered: true,
      count: 50_000,
    });
    // What is not given anew stays as it was ruled.
    await task('draws.run', { count: 60_000 });
    const { joint } = await ask<{ joint: { dependence: readonly object[] } }>('claim.joint');
    expect(joint).toMatchObject({ count: 60_000, seed: 7, dependence: [{ correlation: '0.5' }] });
  });

  it('gives every draw a stretch at a time, and the same bytes as one file', async () => {
    let text = '';
    for (let from: number | null = 0; from !== null; ) {
      const page: { csv: string; next: number | null; all: number } = await task('draws.csv', {
        from,
        count: 25_000,
      });
      text += page.csv;
      from = page.next;
    }
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(60_001);
    expect(lines[0]).toBe(`draw,"sum of the estimated heads, EUR","Reception, EUR",'=Days,"Price, of a day"`);
    const [, sum, head, a, b] = (lines[1] ?? '').split(',').map(Number);
    expect(sum).toBe(head);
    expect((a ?? 0) * (b ?? 0)).toBeCloseTo(sum ?? 0, 2);
    // The interval is that of the draws given out.
    const sums = lines
      .slice(1)
      .map((line) => Number(line.split(',')[1]))
      .sort((x, y) => x - y);
    const { joint } = await ask<Joint>('claim.joint');
    expect(Number(joint.total.low.amount)).toBeCloseTo(sums[Math.floor(59_999 * 0.025)] ?? 0, 1);
    const out = await task<{ folder: string; draws: { name: string } }>('draws.export', {
      out: join(folder, 'out'),
    });
    expect(readFileSync(join(out.folder, out.draws.name), 'utf8')).toBe(text);
  });

  it('crosses two assumptions by fifths: every draw stands in one cell, and what is tied shows', async () => {
    const table = await task<{
      rows: { title: string; ends: readonly (readonly number[])[] };
      columns: { title: string };
      cells: readonly (readonly { count: number; low: Sum | null; median: Sum | null; high: Sum | null }[])[];
      csv: string;
    }>('draws.table', { rows: days, columns: price });
    expect([table.rows.title, table.columns.title]).toEqual(['=Days', 'Price, of a day']);
    const counts = table.cells.map((line) => line.map((one) => one.count));
    expect(counts.flat().reduce((a, b) => a + b, 0)).toBe(60_000);
    // Tied at 0.5, the corners where both are low or both are high hold more than those where one is.
    expect(counts[0]?.[0] ?? 0).toBeGreaterThan(3 * (counts[0]?.[4] ?? 0));
    // Days 10 to 12 times a price of 1 to 1.4.
    const first = table.cells[0]?.[0];
    expect(Number(first?.low?.amount)).toBeGreaterThanOrEqual(10);
    expect(Number(first?.high?.amount)).toBeLessThanOrEqual(12.1 * 1.41);
    expect(table.csv.trimEnd().split('\r\n')).toHaveLength(26);
    expect(await codeOf(task('draws.table', { rows: days, columns: days }))).toBe('QUANTUM_TABLE_ONE');
  });

  it('in a study no cell tells a middle', async () => {
    await run('claim.frame', { currency: 'EUR', shows: 'ranges' });
    const table = await task<{ cells: readonly (readonly { median: Sum | null }[])[]; csv: string }>(
      'draws.table',
    );
    expect(table.cells.flat().every((one) => one.median === null)).toBe(true);
    expect(table.csv.split('\r\n')[0]).not.toContain('median');
  });

  it('is drawn as a figure with its interval and its table', async () => {
    const { figures } = await task<{ figures: readonly { figure: string; title: string }[] }>(
      'figure.list',
      {},
    );
    expect(figures.map((one) => one.figure)).toEqual(expect.arrayContaining(['tornado', 'draws']));
    const { shown, drawing } = await task<{
      shown: { sentence: string; table: { rows: readonly unknown[] } };
      drawing: unknown;
    }>('figure.show', { figure: 'draws', of: 'claim', width: 760 });
    expect(shown.sentence).toContain('no one sum is stated');
    expect(shown.table.rows).toHaveLength(40);
    expect(drawing).not.toBeNull();
  });
});
