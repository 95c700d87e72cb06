// The program of a drawing process: it holds one exhibit and draws its pages, one at a time, as PNG.
import * as mupdf from 'mupdf';
import { collectConsole } from '../extract/engine-remarks.ts';
import { encodeFrame, encodeJson, FRAME, FRAME_MAX, frameReader } from '../extract/frames.ts';
import { DEFAULT_LIMITS } from '../extract/limits.ts';
import { closeNetwork } from '../extract/no-network.ts';
import { watchOverMyself } from '../extract/watchdog.ts';
import { decodePicture, formatToDecode } from './decode.ts';
import { type Pixels, pngOf } from './png.ts';
import { turnOf, UPRIGHT } from './turning.ts';

/** What the house asks; `more` says that the bytes of the exhibit come with it. */
export interface DrawJob {
  readonly mediaType: string;
  readonly page: number;
  readonly width: number;
  /** PGM instead of PNG. */
  readonly isGrey: boolean;
  readonly maxPixels: number;
  readonly wallMs: number;
}

/** What is drawn from: the exhibit itself, or one page of it where another decoder had to unpack that. */
interface Held {
  readonly document: mupdf.Document;
  readonly page: number | undefined;
}

const PRACTISE_AFTER_MS = 100;
const LONG_FILE = 500;
const DEPTH_MAX = 32;

collectConsole();
closeNetwork();
const deadline = watchOverMyself();
const cut = frameReader();
let bytes: Buffer = Buffer.alloc(0);
let held: Held | undefined;
let job: DrawJob | undefined;
let pieces: Buffer[] = [];

process.stdin.on('data', (chunk: Buffer) => {
  for (const frame of cut(chunk)) {
    if (frame.type === FRAME.job)
      job = JSON.parse(frame.payload.toString('utf8')) as DrawJob; // the house wrote it
    else if (frame.type === FRAME.bytes) pieces.push(Buffer.from(frame.payload));
    else if (frame.type === FRAME.end && job !== undefined) void answer(job);
  }
});
process.stdin.on('end', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
process.stdout.write(encodeFrame(FRAME.ready, Buffer.alloc(0)));
const practice = setTimeout(practise, PRACTISE_AFTER_MS);

/** While nobody has asked yet, one small page is drawn: what the engine has to make ready is ready for the first exhibit. */
function practise(): void {
  const made = new mupdf.PDFDocument();
  const font = made.addSimpleFont(new mupdf.Font('Times-Roman'), 'Latin');
  const resources = made.addObject({ Font: { F0: font } });
  made.insertPage(-1, made.addPage([0, 0, 60, 80], 0, resources, 'BT /F0 9 Tf 6 60 Td (Page 1) Tj ET'));
  const buffer = made.saveToBuffer('compress');
  const document = mupdf.Document.openDocument(buffer.asUint8Array(), 'application/pdf');
  draw({ document, page: undefined }, { page: 1, width: 60, isGrey: false, maxPixels: 1 << 16 });
  document.destroy();
  buffer.destroy();
  made.destroy();
}

async function answer(asked: DrawJob): Promise<void> {
  clearTimeout(practice);
  Atomics.store(deadline, 0, BigInt(Date.now() + asked.wallMs + 2_000));
  try {
    if (pieces.length > 0) {
      bytes = Buffer.concat(pieces);
      pieces = [];
      held?.document.destroy();
      held = undefined;
    }
    const png = draw(await documentOf(asked), asked);
    for (let at = 0; at < png.length; at += FRAME_MAX)
      process.stdout.write(encodeFrame(FRAME.bytes, png.subarray(at, at + FRAME_MAX)));
    process.stdout.write(encodeJson(FRAME.end, { ok: true }));
  } catch (thrown) {
    process.stdout.write(encodeJson(FRAME.end, { ok: false, why: String(thrown).slice(0, 300) }));
  }
  Atomics.store(deadline, 0, 0n);
}

async function documentOf({ mediaType, page, maxPixels }: DrawJob): Promise<Held> {
  const format = formatToDecode(bytes);
  if (held !== undefined && (format === undefined || held.page === page)) return held;
  held?.document.destroy();
  held = undefined;
  if (format === undefined)
    held = { document: mupdf.Document.openDocument(bytes, mediaType), page: undefined };
  else {
    const pixmap = await decodePicture(bytes, format, page, maxPixels, DEFAULT_LIMITS.pixels);
    held = { document: mupdf.Document.openDocument(pixmap, 'image/x-portable-pixmap'), page };
  }
  return held;
}

type Drawing = Pick<DrawJob, 'page' | 'width' | 'isGrey' | 'maxPixels'>;

function draw({ document, page: only }: Held, { page, width, isGrey, maxPixels }: Drawing): Uint8Array {
  if (document.needsPassword()) throw new Error('the file is encrypted');
  document.asPDF()?.setPageTreeCache(page > 1 || !isFirstFoundAtOnce(document));
  if (only === undefined && page > document.countPages()) throw new Error('there is no such page');
  const leaf = document.loadPage(only === undefined ? page - 1 : 0);
  const [left, top, right, bottom] = leaf.getBounds();
  const wide = Math.max(1, right - left);
  const high = Math.max(1, bottom - top);
  // A page of absurd proportions gets a smaller picture rather than more pixels.
  const turn = only === undefined ? turnOf(bytes, page) : UPRIGHT;
  const across = turn[0] === 0 ? high : wide;
  const scale = Math.min(width / across, Math.sqrt(maxPixels / (wide * high)));
  const pixmap = leaf.toPixmap(
    mupdf.Matrix.concat(turn, mupdf.Matrix.scale(scale, scale)),
    isGrey ? mupdf.ColorSpace.DeviceGray : mupdf.ColorSpace.DeviceRGB,
    false,
    true,
  );
  try {
    return isGrey ? pgmOf(pixmap) : pngOf(pixelsOf(pixmap));
  } finally {
    pixmap.destroy();
    leaf.destroy();
  }
}

/**
 * Whether the first page of a long file can be had without a table of all its pages: going down the first branches of their
 * tree must come to the page that their stated counts lead to (ISO 32000-1, 7.7.3), as it does in the table.
 */
function isFirstFoundAtOnce(document: mupdf.Document): boolean {
  const pdf = document.asPDF();
  if (pdf === null || document.countPages() < LONG_FILE) return false;
  pdf.setPageTreeCache(false);
  let node = pdf.getTrailer().get('Root').get('Pages');
  for (let depth = 0; depth < DEPTH_MAX && node.get('Kids').isArray(); depth += 1)
    node = node.get('Kids').get(0);
  return node.isIndirect() && node.asIndirect() === pdf.findPage(0).asIndirect();
}

function pixelsOf(pixmap: mupdf.Pixmap): Pixels {
  const [width, height, stride] = [pixmap.getWidth(), pixmap.getHeight(), pixmap.getStride()];
  return { width, height, stride, bytes: pixmap.getPixels() };
}

function pgmOf(pixmap: mupdf.Pixmap): Uint8Array {
  const [width, height, stride] = [pixmap.getWidth(), pixmap.getHeight(), pixmap.getStride()];
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const out = Buffer.allocUnsafe(head.length + width * height);
  head.copy(out);
  const pixels = pixmap.getPixels();
  for (let row = 0; row < height; row += 1)
    out.set(pixels.subarray(row * stride, row * stride + width), head.length + row * width);
  return out;
}
