import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aesGcm } from '../../../src/adapters/keys/cipher.ts';
import { openRenditionStore } from '../../../src/adapters/sqlite/rendition-store.ts';
import type { Extraction } from '../../../src/ports/extractor.ts';
import { FRONT_PAGES } from '../../../src/ports/rendition-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probata-renditions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => openRenditionStore(join(folder, 'renditions.db'), aesGcm);

const reading = (pages: number, word = 'word'): Extraction => ({
  state: 'read',
  kind: 'pdf',
  mediaType: 'application/pdf',
  warnings: [],
  isEncrypted: false,
  text: word.repeat(pages),
  pages: Array.from({ length: pages }, (_, i) => ({
    width: 595,
    height: 842,
    textLayer: i > 0,
    images: 1,
    start: i * word.length,
    end: (i + 1) * word.length,
    lines: [{ text: word, start: i * word.length, end: (i + 1) * word.length, box: [0, 0, 9, 9] as const }],
  })),
  tables: [],
  cells: [],
  metadata: {},
  attachments: [],
  active: [],
  hidden: [],
  tool: { name: 'probata-extract', version: '1' },
});

describe('a reading that an earlier version kept', () => {
  test('in Brotli is opened as it was', () => {
    const store = open();
    store.put('exh_1', 'object', reading(2), 1);
    const bytes = brotliCompressSync(Buffer.from(JSON.stringify(reading(3, 'older'))), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
    });
    const database = new DatabaseSync(join(folder, 'renditions.db'));
    database.prepare('UPDATE body SET bytes = ? WHERE exhibit = ?').run(bytes, 'exh_1');
    database
      .prepare('UPDATE rendition SET digest = ? WHERE exhibit = ?')
      .run(hash('sha256', bytes, 'hex'), 'exh_1');
    database.close();
    expect(store.open('exh_1')).toEqual(reading(3, 'older'));
    store.close();
  });
});

describe('the front of a long reading', () => {
  test('has the whole text, and the lines of its first pages', () => {
    const store = open();
    store.put('exh_1', 'object', reading(500), 1);
    const front = store.front('exh_1');
    expect(front?.text).toHaveLength(2000);
    expect(front?.pages).toHaveLength(500);
    expect(front?.pages[FRONT_PAGES - 1]?.lines).toHaveLength(1);
    expect(front?.pages[FRONT_PAGES]?.lines).toHaveLength(0);
    expect(store.open('exh_1')?.pages[FRONT_PAGES]?.lines).toHaveLength(1);
    // A short one is its own front; one put anew has a new front, and one removed has none.
    store.put('exh_2', 'object', reading(3), 1);
    expect(store.front('exh_2')).toEqual(reading(3));
    store.put('exh_1', 'object', reading(500, 'another'), 1);
    expect(store.front('exh_1')?.text.slice(0, 7)).toBe('another');
    store.remove('exh_1');
    expect(store.front('exh_1')).toBeUndefined();
    expect(store.open('exh_1')).toBeUndefined();
    store.close();
  });

  test('of a sealed exhibit is ciphertext like the reading itself', () => {
    const store = open();
    const key = { ref: 'sld_1', key: new Uint8Array(32).fill(7) };
    store.put('exh_1', 'object', reading(500, 'secret'), 1, key);
    expect(store.front('exh_1', key)?.text.slice(0, 6)).toBe('secret');
    store.close();
    const raw = new DatabaseSync(join(folder, 'renditions.db'));
    const { bytes } = raw.prepare('SELECT bytes FROM front').get() as { bytes: Uint8Array };
    raw.close();
    expect(
      aesGcm.decipher(new Uint8Array(32), bytes, new TextEncoder().encode('probata rendition exh_1')),
    ).toBeUndefined();
  });
});

describe('a store of an earlier version', () => {
  test('gets the columns it lacks, and says which pages print was not looked for in', () => {
    const old = new DatabaseSync(join(folder, 'renditions.db'));
    old.exec(`CREATE TABLE rendition (exhibit TEXT PRIMARY KEY, object TEXT NOT NULL, tool TEXT NOT NULL, state TEXT NOT NULL,
      errorKind TEXT, reason TEXT, kind TEXT NOT NULL, mediaType TEXT NOT NULL, language TEXT, pages INTEGER NOT NULL,
      textUnits INTEGER NOT NULL, withoutText INTEGER NOT NULL, warnings INTEGER NOT NULL, digest TEXT NOT NULL,
      tries INTEGER NOT NULL) WITHOUT ROWID;
      INSERT INTO rendition VALUES ('exh_1','o','t','read',NULL,NULL,'pdf','application/pdf',NULL,2,0,2,0,'d',1)`);
    old.close();
    const store = open();
    expect(store.card('exh_1')).toMatchObject({ recognised: 0, recogniser: null, languageMissing: null });
    expect(store.unrecognised('tesseract 5', [])).toHaveLength(1);
    store.put('exh_2', 'object', { ...reading(2), recogniser: { name: 'tesseract', version: '5' } }, 1);
    expect(store.unrecognised('tesseract 5', []).map((card) => card.exhibit)).toEqual(['exh_1']);
    expect(store.unrecognised('tesseract 6', [])).toHaveLength(2);
    store.close();
  });
});
