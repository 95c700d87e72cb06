// Renditions in one droppable database: a card in clear, the body compressed, or enciphered when the exhibit is sealed.
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Breach } from '../../base/errors.ts';
import { isMeaningless } from '../../base/meaning.ts';
import type { Cipher } from '../../ports/cipher.ts';
import type { Extraction } from '../../ports/extractor.ts';
import {
  FRONT_PAGES,
  type RenditionCard,
  type RenditionKey,
  type RenditionStore,
} from '../../ports/rendition-store.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS rendition (
  exhibit TEXT PRIMARY KEY, object TEXT NOT NULL, tool TEXT NOT NULL, state TEXT NOT NULL, errorKind TEXT, reason TEXT,
  kind TEXT NOT NULL, mediaType TEXT NOT NULL, language TEXT, pages INTEGER NOT NULL, textUnits INTEGER NOT NULL,
  withoutText INTEGER NOT NULL, warnings INTEGER NOT NULL, digest TEXT NOT NULL, tries INTEGER NOT NULL,
  recognised INTEGER NOT NULL DEFAULT 0, recogniser TEXT, languageMissing TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS paused (one INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS body (exhibit TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS front (exhibit TEXT PRIMARY KEY, body TEXT NOT NULL, bytes BLOB NOT NULL);
`;
const CARD =
  'exhibit, object, tool, state, errorKind, reason, kind, mediaType, language, pages, textUnits, withoutText, warnings, digest, tries, recognised, recogniser, languageMissing';
/** Columns that stores of earlier versions lack. */
const ADDED = ['recognised INTEGER NOT NULL DEFAULT 0', 'recogniser TEXT', 'languageMissing TEXT'];

/** Opens (or makes) the store at `path`. A broken file may simply be removed: everything in it can be read again. */
export function openRenditionStore(path: string, cipher: Cipher): RenditionStore {
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
  database.exec(SCHEMA);
  const columns = new Set(
    database
      .prepare('PRAGMA table_info(rendition)')
      .all()
      .map((row) => row['name']),
  );
  for (const column of ADDED)
    if (!columns.has(column.split(' ')[0] ?? '')) database.exec(`ALTER TABLE rendition ADD COLUMN ${column}`);
  const putCard = database.prepare(`INSERT OR REPLACE INTO rendition (${CARD}) VALUES (${'?,'.repeat(17)}?)`);
  const putBody = database.prepare('INSERT OR REPLACE INTO body (exhibit, bytes) VALUES (?, ?)');
  const putFront = database.prepare('INSERT OR REPLACE INTO front (exhibit, body, bytes) VALUES (?, ?, ?)');
  const dropFront = database.prepare('DELETE FROM front WHERE exhibit = ?');
  const getFront = database.prepare('SELECT body, bytes FROM front WHERE exhibit = ?');
  // The reading opened last: pages are turned one after another. Of sealed exhibits none is kept.
  let last: { readonly digest: string; readonly reading: Extraction } | undefined;
  const getCard = database.prepare(`SELECT ${CARD} FROM rendition WHERE exhibit = ?`);
  const getBody = database.prepare('SELECT bytes FROM body WHERE exhibit = ?');
  const card = (exhibit: string): RenditionCard | undefined =>
    getCard.get(exhibit) as unknown as RenditionCard | undefined;
  return {
    put(exhibit, object, extraction, tries, key) {
      const bytes = pack(extraction, exhibit, key, cipher);
      const made = cardOf(
        exhibit,
        object,
        extraction,
        tries,
        hash('sha256', bytes, 'hex'),
        key !== undefined,
      );
      database.exec('BEGIN IMMEDIATE');
      try {
        putCard.run(...(Object.values(made) as (string | number | null)[]));
        putBody.run(exhibit, bytes);
        dropFront.run(exhibit);
        if (extraction.pages.length > LONG)
          putFront.run(exhibit, made.digest, pack(frontOf(extraction), exhibit, key, cipher));
        database.exec('COMMIT');
      } catch (thrown) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw thrown;
      }
      return made;
    },
    card,
    cards: (exhibits) =>
      new Map(
        exhibits.flatMap((exhibit) => {
          const found = card(exhibit);
          return found === undefined ? [] : [[exhibit, found] as const];
        }),
      ),
    open(exhibit, key) {
      const found = card(exhibit);
      if (key === undefined && found !== undefined && last?.digest === found.digest) return last.reading;
      const bytes = getBody.get(exhibit)?.['bytes'] as Uint8Array | undefined;
      if (found === undefined || bytes === undefined) return undefined;
      const altered = (): Breach =>
        new Breach(
          'READING_RENDITION_ALTERED',
          'The stored reading of this exhibit was altered. Read the exhibit again.',
          { exhibit },
        );
      if (hash('sha256', bytes, 'hex') !== found.digest) throw altered();
      const plain = key === undefined ? bytes : cipher.decipher(key.key, bytes, context(exhibit));
      if (plain === undefined) throw altered();
      const reading = unpack(plain);
      if (key === undefined) last = { digest: found.digest, reading };
      return reading;
    },
    front(exhibit, key) {
      const found = card(exhibit);
      const row = getFront.get(exhibit);
      if (found === undefined || row === undefined || row['body'] !== found.digest)
        return this.open(exhibit, key);
      const bytes = row['bytes'] as Uint8Array;
      const plain = key === undefined ? bytes : cipher.decipher(key.key, bytes, context(exhibit));
      return plain === undefined ? this.open(exhibit, key) : unpack(plain);
    },
    list({ state, errorKind, kind }) {
      const asked = Object.entries({ state, errorKind, kind }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const where = asked.map(([name]) => `${name} = ?`).join(' AND ');
      const rows = database
        .prepare(`SELECT exhibit FROM rendition ${where === '' ? '' : `WHERE ${where}`} ORDER BY exhibit`)
        .all(...asked.map(([, value]) => value));
      return rows.map((row) => row['exhibit'] as string);
    },
    isPaused: () => database.prepare('SELECT one FROM paused').get() !== undefined,
    setPaused(isPaused) {
      database.exec(isPaused ? 'INSERT OR IGNORE INTO paused (one) VALUES (1)' : 'DELETE FROM paused');
    },
    unrecognised: (recogniser, languages) =>
      database
        .prepare(
          `SELECT ${CARD} FROM rendition WHERE withoutText > 0 AND state <> 'error' AND (recogniser IS NULL OR recogniser <> ?
           OR languageMissing IN (SELECT value FROM json_each(?))) ORDER BY exhibit`,
        )
        .all(recogniser, JSON.stringify(languages)) as unknown as RenditionCard[],
    counts: () =>
      database
        .prepare(
          'SELECT state, errorKind, kind, count(*) AS n FROM rendition GROUP BY state, errorKind, kind ORDER BY state, errorKind, kind',
        )
        .all() as unknown as {
        state: string;
        errorKind: string | null;
        kind: string;
        n: number;
      }[],
    remove(exhibit) {
      database.prepare('DELETE FROM rendition WHERE exhibit = ?').run(exhibit);
      database.prepare('DELETE FROM body WHERE exhibit = ?').run(exhibit);
      dropFront.run(exhibit);
      last = undefined;
    },
    purge() {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close() {
      database.close();
    },
  };
}

/** From so many pages on, the first ones are kept apart. */
const LONG = 400;

function frontOf(extraction: Extraction): Extraction {
  const { recognised: _recognised, ...rest } = extraction;
  const pages = rest.pages.map(({ other: _other, words: _words, ...page }, i) =>
    i < FRONT_PAGES ? (extraction.pages[i] ?? page) : { ...page, lines: [] },
  );
  return { ...rest, pages };
}

const context = (exhibit: string): Uint8Array => new TextEncoder().encode(`probata rendition ${exhibit}`);

function pack(
  extraction: Extraction,
  exhibit: string,
  key: RenditionKey | undefined,
  cipher: Cipher,
): Uint8Array {
  // Attachments' bytes become exhibits of their own; here only their names and digests are kept.
  const attachments = extraction.attachments.map(({ content: _content, ...rest }) => rest);
  const json = Buffer.from(JSON.stringify({ ...extraction, attachments }));
  const packed = new Uint8Array(
    zstdCompressSync(json, {
      params: { [constants.ZSTD_c_compressionLevel]: 3 },
      pledgedSrcSize: json.length,
    }),
  );
  return key === undefined ? packed : cipher.encipher(key.key, packed, context(exhibit));
}

/** Bodies of earlier versions are Brotli, whose streams of ours never begin with the magic number of Zstandard (RFC 8878, 3.1.1). */
function unpack(bytes: Uint8Array): Extraction {
  const isZstandard = Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE() === 0xfd2f_b528;
  const json = isZstandard ? zstdDecompressSync(bytes) : brotliDecompressSync(bytes);
  return JSON.parse(json.toString('utf8')) as Extraction;
}

function cardOf(
  exhibit: string,
  object: string,
  x: Extraction,
  tries: number,
  digest: string,
  sealed: boolean,
): RenditionCard {
  return {
    exhibit,
    object,
    tool: `${x.tool.name} ${x.tool.version}`,
    state: x.state,
    errorKind: x.state === 'error' ? x.errorKind : null,
    // A reason may quote the file; of a sealed exhibit nothing is quoted in clear.
    reason: x.state === 'error' && !sealed ? x.reason : null,
    kind: x.kind,
    mediaType: x.mediaType,
    language: x.language ?? null,
    pages: x.pages.length,
    textUnits: x.text.length,
    withoutText: x.pages.filter(
      (page) => !page.textLayer || isMeaningless(x.text.slice(page.start, page.end)),
    ).length,
    warnings: x.warnings.length,
    digest,
    tries,
    recognised: x.recognised?.filter((page) => page.state === 'recognised').length ?? 0,
    recogniser: x.recogniser === undefined ? null : `${x.recogniser.name} ${x.recogniser.version}`,
    languageMissing:
      x.recognised?.flatMap((page) => (page.state === 'language-missing' ? [page.missing] : []))[0] ?? null,
  };
}
