// Reads what recordings made for sending say about themselves: MPEG streams, Flash video, Sun and Apple sound. Nothing is played.
import { type Draft, type Source, Unreadable } from '../draft.ts';

/** Duration in seconds, streams and picture size. */
export function readStreamedMedia(source: Source, draft: Draft): void {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  draft.fact('MIMEType', source.mediaType);
  try {
    if (source.kind === 'ts') readTransport(view, draft);
    else if (source.kind === 'mpg') readProgram(view, draft);
    else if (source.kind === 'flv') readFlash(view, draft);
    else if (source.kind === 'au') readSun(view, draft);
    else readCore(view, draft);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (draft.metadata['Duration'] === undefined)
      throw new Unreadable('damaged', 'The file ends inside its header.');
    draft.cut('media-cut', 'The file ends too early.');
  }
}

const TICKS = 90_000;
const TURN = 2 ** 33;
const MOST_STREAMS = 100;

/** The times at which the pieces of one stream are shown. */
interface Shown {
  first: number;
  last: number;
  /** The time before, to tell where the clock of 33 bits turns. */
  before: number;
  turns: number;
  /** The shortest step seen: one picture or one piece of sound. */
  step: number;
}

/** Notes a time of presentation; the clock begins anew after 26 hours. */
function noteTime(streams: Map<number, Shown>, stream: number, ticks: number): void {
  const known = streams.get(stream);
  if (known === undefined) {
    if (streams.size < MOST_STREAMS)
      streams.set(stream, { first: ticks, last: ticks, before: ticks, turns: 0, step: 0 });
    return;
  }
  if (ticks < known.before - TURN / 2) known.turns += 1;
  known.before = ticks;
  const time = ticks + known.turns * TURN;
  const step = Math.abs(time - known.last);
  if (step > 0 && step < TICKS && (known.step === 0 || step < known.step)) known.step = step;
  known.first = Math.min(known.first, time);
  known.last = Math.max(known.last, time);
}

/** Length from the first to the end of the last piece of any stream: the clock may start anywhere, so it is taken together. */
function noteLength(streams: Map<number, Shown>, draft: Draft): void {
  const all = [...streams.values()];
  if (all.length === 0) return;
  const ticks = Math.max(...all.map((s) => s.last + s.step)) - Math.min(...all.map((s) => s.first));
  draft.fact('Duration', ticks / TICKS);
}

/** The time in the head of a packet of a stream (ISO/IEC 13818-1, 2.4.3.7; 11172-1, 2.4.3.3), in ticks. */
function timeIn(pes: Buffer): number | undefined {
  let at = 6;
  if (((pes[at] ?? 0) & 0xc0) === 0x80) {
    if (((pes[7] ?? 0) & 0x80) === 0) return undefined;
    at = 9;
  } else {
    while (pes[at] === 0xff && at < 22) at += 1;
    if (((pes[at] ?? 0) & 0xc0) === 0x40) at += 2;
    if (((pes[at] ?? 0) & 0xe0) !== 0x20) return undefined;
  }
  if (at + 5 > pes.length) return undefined;
  const [a, b, c] = [pes.readUInt8(at), pes.readUInt16BE(at + 1), pes.readUInt16BE(at + 3)];
  return ((a >> 1) & 7) * 2 ** 30 + (b >> 1) * 2 ** 15 + (c >> 1);
}

/** The size in the sequence header of MPEG-1 and -2 video (ISO/IEC 13818-2, 6.2.2.1). */
function noteSize(pes: Buffer, draft: Draft): void {
  if (draft.metadata['ImageWidth'] !== undefined) return;
  const at = pes.indexOf('\0\0\x01\xb3', 0, 'latin1');
  if (at < 0 || at + 7 > pes.length) return;
  draft.fact('ImageWidth', pes.readUInt16BE(at + 4) >> 4);
  draft.fact('ImageHeight', pes.readUInt16BE(at + 5) & 0xfff);
}

const STREAM_TYPES: Readonly<Record<number, string>> = {
  1: 'MPEG-1 video',
  2: 'MPEG-2 video',
  3: 'MPEG-1 sound',
  4: 'MPEG-2 sound',
  15: 'AAC sound',
  16: 'MPEG-4 video',
  17: 'AAC sound',
  27: 'H.264 video',
  36: 'H.265 video',
  129: 'AC-3 sound',
};

