// Compares the hint tables of a linearised PDF with its objects: where they disagree, the file was altered or miswritten.
import { inflateSync } from 'node:zlib';
import type * as mupdf from 'mupdf';
import { noteAsked } from '../upset.ts';

const OBJECTS_MAX = 20_000;

/**
 * Checks that the shared objects which the page offset hint table lists for the first page are really shared with
 * something else (ISO 32000-1, Annex F.4.1 and F.4.2; the rule as qpdf's --check-linearization applies it).
 * @returns a sentence on the disagreement, or undefined where there is none or the file is not (any more) linearised
 */
export function checkHints(pdf: mupdf.PDFDocument, bytes: Uint8Array): string | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = view.toString('latin1', 0, 1_024);
  if (!head.includes('/Linearized') || pdf.countObjects() > OBJECTS_MAX) return undefined;
  const number = (key: string): number =>
    Number(new RegExp(`/${key}\\s+(\\d+)`).exec(head)?.[1] ?? Number.NaN);
  if (number('L') !== view.length) return undefined; // changed since: no longer linearised (F.3.2)
  const place = /\/H\s*\[\s*(\d+)\s+(\d+)/.exec(head);
  if (place === null) return undefined;
  try {
    const stated = firstPageShared(
      view.subarray(Number(place[1]), Number(place[1]) + Number(place[2])),
      number('N'),
      number('O'),
    );
    if (stated === undefined || stated.size === 0) return undefined;
    const shared = sharedOfFirstPage(pdf);
    const wrong = [...stated].filter((n) => !shared.has(n));
    if (wrong.length === 0) return undefined;
    return `The hint table of the fast web view lists objects as shared that are not (${wrong.slice(0, 5).join(', ')}).`;
  } catch (error) {
    noteAsked(error);
    return undefined; // tables that cannot be read are passed over, as every reader does
  }
}

/** Object numbers that the hint tables list as shared by the first page. */
function firstPageShared(raw: Buffer, pages: number, firstObject: number): Set<number> | undefined {
  const stream = raw.indexOf('stream', 0, 'latin1');
  const dictionary = raw.toString('latin1', 0, Math.max(0, stream));
  if (stream < 0 || !(pages > 0 && pages < 100_000)) return undefined;
  const start = stream + 6 + (raw[stream + 6] === 13 ? 2 : 1);
  const table = dictionary.includes('/FlateDecode')
    ? inflateSync(raw.subarray(start), { maxOutputLength: 1 << 24, finishFlush: 2 })
    : raw.subarray(start);
  const at = Number(/\/S\s+(\d+)/.exec(dictionary)?.[1] ?? Number.NaN);
  const bits = bitReader(table, 36);
  const objectBits = table.readUInt16BE(8);
  const lengthBits = table.readUInt16BE(14);
  const countBits = table.readUInt16BE(28);
  const idBits = table.readUInt16BE(30);
  bits.skip(objectBits * pages);
  bits.skip(lengthBits * pages);
  const counts: number[] = [];
  for (let i = 0; i < pages; i += 1) counts.push(bits.take(countBits));
  bits.align();
  const ids: number[] = [];
  for (let i = 0; i < Math.min(counts[0] ?? 0, 100_000); i += 1) ids.push(bits.take(idBits));
  const objects = groups(table.subarray(at), firstObject);
  return new Set(ids.flatMap((id) => objects[id] ?? []));
}

/** First object of each shared group (Tables F.5 and F.6). */
function groups(table: Buffer, firstObject: number): number[] {
  const otherObject = table.readUInt32BE(0);
  const ofFirstPage = table.readUInt32BE(8);
  const total = Math.min(table.readUInt32BE(12), 1_000_000);
  const bits = bitReader(table, 24);
  bits.skip(table.readUInt16BE(22) * total);
  let signatures = 0;
  for (let i = 0; i < total; i += 1) signatures += bits.take(1);
  bits.align();
  bits.skip(signatures * 128);
  const found: number[] = [];
  let object = firstObject;
  for (let i = 0; i < total; i += 1) {
    if (i === ofFirstPage) object = otherObject;
    found.push(object);
    object += bits.take(table.readUInt16BE(16)) + 1;
  }
  return found;
}

function bitReader(
  bytes: Buffer,
  from: number,
): { take(count: number): number; skip(count: number): void; align(): void } {
  let at = from * 8;
  const align = (): void => {
    at = Math.ceil(at / 8) * 8;
  };
  return {
    align,
    take(count) {
      let value = 0;
      for (let i = 0; i < count; i += 1, at += 1)
        value = value * 2 + ((bytes.readUInt8(at >> 3) >> (7 - (at & 7))) & 1);
      return value;
    },
    skip(count) {
      at += count;
      align();
    },
  };
}

/** Objects used by the first page and by anything else: another page, a thumbnail, the catalogue or the trailer. */
function sharedOfFirstPage(pdf: mupdf.PDFDocument): Set<number> {
  const users = new Map<number, Set<string>>();
  const visit = (top: mupdf.PDFObject, user: string): void => {
    const seen = new Set<number>();
    const waiting: { object: mupdf.PDFObject; user: string; isTop: boolean }[] = [
      { object: top, user, isTop: true },
    ];
    while (waiting.length > 0) {
      const { object, user: who, isTop } = waiting.pop() as (typeof waiting)[number]; // length > 0
      const isPage = object.isDictionary() && object.get('Type').toString() === '/Page';
      if (isPage && !isTop) continue;
      if (object.isIndirect()) {
        const number = object.asIndirect();
        if (seen.has(number)) continue;
        seen.add(number);
        const known = users.get(number) ?? new Set();
        known.add(who);
        users.set(number, known);
      }
      if (!object.isArray() && !object.isDictionary() && !object.isStream()) continue;
      object.forEach((value, key) => {
        if (isPage && key === 'Parent') return;
        waiting.push({ object: value, user: isPage && key === 'Thumb' ? `thumb ${who}` : who, isTop: false });
      });
    }
  };
  const pages = Math.min(pdf.countPages(), 500);
  for (let i = 0; i < pages; i += 1) visit(pdf.findPage(i), `page ${i}`);
  const trailer = pdf.getTrailer();
  trailer.forEach((value, key) => {
    if (key !== 'Root') visit(value, `trailer ${key}`);
  });
  trailer.get('Root').forEach((value, key) => {
    visit(value, `root ${key}`);
  });
  const shared = new Set<number>();
  for (const [number, who] of users) if (who.has('page 0') && who.size > 1) shared.add(number);
  return shared;
}
