// Tells a Targa picture, which has no sign at its beginning, by its end or by its head and length together.

const SIGN = Buffer.from('TRUEVISION-XFILE.\0', 'latin1');

/** Truevision TGA 2.0 by the sign at its end; the older form where it is not packed and exactly as long as its head says. */
export function isTarga(bytes: Uint8Array): boolean {
  if (bytes.length < 18) return false;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const [named, hasMap, form] = [view.readUInt8(0), view.readUInt8(1), view.readUInt8(2)];
  if (hasMap > 1 || ![1, 2, 3, 9, 10, 11].includes(form)) return false;
  if (view.subarray(-SIGN.length).equals(SIGN)) return true;
  const deep = view.readUInt8(16);
  if (form > 3 || ![8, 15, 16, 24, 32].includes(deep)) return false;
  const map = hasMap * view.readUInt16LE(5) * Math.ceil(view.readUInt8(7) / 8);
  const points = view.readUInt16LE(12) * view.readUInt16LE(14);
  return points > 0 && view.length === 18 + named + map + points * Math.ceil(deep / 8);
}
