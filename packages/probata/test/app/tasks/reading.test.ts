import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { unwatched } from '../../../src/app/house.ts';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';
import { zipOf } from '../../adapters/extract/made.ts';
import { scannedPdf } from '../../adapters/ocr/scans.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-reading-'));
let matter: Matter;
const ids = new Map<string, string>();
const task = async <T>(name: string, input: object): Promise<T> =>
  (await matter.task(name, input, unwatched)) as T;
const list = async (): Promise<readonly { readonly id: string; readonly title: string }[]> =>
  ((await matter.ask('exhibit.list', { limit: 200 })) as { exhibits: { id: string; title: string }[] })
    .exhibits;
const idOf = (title: string): string => ids.get(title) ?? '';

const LETTER = [
  'From: "Border guard" <duty@guard.example>',
  'To: ministry@aurelia.example',
  'Subject: Night of 26 May',
  'Message-ID: <1@guard.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'The register is attached.',
  '--b',
  'Content-Type: text/csv; name="register.csv"',
  'Content-Disposition: attachment; filename="register.csv"',
  '',
  'post;persons',
  'Rima;12',
  '--b--',
  '',
].join('\r\n');

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'An invented case, for a test.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const files = join(folder, 'files');
  mkdirSync(files);
  const inner = zipOf([{ name: 'deep/note.txt', content: Buffer.from('A note in the inner archive.') }]);
  const bundle = zipOf([
    { name: 'letter.eml', content: Buffer.from(LETTER) },
    { name: '../../outside.txt', content: Buffer.from('A name that would lead outside.') },
    { name: 'inner.zip', content: inner },
  ]);
  writeFileSync(join(files, 'bundle.zip'), bundle);
  writeFileSync(join(files, 'same.eml'), LETTER);
  writeFileSync(join(files, 'names.txt'), iconv.encode('Šnipiškės', 'windows-1257'));
  writeFileSync(
    join(files, 'scan.pdf'),
    scannedPdf([
      ['Sienos apsauga pranešė apie dvylika asmenų, kurie buvo', 'rasti prie užtvaros netoli Vardžio kaimo.'],
      ['Įrašą pasirašė budintis pareigūnas, kuris tai matė,', 'ir jo vadas, kuris atvyko po valandos.'],
    ]),
  );
  await task('intake.add', { paths: [files] });
  await task('reading.run', {});
  for (const { id, title } of await list()) ids.set(title, id);
}, 180_000);

afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what a file carries', () => {
  test('becomes exhibits with numbers of their own, files inside files too, and each is read', async () => {
    for (const title of ['letter.eml', 'outside.txt', 'inner.zip', 'note.txt', 'register.csv'])
      if (title !== 'letter.eml') expect(ids.has(title), [...ids.keys()].join(', ')).toBe(true);
    const text = await task<{ text: string; state: string }>('exhibit.text', { exhibit: idOf('note.txt') });
    expect(text).toMatchObject({ state: 'read', text: 'A note in the inner archive.' });
    const { cells } = await task<{ cells: readonly unknown[] }>('exhibit.text', {
      exhibit: idOf('register.csv'),
    });
    expect(cells).toHaveLength(4);
  });

  test('is related to what carries it, and to both where the same bytes stand twice', async () => {
    // The letter in the archive and the letter beside it are one exhibit.
    expect((await list()).filter(({ title }) => title.endsWith('.eml'))).toHaveLength(1);
    const letter = idOf('same.eml') === '' ? idOf('letter.eml') : idOf('same.eml');
    const { relatives } = await task<{ relatives: readonly { exhibit: string; how: string }[] }>(
      'family.show',
      {
        exhibit: letter,
      },
    );
    expect(relatives).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ exhibit: idOf('bundle.zip'), how: 'attachment-of' }),
        expect.objectContaining({ exhibit: idOf('register.csv'), how: 'attachment-of' }),
      ]),
    );
  });

  test('is entered once, however often its file is read', async () => {
    const before = matter.house.ledger.size();
    await task('reading.run', { exhibits: [idOf('bundle.zip'), idOf('same.eml') || idOf('letter.eml')] });
    expect(matter.house.ledger.size()).toBe(before);
  });
});

