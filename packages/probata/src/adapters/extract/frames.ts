// The only words spoken between the house and a reading process: short framed messages, each length-checked.

/** One message: a type letter and its payload. On the wire: payload length (uint32, big endian), type, payload. */
export interface Frame {
  readonly type: number;
  readonly payload: Buffer;
}

/** The types of frames; J carries JSON, everything else raw bytes. */
export const FRAME = {
  /** house → reader: what to read (JSON). */
  job: 0x4a,
  /** both ways: a piece of bytes; first uint32 is the attachment's index on the way back. */
  bytes: 0x42,
  /** both ways: that was all (reader → house: with its resident size in JSON). */
  end: 0x45,
  /** reader → house: the record without its long lists (JSON). */
  head: 0x48,
  /** reader → house: a piece of the text, UTF-16LE. */
  text: 0x54,
  /** reader → house: some of one long list (JSON: {list, items}). */
  list: 0x4c,
  /** reader → house: ready for a first job. */
  ready: 0x52,
} as const;

/** No frame may be longer: one frame is parsed in one go, and the server must not stall. */
export const FRAME_MAX = 1 << 20;

/** Puts one message on the wire. Throws RangeError where the payload is longer than FRAME_MAX. */
export function encodeFrame(type: number, payload: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(5 + payload.length);
  out.set(frameHead(type, payload.length));
  out.set(payload, 5);
  return out;
}

/** What stands before a payload of so many bytes on the wire. Throws RangeError where that is more than FRAME_MAX. */
export function frameHead(type: number, length: number): Buffer {
  if (length > FRAME_MAX) throw new RangeError('frame too long');
  const head = Buffer.allocUnsafe(5);
  head.writeUInt32BE(length, 0);
  head[4] = type;
  return head;
}

/** A JSON message. */
export function encodeJson(type: number, value: unknown): Buffer {
  return encodeFrame(type, Buffer.from(JSON.stringify(value), 'utf8'));
}

/**
 * Cuts a byte stream into frames.
 * @returns a function that takes each chunk and gives the frames it completed; it throws RangeError on a length
 *   beyond FRAME_MAX, after which the stream must be abandoned.
 */
export function frameReader(): (chunk: Buffer) => Frame[] {
  let held: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    held.push(chunk);
    size += chunk.length;
    const frames: Frame[] = [];
    if (size < 5) return frames;
    let all = held.length === 1 ? chunk : undefined;
    if (all === undefined) {
      const first = held[0] as Buffer; // held is not empty: chunk was pushed above
      // Joining is put off until the frame that has begun is complete, or a long frame would cost its square.
      if (first.length >= 5 && size < 5 + checkedLength(first)) return frames;
      all = Buffer.concat(held, size);
    }
    let at = 0;
    while (all.length - at >= 5) {
      const length = checkedLength(all.subarray(at));
      if (all.length - at < 5 + length) break;
      frames.push({ type: all[at + 4] as number, payload: all.subarray(at + 5, at + 5 + length) }); // in range
      at += 5 + length;
    }
    held = at === all.length ? [] : [all.subarray(at)];
    size = all.length - at;
    return frames;
  };
}

function checkedLength(head: Buffer): number {
  const length = head.readUInt32BE(0);
  if (length > FRAME_MAX) throw new RangeError('frame too long');
  return length;
}
