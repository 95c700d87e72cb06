// Finds words that lie under an opaque box: a redaction that hides from the eye and from nobody else.
import type * as Engine from 'mupdf';
import type { Box } from '../../../ports/extractor.ts';
import { alongPath, eachGlyph, memory, paint } from './pdf-engine.ts';

type Matrix = readonly [number, number, number, number, number, number];

/** A rectangle: an opaque one or the reach of a text; when it was painted and in what colour. */
export interface Cover {
  readonly box: Box;
  readonly order: number;
  readonly colour: string;
}

interface Glyph {
  readonly ch: string;
  readonly box: Box;
  readonly order: number;
  readonly colour: string;
}

/** Words found under one box. */
export interface BuriedText {
  readonly box: Box;
  readonly text: string;
}

/** What painting a page showed, without drawing a pixel. */
export interface PagePaint {
  readonly images: number;
  /** Whether anything is painted through a clip. */
  readonly isClipped: boolean;
  readonly covers: readonly Cover[];
}

const MIN_WIDTH = 4;
const MIN_HEIGHT = 4;
const GLYPHS_MAX = 200_000;
const COVERS_MAX = 5_000;
const TEXTS_MAX = 20_000;
const NORMAL = 0;

/**
 * Replays a page's painting in order and keeps the opaque upright rectangles that could hide a word: over
 * a text painted before, or under one of their colour. One as large as the page is left out: a page's ground or a wiped
 * page, not a box over words.
 */
export function paintOf(list: Engine.DisplayList): PagePaint {
  const covers: Cover[] = [];
  let images = 0;
  let order = 0;
  let isClipped = false;
  const soft: boolean[] = [];
  let softness = 0;
  const clip = (): void => {
    isClipped = true;
  };
  const write = (): void => {
    order += 1;
  };
  const image = (): void => {
    images += 1;
  };
  paint(list, {
    fill_path(_id, path, _evenOdd, ctm, _space, n, colour, alpha) {
      order += 1;
      if (alpha < 0.98 || softness > 0 || covers.length > COVERS_MAX) return;
      const box = rectangleOf(path, matrixAt(ctm));
      if (box === undefined || (box[2] - box[0] > 400 && box[3] - box[1] > 500)) return;
      covers.push({ box, order, colour: colourAt(colour, n) });
    },
    fill_text: write,
    stroke_text: write,
    fill_image: image,
    fill_image_mask: image,
    clip_path: clip,
    clip_stroke_path: clip,
    clip_text: clip,
    clip_stroke_text: clip,
    clip_image_mask: clip,
    begin_group(_id, _area, _space, _isolated, _knockout, blend, alpha) {
      const isSoft = blend !== NORMAL || alpha < 0.98;
      soft.push(isSoft);
      if (isSoft) softness += 1;
    },
    end_group() {
      if (soft.pop() === true) softness -= 1;
    },
    begin_mask() {
      softness += 1;
    },
    end_mask() {
      softness -= 1;
      soft.push(true); // what is painted under a mask is seen through it, until its clip ends
      softness += 1;
    },
    pop_clip() {
      if (soft.length > 0 && soft.at(-1) === true && softness > 0) {
        soft.pop();
        softness -= 1;
      }
    },
  });
  // What the texts reach is asked only where something could hide them: it costs as much as an eighth of the reading.
  if (covers.length === 0) return { images, isClipped, covers };
  const texts = textsOf(list);
  const isSparse = texts.length < TEXTS_MAX;
  return { images, isClipped, covers: isSparse ? covers.filter((cover) => mayHide(cover, texts)) : covers };
}

/** One text as it is painted: where it lies in the engine's memory, its turn, and its colour. */
type TakeText = (text: number, stroke: number, ctm: number, order: number, colour: string) => void;

/** Goes through the texts of a page as they are painted. Turns are counted over texts and filled paths, as for covers. */
function eachText(list: Engine.DisplayList, take: TakeText): void {
  let order = 0;
  paint(list, {
    fill_path() {
      order += 1;
    },
    fill_text(_id, text, ctm, _space, n, colour, alpha) {
      order += 1;
      take(text, 0, ctm, order, alpha < 0.02 ? 'none' : colourAt(colour, n));
    },
    stroke_text(_id, text, stroke, ctm, _space, n, colour) {
      order += 1;
      take(text, stroke, ctm, order, colourAt(colour, n));
    },
  });
}

/** The texts of a page with their reach, turn and colour. */
function textsOf(list: Engine.DisplayList): readonly Cover[] {
  const texts: Cover[] = [];
  eachText(list, (text, stroke, ctm, order, colour) => {
    if (texts.length < TEXTS_MAX) texts.push({ box: reachOf(text, stroke, ctm), order, colour });
  });
  return texts;
}

