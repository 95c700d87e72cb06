import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../../src/app/house.ts';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';

const STORY =
  'The agency reported on Monday that forty persons were brought to the wire by men in uniform who cut it and told them to walk and not to look back while a second lorry waited on the road behind the trees';

let folder = '';
let matter: Matter;
let ids: Record<string, string> = {};
const task = async <T>(name: string, input: object = {}): Promise<T> =>
  (await matter.task(name, input, unwatched)) as T;

function picture(width: number, shade: (x: number, y: number) => number): Buffer {
  const raw = Buffer.alloc((width + 1) * width);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1)
      raw[y * (width + 1) + 1 + x] = Math.round(255 * shade(x / width, y / width));
  const part = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length, 0);
    head.write(type, 4, 'latin1');
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0);
    return Buffer.concat([head, body, tail]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(width, 4);
  size.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', size),
    part('IDAT', deflateSync(raw)),
    part('IEND', Buffer.alloc(0)),
  ]);
}

const mail = (id: string, subject: string, answers: string[] = []): string =>
  `From: a@border.example\r\nTo: b@agent.example\r\nSubject: ${subject}\r\nDate: Tue, 1${id} Jan 2034 10:00:00 +0000\r\nMessage-ID: <${id}@border.example>\r\n` +
  (answers.length === 0
    ? ''
    : `In-Reply-To: <${answers.at(-1)}@border.example>\r\nReferences: ${answers.map((one) => `<${one}@border.example>`).join(' ')}\r\n`) +
  `\r\nText of mail ${id}.\r\n`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probata-reading-'));
  const papers = join(folder, 'papers');
  mkdirSync(papers);
  const put = (name: string, content: string | Buffer): void => writeFileSync(join(papers, name), content);
  put('wire.txt', `${STORY}.`);
  put('paper.txt', `${STORY.replace('Monday', 'Tuesday').toUpperCase()}!\n`);
  put(
    'long.txt',
    `Our correspondent writes. ${STORY}. ${'Elsewhere the weather was fine and nobody came to the market in the town of Vess that week. '.repeat(9)}`,
  );
  put(
    'other.txt',
    'A list of the lorries that passed the post in June, with their plates and the hour at which each came back empty.',
  );
  put(
    'a.png',
    picture(200, (x, y) => (Math.hypot(x - 0.3, y - 0.6) < 0.25 ? 0.9 : x * 0.5)),
  );
  put(
    'b.png',
    picture(90, (x, y) => 0.04 + 0.94 * (Math.hypot(x - 0.3, y - 0.6) < 0.25 ? 0.9 : x * 0.5)),
  );
  put(
    'c.png',
    picture(120, (x, y) => (y > 0.5 ? 0.2 + 0.6 * (1 - x) : 0.9 * y)),
  );
  put('m1.eml', mail('1', 'Clocks'));
  put('m2.eml', mail('2', 'Something else entirely', ['1']));
  put('m3.eml', mail('3', 'Clocks', ['1', '2']));
  put('m4.eml', mail('4', 'Clocks'));
  put('broken.pdf', 'not a pdf at all, only called so %PDF-');
  const places = { config: join(folder, 'config'), state: join(folder, 'state') };
  matter = await createMatter(
    join(folder, 'case'),
    { title: 'Aurelia v. Borovia', person: 'Ada Venn' },
    { places },
  );
  const added = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [papers] });
  ids = added.exhibits;
  await task('reading.run');
}, 60_000);
afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Groups {
  groups: { sorts: string[]; isOne: boolean; members: { exhibit: string; origin: string | null }[] }[];
}
const groupWith = async (name: string) =>
  (await task<Groups>('likeness.list')).groups.find((one) =>
    one.members.some((m) => m.exhibit === ids[name]),
  );

describe('exhibits that are alike', () => {
  test('are proposed as one origin by their words, whole or in part, and by their look', async () => {
    const text = await groupWith('wire.txt');
    expect(text?.members.map((one) => one.exhibit).sort()).toEqual(
      [ids['wire.txt'], ids['paper.txt'], ids['long.txt']].sort(),
    );
    expect(text?.sorts).toContain('part-of');
    const look = await groupWith('a.png');
    expect(look?.sorts).toEqual(['picture']);
    expect(look?.members.map((one) => one.exhibit).sort()).toEqual([ids['a.png'], ids['b.png']].sort());
    expect(await groupWith('other.txt')).toBeUndefined();
    expect(await groupWith('c.png')).toBeUndefined();
  });

  test('are never merged by the machine; a person confirms, and they count as one', async () => {
    expect((await groupWith('wire.txt'))?.isOne).toBe(false);
    const exhibits = [ids['wire.txt'], ids['paper.txt']];
    await matter.run('exhibit.describe', {
      exhibit: ids['paper.txt'],
      originId: 'vess-post',
      ground: 'Its masthead.',
    });
    const done = await task('origin.confirm', { exhibits, into: 'agency', reason: 'Word for word.' });
    expect(done).toEqual({ into: 'agency', stated: 1, merged: 1 });
    await expect(
      task('origin.confirm', { exhibits, into: 'agency', reason: 'Again.' }),
    ).rejects.toMatchObject({
      code: 'READING_ORIGIN_ONE',
    });
    await task('origin.confirm', {
      exhibits: [ids['long.txt'], ids['wire.txt']],
      into: 'agency',
      reason: 'It quotes all of it.',
    });
    expect((await groupWith('wire.txt'))?.isOne).toBe(true);
  });

  test('that a person tells apart are not proposed again', async () => {
    await matter.run('exhibit.distinguish', {
      exhibit: ids['a.png'],
      from: [ids['b.png']],
      ground: 'Two cameras.',
    });
    expect(await groupWith('a.png')).toBeUndefined();
  });
});

