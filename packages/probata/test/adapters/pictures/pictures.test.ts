import { afterAll, describe, expect, it } from 'vitest';
import { pagePictures } from '../../../src/adapters/pictures/pictures.ts';

const pictures = pagePictures();
afterAll(() => pictures.close());

/** A PDF of one page, 200 x 100 points, with a filled square. */
function smallPdf(): Uint8Array {
  const content = '1 0 0 rg 20 20 60 60 re f';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 5\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

const size = (png: Uint8Array): readonly [number, number] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('a page picture', () => {
  it('is a PNG of the width asked for, drawn by a process that keeps the exhibit for the next page', async () => {
    let asked = 0;
    const bytes = (): Uint8Array => {
      asked += 1;
      return smallPdf();
    };
    const request = { exhibit: 'exh_1', bytes, mediaType: 'application/pdf', page: 1 };
    expect(size(await pictures.png({ ...request, width: 400 }))).toEqual([400, 200]);
    expect(size(await pictures.png({ ...request, width: 100 }))).toEqual([100, 50]);
    expect(asked).toBe(1);
  });

  it('is refused where there is no such page, no page at all, or nothing that can be read', async () => {
    const request = { exhibit: 'exh_2', bytes: smallPdf, mediaType: 'application/pdf', page: 2, width: 100 };
    await expect(pictures.png(request)).rejects.toMatchObject({ code: 'PICTURE_NONE' });
    await expect(pictures.png({ ...request, mediaType: 'text/html' })).rejects.toMatchObject({
      code: 'PICTURE_NONE',
    });
    const junk = { ...request, exhibit: 'exh_3', bytes: () => new Uint8Array(1000), page: 1 };
    await expect(pictures.png(junk)).rejects.toMatchObject({ code: expect.stringMatching(/^PICTURE_/) });
  });
});
