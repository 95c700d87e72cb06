// Of a recording too long to be handed to a reader, what it says about itself: its index without its sound and pictures.
import type { Extraction } from '../ports/extractor.ts';

// Hours of film have an index of some tens of megabytes; Matroska, FLAC and WAV say everything at their beginning.
const MOST_INDEX = 128 * 1024 * 1024;
const BEGINNING = 16 * 1024 * 1024;
// Other work goes on after each stretch of the file.
const STRETCH = 16 * 1024 * 1024;
const FILM_DATA = 'mdat';

/**
 * Gathers what a reader needs to tell what a long recording is. The whole file is gone through, so its hash is checked
 * by whoever gives the pieces. In films of ISO/IEC 14496-12 (MP4, QuickTime) each box `mdat` is emptied and every other
 * one kept; of Matroska, FLAC and WAV the first 16 MiB are kept. Only lengths are computed here: the result is read by a
 * closed process like any other file.
 * @returns the bytes to be read, or undefined for what begins like no recording, or has a longer index than 128 MiB
 */
export async function outlineOf(
  pieces: Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  let outline: Outline | undefined;
  let waiting = 0;
  for (const piece of pieces) {
    outline ??= outlineFor(piece);
    if (outline === undefined || outline.take(piece) === 'too-long') return undefined;
    waiting += piece.length;
    if (waiting < STRETCH) continue;
    waiting = 0;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  return outline?.bytes();
}

/** Says of a reading made from an outline that it is one: damage in the sound or the pictures was not looked for. */
export function asOutline(reading: Extraction, bytes: number): Extraction {
  if (reading.state === 'error') return reading;
  const message = `This recording has ${bytes} bytes; what it says about itself was read, its sound and pictures were not looked at.`;
  return {
    ...reading,
    state: 'partly-read',
    warnings: [...reading.warnings, { code: 'media-outline', message }],
  };
}

interface Outline {
  take(piece: Uint8Array): 'goes-on' | 'too-long';
  bytes(): Uint8Array;
}

function outlineFor(first: Uint8Array): Outline | undefined {
  const at = (from: number, word: string): boolean =>
    [...word].every((letter, i) => first[from + i] === letter.charCodeAt(0));
  if (at(4, 'ftyp')) return new BoxOutline();
  if (at(0, '\x1a\x45\xdf\xa3') || at(0, 'fLaC') || (at(0, 'RIFF') && at(8, 'WAVE'))) return new Beginning();
  return undefined;
}

/** The parts that are kept, and how many bytes they have. */
class Kept {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(part: Uint8Array): void {
    // The pieces of a stream may lie in memory that is written over by the next.
    this.#parts.push(part.slice());
    this.length += part.length;
  }

  all(): Uint8Array {
    const bytes = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

class Beginning implements Outline {
  readonly #kept = new Kept();

  take(piece: Uint8Array): 'goes-on' {
    const room = BEGINNING - this.#kept.length;
    if (room > 0) this.#kept.add(piece.subarray(0, room));
    return 'goes-on';
  }

  bytes(): Uint8Array {
    return this.#kept.all();
  }
}

class BoxOutline implements Outline {
  readonly #kept = new Kept();
  /** The head of a box that is not whole yet: 8 bytes, or 16 where the length is written in 64 bits. */
  #head = new Uint8Array(0);
  /** What is left of the box, and whether it is kept. */
  #left = 0;
  #isKept = false;

  take(piece: Uint8Array): 'goes-on' | 'too-long' {
    for (let at = 0; at < piece.length; ) {
      if (this.#left > 0) {
        const n = Math.min(this.#left, piece.length - at);
        if (this.#isKept) this.#kept.add(piece.subarray(at, at + n));
        this.#left -= n;
        at += n;
      } else at += this.#takeHead(piece.subarray(at));
      if (this.#kept.length > MOST_INDEX) return 'too-long';
    }
    return 'goes-on';
  }

  /** Takes what the head of the next box still lacks, a stretch at a time. Gives how many bytes it took. */
  #takeHead(rest: Uint8Array): number {
    const n = Math.min(rest.length, (this.#head.length < 8 ? 8 : 16) - this.#head.length);
    const head = new Uint8Array(this.#head.length + n);
    head.set(this.#head);
    head.set(rest.subarray(0, n), this.#head.length);
    this.#head = head;
    if (head.length < 8) return n;
    const view = new DataView(head.buffer);
    const short = view.getUint32(0);
    if (short === 1 && head.length < 16) return n;
    const isData = String.fromCharCode(...head.subarray(4, 8)) === FILM_DATA;
    // A length of 0 means to the end of the file; one shorter than its own head is left for the reader to name.
    const size = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? Number.MAX_SAFE_INTEGER : short;
    if (isData) {
      view.setUint32(0, 8);
      this.#kept.add(head.subarray(0, 8));
    } else this.#kept.add(head);
    this.#isKept = !isData;
    this.#left = Math.max(0, size - head.length);
    this.#head = new Uint8Array(0);
    return n;
  }

  bytes(): Uint8Array {
    return this.#kept.all();
  }
}
