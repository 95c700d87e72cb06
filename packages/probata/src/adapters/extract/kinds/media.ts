// Reads what a sound or a film says about itself: duration, size, titles. Nothing is played.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeText } from '../encoding.ts';
import { readMp4 } from './media-mp4.ts';
import { readOgg } from './media-ogg.ts';
import { tag, vorbisComments } from './media-tags.ts';

/** Duration in seconds, picture size, and tags, for FLAC, Ogg, MP3, WAV, Matroska/WebM and MP4. */
export function readMedia(source: Source, draft: Draft): void {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  draft.fact('MIMEType', source.mediaType);
  try {
    if (source.kind === 'flac') readFlac(view, draft);
    else if (source.kind === 'ogg' || source.kind === 'ogv') readOgg(view, draft);
    else if (source.kind === 'mp3') readMp3(view, draft);
    else if (source.kind === 'wav') readWav(view, draft);
    else if (source.kind === 'mkv' || source.kind === 'webm') readMatroska(view, draft);
    else readMp4(view, draft);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (draft.metadata['Duration'] === undefined)
      throw new Unreadable('damaged', 'The file ends inside its header.');
    draft.cut('media-cut', 'The file ends too early.');
  }
  for (const key of ['Title', 'Artist', 'Album', 'Date', 'Comment', 'Description']) {
    const value = draft.metadata[key];
    if (value !== undefined) draft.line(`${key}: ${value}`);
  }
}

function readFlac(view: Buffer, draft: Draft): void {
  let at = 4;
  for (let isLast = false; !isLast; ) {
    const head = view.readUInt32BE(at);
    isLast = head >>> 31 === 1;
    const type = (head >>> 24) & 127;
    if (type === 0) {
      const rate = view.readUIntBE(at + 4 + 10, 3) >> 4;
      const samples = (view.readUInt8(at + 4 + 13) & 15) * 2 ** 32 + view.readUInt32BE(at + 4 + 14);
      draft.fact('SampleRate', rate);
      draft.fact('Channels', ((view.readUInt8(at + 4 + 12) >> 1) & 7) + 1);
      if (rate > 0) draft.fact('Duration', samples / rate);
    } else if (type === 4) vorbisComments(view, at + 4, draft);
    at += 4 + (head & 0xffffff);
  }
}

/** The older tag: the last 128 bytes, fields of fixed length. */
function readId3v1(view: Buffer, draft: Draft): void {
  const end = view.subarray(-128);
  if (end.length < 128 || end.toString('latin1', 0, 3) !== 'TAG') return;
  for (const [name, from, to] of [
    ['Title', 3, 33],
    ['Artist', 33, 63],
    ['Album', 63, 93],
    ['Date', 93, 97],
    ['Comment', 97, 127],
  ] as const) {
    const bytes = end.subarray(from, to);
    const zero = bytes.indexOf(0);
    if (draft.metadata[name] === undefined)
      draft.fact(name, decodeText(zero < 0 ? bytes : bytes.subarray(0, zero)).text);
  }
}

function readMp3(view: Buffer, draft: Draft): void {
  let at = 0;
  if (view.toString('latin1', 0, 3) === 'ID3') {
    const size =
      (view.readUInt8(6) << 21) | (view.readUInt8(7) << 14) | (view.readUInt8(8) << 7) | view.readUInt8(9);
    readId3(view.subarray(10, 10 + size), view.readUInt8(3), draft);
    at = 10 + size;
  }
  readId3v1(view, draft);
  const frame = view
    .subarray(at)
    .findIndex((b, i, all) => b === 0xff && ((all[i + 1] ?? 0) & 0xe0) === 0xe0 && i < 65_536);
  if (frame < 0) {
    draft.cut('media-frames', 'No frame of sound was found.');
    return;
  }
  const head = view.readUInt32BE(at + frame);
  const isOne = ((head >> 19) & 3) === 3;
  const bitrate =
    [
      0,
      ...(isOne
        ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
        : [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]),
    ][(head >> 12) & 15] ?? 0;
  const base = [44_100, 48_000, 32_000][(head >> 10) & 3] ?? 0;
  const rate = isOne ? base : ((head >> 19) & 3) === 2 ? base / 2 : base / 4;
  draft.fact('SampleRate', rate);
  const xing = view
    .subarray(at + frame, at + frame + 200)
    .toString('latin1')
    .search(/Xing|Info/);
  if (xing >= 0 && rate > 0 && (view.readUInt32BE(at + frame + xing + 4) & 1) === 1) {
    draft.fact('Duration', (view.readUInt32BE(at + frame + xing + 8) * (isOne ? 1_152 : 576)) / rate);
  } else if (bitrate > 0) draft.fact('Duration', ((view.length - at - frame) * 8) / (bitrate * 1_000));
}

