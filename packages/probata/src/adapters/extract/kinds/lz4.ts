// Unpacks LZ4, block by block under the limits, with every checksum that the file states compared.
import { Unreadable } from '../draft.ts';
import type { UnpackBudget } from '../zip.ts';
import type { Drained } from './library.ts';

const FRAME = 0x184d2204;
const LEGACY = 0x184c2102;
const LEGACY_BLOCK = 8 << 20;
const WINDOW = 65_536;

/** Takes what was unpacked and gives it back when it is asked for: blocks lean on the 64 KiB before them. */
interface Output {
  readonly parts: Buffer[];
  before: Buffer;
}

/**
 * Frames one behind the other, also of the form of before 2014 (LZ4 Frame Format 1.6.4, LZ4 Block Format). What could be
 * unpacked before damage is given with a remark on it.
 * @throws Unreadable: archive-limit; unsupported where a dictionary is needed
 */
export function unlz4(view: Buffer, budget: UnpackBudget): Drained {
  const output: Output = { parts: [], before: Buffer.alloc(0) };
  let remark: string | undefined;
  try {
    for (let at = 0; at < view.length; ) at = oneFrame(view, at, output, budget);
  } catch (error) {
    if (error instanceof Unreadable || !(error instanceof RangeError)) throw error;
    remark = error instanceof Damage ? error.message : 'it ends too early';
  }
  return { content: Buffer.concat(output.parts), remark };
}

class Damage extends RangeError {}

function oneFrame(view: Buffer, begin: number, output: Output, budget: UnpackBudget): number {
  const sign = view.readUInt32LE(begin);
  if ((sign & 0xfffffff0) >>> 0 === 0x184d2a50) return begin + 8 + view.readUInt32LE(begin + 4);
  output.before = Buffer.alloc(0);
  if (sign === LEGACY) return legacyFrame(view, begin + 4, output, budget);
  if (sign !== FRAME) throw new Damage('something else stands behind it');
  const form = view.readUInt8(begin + 4);
  const isDependent = (form & 0x20) === 0;
  const most = 1 << (8 + 2 * ((view.readUInt8(begin + 5) >> 4) & 7));
  if (form >> 6 !== 1 || most < 1 << 16) throw new Damage('its head makes no sense');
  if ((form & 1) !== 0)
    throw new Unreadable('unsupported', 'The file was packed with a dictionary that is not in it.');
  let at = begin + 6 + ((form & 8) !== 0 ? 8 : 0);
  if (((hash32([view.subarray(begin + 4, at)]) >>> 8) & 255) !== view.readUInt8(at))
    throw new Damage('the checksum of its head is wrong');
  at += 1;
  const first = output.parts.length;
  for (;;) {
    const stated = view.readUInt32LE(at);
    at += 4;
    if (stated === 0) break;
    const length = stated & 0x7fffffff;
    const block = within(view, at, length);
    at += length;
    if ((form & 0x10) !== 0) {
      if (hash32([block]) !== view.readUInt32LE(at)) throw new Damage('the checksum of a block is wrong');
      at += 4;
    }
    if (!isDependent) output.before = Buffer.alloc(0);
    if (stated >>> 31 === 1) keep(block, output, budget);
    else keep(unpacked(block, output.before, most), output, budget);
  }
  if ((form & 4) === 0) return at;
  if (hash32(output.parts.slice(first)) !== view.readUInt32LE(at))
    throw new Damage('the checksum of its content is wrong');
  return at + 4;
}

/** Blocks until the end of the file or the sign of another frame. */
function legacyFrame(view: Buffer, begin: number, output: Output, budget: UnpackBudget): number {
  let at = begin;
  while (at < view.length) {
    const length = view.readUInt32LE(at);
    if (length === FRAME || length === LEGACY || (length & 0xfffffff0) >>> 0 === 0x184d2a50) return at;
    keep(unpacked(within(view, at + 4, length), Buffer.alloc(0), LEGACY_BLOCK), output, budget);
    at += 4 + length;
  }
  return at;
}

function within(view: Buffer, at: number, length: number): Buffer {
  if (at + length > view.length) throw new RangeError('a block behind the end of the file');
  return view.subarray(at, at + length);
}

function keep(content: Buffer, output: Output, budget: UnpackBudget): void {
  budget.spend(content.length);
  output.parts.push(Buffer.from(content));
  output.before =
    content.length >= WINDOW
      ? content.subarray(content.length - WINDOW)
      : Buffer.concat([output.before, content]).subarray(-WINDOW);
}

/** One block: literals and copies of what stands at most 64 KiB before. Never writes more than `most`. */
function unpacked(block: Buffer, before: Buffer, most: number): Buffer {
  // One byte can stand for 255 at most: a small block is given no more room than it can fill.
  const out = Buffer.allocUnsafe(before.length + Math.min(most, block.length * 255 + 64));
  before.copy(out);
  let [at, to] = [0, before.length];
  const lengthOf = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15)
      for (let more = 255; more === 255; at += 1) {
        more = block.readUInt8(at);
        length += more;
      }
    return length;
  };
  while (at < block.length) {
    const token = block.readUInt8(at);
    at += 1;
    const literals = lengthOf(token >> 4);
    if (at + literals > block.length || to + literals > out.length)
      throw new Damage('a block says more than it holds');
    block.copy(out, to, at, at + literals);
    at += literals;
    to += literals;
    if (at >= block.length) break; // the last sequence has literals only
    const back = block.readUInt16LE(at);
    at += 2;
    const length = lengthOf(token & 15) + 4;
    if (back === 0 || back > to || to + length > out.length) throw new Damage('a block leads out of itself');
    if (back >= length) out.copyWithin(to, to - back, to - back + length);
    else for (let i = 0; i < length; i += 1) out[to + i] = out[to + i - back] as number; // i - back lies before to
    to += length;
  }
  return out.subarray(before.length, to);
}

const [P1, P2, P3, P4, P5] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1];

/** XXH32 with seed 0 of the pieces together (xxHash fast digest algorithm 0.1.1). */
function hash32(pieces: readonly Buffer[]): number {
  const view = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces); // one is there
  const turn = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
  let at = 0;
  let sum = P5 | 0;
  if (view.length >= 16) {
    let [a, b, c, d] = [(P1 + P2) | 0, P2 | 0, 0, -P1 | 0];
    const round = (lane: number, place: number): number =>
      Math.imul(turn((lane + Math.imul(view.readUInt32LE(place), P2)) | 0, 13), P1);
    for (; at + 16 <= view.length; at += 16) {
      a = round(a, at);
      b = round(b, at + 4);
      c = round(c, at + 8);
      d = round(d, at + 12);
    }
    sum = (turn(a, 1) + turn(b, 7) + turn(c, 12) + turn(d, 18)) | 0;
  }
  sum = (sum + view.length) | 0;
  for (; at + 4 <= view.length; at += 4)
    sum = Math.imul(turn((sum + Math.imul(view.readUInt32LE(at), P3)) | 0, 17), P4);
  for (; at < view.length; at += 1)
    sum = Math.imul(turn((sum + Math.imul(view.readUInt8(at), P5)) | 0, 11), P1);
  sum = Math.imul(sum ^ (sum >>> 15), P2);
  sum = Math.imul(sum ^ (sum >>> 13), P3);
  return (sum ^ (sum >>> 16)) >>> 0;
}