/** Transport stream (ISO/IEC 13818-1): packets of 188 bytes, or of 192 with a time before each (M2TS). */
function readTransport(view: Buffer, draft: Draft): void {
  const lead = view[0] === 0x47 ? 0 : 4;
  const step = 188 + lead;
  const streams = new Map<number, Shown>();
  let tables = new Set<number>();
  let types: readonly string[] = [];
  let lost = 0;
  let at = lead;
  for (; at + 188 <= view.length; at += step) {
    if (view[at] !== 0x47) {
      lost += 1;
      continue;
    }
    const packet = view.subarray(at, at + 188);
    const pid = packet.readUInt16BE(1) & 0x1fff;
    const isStart = ((packet[1] ?? 0) & 0x40) !== 0;
    const control = (packet[3] ?? 0) & 0x30;
    if (!isStart || (control & 0x10) === 0) continue;
    const body = packet.subarray(control === 0x30 ? 5 + (packet[4] ?? 0) : 4);
    if (pid === 0) tables = programsIn(body);
    else if (tables.has(pid) && types.length === 0) types = streamsIn(body);
    else if (body.length > 14 && body.readUIntBE(0, 3) === 1) {
      const time = timeIn(body);
      if (time !== undefined) noteTime(streams, pid, time);
      if (((body[3] ?? 0) & 0xf0) === 0xe0) noteSize(body, draft);
    }
  }
  for (const [i, type] of types.entries()) draft.fact(`Stream${i + 1}`, type);
  draft.fact('Tracks', types.length || streams.size);
  noteLength(streams, draft);
  if (draft.metadata['Duration'] === undefined)
    draft.cut('media-length', 'No time was found in the stream; how long it lasts is not known.');
  if (lost > 0 || at - lead !== view.length)
    draft.cut('media-cut', `${lost + 1} places of the stream hold no whole packet.`);
}

/** The packet numbers of the program tables, from the association table. */
function programsIn(body: Buffer): Set<number> {
  const section = body.subarray(1 + (body[0] ?? 0));
  const found = new Set<number>();
  if (section.length < 8 || section[0] !== 0) return found;
  const end = Math.min(section.length, 3 + (section.readUInt16BE(1) & 0xfff) - 4);
  for (let at = 8; at + 4 <= end; at += 4)
    if (section.readUInt16BE(at) !== 0) found.add(section.readUInt16BE(at + 2) & 0x1fff);
  return found;
}

/** What the streams of a program are, from its table; only as far as one packet holds it. */
function streamsIn(body: Buffer): readonly string[] {
  const section = body.subarray(1 + (body[0] ?? 0));
  if (section.length < 12 || section[0] !== 2) return [];
  const end = Math.min(section.length, 3 + (section.readUInt16BE(1) & 0xfff) - 4);
  const found: string[] = [];
  for (let at = 12 + (section.readUInt16BE(10) & 0xfff); at + 5 <= end && found.length < MOST_STREAMS; ) {
    const type = section.readUInt8(at);
    found.push(STREAM_TYPES[type] ?? `type ${type}`);
    at += 5 + (section.readUInt16BE(at + 3) & 0xfff);
  }
  return found;
}

/** Program stream (ISO/IEC 11172-1 and 13818-1): packs of packets, each with its length. */
function readProgram(view: Buffer, draft: Draft): void {
  const streams = new Map<number, Shown>();
  let at = 0;
  while (at + 12 <= view.length) {
    if (view.readUIntBE(at, 3) !== 1) {
      const next = view.indexOf('\0\0\x01\xba', at, 'latin1');
      if (next < 0) break;
      at = next;
    }
    const id = view.readUInt8(at + 3);
    if (id === 0xba) {
      at += ((view[at + 4] ?? 0) & 0xc0) === 0x40 ? 14 + ((view[at + 13] ?? 0) & 7) : 12;
      continue;
    }
    if (id === 0xb9) break;
    const end = at + 6 + view.readUInt16BE(at + 4);
    const packet = view.subarray(at, end);
    if (id >= 0xc0 && id <= 0xef) {
      const time = timeIn(packet);
      if (time !== undefined) noteTime(streams, id, time);
      else if (!streams.has(id) && streams.size < MOST_STREAMS && packet.length === 0) break;
      if (id >= 0xe0) noteSize(packet, draft);
    }
    at = end;
  }
  if (streams.size === 0) throw new RangeError('no stream');
  for (const [i, id] of [...streams.keys()].sort((a, b) => a - b).entries())
    draft.fact(`Stream${i + 1}`, id >= 0xe0 ? 'video' : 'sound');
  draft.fact('Tracks', streams.size);
  noteLength(streams, draft);
  if (at > view.length) draft.cut('media-cut', 'The file ends inside a packet.');
}

