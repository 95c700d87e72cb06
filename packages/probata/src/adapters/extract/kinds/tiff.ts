// Walks the directories of a TIFF: each is a page, and a file that leads in circles or nowhere is followed no further.
// Source: TIFF 6.0, section 2; BigTIFF (libtiff), where every offset and count has eight bytes.

/** One directory: a page, or a smaller copy of one (NewSubfileType, bit 0). */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly isReduced: boolean;
  /** How its rows and columns lie (tag 274): 1 is upright, 5 to 8 are on their side. */
  readonly turning: number;
}

/** The pages in the order of the file, and why there are no more where the chain did not end by itself. */
export interface TiffPages {
  readonly pages: readonly TiffPage[];
  readonly isBig: boolean;
  readonly end: 'ended' | 'circle' | 'cut' | 'limit';
}

interface Form {
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
  /** An offset or a count of entries, as wide as the form makes it. */
  readonly offset: (at: number) => number;
  readonly count: (at: number) => number;
  readonly countBytes: number;
  readonly entryBytes: number;
}

/** No directory of a page needs more; a longer one is not followed to its end. */
const MOST_ENTRIES = 4_096;

/**
 * The pages of a TIFF or BigTIFF, at most `most` of them.
 * Reads directories only: no pixel is decoded and no offset outside the file is followed.
 */
export function tiffPages(view: Buffer, most: number): TiffPages {
  const form = formOf(view);
  const isBig = form.entryBytes === 20;
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  try {
    for (let at = form.offset(isBig ? 8 : 4); at !== 0; ) {
      if (seen.has(at)) return { pages, isBig, end: 'circle' };
      if (pages.length >= most) return { pages, isBig, end: 'limit' };
      seen.add(at);
      const count = form.count(at);
      if (count > MOST_ENTRIES) return { pages, isBig, end: 'cut' };
      const first = at + form.countBytes;
      const page = pageOf(form, first, count);
      if (page === undefined) return { pages, isBig, end: 'cut' };
      pages.push(page);
      at = form.offset(first + count * form.entryBytes);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // an offset behind the end of the file
    return { pages, isBig, end: 'cut' };
  }
  return { pages, isBig, end: 'ended' };
}

function pageOf(form: Form, first: number, count: number): TiffPage | undefined {
  let width = 0;
  let height = 0;
  let isReduced = false;
  let turning = 1;
  for (let i = 0; i < count; i += 1) {
    const entry = first + i * form.entryBytes;
    const tag = form.u16(entry);
    if (tag !== 254 && tag !== 256 && tag !== 257 && tag !== 274) continue;
    const at = entry + form.entryBytes - (form.entryBytes === 20 ? 8 : 4);
    const type = form.u16(entry + 2);
    const value = type === 3 ? form.u16(at) : type === 16 ? form.offset(at) : form.u32(at);
    if (tag === 256) width = value;
    else if (tag === 257) height = value;
    else if (tag === 274) turning = value >= 1 && value <= 8 ? value : 1;
    else isReduced = (value & 1) === 1;
  }
  return width > 0 && height > 0 ? { width, height, isReduced, turning } : undefined;
}

function formOf(view: Buffer): Form {
  const isLittle = view[0] === 0x49;
  const u16 = (at: number): number => (isLittle ? view.readUInt16LE(at) : view.readUInt16BE(at));
  const u32 = (at: number): number => (isLittle ? view.readUInt32LE(at) : view.readUInt32BE(at));
  const u64 = (at: number): number => {
    const value = isLittle ? view.readBigUInt64LE(at) : view.readBigUInt64BE(at);
    if (value > BigInt(view.length)) throw new RangeError('an offset behind the end of the file');
    return Number(value);
  };
  return u16(2) === 43
    ? { u16, u32, offset: u64, count: u64, countBytes: 8, entryBytes: 20 }
    : { u16, u32, offset: u32, count: u16, countBytes: 2, entryBytes: 12 };
}
