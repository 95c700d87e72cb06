// Reads the words in drawings that Windows keeps as a list of strokes (EMF, WMF); nothing is drawn and nothing is carried out.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeAs, decodeText } from '../encoding.ts';
import { CHARSETS } from './rtf.ts';

/** A piece of text and how far down it stands; 8-bit text is decoded when all of it is known. */
interface Said {
  readonly y: number;
  readonly text: string | Buffer;
  readonly page?: string | undefined;
}

interface Told {
  readonly said: readonly Said[];
  readonly records: number;
  /** Whether some of the text is numbers of shapes in a font instead of letters. */
  readonly hasShapes: boolean;
  readonly isCut: boolean;
}

const GLYPHS = 0x10;
const MOST_SAID = 500_000;

/**
 * An enhanced ([MS-EMF], with the text of [MS-EMFPLUS] where it has no other) or an old ([MS-WMF]) metafile: its words in
 * the order in which they are drawn.
 * @throws Unreadable (damaged) where not one record can be read
 */
export function readMetafile(source: Source, draft: Draft): void {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const told = source.kind === 'emf' ? enhanced(view, draft) : old(view, draft);
  if (told.records === 0) throw new Unreadable('damaged', 'The file ends before anything is drawn.');
  draft.fact('records', told.records);
  let last: number | undefined;
  for (const { y, text } of decoded(told.said)) {
    if (last !== undefined) draft.write(y === last ? ' ' : '\n');
    draft.write(text);
    last = y;
  }
  if (last !== undefined) draft.write('\n');
  if (told.hasShapes)
    draft.cut(
      'metafile-shapes',
      'Some words are kept as shapes of a font, not as letters; they can be seen only in a program that draws the file.',
    );
  if (told.isCut)
    draft.cut(
      'metafile-cut',
      'The file was not read to its last record: it ends too early, or has too many.',
    );
}

function decoded(said: readonly Said[]): readonly { readonly y: number; readonly text: string }[] {
  const unknown = said.flatMap(({ text, page }) =>
    typeof text === 'string' || page !== undefined ? [] : [text],
  );
  const usual =
    unknown.length === 0
      ? 'windows-1252'
      : decodeText(Buffer.concat(unknown.slice(0, 5_000).flatMap((one) => [one, Buffer.from('\n')])))
          .encoding;
  return said.map(({ y, text, page }) => ({
    y,
    text: (typeof text === 'string' ? text : decodeAs(text, page ?? usual).text)
      .replace(/\0+$/, '')
      .replace(/[\r\n]+/g, ' '),
  }));
}

function enhanced(view: Buffer, draft: Draft): Told {
  const said: Said[] = [];
  const plus: Said[] = [];
  let [records, hasShapes, isEnded] = [0, false, false];
  try {
    draft.fact('WidthMm', Math.abs(view.readInt32LE(32) - view.readInt32LE(24)) / 100);
    draft.fact('HeightMm', Math.abs(view.readInt32LE(36) - view.readInt32LE(28)) / 100);
    const words = view.readUInt32LE(60);
    const place = view.readUInt32LE(64);
    if (words > 0 && words < 1_000) draft.fact('Description', wide(view, place, words).replace(/\0+/g, ' '));
    for (let at = 0; at + 8 <= view.length; ) {
      const type = view.readUInt32LE(at);
      const size = view.readUInt32LE(at + 4);
      if (size < 8 || at + size > view.length || said.length >= MOST_SAID) break;
      records += 1;
      const one = view.subarray(at, at + size);
      if (type === 14) isEnded = true;
      else if (type === 83 || type === 84) {
        const [units, begin, how] = [one.readUInt32LE(44), one.readUInt32LE(48), one.readUInt32LE(52)];
        if ((how & GLYPHS) !== 0) hasShapes = true;
        else
          said.push({
            y: one.readInt32LE(40),
            text: type === 84 ? wide(one, begin, units) : bytes(one, begin, units),
          });
      } else if (type === 108) {
        const [units, how] = [one.readUInt32LE(16), one.readUInt32LE(20)];
        const begin = (how & 0x100) === 0 ? 52 : 36;
        if ((how & GLYPHS) !== 0) hasShapes = true;
        else
          said.push({
            y: one.readInt32LE(12),
            text: (how & 0x200) === 0 ? wide(one, begin, units) : bytes(one, begin, units),
          });
      } else if (type === 70 && one.toString('latin1', 12, 16) === 'EMF+') takePlus(one, plus);
      at += size;
      if (isEnded) break;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a record that says more than it holds
  }
  return { said: said.length > 0 ? said : plus, records, hasShapes, isCut: !isEnded };
}

/** The text records of EMF+ that stand inside a comment of an EMF. */
function takePlus(comment: Buffer, plus: Said[]): void {
  for (let at = 16; at + 12 <= comment.length; ) {
    const type = comment.readUInt16LE(at);
    const size = comment.readUInt32LE(at + 4);
    if (size < 12 || at + size > comment.length || plus.length >= MOST_SAID) return;
    if (type === 0x401c)
      plus.push({
        y: comment.readFloatLE(at + 28),
        text: wide(comment.subarray(at, at + size), 40, comment.readUInt32LE(at + 20)),
      });
    at += size;
  }
}

function old(view: Buffer, draft: Draft): Told {
  const said: Said[] = [];
  let [records, isEnded] = [0, false];
  try {
    let at = 0;
    if (view.readUInt32LE(0) === 0x9ac6cdd7) {
      const inch = view.readUInt16LE(14) || 1_440;
      const millimetres = (from: number, to: number): number =>
        Math.round((Math.abs(view.readInt16LE(to) - view.readInt16LE(from)) / inch) * 2_540) / 100;
      draft.fact('WidthMm', millimetres(6, 10));
      draft.fact('HeightMm', millimetres(8, 12));
      at = 22;
    }
    at += 18;
    let page: string | undefined;
    while (at + 6 <= view.length) {
      const size = view.readUInt32LE(at) * 2;
      const type = view.readUInt16LE(at + 4);
      if (size < 6 || at + size > view.length || said.length >= MOST_SAID) break;
      records += 1;
      const one = view.subarray(at, at + size);
      if (type === 0) isEnded = true;
      else if (type === 0x02fb && one.length > 19) {
        const set = one.readUInt8(19);
        page = set < 2 ? undefined : CHARSETS[String(set)];
      } else if (type === 0x0521) {
        const length = one.readUInt16LE(6);
        said.push({ y: one.readInt16LE(8 + length + (length & 1)), text: bytes(one, 8, length), page });
      } else if (type === 0x0a32) {
        const [length, how] = [one.readUInt16LE(10), one.readUInt16LE(12)];
        said.push({ y: one.readInt16LE(6), text: bytes(one, (how & 6) === 0 ? 14 : 22, length), page });
      }
      at += size;
      if (isEnded) break;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a record that says more than it holds
  }
  return { said, records, hasShapes: false, isCut: !isEnded };
}

function wide(record: Buffer, begin: number, units: number): string {
  return bytes(record, begin, units * 2).toString('utf16le');
}

function bytes(record: Buffer, begin: number, length: number): Buffer {
  if (begin + length > record.length) throw new RangeError('a text behind the end of its record');
  return record.subarray(begin, begin + length);
}