const ID3: Readonly<Record<string, string>> = {
  TIT2: 'Title',
  TPE1: 'Artist',
  TALB: 'Album',
  TYER: 'Date',
  TDRC: 'Date',
  TCON: 'Genre',
  TT2: 'Title',
  TP1: 'Artist',
  TAL: 'Album',
  TYE: 'Date',
};

/** ID3v2.2 to 2.4 text frames. */
function readId3(body: Buffer, version: number, draft: Draft): void {
  const idLength = version === 2 ? 3 : 4;
  let at = 0;
  while (at + (version === 2 ? 6 : 10) <= body.length && body[at] !== 0) {
    const id = body.toString('latin1', at, at + idLength);
    const raw = body.subarray(at + idLength, at + idLength + (version === 2 ? 3 : 4));
    const size = version === 4 ? raw.reduce((n, b) => n * 128 + (b & 127), 0) : raw.readUIntBE(0, raw.length);
    const from = at + (version === 2 ? 6 : 10);
    const text = body.subarray(from, from + Math.min(size, 65_536));
    const name = ID3[id];
    if (name !== undefined && text.length > 1) draft.fact(name, id3Text(text));
    at = from + size;
  }
}

function id3Text(text: Buffer): string {
  const body = text.subarray(1);
  const decoded =
    text[0] === 1 || text[0] === 2
      ? body[0] === 0xfe || text[0] === 2
        ? Buffer.from(body.subarray(0, body.length & ~1))
            .swap16()
            .toString('utf16le')
        : body.toString('utf16le')
      : text[0] === 3
        ? body.toString('utf8')
        : decodeText(body).text;
  return decoded
    .replace(/^\ufeff/, '')
    .replace(/\0+/g, ' ')
    .trim();
}

/**
 * WAVE (RFC 2361), also with sizes of eight bytes (EBU Tech 3306, RF64). Packed sound lasts as long as its `fact` chunk
 * says; the rate of bytes is an estimate there, and kept under its own name.
 */
function readWav(view: Buffer, draft: Draft): void {
  const found = { samplesPerSecond: 0, bytesPerSecond: 0, isPlain: true, samples: 0, wide: 0 };
  for (let at = 12, n = 0; at + 8 <= view.length && n < 1_000; n += 1) {
    const id = view.toString('latin1', at, at + 4);
    const stated = view.readUInt32LE(at + 4);
    const size = id === 'data' && stated === 0xffffffff ? found.wide : stated;
    if (id === 'fmt ') {
      found.samplesPerSecond = view.readUInt32LE(at + 12);
      found.bytesPerSecond = view.readUInt32LE(at + 16);
      found.isPlain = [1, 3, 6, 7, 0xfffe].includes(view.readUInt16LE(at + 8));
      draft.fact('Channels', view.readUInt16LE(at + 10));
      draft.fact('SampleRate', found.samplesPerSecond);
    } else if (id === 'ds64') {
      found.wide = Number(view.readBigUInt64LE(at + 16));
    } else if (id === 'fact' && stated >= 4) {
      found.samples = view.readUInt32LE(at + 8);
    } else if (id === 'data' && found.bytesPerSecond > 0) {
      const estimate = size / found.bytesPerSecond;
      const isCounted = !found.isPlain && found.samples > 0 && found.samplesPerSecond > 0;
      draft.fact('Duration', isCounted ? found.samples / found.samplesPerSecond : estimate);
      if (isCounted) draft.fact('NominalDuration', estimate);
    } else if (id === 'LIST' && view.toString('latin1', at + 8, at + 12) === 'INFO')
      readInfo(view.subarray(at + 12, at + 8 + size), draft);
    at += 8 + size + (size & 1);
  }
}

