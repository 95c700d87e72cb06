// Reads the lines of a page out of the PDF engine's memory, where they lie, instead of having them written out as JSON.
import { memory } from './pdf-engine.ts';

/** A line as the engine laid it out, and its box: left, top, width, height in tenths of a point. */
export interface EngineLine {
  readonly text: string;
  readonly box: readonly [number, number, number, number];
}

/** The blocks of text of one page, each with its lines, in the engine's order. */
export type EngineBlocks = readonly (readonly EngineLine[])[];

/** Steps to a point. */
export const SCALE = 10;

const PROBED_WORDS = 32;
const TEXT_BLOCK = 0;
const PIECE = 4_096;
const { code, next } = placesOfCharacters();
const units = new Uint16Array(PIECE + 2);
const narrow = Buffer.alloc(PIECE + 2);

/**
 * The lines of a page's structured text, equal to what its `asJSON(10)` says of them. Nothing in here makes the engine's
 * memory grow, so that the views on it stay good from the first block to the last.
 */
export function blocksOf(structured: { readonly pointer: number }): EngineBlocks {
  const floats = memory.HEAPF32;
  const blocks: EngineLine[][] = [];
  let block = memory._wasm_stext_page_get_first_block(structured.pointer);
  for (; block !== 0; block = memory._wasm_stext_block_get_next(block)) {
    if (memory._wasm_stext_block_get_type(block) !== TEXT_BLOCK) continue;
    const lines: EngineLine[] = [];
    let line = memory._wasm_stext_block_get_first_line(block);
    for (; line !== 0; line = memory._wasm_stext_line_get_next(line)) {
      const at = memory._wasm_stext_line_get_bbox(line) >> 2;
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [floats[at], floats[at + 1], floats[at + 2], floats[at + 3]];
      lines.push({
        text: textOf(memory._wasm_stext_line_get_first_char(line)),
        box: [steps(x0), steps(y0), steps(Math.fround(x1 - x0)), steps(Math.fround(y1 - y0))],
      });
    }
    blocks.push(lines);
  }
  return blocks;
}

/** Whether nothing but text stands among the blocks of a page: no picture, and no path where paths were asked for. */
export function holdsOnlyText(structured: { readonly pointer: number }): boolean {
  let block = memory._wasm_stext_page_get_first_block(structured.pointer);
  for (; block !== 0; block = memory._wasm_stext_block_get_next(block)) {
    if (memory._wasm_stext_block_get_type(block) !== TEXT_BLOCK) return false;
  }
  return true;
}

/** Cut to whole steps in single precision, as the engine counts. */
function steps(points: number): number {
  const whole = Math.trunc(Math.fround(points * SCALE));
  return Number.isFinite(whole) ? whole : 0;
}

function textOf(first: number): string {
  const words = memory.HEAPU32;
  let text = '';
  let count = 0;
  let seen = 0;
  for (let char = first >>> 2; char !== 0; char = (words[char + next] ?? 0) >>> 2) {
    const point = words[char + code] ?? 0;
    seen |= point;
    if (point < 0xd800 || (point > 0xdfff && point < 0x1_0000)) {
      narrow[count] = point;
      units[count++] = point;
    } else if (point >= 0x1_0000 && point <= 0x10_ffff) {
      units[count++] = 0xd7c0 + (point >> 10);
      units[count++] = 0xdc00 + (point & 0x3ff);
    } else units[count++] = 0xfffd;
    if (count >= PIECE) {
      text += pieceOf(count, seen);
      count = 0;
      seen = 0;
    }
  }
  return text + pieceOf(count, seen);
}

/** Where no letter is beyond Latin-1, which is so in most lines, the text is made of bytes: half the work and the memory. */
function pieceOf(count: number, seen: number): string {
  if (seen >>> 8 === 0) return narrow.toString('latin1', 0, count);
  return String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
}

/**
 * Finds in which words of a character's record its code and the address of the next stand: the engine's own accessors
 * are asked about a record whose every word is a number of its own, twice, with different numbers.
 */
function placesOfCharacters(): { readonly code: number; readonly next: number } {
  const record = memory._wasm_malloc(PROBED_WORDS * 4);
  const ask = (first: number) => {
    for (let word = 0; word < PROBED_WORDS; word += 1) memory.HEAPU32[(record >>> 2) + word] = first + word;
    const [c, n] = [memory._wasm_stext_char_get_c(record), memory._wasm_stext_char_get_next(record)];
    return { code: c - first, next: n - first };
  };
  const [one, two] = [ask(100), ask(300)];
  memory._wasm_free(record);
  const isSure = one.code === two.code && one.next === two.next;
  if (!isSure || Math.min(one.code, one.next) < 0 || Math.max(one.code, one.next) >= PROBED_WORDS)
    throw new Error('This release of the PDF engine keeps its characters in a way not known here.');
  return one;
}
