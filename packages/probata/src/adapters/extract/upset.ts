// Notes what a reader caught that no parser throws in an orderly way: such a process is given no further file.
import { Enough, Unreadable } from './draft.ts';

const MEMORY =
  /allocation failed|Invalid string length|out of memory|malloc|memory access out of bounds|Cannot enlarge memory/i;

let isUpset = false;

/** Whether an error says that memory came to its end. */
export function isOfMemory(error: unknown): boolean {
  return MEMORY.test(error instanceof Error ? error.message : String(error));
}

/**
 * To be told of whatever a parser threw. Orderly are our own two endings, and a plain `Error`, which is how the engines
 * (MuPDF through its own unwinding, zlib, the libraries) refuse a file. A trap of WebAssembly, a full stack or an end of
 * memory leaves an engine in the middle of its work, and a TypeError comes from where nobody thought of it.
 */
export function noteCaught(error: unknown): void {
  if (error instanceof Unreadable || error instanceof Enough) return;
  const isOrderly =
    error instanceof Error && (Object.getPrototypeOf(error) === Error.prototype || isOfNode(error));
  if (!isOrderly || isOfMemory(error)) isUpset = true;
}

/**
 * As `noteCaught`, where the PDF engine is only asked for parts of objects: a TypeError then is that of its wrapper, asked for
 * a part of nothing, and the engine was not entered.
 */
export function noteAsked(error: unknown): void {
  if (!(error instanceof TypeError)) noteCaught(error);
}

/** The runtime's own checks, of an offset behind the end of a Buffer, say. A stack that is full carries no such code. */
function isOfNode(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('ERR_');
}

/** Whether anything was caught since the last call that leaves this process in doubt. */
export function takeUpset(): boolean {
  const was = isUpset;
  isUpset = false;
  return was;
}
