// Reads the text of an old Word document through its piece table.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeAs } from '../encoding.ts';
import { openOle } from '../ole.ts';
import { noteOle } from '../ole-properties.ts';

/** Word 97 to 2003 ([MS-DOC] 2.4.1). Body, footnotes, headers and text boxes follow each other in the text. */
export function readDoc(source: Source, draft: Draft): void {
  const ole = openOle(source.bytes);
  const main = ole.read('WordDocument');
  if (main === undefined || main.length < 0x200)
    throw new Unreadable('damaged', 'The document has no main stream.');
  const flags = main.readUInt16LE(10);
  if ((flags & 0x100) !== 0) throw new Unreadable('encrypted', 'The document is encrypted with a password.');
  if (main.readUInt16LE(0) !== 0xa5ec && main.readUInt16LE(0) !== 0xa5dc)
    throw new Unreadable('damaged', 'Not a Word document inside.');
  const version = main.readUInt16LE(2);
  if (version < 0xc0)
    throw new Unreadable(
      'unsupported',
      `Word documents of version ${version} (before 1997) are kept but not read.`,
    );
  const table =
    ole.read((flags & 0x200) !== 0 ? '1Table' : '0Table') ?? ole.read('1Table') ?? ole.read('0Table');
  if (table === undefined) throw new Unreadable('damaged', 'The document has no table stream.');
  const start = main.readUInt32LE(0x1a2);
  const length = main.readUInt32LE(0x1a6);
  const pieces = piecesOf(table.subarray(start, start + length));
  if (pieces === undefined)
    throw new Unreadable('damaged', 'The piece table of the document cannot be read.');
  let text = '';
  for (const piece of pieces) {
    const at = piece.isNarrow ? piece.at / 2 : piece.at;
    const size = piece.isNarrow ? piece.count : piece.count * 2;
    const bytes = main.subarray(at, at + size);
    if (bytes.length < size) draft.cut('doc-short', 'The document ends before its text does.');
    text += piece.isNarrow
      ? decodeAs(bytes, 'windows-1252').text
      : bytes.subarray(0, bytes.length & ~1).toString('utf16le');
    if (text.length > draft.limits.textUnits) break;
  }
  draft.write(tidy(text));
  noteOle(ole, draft);
  if (ole.isDamaged()) draft.cut('ole-damaged', 'The file is cut or its chains of sectors are broken.');
}

interface Piece {
  readonly at: number;
  readonly count: number;
  readonly isNarrow: boolean;
}

/** The Clx: property groups, then the piece table ([MS-DOC] 2.9.38, 2.9.177). */
function piecesOf(clx: Buffer): Piece[] | undefined {
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1);
  if (at + 5 > clx.length || clx[at] !== 2) return undefined;
  const size = Math.min(clx.readUInt32LE(at + 1), clx.length - at - 5);
  const plc = clx.subarray(at + 5, at + 5 + size);
  const count = Math.floor((plc.length - 4) / 12);
  const pieces: Piece[] = [];
  for (let i = 0; i < count; i += 1) {
    const from = plc.readUInt32LE(i * 4);
    const to = plc.readUInt32LE(i * 4 + 4);
    const fc = plc.readUInt32LE((count + 1) * 4 + i * 8 + 2);
    if (to <= from || to - from > 0x10000000) continue;
    pieces.push({ at: fc & 0x3fffffff, count: to - from, isNarrow: (fc & 0x40000000) !== 0 });
  }
  return pieces;
}

/** Field codes (0x13 … 0x14) are instructions, their results stay; the rest of the marks become white space. */
function tidy(text: string): string {
  let out = '';
  const codes: boolean[] = [];
  for (const ch of text) {
    const code = ch.charCodeAt(0);
    if (code === 0x13) codes.push(true);
    else if (code === 0x14) {
      if (codes.length > 0) codes[codes.length - 1] = false;
    } else if (code === 0x15) codes.pop();
    else if (codes.includes(true)) continue;
    else if (code === 0x0d || code === 0x0b || code === 0x0c) out += '\n';
    else if (code === 0x07) out += '\t';
    else if (code === 0x1e) out += '\u2011';
    else if (code === 0x1f) out += '\u00ad';
    else if (code >= 32 || code === 9 || code === 10) out += ch;
  }
  return out;
}