/** Flash Video (Adobe, FLV File Format Specification 10.1): tags, the first of which mostly says how long and how large. */
function readFlash(view: Buffer, draft: Draft): void {
  const flags = view.readUInt8(4);
  let last = 0;
  let at = view.readUInt32BE(5) + 4;
  for (let n = 0; at + 11 <= view.length && n < 10_000_000; n += 1) {
    const size = view.readUIntBE(at + 1, 3);
    last = view.readUIntBE(at + 4, 3) + view.readUInt8(at + 7) * 2 ** 24;
    if (((view[at] ?? 0) & 31) === 18) noteScript(view.subarray(at + 11, at + 11 + size), draft);
    at += 11 + size + 4;
  }
  draft.fact('Tracks', ((flags & 1) === 1 ? 1 : 0) + ((flags & 4) === 4 ? 1 : 0));
  if (draft.metadata['Duration'] === undefined) draft.fact('Duration', last / 1_000);
  if (at > view.length) draft.cut('media-cut', 'The file ends inside a tag.');
}

function noteScript(body: Buffer, draft: Draft): void {
  for (const [key, name] of [
    ['duration', 'Duration'],
    ['width', 'ImageWidth'],
    ['height', 'ImageHeight'],
  ] as const) {
    const at = body.indexOf(`\0${String.fromCharCode(key.length)}${key}\0`, 0, 'latin1');
    const from = at + 3 + key.length;
    if (at >= 0 && from + 8 <= body.length && body.readDoubleBE(from) > 0)
      draft.fact(name, body.readDoubleBE(from));
  }
}

const SUN_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 3, 5: 4, 6: 4, 7: 8, 27: 1 };

/** Sun and NeXT sound (.au, .snd): a head of six numbers. */
function readSun(view: Buffer, draft: Draft): void {
  const [from, stated, form] = [view.readUInt32BE(4), view.readUInt32BE(8), view.readUInt32BE(12)];
  const [rate, channels] = [view.readUInt32BE(16), view.readUInt32BE(20)];
  const there = view.length - from;
  const length = stated === 0xffffffff ? there : stated;
  draft.fact('SampleRate', rate);
  draft.fact('Channels', channels);
  const perSecond = rate * channels * (SUN_BYTES[form] ?? 0);
  if (perSecond > 0) draft.fact('Duration', length / perSecond);
  else draft.warn('media-length', `How long sound of the form ${form} lasts is not known.`);
  if (length > there) draft.cut('media-cut', 'The file ends too early.');
}

/** Apple's Core Audio Format 1.0: chunks with sizes of eight bytes. */
function readCore(view: Buffer, draft: Draft): void {
  let [rate, perPacket, bytesPerPacket, frames, data] = [0, 0, 0, 0, 0];
  let at = 8;
  for (let n = 0; at + 12 <= view.length && n < 10_000; n += 1) {
    const name = view.toString('latin1', at, at + 4);
    const stated = Number(view.readBigInt64BE(at + 4));
    const size = stated < 0 ? view.length - at - 12 : stated;
    if (name === 'desc') {
      rate = view.readDoubleBE(at + 12);
      bytesPerPacket = view.readUInt32BE(at + 28);
      perPacket = view.readUInt32BE(at + 32);
      draft.fact('SampleRate', rate);
      draft.fact('Channels', view.readUInt32BE(at + 36));
      draft.fact('Stream1', view.toString('latin1', at + 20, at + 24).trim());
    } else if (name === 'pakt') frames = Number(view.readBigInt64BE(at + 20));
    else if (name === 'data') data = size - 4;
    at += 12 + size;
  }
  if (frames === 0 && bytesPerPacket > 0) frames = Math.floor(data / bytesPerPacket) * perPacket;
  if (rate > 0 && frames > 0) draft.fact('Duration', frames / rate);
  if (at > view.length) draft.cut('media-cut', 'The file ends inside a chunk.');
}
