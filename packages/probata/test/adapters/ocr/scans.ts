// Invented pages as scans: text drawn by a font, turned into pixels, and put into a PDF or left as a picture.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as mupdf from 'mupdf';

const require = createRequire(import.meta.url);
const FONT = require.resolve('@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf');

const DPI = 200;

/** An A4 page of lines, as grey pixels. Lines may be in any alphabet the font has. */
export function pageOfLines(lines: readonly string[], size = 14): mupdf.Pixmap {
  const scale = DPI / 72;
  const pixmap = new mupdf.Pixmap(
    mupdf.ColorSpace.DeviceGray,
    [0, 0, Math.round(595 * scale), Math.round(842 * scale)],
    false,
  );
  pixmap.clear(255);
  const device = new mupdf.DrawDevice(mupdf.Matrix.scale(scale, scale), pixmap);
  for (const [i, line] of lines.entries()) {
    const font = new mupdf.Font('text', readFileSync(FONT));
    const text = new mupdf.Text();
    text.showString(font, [size, 0, 0, -size, 70, 90 + i * size * 1.8], line);
    device.fillText(text, mupdf.Matrix.identity, mupdf.ColorSpace.DeviceGray, [0], 1);
  }
  device.close();
  return pixmap;
}

/** A PDF whose pages are pictures without a text layer; `layer`: words that the first page says invisibly. */
export function scannedPdf(pages: readonly (readonly string[])[], layer?: string): Uint8Array {
  const pdf = new mupdf.PDFDocument();
  for (const [i, lines] of pages.entries()) {
    const image = pdf.addImage(new mupdf.Image(pageOfLines(lines)));
    const font = pdf.addSimpleFont(new mupdf.Font('Helvetica'), 'Latin');
    const resources = pdf.addObject({ XObject: { Im0: image }, Font: { F0: font } });
    const hidden = i === 0 && layer !== undefined ? `BT /F0 12 Tf 3 Tr 70 700 Td (${layer}) Tj ET` : '';
    const page = pdf.addPage([0, 0, 595, 842], 0, resources, `q 595 0 0 842 0 0 cm /Im0 Do Q ${hidden}`);
    pdf.insertPage(-1, page);
  }
  return Uint8Array.from(pdf.saveToBuffer('').asUint8Array());
}
