// Finds in a HEIC or AVIF which picture is the one shown, how large it is, and whether it is turned on its side.
// Source: ISO/IEC 23008-12 (HEIF): pitm names the primary item, ipma its properties, ipco holds them.

export interface HeifPicture {
  readonly width: number;
  readonly height: number;
  /** True where the picture is shown turned by a quarter or three (`irot`): the sides change places. */
  readonly isTurned: boolean;
}

/** A box: its four letters, and where its body begins and ends. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const MOST_BOXES = 10_000;

/** The picture that is shown, or undefined where the file does not tell. Never reads outside the bytes given. */
export function heifPicture(view: Buffer): HeifPicture | undefined {
  try {
    const meta = find(boxes(view, 0, view.length), 'meta');
    if (meta === undefined) return undefined;
    const inside = boxes(view, meta.start + 4, meta.end);
    const [pitm, iprp] = [find(inside, 'pitm'), find(inside, 'iprp')];
    if (pitm === undefined || iprp === undefined) return undefined;
    const primary =
      view[pitm.start] === 0 ? view.readUInt16BE(pitm.start + 4) : view.readUInt32BE(pitm.start + 4);
    const properties = boxes(view, iprp.start, iprp.end);
    const [ipco, ipma] = [find(properties, 'ipco'), find(properties, 'ipma')];
    if (ipco === undefined || ipma === undefined) return undefined;
    const all = boxes(view, ipco.start, ipco.end);
    const own = propertiesOf(view, ipma, primary).flatMap((index) => all[index - 1] ?? []);
    const size = find(own, 'ispe');
    if (size === undefined) return undefined;
    const turn = find(own, 'irot');
    return {
      width: view.readUInt32BE(size.start + 4),
      height: view.readUInt32BE(size.start + 8),
      isTurned: turn !== undefined && (view.readUInt8(turn.start) & 1) === 1,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a box that ends too early
    return undefined;
  }
}

/** The first box of a type. */
export function find(all: readonly Box[], type: string): Box | undefined {
  return all.find((box) => box.type === type);
}

/** The boxes between two offsets, one behind the other. */
export function boxes(view: Buffer, from: number, to: number): readonly Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to && found.length < MOST_BOXES; ) {
    const short = view.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(view.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    if (length < head || at + length > to) break;
    found.push({ type: view.toString('latin1', at + 4, at + 8), start: at + head, end: at + length });
    at += length;
  }
  return found;
}

/** The numbers, from 1, of the properties of one item. */
function propertiesOf(view: Buffer, ipma: Box, item: number): readonly number[] {
  const [version, isWide] = [view.readUInt8(ipma.start), (view.readUInt8(ipma.start + 3) & 1) === 1];
  let at = ipma.start + 8;
  for (let left = view.readUInt32BE(ipma.start + 4); left > 0 && at < ipma.end; left -= 1) {
    const id = version === 0 ? view.readUInt16BE(at) : view.readUInt32BE(at);
    at += version === 0 ? 2 : 4;
    const count = view.readUInt8(at);
    at += 1;
    if (id === item)
      return Array.from({ length: count }, (_, i) =>
        isWide ? view.readUInt16BE(at + i * 2) & 0x7fff : view.readUInt8(at + i) & 0x7f,
      );
    at += count * (isWide ? 2 : 1);
  }
  return [];
}