describe('a family', () => {
  test('is a thread of mails by what they answer, never by their subject', async () => {
    const { thread } = await task<{ thread: { exhibit: string; depth: number }[] }>('family.show', {
      exhibit: ids['m2.eml'],
    });
    expect(thread.map((one) => [one.exhibit, one.depth])).toEqual([
      [ids['m1.eml'], 0],
      [ids['m2.eml'], 1],
      [ids['m3.eml'], 2],
    ]);
    expect((await task<{ thread: [] }>('family.show', { exhibit: ids['m4.eml'] })).thread).toEqual([]);
  });
});

describe('reading', () => {
  test('names what failed, and reads only that again', async () => {
    const states = await task<{
      states: { state: string; n: number }[];
      kinds: { kind: string }[];
      waiting: number;
    }>('reading.states');
    expect(states.waiting).toBe(0);
    const failed = await task<{ total: number; failures: { exhibit: string; reason: string }[] }>(
      'reading.failures',
    );
    expect(failed.failures.map((one) => one.exhibit)).toEqual([ids['broken.pdf']]);
    const again = await task<{ read: number; error: number }>('reading.run', { failed: true });
    expect([again.read, again.error]).toEqual([0, 1]);
    expect(await task('reading.run', { kind: 'eml' })).toMatchObject({ read: 4, error: 0 });
  });

  test('waits while it is paused, and goes on when a person says so', async () => {
    writeFileSync(join(folder, 'late.txt'), 'A late paper about the quarry.');
    await task('reading.pause');
    const added = await task<{ exhibits: Record<string, string> }>('intake.add', {
      paths: [join(folder, 'late.txt')],
    });
    expect(await task('reading.run', { background: true })).toMatchObject({
      read: 0,
      waiting: 1,
      paused: true,
    });
    expect((await task<{ total: number }>('search.find', { query: 'quarry' })).total).toBe(0);
    expect(await task('reading.run')).toMatchObject({ read: 1, waiting: 0, paused: false });
    const found = await task<{ hits: { exhibit: string }[] }>('search.find', { query: 'quarry' });
    expect(found.hits.map((one) => one.exhibit)).toEqual(Object.values(added.exhibits));
  });
});

describe('searches', () => {
  test('are saved, live, and dropped', async () => {
    await matter.run('search.save', { name: 'Quarry', query: 'quarry' });
    await expect(matter.run('search.save', { name: 'quarry', query: 'stone' })).rejects.toMatchObject({
      code: 'READING_SEARCH_NAME',
    });
    await expect(matter.run('search.save', { name: 'Odd', query: '"open' })).rejects.toMatchObject({
      code: 'READING_QUERY_QUOTE',
    });
    const saved = () => task<{ searches: { id: string; exhibits: number; fresh: number }[] }>('search.saved');
    expect((await saved()).searches).toMatchObject([{ exhibits: 1, fresh: 0 }]);
    writeFileSync(join(folder, 'later.txt'), 'Another paper about the quarry.');
    await task('intake.add', { paths: [join(folder, 'later.txt')] });
    await task('reading.run');
    const { searches } = await saved();
    expect(searches).toMatchObject([{ exhibits: 2, fresh: 1 }]);
    await matter.run('search.drop', { search: searches[0]?.id });
    expect((await saved()).searches).toEqual([]);
  });

  test('are asked as a list, with a report of what each finds, and of those that cannot be asked', async () => {
    writeFileSync(join(folder, 'terms.txt'), '# terms\nquarry\nquary\n"open\n');
    const report = await task<{
      report: { query: string; exhibits: number; refused: string | null; alike: string[] }[];
    }>('search.batch', {
      terms: ['wire OR lorry'],
      file: join(folder, 'terms.txt'),
    });
    expect(report).toMatchObject({ asked: 4, withHits: 2, withoutHits: 1, refused: 1, exhibits: 6 });
    expect(report.report[2]).toMatchObject({ query: 'quary', exhibits: 0, alike: ['quarry'] });
    expect(report.report[3]?.refused).toContain('At character 1');
  });

  test('ask the fields of exhibits', async () => {
    await matter.run('exhibit.describe', {
      exhibit: ids['other.txt'],
      class: 'record',
      madeAt: '2034-06',
      originator: 'Border guard of Aurelia',
      ground: 'Its head.',
    });
    const found = async (query: string) =>
      (await task<{ hits: { exhibit: string }[] }>('search.find', { query })).hits.map((one) => one.exhibit);
    for (const query of [
      'class:record',
      'date:2034-06-30',
      'date:2034-01..2034-12',
      'origin:"border guard"',
      'title:other',
    ])
      expect([query, await found(query)]).toEqual([query, [ids['other.txt']]]);
    expect(await found('date:2035 plates')).toEqual([]);
    await matter.run('exhibit.exclude', { exhibit: ids['other.txt'], ground: 'Test.' });
    expect(await found('excluded:yes')).toEqual([ids['other.txt']]);
    expect(await found('plates excluded:no')).toEqual([]);
  });
});
