// Loads the PDF engine so that its memory can be read where it lies, and what it paints be seen without copies.
import type * as Engine from 'mupdf';

/**
 * What is used of the engine's memory and of the functions below its classes: MuPDF is WebAssembly, an address is a
 * number. Its own classes for painting free fonts and pictures that they never held; at these addresses nothing is freed.
 */
export interface EngineMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAPF32: Float32Array;
  _wasm_malloc(bytes: number): number;
  _wasm_free(address: number): void;
  _wasm_stext_page_get_first_block(page: number): number;
  _wasm_stext_block_get_type(block: number): number;
  _wasm_stext_block_get_first_line(block: number): number;
  _wasm_stext_block_get_next(block: number): number;
  _wasm_stext_line_get_bbox(line: number): number;
  _wasm_stext_line_get_first_char(line: number): number;
  _wasm_stext_line_get_next(line: number): number;
  _wasm_stext_char_get_c(char: number): number;
  _wasm_stext_char_get_next(char: number): number;
  _wasm_walk_path(path: number, id: number): void;
  _wasm_walk_text(text: number, id: number): void;
  _wasm_bound_text(text: number, stroke: number, ctm: number): number;
  _wasm_advance_glyph(font: number, glyph: number, mode: number): number;
  _wasm_pdf_new_indirect(document: number, number: number): number;
  _wasm_pdf_resolve_indirect(object: number): number;
  _wasm_pdf_is_dict(object: number): number;
  _wasm_pdf_dict_gets(object: number, key: number): number;
  _wasm_pdf_drop_obj(object: number): void;
}

/** What the engine calls while it paints: addresses and numbers as they come, after the device's own number. */
export interface PaintCalls {
  fill_path?(
    id: number,
    path: number,
    evenOdd: number,
    ctm: number,
    space: number,
    n: number,
    colour: number,
    alpha: number,
  ): void;
  fill_text?(
    id: number,
    text: number,
    ctm: number,
    space: number,
    n: number,
    colour: number,
    alpha: number,
  ): void;
  stroke_text?(
    id: number,
    text: number,
    stroke: number,
    ctm: number,
    space: number,
    n: number,
    colour: number,
  ): void;
  fill_image?(): void;
  fill_image_mask?(): void;
  clip_path?(): void;
  clip_stroke_path?(): void;
  clip_text?(): void;
  clip_stroke_text?(): void;
  clip_image_mask?(): void;
  pop_clip?(): void;
  begin_mask?(): void;
  end_mask?(): void;
  begin_group?(
    id: number,
    box: number,
    space: number,
    isolated: number,
    knockout: number,
    blend: number,
    alpha: number,
  ): void;
  end_group?(): void;
}

/** What the engine calls for each glyph of a text. */
export type GlyphCall = (
  id: number,
  font: number,
  trm: number,
  glyph: number,
  code: number,
  mode: number,
) => void;

/** What the engine calls along a path. */
export interface PathCalls {
  moveto(id: number, x: number, y: number): void;
  lineto(id: number, x: number, y: number): void;
  curveto(): void;
}

interface World {
  $libmupdf_wasm_Module?: object | undefined;
  $libmupdf_device: Record<string, (...given: never[]) => unknown>;
  $libmupdf_text_walk: { show_glyph: GlyphCall; begin_span(): void };
  $libmupdf_path_walk: PathCalls & { closepath(): void };
}

// The engine takes this object for its module and hangs its memory and functions on it (MuPDF.js).
const world = globalThis as unknown as World;
const given: Partial<EngineMemory> = {};
world.$libmupdf_wasm_Module = given;
/** The engine's classes. */
export const mupdf = await import('mupdf');
world.$libmupdf_wasm_Module = undefined;
if (given.HEAPU32 === undefined || given._wasm_walk_text === undefined)
  throw new Error('The PDF engine was loaded before its reader, which must be the one to load it.');
/** The engine's memory. */
export const memory = given as EngineMemory;
// No pixel is drawn here: what colour a profile makes of another is not asked, and costs whole tables of them.
mupdf.disableICC();

const CALLS = Object.keys(world.$libmupdf_device);
let calls: PaintCalls = {};
let onGlyph: GlyphCall | undefined;
let onPath: PathCalls | undefined;
for (const name of CALLS as (keyof PaintCalls)[]) {
  world.$libmupdf_device[name] = (...values: never[]) =>
    (calls[name] as ((...all: never[]) => unknown) | undefined)?.(...values) ?? 0;
}
world.$libmupdf_text_walk.begin_span = () => {};
world.$libmupdf_text_walk.show_glyph = (...glyph) => onGlyph?.(...glyph);
Object.assign(world.$libmupdf_path_walk, {
  moveto: (id: number, x: number, y: number) => onPath?.moveto(id, x, y),
  lineto: (id: number, x: number, y: number) => onPath?.lineto(id, x, y),
  curveto: () => onPath?.curveto(),
  closepath() {},
} satisfies World['$libmupdf_path_walk']);

/** Has the engine go through a display list as if it painted it, and call back at each step. */
export function paint(list: Engine.DisplayList, steps: PaintCalls): void {
  const device = new mupdf.Device({});
  calls = steps;
  try {
    list.run(device, mupdf.Matrix.identity);
    device.close();
  } finally {
    calls = {};
    device.destroy();
  }
}

/** Goes through the glyphs of a text that is being painted. */
export function eachGlyph(text: number, call: GlyphCall): void {
  onGlyph = call;
  memory._wasm_walk_text(text, 0);
  onGlyph = undefined;
}

/** Goes along a path that is being painted. */
export function alongPath(path: number, steps: PathCalls): void {
  onPath = steps;
  memory._wasm_walk_path(path, 0);
  onPath = undefined;
}
