// Takes a TNEF stream apart: its attributes one after the other, and the properties inside them; nothing lies over anything else.
import { decodeAs, decodeText } from '../encoding.ts';

/** One attribute ([MS-OXTNEF] 2.1.3.1): whose it is (1 message, 2 attachment), what it is, and its bytes. */
export interface TnefAttribute {
  readonly level: number;
  readonly id: number;
  readonly data: Buffer;
  /** Whether the sum of its bytes is the one that is stated behind them, if it is there. */
  readonly isSound: boolean;
}

export const TNEF_SIGN = 0x223e9f78;

/** Attributes in their order; `isCut` where the stream ends inside one or goes on in another form. */
export function attributesOf(view: Buffer): { attributes: readonly TnefAttribute[]; isCut: boolean } {
  const attributes: TnefAttribute[] = [];
  let at = 6;
  while (at + 9 <= view.length) {
    const level = view.readUInt8(at);
    const length = view.readUInt32LE(at + 5);
    const end = at + 9 + length;
    if (level < 1 || level > 2 || end > view.length) break;
    const data = view.subarray(at + 9, end);
    const isSound = end + 2 > view.length || sumOf(data) === view.readUInt16LE(end);
    attributes.push({ level, id: view.readUInt32LE(at + 1), data, isSound });
    at = end + 2;
  }
  // Some programs fill the end up with zeros.
  const isCut = at > view.length || view.subarray(at).some((byte) => byte !== 0);
  return { attributes, isCut };
}

function sumOf(data: Buffer): number {
  let sum = 0;
  for (const byte of data) sum = (sum + byte) & 0xffff;
  return sum;
}

/** One property: its type ([MS-OXCDATA] 2.11.1) and the bytes of its first value. */
interface TnefValue {
  readonly type: number;
  readonly data: Buffer;
}

/** Properties by id. Those with names of their own (0x8000 and above) are stepped over. */
export interface TnefProperties {
  readonly values: ReadonlyMap<number, TnefValue>;
  /** Whether the list breaks off or cannot be followed further. */
  readonly isCut: boolean;
  /** Where the list ends in the bytes it was read from. */
  readonly end: number;
}

const TEXT8 = 0x1e;
const TEXT16 = 0x1f;
const OBJECT = 0x0d;
const BINARY = 0x102;
/** Bytes of a value of fixed length, padding to four included. */
const FIXED: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

/** A list of properties ([MS-OXTNEF] 2.1.3.4), from `begin`. Never throws; what breaks off is said to be cut. */
export function propertiesOf(view: Buffer, begin = 0): TnefProperties {
  const values = new Map<number, TnefValue>();
  let at = begin;
  try {
    const count = view.readUInt32LE(at);
    at += 4;
    for (let i = 0; i < count; i += 1) {
      const type = view.readUInt16LE(at);
      const id = view.readUInt16LE(at + 2);
      at += 4;
      if (id >= 0x8000) at = pastName(view, at);
      const one = valueAt(view, at, type);
      at = one.next;
      if (!values.has(id) && id < 0x8000) values.set(id, { type: type & 0xfff, data: one.data });
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a length that leads out of the list
    return { values, isCut: true, end: view.length };
  }
  return { values, isCut: false, end: at };
}

function pastName(view: Buffer, at: number): number {
  const kind = view.readUInt32LE(at + 16);
  return kind === 0 ? at + 24 : at + 24 + padded(view.readUInt32LE(at + 20));
}

/** The first value of a property and where the next property begins. Throws RangeError where it leads out of the list. */
function valueAt(view: Buffer, begin: number, typed: number): { data: Buffer; next: number } {
  const type = typed & 0xfff;
  const isMany = (typed & 0x1000) !== 0;
  const fixed = FIXED[type];
  const hasCount = isMany || fixed === undefined;
  if (fixed === undefined && ![TEXT8, TEXT16, OBJECT, BINARY].includes(type))
    throw new RangeError('a property of a type that is not known');
  let at = begin;
  const count = hasCount ? view.readUInt32LE(at) : 1;
  if (hasCount) at += 4;
  let first: Buffer | undefined;
  for (let i = 0; i < count; i += 1) {
    const length = fixed ?? view.readUInt32LE(at);
    if (fixed === undefined) at += 4;
    if (at + length > view.length) throw new RangeError('a value that ends behind its list');
    first ??= view.subarray(at, at + length);
    at += padded(length);
  }
  return { data: first ?? Buffer.alloc(0), next: at };
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/** A text among the properties; `page` decodes those of 8 bits, which else tell their encoding by themselves. */
export function textOf(
  properties: ReadonlyMap<number, TnefValue>,
  id: number,
  page: string | undefined,
): string | undefined {
  const found = properties.get(id);
  if (found?.type === TEXT16)
    return found.data
      .subarray(0, found.data.length & ~1)
      .toString('utf16le')
      .replace(/\0+$/, '');
  return found?.type === TEXT8 ? narrowText(found.data, page) : undefined;
}

/** A text of 8 bits without the zero that ends it. */
export function narrowText(data: Buffer, page: string | undefined): string {
  const end = data.indexOf(0);
  const bytes = end < 0 ? data : data.subarray(0, end);
  return page === undefined ? decodeText(bytes).text : decodeAs(bytes, page).text;
}

/** The bytes of a text or of a binary value among the properties. */
export function bytesOf(properties: ReadonlyMap<number, TnefValue>, id: number): Buffer | undefined {
  const found = properties.get(id);
  return found?.type === BINARY || found?.type === TEXT8 || found?.type === OBJECT ? found.data : undefined;
}

/** What an object is, by the interface that opens it, and its bytes behind that. */
export function objectOf(
  properties: ReadonlyMap<number, TnefValue>,
  id: number,
): { isMessage: boolean; data: Buffer } | undefined {
  const found = properties.get(id);
  if (found?.type !== OBJECT || found.data.length < 16) return undefined;
  // IID_IMessage, {00020307-0000-0000-C000-000000000046}
  const isMessage = found.data.subarray(0, 16).toString('hex') === '0703020000000000c000000000000046';
  return { isMessage, data: found.data.subarray(16) };
}
