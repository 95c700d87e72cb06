import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dataName } from '../../../src/adapters/ocr/names.ts';
import { recogniser } from '../../../src/adapters/ocr/recogniser.ts';
import { confidenceOf, wordsOfTsv } from '../../../src/adapters/ocr/tsv.ts';
import type { PageRecognition } from '../../../src/ports/recogniser.ts';
import { tiffOf } from '../extract/made-tiff.ts';
import { pageOfLines, scannedPdf } from './scans.ts';

const LITHUANIAN = [
  'Sienos apsauga pranešė apie dvylika asmenų, kurie buvo',
  'rasti prie užtvaros netoli Vardžio kaimo ir grąžinti atgal.',
  'Įrašą pasirašė budintis pareigūnas, kuris tai matė.',
];
const POLISH = [
  'Straż graniczna nie wpuszcza nikogo, kto nie ma prawa,',
  'i to jest zapisane w dzienniku, który był w tym dniu',
  'podpisany przez oficera oraz dwóch świadków.',
];
const open = recogniser();
const own = recogniser({ path: '/nowhere' });
const page = (lines: readonly (readonly string[])[], languages: readonly string[] = []) => ({
  exhibit: `exh_${lines.join()}`.slice(0, 60),
  bytes: () => scannedPdf(lines),
  mediaType: 'application/pdf',
  page: 1,
  width: 595,
  height: 842,
  languages,
});
const textOf = (found: PageRecognition): string =>
  found.state === 'recognised' ? found.words.map((word) => word.text).join(' ') : JSON.stringify(found);

afterAll(() => Promise.all([open.close(), own.close()]));

describe('print in a picture of a page', () => {
  test.each([
    ['the engine of this machine', open],
    ['our own engine', own],
  ] as const)(
    'is recognised by %s, in the language its words tell, word by word with places',
    async (_who, one) => {
      const found = await one.recognise(page([LITHUANIAN]));
      expect(found).toMatchObject({ state: 'recognised', languages: ['lit'], script: 'Latin' });
      expect(textOf(found)).toContain('pranešė apie dvylika asmenų, kurie buvo rasti prie užtvaros');
      if (found.state !== 'recognised') throw new Error('not recognised');
      const word = found.words.find(({ text }) => text === 'dvylika');
      expect(word?.confidence).toBeGreaterThan(60);
      // Drawn 70 points from the left and 90 from the top: boxes are in points of the page.
      expect(found.words[0]?.box[0]).toBeGreaterThan(65);
      expect(found.words[0]?.box[0]).toBeLessThan(75);
      expect(found.words[0]?.box[1]).toBeGreaterThan(75);
      expect(found.words[0]?.box[3]).toBeLessThan(97);
    },
    120_000,
  );

  test('is recognised on the later pages of a TIFF as on its first', async () => {
    const sheets = [
      ['First sheet of the fax from the gate'],
      ['Second sheet: the guard opened the gate at noon'],
    ];
    const pixels = sheets.map((lines) => pageOfLines(lines));
    const [width, height] = [pixels[0]?.getWidth() ?? 0, pixels[0]?.getHeight() ?? 0];
    const bytes = tiffOf(pixels.map((one) => ({ width, height, grey: Uint8Array.from(one.getPixels()) })));
    const fax = { exhibit: 'fax', bytes: () => bytes, mediaType: 'image/tiff', width, height };
    const found = await own.recognise({ ...fax, page: 2, languages: ['en'] });
    expect(textOf(found)).toContain('the guard opened the gate at noon');
    expect(found).toMatchObject({ page: 2 });
  }, 120_000);

  test('in a language whose data is not here is named, and not guessed over', async () => {
    expect(await own.recognise(page([POLISH]))).toMatchObject({ state: 'language-missing', missing: 'pol' });
    expect(await own.recognise(page([LITHUANIAN], ['ru']))).toMatchObject({
      state: 'language-missing',
      missing: 'rus',
      script: 'Cyrillic',
    });
  }, 120_000);

  test('that is none, or a file that is no picture, comes to an end of its own', async () => {
    expect(await own.recognise(page([[]]))).toMatchObject({ state: 'nothing' });
    const broken = { ...page([LITHUANIAN]), exhibit: 'broken', bytes: () => Buffer.from('%PDF-1.7 broken') };
    expect(await own.recognise(broken)).toMatchObject({ state: 'failed' });
    expect(await own.recognise({ ...page([LITHUANIAN]), page: 9 })).toMatchObject({ state: 'failed' });
  }, 120_000);

  test('has the languages that npm brought, and those a person drops in', async () => {
    expect(await own.languages()).toEqual(expect.arrayContaining(['ara', 'eng', 'fra', 'lit']));
    const folder = mkdtempSync(join(tmpdir(), 'probata-tessdata-'));
    writeFileSync(join(folder, 'pol.traineddata'), 'not really');
    writeFileSync(join(folder, '../pol.txt'), '');
    const more = recogniser({ path: '/nowhere', dataFolder: folder });
    try {
      expect(await more.languages()).toContain('pol');
      // Data that is none ends the try, not the house.
      expect(await more.recognise(page([POLISH], ['pl']))).toMatchObject({ state: 'failed' });
    } finally {
      await more.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});

describe('the engine’s table of words', () => {
  test('is believed only where it is one', () => {
    const rows = [
      'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
      '5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t91.5\tborder',
      '5\t1\t1\t1\t2\t1\t10\t40\t30\t10\t-1\tguard',
      '5\t1\t1\t1\t2\t2\t-3\t40\t30\t10\t90\toutside',
      '5\t1\t1\t1\t2\t3\tNaN\t40\t30\t10\t90\tnowhere',
      '4\t1\t1\t1\t2\t0\t1\t1\t1\t1\t-1\t',
    ];
    const words = wordsOfTsv(rows.join('\n'));
    expect(words.map(({ text, line, confidence }) => [text, line, confidence])).toEqual([
      ['border', 1, 91.5],
      ['guard', 2, 0],
    ]);
    expect(Math.round(confidenceOf(words))).toBe(50);
  });

  test('languages go by any of their codes', () => {
    expect(['lt', 'lit', 'be-BY', 'pes', 'zho'].map(dataName)).toEqual([
      'lit',
      'lit',
      'bel',
      'fas',
      'chi_sim',
    ]);
  });
});
