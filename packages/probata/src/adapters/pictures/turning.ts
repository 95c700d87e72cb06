// How a page of a TIFF has to be turned to stand upright: the drawing engine draws its rows and columns as they lie in the file.
import type { Matrix } from 'mupdf';
import { tiffPages } from '../extract/kinds/tiff.ts';

export const UPRIGHT: Matrix = [1, 0, 0, 1, 0, 0];

/** By the number of tag 274 (TIFF 6.0, section 8, Orientation), for a page whose second axis points down. */
const TURNS: Readonly<Record<number, Matrix>> = {
  2: [-1, 0, 0, 1, 0, 0],
  3: [-1, 0, 0, -1, 0, 0],
  4: [1, 0, 0, -1, 0, 0],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 0, 0],
  7: [0, -1, -1, 0, 0, 0],
  8: [0, -1, 1, 0, 0, 0],
};

/**
 * The turn of one page; none for whatever is no TIFF.
 * @param page from 1
 */
export function turnOf(bytes: Buffer, page: number): Matrix {
  if (!/^(?:II\*\0|MM\0\*)/.test(bytes.toString('latin1', 0, 4))) return UPRIGHT;
  return TURNS[tiffPages(bytes, page).pages[page - 1]?.turning ?? 1] ?? UPRIGHT;
}