function readInfo(info: Buffer, draft: Draft): void {
  for (let p = 0; p + 8 <= info.length; ) {
    const length = info.readUInt32LE(p + 4);
    const name = { INAM: 'Title', IART: 'Artist', ICRD: 'Date', ICMT: 'Comment' }[
      info.toString('latin1', p, p + 4)
    ];
    if (name !== undefined)
      draft.fact(
        name,
        decodeText(info.subarray(p + 8, p + 8 + Math.min(length, 65_536))).text.replace(/\0+$/, ''),
      );
    p += 8 + length + (length & 1);
  }
}

/** EBML elements that are entered, and those that are read (RFC 8794, RFC 9559). */
const MASTERS = new Set([0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0xe1, 0x1254c367, 0x7373, 0x67c8]);

function readMatroska(view: Buffer, draft: Draft): void {
  let scale = 1_000_000;
  let duration = Number.NaN;
  let tagName = '';
  let at = 0;
  let isTracks = 0;
  for (let n = 0; at < view.length && n < 1_000_000; n += 1) {
    const id = vint(view, at, false);
    const size = vint(view, at + id.length, true);
    const body = at + id.length + size.length;
    if (MASTERS.has(id.value)) {
      at = body;
      continue;
    }
    const end = Math.min(view.length, body + size.value);
    const value = view.subarray(body, end);
    const number = (): number => value.reduce((sum, b) => sum * 256 + b, 0);
    if (id.value === 0x2ad7b1) scale = number();
    else if (id.value === 0x4489)
      duration =
        value.length === 4 ? value.readFloatBE(0) : value.length === 8 ? value.readDoubleBE(0) : Number.NaN;
    else if (id.value === 0x7ba9) draft.fact('Title', value.toString('utf8'));
    else if (id.value === 0x4d80) draft.fact('MuxingApp', value.toString('utf8'));
    else if (id.value === 0x5741) draft.fact('WritingApp', value.toString('utf8'));
    else if (id.value === 0x4461 && value.length === 8)
      draft.fact(
        'DateUTC',
        new Date(Number(value.readBigInt64BE(0) / 1_000_000n) + 978_307_200_000).toISOString(),
      );
    else if (id.value === 0xb0) draft.fact('ImageWidth', number());
    else if (id.value === 0xba) draft.fact('ImageHeight', number());
    else if (id.value === 0x86) {
      isTracks += 1;
      draft.fact(`Codec${isTracks}`, value.toString('latin1'));
    } else if (id.value === 0x45a3) tagName = value.toString('utf8');
    else if (id.value === 0x4487 && tagName !== '' && tagName !== 'DURATION')
      tag(draft, tagName, value.toString('utf8'));
    // An element of unknown size (a stream written live) cannot be stepped over; what matters stands before it.
    if (size.isUnknown) {
      at = body;
      continue;
    }
    at = body + size.value;
  }
  if (Number.isFinite(duration)) draft.fact('Duration', (duration * scale) / 1e9);
}

function vint(
  view: Buffer,
  at: number,
  isSize: boolean,
): { value: number; length: number; isUnknown: boolean } {
  const first = view.readUInt8(at);
  const length = Math.clz32(first) - 23;
  if (length > 8) throw new RangeError('no EBML number');
  let value = isSize ? first & (0xff >> length) : first;
  let isUnknown = isSize && value === 0xff >> length;
  for (let i = 1; i < length; i += 1) {
    const byte = view.readUInt8(at + i);
    if (byte !== 0xff) isUnknown = false;
    value = value * 256 + byte;
  }
  return { value, length, isUnknown };
}