/** Whether some text lies where the cover is, and was painted before it or in its colour. */
function mayHide({ box, order, colour }: Cover, texts: readonly Cover[]): boolean {
  return texts.some((text) => isBeneath(text, { box, order, colour }) && meets(text.box, box));
}

function meets(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

/** A text's ink and as much around it as a letter's own box may reach beyond its ink. */
function reachOf(text: number, stroke: number, ctm: number): Box {
  const at = memory._wasm_bound_text(text, stroke, ctm) >>> 2;
  const all = memory.HEAPF32;
  const [x0, y0, x1, y1] = [all[at] ?? 0, all[at + 1] ?? 0, all[at + 2] ?? 0, all[at + 3] ?? 0];
  const margin = Math.max(12, 1.5 * Math.min(x1 - x0, y1 - y0));
  return [x0 - margin, y0 - margin, x1 + margin, y1 + margin];
}

/**
 * Words under the covers of a page. A word is buried where an opaque filled rectangle is painted after it and
 * holds it whole, or where it is painted in the very colour of the rectangle it stands on. A word painted again on
 * top is visible. The idea of testing rectangles against characters follows x-ray (Free Law Project); the order of
 * painting is used here instead of its test of pixels.
 */
export function buriedBy(covers: readonly Cover[], list: Engine.DisplayList): readonly BuriedText[] {
  if (covers.length === 0) return [];
  // Most boxes have their words on top. Those on top are gone through only where some lie beneath.
  const beneath = bandsOf(glyphsOf(list, covers, true));
  const hiding = covers.filter((cover) =>
    near(beneath, cover.box).some((glyph) => isBeneath(glyph, cover) && isInside(glyph.box, cover.box)),
  );
  return hiding.length === 0 ? [] : buriedUnder(hiding, glyphsOf(list, hiding, false));
}

/** Whether what was painted at that turn and in that colour could be hidden by the cover. */
function isBeneath(
  { order, colour }: { readonly order: number; readonly colour: string },
  cover: Cover,
): boolean {
  return order < cover.order || colour === cover.colour;
}

/** Every painted glyph within the covers' reach, with its box and its turn; or only those of texts beneath one of them. */
function glyphsOf(list: Engine.DisplayList, covers: readonly Cover[], isOnlyBeneath: boolean): Glyph[] {
  const reach = covers.reduce<Box>(
    (all, { box }) => joinedBox(all, box),
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  const glyphs: Glyph[] = [];
  eachText(list, (text, stroke, at, order, colour) => {
    if (glyphs.length >= GLYPHS_MAX) return;
    const asks = (cover: Cover): boolean => !isOnlyBeneath || isBeneath({ order, colour }, cover);
    if (!covers.some(asks)) return;
    const ground = reachOf(text, stroke, at);
    if (!covers.some((cover) => meets(ground, cover.box) && asks(cover))) return;
    const ctm = matrixAt(at);
    eachGlyph(text, (_id, font, trm, glyph, code, mode) => {
      if (code <= 32 || code === 0xa0 || glyphs.length >= GLYPHS_MAX) return;
      const advance = mode === 0 && glyph >= 0 ? memory._wasm_advance_glyph(font, glyph, mode) : 0.5;
      const box = glyphBox(multiply(matrixAt(trm), ctm), advance);
      if (box[2] < reach[0] - 2 || box[0] > reach[2] + 2 || box[3] < reach[1] || box[1] > reach[3]) return;
      glyphs.push({ ch: String.fromCodePoint(code), box, order, colour });
    });
  });
  return glyphs;
}

function buriedUnder(covers: readonly Cover[], glyphs: readonly Glyph[]): BuriedText[] {
  const found: BuriedText[] = [];
  const bands = bandsOf(glyphs);
  for (const cover of covers) {
    const inside = near(bands, cover.box).filter((g) => isInside(g.box, cover.box));
    if (inside.length === 0) continue;
    const over = inside.filter((g) => g.order > cover.order && g.colour !== cover.colour);
    const under = inside.filter(
      (g) => g.order < cover.order || (g.order > cover.order && g.colour === cover.colour),
    );
    // What is painted again on top, letter for letter, is to be seen: a table cell or a field, not a redaction.
    const lost = under.filter((g) => !over.some((o) => o.ch === g.ch && overlaps(o.box, g.box)));
    const text = joined(over.length === 0 ? lost : under);
    const isGone = /[\p{L}\p{N}]/u.test(joined(lost)) && !sameWords(over, under);
    if (isGone && !LABEL.test(text)) found.push({ box: cover.box, text });
    if (found.length >= 500) break;
  }
  return found;
}

const BAND = 8;

/** Glyphs by height on the page: a page of many cells and many words must not cost their product. */
function bandsOf(glyphs: readonly Glyph[]): ReadonlyMap<number, readonly Glyph[]> {
  const bands = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const band = Math.floor((glyph.box[1] + glyph.box[3]) / 2 / BAND);
    const list = bands.get(band);
    if (list === undefined) bands.set(band, [glyph]);
    else list.push(glyph);
  }
  return bands;
}

function near(bands: ReadonlyMap<number, readonly Glyph[]>, box: Box): Glyph[] {
  const found: Glyph[] = [];
  const last = Math.min(Math.floor(box[3] / BAND), Math.floor(box[1] / BAND) + 2_000);
  for (let band = Math.floor(box[1] / BAND); band <= last; band += 1) found.push(...(bands.get(band) ?? []));
  return found.sort((a, b) => a.order - b.order);
}

/** What redaction tools write on their own boxes. */
const LABEL =
  /^\W*(?:privileged?|redact(?:ed|ion)|confidential|sealed|under seal|exempt|personal (?:information|data)|\(?b\)?\s*\(?\d\)?(?:\s*\([A-Z]\))?)\W*$/iu;

function sameWords(over: readonly Glyph[], buried: readonly Glyph[]): boolean {
  return joined(over).replace(/\s/g, '').includes(joined(buried).replace(/\s/g, ''));
}

function joined(glyphs: readonly Glyph[]): string {
  let text = '';
  let before: Glyph | undefined;
  for (const g of glyphs) {
    if (before !== undefined) {
      const height = before.box[3] - before.box[1];
      const isApart =
        g.box[0] - before.box[2] > height * 0.25 || Math.abs(g.box[1] - before.box[1]) > height * 0.7;
      if (isApart || g.box[2] < before.box[0]) text += ' ';
    }
    text += g.ch;
    before = g;
  }
  return text;
}

function isInside(glyph: Box, cover: Box): boolean {
  const middle = (glyph[1] + glyph[3]) / 2;
  const slack = Math.min(1.5, (glyph[2] - glyph[0]) * 0.3);
  return (
    glyph[0] >= cover[0] - slack &&
    glyph[2] <= cover[2] + slack &&
    middle > cover[1] + 0.5 &&
    middle < cover[3] - 0.5 &&
    cover[3] - cover[1] >= (glyph[3] - glyph[1]) * 0.7
  );
}

function overlaps(a: Box, b: Box): boolean {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > (b[2] - b[0]) * 0.3 && height > (b[3] - b[1]) * 0.3;
}

/** The box of a path that is one upright rectangle of a word's size or more; undefined for any other path. */
function rectangleOf(path: number, ctm: Matrix): Box | undefined {
  const points: (readonly [number, number])[] = [];
  let isPlain = true;
  const point = (_id: number, x: number, y: number): void => {
    if (points.length < 7) points.push(apply(ctm, x, y));
  };
  alongPath(path, {
    moveto: point,
    lineto: point,
    curveto() {
      isPlain = false;
    },
  });
  if (!isPlain || points.length < 4 || points.length > 6) return undefined;
  const box = hull(points);
  const isClose = (a: number, b: number): boolean => Math.abs(a - b) < 0.6;
  const isUpright = points.every(
    ([x, y]) => (isClose(x, box[0]) || isClose(x, box[2])) && (isClose(y, box[1]) || isClose(y, box[3])),
  );
  return isUpright && box[2] - box[0] >= MIN_WIDTH && box[3] - box[1] >= MIN_HEIGHT ? box : undefined;
}

function matrixAt(address: number): Matrix {
  const at = address >>> 2;
  const all = memory.HEAPF32;
  return [
    all[at] ?? 0,
    all[at + 1] ?? 0,
    all[at + 2] ?? 0,
    all[at + 3] ?? 0,
    all[at + 4] ?? 0,
    all[at + 5] ?? 0,
  ];
}

function colourAt(address: number, n: number): string {
  return Array.from(memory.HEAPF32.subarray(address >>> 2, (address >>> 2) + n), (c) => c.toFixed(2)).join(
    ',',
  );
}

/** From a tenth of its size below the line to six tenths above it, as wide as its advance. */
function glyphBox(m: Matrix, advance: number): Box {
  return hull([apply(m, 0, -0.1), apply(m, advance, -0.1), apply(m, 0, 0.6), apply(m, advance, 0.6)]);
}

function apply(m: Matrix, x: number, y: number): readonly [number, number] {
  return [x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]];
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

function hull(points: readonly (readonly [number, number])[]): Box {
  let box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) box = joinedBox(box, [x, y, x, y]);
  return box;
}

function joinedBox(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
