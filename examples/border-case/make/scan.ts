/** Turns a clean page into what a chancery's scanner makes of it: tilted, grey, grainy, with a text layer beneath. */
import * as mupdf from 'mupdf';
import sharp from 'sharp';
import { chance } from './chance.ts';
import { noon, typst } from './paper.ts';

const DPI = 150;
const [WIDTH, HEIGHT] = [1240, 1754];

/**
 * Takes a one-page PDF; gives a one-page PDF whose page is a picture of it and whose words lie over the picture
 * without colour, each block at the height where it stands, as a scanner's own recognition leaves them.
 */
export async function scan(clean: Uint8Array, title: string, scannedOn: string): Promise<Uint8Array> {
  const document = mupdf.Document.openDocument(clean, 'application/pdf');
  const page = document.loadPage(0);
  const pixmap = page.toPixmap(mupdf.Matrix.scale(DPI / 72, DPI / 72), mupdf.ColorSpace.DeviceRGB, false);
  const picture = await worn(pixmap.asPNG());
  const words: { x: number; end: number; y: number; size: number; text: string }[] = [];
  page.toStructuredText('preserve-whitespace').walk({
    onChar(c, origin, _font, size) {
      const last = words.at(-1);
      if (last !== undefined && Math.abs(last.y - origin[1]) < 1 && origin[0] - last.end < 14) {
        last.text += c;
        last.end = origin[0];
      } else words.push({ x: origin[0], end: origin[0], y: origin[1], size, text: c });
    },
  });
  const layer = words
    .filter((w) => w.text.trim() !== '')
    .map(
      (w) =>
        `#place(top + left, dx: ${w.x.toFixed(1)}pt, dy: ${(w.y - w.size * 0.8).toFixed(1)}pt, box(width: ${(590 - w.x).toFixed(1)}pt)[#text(size: ${(w.size * 0.96).toFixed(1)}pt, fill: rgb(0, 0, 0, 0))[#${JSON.stringify(w.text.trim())}]])`,
    )
    .join('\n');
  const compiler = typst();
  compiler.mapShadow(`${import.meta.dirname}/scan.jpg`, picture);
  const bytes = compiler.pdf(
    {
      mainFileContent: `#set document(title: ${JSON.stringify(title)}, date: auto)
#set page(width: 595.28pt, height: 841.89pt, margin: 0pt, background: image("scan.jpg", width: 100%, height: 100%))
#set text(font: "Source Serif 4", hyphenate: false)
${layer}
`,
    },
    { creationTimestamp: noon(scannedOn) },
  );
  compiler.unmapShadow(`${import.meta.dirname}/scan.jpg`);
  return bytes;
}

/** Tilt, grain, a dark edge where the lid did not close, two punch holes. */
async function worn(png: Uint8Array): Promise<Buffer> {
  const c = chance(311);
  const grain = Buffer.alloc(WIDTH * HEIGHT);
  for (let i = 0; i < grain.length; i += 1) grain[i] = 238 + Math.round((c.unit() + c.unit() - 1) * 14);
  const holes = [700, 1040].map((y) => `<circle cx="34" cy="${y}" r="13" fill="#6f6f6c"/>`).join('');
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs><linearGradient id="g" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="0.97" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.35"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${holes}</svg>`;
  const tilted = await sharp(png)
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .rotate(0.7, { background: '#f4f3ee' })
    .resize(WIDTH, HEIGHT, { fit: 'cover' })
    .blur(0.5)
    .png()
    .toBuffer();
  const base = sharp(grain, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } });
  const paper = await base.toColourspace('srgb').png().toBuffer();
  return sharp(paper)
    .composite([
      { input: tilted, blend: 'multiply' },
      { input: Buffer.from(overlay), blend: 'over' },
    ])
    .greyscale()
    .jpeg({ quality: 62 })
    .toBuffer();
}
