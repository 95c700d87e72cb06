// Looks at the skeleton of a PDF for damage that a reading engine mends in silence.
import { inflateSync } from 'node:zlib';

/** Damage found, each with a code and a sentence; `isTableSound` is undefined where there is no plain table. */
export interface PdfSkeleton {
  readonly damage: readonly { readonly code: string; readonly message: string }[];
  readonly isTableSound: boolean | undefined;
  readonly revisions: number;
}

/**
 * Checks the plain cross-reference tables against the objects, empty objects, and the hint tables of a linearised
 * file (ISO 32000-1, 7.5.4 and Annex F). Reads bytes only; never follows more than 64 tables.
 */
export function checkSkeleton(bytes: Uint8Array): PdfSkeleton {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const damage: { code: string; message: string }[] = [];
  const header = Math.max(0, view.indexOf('%PDF-', 0, 'latin1'));
  const table = checkTables(view, header);
  if (table.zero > 0) {
    damage.push({
      code: 'pdf-xref',
      message: `${table.zero} objects in use have no place in the cross-reference table.`,
    });
  }
  if (table.wrong > 0) {
    damage.push({
      code: 'pdf-xref',
      message: `${table.wrong} entries of the cross-reference table point beside their objects.`,
    });
  }
  if (table.isLost)
    damage.push({ code: 'pdf-xref', message: 'The cross-reference table is not where the file says.' });
  if (hasEmptyObject(view))
    damage.push({ code: 'pdf-empty-object', message: 'The file holds an object without content.' });
  const hint = checkHints(view);
  if (hint !== undefined) damage.push({ code: 'pdf-linearisation', message: hint });
  return {
    damage,
    isTableSound: table.entries === 0 ? undefined : table.zero + table.wrong === 0 && !table.isLost,
    revisions: countOf(view, 'startxref') - (isLinearised(view) ? 1 : 0),
  };
}

function countOf(view: Buffer, word: string): number {
  let count = 0;
  for (
    let at = view.indexOf(word, 0, 'latin1');
    at >= 0 && count < 10_000;
    at = view.indexOf(word, at + 1, 'latin1')
  )
    count += 1;
  return count;
}

function isLinearised(view: Buffer): boolean {
  return view.subarray(0, 1_024).includes('/Linearized');
}

function checkTables(
  view: Buffer,
  header: number,
): { entries: number; zero: number; wrong: number; isLost: boolean } {
  const found = { entries: 0, zero: 0, wrong: 0, isLost: false };
  const last = view.lastIndexOf('startxref', undefined, 'latin1');
  if (last < 0) return { ...found, isLost: true };
  let next = Number(/^startxref\s+(\d+)/.exec(view.toString('latin1', last, last + 40))?.[1] ?? Number.NaN);
  const seen = new Set<number>();
  while (Number.isFinite(next) && !seen.has(next) && seen.size < 64) {
    seen.add(next);
    const at = next + header;
    const lead = view.toString('latin1', at, at + 40);
    if (/^\s*\d+\s+\d+\s+obj/.test(lead)) return found; // a cross-reference stream: the engine's business
    if (!/^\s*xref\s/.test(lead)) {
      // Zero stands in the first part of some linearised files and means nothing.
      return next === 0 && seen.size > 1 ? found : { ...found, isLost: true };
    }
    const end = view.indexOf('trailer', at, 'latin1');
    if (end < 0 || end - at > 40_000_000) return found;
    checkSection(view, view.toString('latin1', at, end).replace(/^\s*xref/, ''), header, found);
    const trailer = view.toString('latin1', end, end + 2_000);
    next = Number(/\/Prev\s+(\d+)/.exec(trailer.split('startxref')[0] ?? '')?.[1] ?? Number.NaN);
  }
  return found;
}

function checkSection(
  view: Buffer,
  section: string,
  header: number,
  found: { entries: number; zero: number; wrong: number },
): void {
  let number = 0;
  for (const m of section.matchAll(/(\d{10})\s(\d{5})\s([nf])|(\d+)[ \t]+(\d+)/g)) {
    if (m[4] !== undefined) {
      number = Number(m[4]);
      continue;
    }
    if (m[3] === 'n') {
      found.entries += 1;
      const offset = Number(m[1]);
      if (offset === 0) found.zero += 1;
      else if (found.entries < 200_000) {
        const lead = view.toString('latin1', offset + header, offset + header + 32);
        if (Number(/^\s*(\d+)\s+\d+\s+obj/.exec(lead)?.[1] ?? Number.NaN) !== number) found.wrong += 1;
      }
    }
    number += 1;
  }
}

function hasEmptyObject(view: Buffer): boolean {
  for (
    let at = view.indexOf('endobj', 0, 'latin1'), n = 0;
    at >= 0 && n < 100_000;
    at = view.indexOf('endobj', at + 6, 'latin1'), n += 1
  ) {
    if (/\d+\s+\d+\s+obj\s*$/.test(view.toString('latin1', Math.max(0, at - 40), at))) return true;
  }
  return false;
}

/**
 * Annex F.4: the page offset hint table. The first page may list no shared objects of its own, since all its objects
 * stand together; a table that does disagrees with the file.
 */
function checkHints(view: Buffer): string | undefined {
  const head = view.toString('latin1', 0, 1_024);
  if (!head.includes('/Linearized')) return undefined;
  const length = Number(/\/L\s+(\d+)/.exec(head)?.[1] ?? Number.NaN);
  if (length !== view.length) return undefined; // changed since: no longer linearised (F.3.2)
  const place = /\/H\s*\[\s*(\d+)\s+(\d+)/.exec(head);
  const pages = Number(/\/N\s+(\d+)/.exec(head)?.[1] ?? Number.NaN);
  if (place === null || !(pages > 0 && pages < 100_000)) return undefined;
  const at = Number(place[1]);
  const raw = view.subarray(at, at + Number(place[2]));
  const stream = raw.indexOf('stream', 0, 'latin1');
  if (stream < 0) return 'The hint table of the fast web view is not where the file says.';
  if (view.lastIndexOf('/Encrypt', undefined, 'latin1') >= 0) return undefined;
  const start = stream + 6 + (raw[stream + 6] === 13 ? 2 : 1);
  let table: Buffer;
  try {
    table = /\/FlateDecode/.test(raw.toString('latin1', 0, stream))
      ? inflateSync(raw.subarray(start), { maxOutputLength: 1 << 24, finishFlush: 2 })
      : Buffer.from(raw.subarray(start));
  } catch {
    return 'The hint table of the fast web view cannot be unpacked.';
  }
  if (table.length < 36) return undefined;
  const objectBits = table.readUInt16BE(8);
  const lengthBits = table.readUInt16BE(14);
  const sharedBits = table.readUInt16BE(28);
  const skip = 36 + Math.ceil((objectBits * pages) / 8) + Math.ceil((lengthBits * pages) / 8);
  let shared = 0;
  for (let i = 0; i < sharedBits && i < 32; i += 1) {
    const byte = table[skip + (i >> 3)] ?? 0;
    shared = shared * 2 + ((byte >> (7 - (i & 7))) & 1);
  }
  if (shared > 0)
    return `The hint table of the fast web view lists ${shared} shared objects for the first page that are not shared.`;
  return undefined;
}
