// What a sealed bag holds besides its payload: opened entries, the table of annexes, and where each of them lies.
import { fromHex, fromUtf8, isHex64 } from './bytes.ts';
import { canonicalBytes, type Json, type JsonObject, parseCanonical } from './canonical.ts';
import { parseSize } from './checkpoint.ts';
import { opensCommitment, SALT_BYTES } from './commitment.ts';
import { Breach, Refusal } from './error.ts';
import { type Header, MAX_LEAF_BYTES, parseHeader } from './header.ts';
import { leafHash } from './merkle.ts';

/** Paths inside a bag. */
export const BAG = {
  annexes: 'data/annexes.csv',
  annexFolder: 'data/annexes/',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  checkpoint: 'proofs/checkpoint',
  vkey: 'trust/log.vkey',
  roots: 'trust/tsa-roots.pem',
  chain: 'trust/tsa-chain.pem',
  filingProof: 'proofs/filing.tlog-proof',
  leaf: (name: string): string => `proofs/leaves/${name}.json`,
  annexProof: (annex: string): string => `proofs/annexes/${annex}.tlog-proof`,
  entryProof: (name: string): string => `proofs/entries/${name}.tlog-proof`,
  previous: (size: number): string => `proofs/previous/${size}.checkpoint`,
  consistency: (size: number): string => `proofs/previous/from-${size}.consistency`,
} as const;

/** The kind of the entry that binds a filing's manifest. */
export const FILING_KIND = 'filing.sealed';

/** An entry with what was said: `{content, header, salt}` in canonical JSON, the salt in hexadecimal. */
export interface OpenedEntry {
  readonly header: Header;
  readonly salt: Uint8Array;
  readonly content: JsonObject;
}

/** The file of an annex, as the content of its own entry states it; other members may stand beside these. */
export interface FileContent {
  /** SHA-256 of the file in the bag (the produced one, if it was stamped or redacted). */
  readonly digest: string;
  readonly bytes: number;
}

/** Content of the filing entry: SHA-256 of `manifest-sha256.txt`, and each annex with the number of its entry in the log. */
export interface FilingContent {
  readonly manifest: string;
  readonly annexes: readonly { readonly annex: string; readonly entry: number }[];
}

/** One line of `data/annexes.csv`. `index` is the number of the annex's entry in the log, from 0. */
export interface AnnexRow {
  readonly annex: string;
  readonly title: string;
  readonly file: string;
  readonly sha256: string;
  readonly index: number;
  readonly class: string;
  readonly seal: string;
}

export const ANNEX_COLUMNS = ['annex', 'title', 'file', 'sha256', 'index', 'class', 'seal'] as const;
const ANNEX = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

/** Reads an opened entry and checks that content and salt open its commitment; gives it with its leaf hash. */
export function parseOpenedEntry(bytes: Uint8Array): OpenedEntry & { readonly leaf: Uint8Array } {
  const value = object(parseCanonical(bytes));
  const {
    header: stated,
    salt: hex,
    content: said,
  } = value as { header?: Json; salt?: Json; content?: Json };
  if (
    Object.keys(value).join() !== 'content,header,salt' ||
    typeof hex !== 'string' ||
    hex.length !== 2 * SALT_BYTES
  ) {
    throw new Refusal(
      'SEAL_ENTRY',
      'An opened entry has a content, a header and a salt of 32 bytes, and nothing else.',
    );
  }
  const header = parseHeader(stated as Json);
  const content = object(said as Json);
  const salt = fromHex(hex);
  if (!opensCommitment(header.content, content, salt)) {
    throw new Breach('SEAL_COMMITMENT', 'The content is not the one to which the entry is committed.');
  }
  const leaf = canonicalBytes({ ...header }); // as leafBytes gives it, the header having just been parsed
  if (leaf.length > MAX_LEAF_BYTES) throw new Refusal('SEAL_LEAF_LONG', 'The header is too long for a leaf.');
  return { header, salt, content, leaf: leafHash(leaf) };
}

/** The digest and size a content states for a file; otherwise Refusal SEAL_ENTRY. */
export function fileContent(content: JsonObject): FileContent {
  const { digest, bytes } = content as { digest?: Json; bytes?: Json };
  if (!isHex64(digest) || typeof bytes !== 'number')
    throw new Refusal('SEAL_ENTRY', 'This entry is not about a file.');
  return { digest, bytes };
}

/** What a filing entry binds; otherwise Refusal SEAL_ENTRY. */
export function filingContent({ header, content }: OpenedEntry): FilingContent {
  const { manifest, annexes } = content as { manifest?: Json; annexes?: Json };
  if (header.kind !== FILING_KIND || !isHex64(manifest) || !Array.isArray(annexes)) {
    throw new Refusal('SEAL_ENTRY', 'This entry does not seal a filing.');
  }
  return { manifest, annexes: annexes as FilingContent['annexes'] };
}

/** Reads `data/annexes.csv` (RFC 4180, header line as `ANNEX_COLUMNS`); another form is refused (SEAL_ANNEXES). */
export function parseAnnexes(bytes: Uint8Array): AnnexRow[] {
  const [head, ...rows] = parseCsv(fromUtf8(bytes));
  if (head?.join() !== ANNEX_COLUMNS.join()) throw wrong('its header line');
  const seen = new Set<string>();
  return rows.map((cells, line) => {
    const [annex = '', title = '', file = '', sha256 = '', index = '', source = '', seal = ''] = cells;
    const isNew = seen.size < seen.add(annex).add(file).size - 1;
    if (cells.length !== 7 || !ANNEX.test(annex) || !isHex64(sha256) || !isNew)
      throw wrong(`line ${line + 2}`);
    return { annex, title, file, sha256, index: parseSize(index), class: source, seal };
  });
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw wrong('its quoting');
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function object(value: Json): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Refusal('SEAL_ENTRY', 'This is not an object.');
  return value as JsonObject;
}

function wrong(what: string): Refusal {
  return new Refusal('SEAL_ANNEXES', `${BAG.annexes} is not in its form: ${what}.`, { what });
}
