// Kinds that are told late, when no common sign was found and the file is no text: asked seldom, and loaded only then.
import { isJxl } from './jxl.ts';
import { keptKind } from './kept.ts';
import { isTarga } from './targa.ts';

/** The kind, or undefined where it is none of these. */
export function lateKind(bytes: Uint8Array): string | undefined {
  if (isTarga(bytes)) return 'tga';
  if (isJxl(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) return 'jxl';
  return keptKind(bytes);
}