describe('an encoding', () => {
  test('chosen by a person is entered, and holds for every later reading', async () => {
    const exhibit = idOf('names.txt');
    const read = async () => task<{ text: string; encoding: string }>('exhibit.text', { exhibit });
    expect(await task('reading.again', { exhibit, encoding: 'koi8-r' })).toMatchObject({
      encoding: 'koi8-r',
    });
    expect((await read()).text).not.toContain('Šnipiškės');
    await task('reading.again', { exhibit, encoding: 'cp1257', ground: 'The names are Lithuanian.' });
    expect(await read()).toMatchObject({ text: 'Šnipiškės', encoding: 'windows-1257' });
    await task('reading.run', { exhibits: [exhibit] });
    expect(await read()).toMatchObject({ text: 'Šnipiškės', encoding: 'windows-1257' });
  });

  test('that is none, or of a file that says itself how it is written, is refused in plain words', async () => {
    await expect(
      task('reading.again', { exhibit: idOf('names.txt'), encoding: 'klingon' }),
    ).rejects.toMatchObject({
      code: 'READING_ENCODING',
    });
    await expect(
      task('reading.again', { exhibit: idOf('scan.pdf'), encoding: 'koi8-r' }),
    ).rejects.toMatchObject({
      code: 'READING_NOT_TEXT',
    });
  });
});

describe('a scanned exhibit', () => {
  const page = (n: number) =>
    task<{ text: string; source: string; sure: readonly { sure: number }[]; other: { text: string } | null }>(
      'exhibit.text',
      { exhibit: idOf('scan.pdf'), page: n },
    );

  test('is there first without words, and found by them once its print was recognised', async () => {
    expect((await page(1)).text.trim()).toBe('');
    const found = await task<{ recognised: number; tool: string }>('reading.recognise', {});
    expect(found).toMatchObject({ exhibits: 1, recognised: 2, failed: 0 });
    const one = await page(1);
    expect(one).toMatchObject({ source: 'recognised', other: null });
    expect(one.text).toContain('pranešė apie dvylika asmenų');
    expect(one.sure.length).toBeGreaterThan(10);
    const { hits } = await task<{ hits: readonly { exhibit: string; page: number }[] }>('search.find', {
      query: 'pareigūnas',
    });
    expect(hits).toContainEqual(expect.objectContaining({ exhibit: idOf('scan.pdf'), page: 2 }));
    // Nothing waits any more, and a new reading of the file keeps what was recognised.
    expect(await task('reading.recognise', {})).toMatchObject({ exhibits: 0 });
    await task('reading.run', { exhibits: [idOf('scan.pdf')] });
    expect((await page(1)).text).toContain('dvylika');
  }, 120_000);

  test('has passages that survive its recognition in another way', async () => {
    const { passage, pin } = await task<{ passage: string; pin: string }>('passage.mark', {
      exhibit: idOf('scan.pdf'),
      quote: 'dvylika asmenų',
    });
    expect(pin).toBe('p. 1');
    await task('reading.recognise', { exhibits: [idOf('scan.pdf')], languages: ['en'] });
    const { counts } = await task<{ counts: Record<string, number> }>('passage.states', {});
    expect((counts['exact'] ?? 0) + (counts['refound'] ?? 0) + (counts['lost'] ?? 0)).toBe(1);
    await task('reading.recognise', { exhibits: [idOf('scan.pdf')], languages: ['lt'] });
    const again = await task<{ counts: Record<string, number> }>('passage.states', {});
    expect(again.counts, passage).toMatchObject({ exact: 1 });
  }, 120_000);
});
