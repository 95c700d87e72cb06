// Reads what a sound or a film says about itself: duration, size, titles. Nothing is played.
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeText } from '../encoding.ts';

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

const TAGS: Readonly<Record<string, string>> = {
  title: 'Title',
  artist: 'Artist',
  album: 'Album',
  date: 'Date',
  genre: 'Genre',
  comment: 'Comment',
  description: 'Description',
  encoder: 'Encoder',
  location: 'Location',
  tracknumber: 'TrackNumber',
};

function tag(draft: Draft, name: string, value: string): void {
  draft.fact(TAGS[name.toLowerCase()] ?? name, value);
}

/** Vorbis comments, used by FLAC and Ogg: lengths little-endian, `NAME=value` in UTF-8. */
function vorbisComments(view: Buffer, from: number, draft: Draft): void {
  let at = from + 4 + view.readUInt32LE(from);
  const count = Math.min(1_000, view.readUInt32LE(at));
  at += 4;
  for (let i = 0; i < count; i += 1) {
    const length = view.readUInt32LE(at);
    const text = view.toString('utf8', at + 4, Math.min(at + 4 + length, at + 65_536));
    const equals = text.indexOf('=');
    if (equals > 0 && !/^metadata_block_picture/i.test(text))
      tag(draft, text.slice(0, equals), text.slice(equals + 1));
    at += 4 + length;
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

/** The last page's granule over the sample rate of the first stream (RFC 3533, RFC 7845 for Opus). */
function readOgg(view: Buffer, draft: Draft): void {
  let rate = 0;
  const vorbis = view.indexOf('\x01vorbis', 0, 'latin1');
  const opus = view.indexOf('OpusHead', 0, 'latin1');
  let nominal = 0;
  if (vorbis >= 0 && vorbis < 4_096) {
    draft.fact('Channels', view.readUInt8(vorbis + 11));
    rate = view.readUInt32LE(vorbis + 12);
    nominal = view.readInt32LE(vorbis + 20);
    draft.fact('SampleRate', rate);
    if (nominal > 0) draft.fact('NominalBitrate', nominal);
    const comments = view.indexOf('\x03vorbis', 0, 'latin1');
    if (comments >= 0) vorbisComments(view, comments + 7, draft);
  } else if (opus >= 0 && opus < 4_096) {
    rate = 48_000;
    const comments = view.indexOf('OpusTags', 0, 'latin1');
    if (comments >= 0) vorbisComments(view, comments + 8, draft);
  }
  const theora = view.indexOf('\x80theora', 0, 'latin1');
  if (theora >= 0 && theora < 4_096) {
    draft.fact('ImageWidth', view.readUIntBE(theora + 14, 3));
    draft.fact('ImageHeight', view.readUIntBE(theora + 17, 3));
  }
  const last = lastPageOf(view, vorbis >= 0 ? vorbis : opus);
  if (rate > 0 && last >= 0) {
    const granule = view.readBigUInt64LE(last + 6);
    if (granule < 2n ** 60n) draft.fact('Duration', Number(granule) / rate);
  }
  const first = view.readUInt32LE(14);
  // Some programs only estimate from the nominal bit rate; both figures are kept, and named for what they are.
  if (nominal > 0) draft.fact('NominalDuration', (view.length * 8) / nominal);
  if (view.length < 58 || Number.isNaN(first)) draft.cut('media-cut', 'The file ends too early.');
}

/** The last page of the stream whose header stands at `header`: each page names its stream at byte 14. */
function lastPageOf(view: Buffer, header: number): number {
  const first = header < 0 ? -1 : view.lastIndexOf('OggS', header, 'latin1');
  if (first < 0) return -1;
  const stream = view.readUInt32LE(first + 14);
  let at = view.lastIndexOf('OggS', undefined, 'latin1');
  for (let n = 0; at > first && n < 10_000; n += 1) {
    if (at + 18 <= view.length && view.readUInt32LE(at + 14) === stream) return at;
    at = view.lastIndexOf('OggS', at - 1, 'latin1');
  }
  return first;
}

function readMp3(view: Buffer, draft: Draft): void {
  let at = 0;
  if (view.toString('latin1', 0, 3) === 'ID3') {
    const size =
      (view.readUInt8(6) << 21) | (view.readUInt8(7) << 14) | (view.readUInt8(8) << 7) | view.readUInt8(9);
    readId3(view.subarray(10, 10 + size), view.readUInt8(3), draft);
    at = 10 + size;
  }
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

function readWav(view: Buffer, draft: Draft): void {
  let rate = 0;
  for (let at = 12, n = 0; at + 8 <= view.length && n < 1_000; n += 1) {
    const id = view.toString('latin1', at, at + 4);
    const size = view.readUInt32LE(at + 4);
    if (id === 'fmt ') {
      draft.fact('Channels', view.readUInt16LE(at + 10));
      draft.fact('SampleRate', view.readUInt32LE(at + 12));
      rate = view.readUInt32LE(at + 16);
    } else if (id === 'data' && rate > 0) draft.fact('Duration', size / rate);
    else if (id === 'LIST' && view.toString('latin1', at + 8, at + 12) === 'INFO') {
      for (let p = at + 12; p + 8 <= Math.min(at + 8 + size, view.length); ) {
        const key = view.toString('latin1', p, p + 4);
        const length = view.readUInt32LE(p + 4);
        const name = { INAM: 'Title', IART: 'Artist', ICRD: 'Date', ICMT: 'Comment' }[key];
        if (name !== undefined)
          draft.fact(
            name,
            decodeText(view.subarray(p + 8, p + 8 + Math.min(length, 65_536))).text.replace(/\0+$/, ''),
          );
        p += 8 + length + (length & 1);
      }
    }
    at += 8 + size + (size & 1);
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

const BOXES = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'udta', 'meta', 'ilst']);

/** Boxes of the movie header (ISO/IEC 14496-12). */
function readMp4(view: Buffer, draft: Draft): void {
  let at = 0;
  let tracks = 0;
  for (let n = 0; at + 8 <= view.length && n < 200_000; n += 1) {
    let size = view.readUInt32BE(at);
    const type = view.toString('latin1', at + 4, at + 8);
    let body = at + 8;
    if (size === 1) {
      size = Number(view.readBigUInt64BE(at + 8));
      body = at + 16;
    }
    if (size === 0) size = view.length - at;
    if (size < 8) {
      draft.cut('media-boxes', 'A box of the film has an impossible size.');
      break;
    }
    if (BOXES.has(type)) {
      at = type === 'meta' && view.readUInt32BE(body) === 0 ? body + 4 : body;
      continue;
    }
    if (type === 'mvhd') noteMovie(view, body, draft);
    else if (type === 'tkhd') {
      const long = view.readUInt8(body) === 1;
      const width = view.readUInt32BE(body + (long ? 88 : 76)) / 65_536;
      const height = view.readUInt32BE(body + (long ? 92 : 80)) / 65_536;
      tracks += 1;
      if (width > 0 && height > 0) {
        draft.fact('ImageWidth', width);
        draft.fact('ImageHeight', height);
      }
    } else if (/^[\xa9]/.test(type) && size > 24 && view.toString('latin1', body + 4, body + 8) === 'data') {
      const name = {
        '\xa9nam': 'Title',
        '\xa9ART': 'Artist',
        '\xa9alb': 'Album',
        '\xa9day': 'Date',
        '\xa9cmt': 'Comment',
      }[type];
      if (name !== undefined)
        draft.fact(name, view.toString('utf8', body + 16, Math.min(at + size, body + 65_536)));
    } else if (type === '\xa9xyz')
      draft.fact('Location', view.toString('utf8', body + 4, Math.min(at + size, body + 200)));
    at += size;
  }
  if (tracks > 0) draft.fact('Tracks', tracks);
  if (at > view.length) draft.cut('media-cut', 'The file ends inside a box.');
}

function noteMovie(view: Buffer, body: number, draft: Draft): void {
  const long = view.readUInt8(body) === 1;
  const made = long ? Number(view.readBigUInt64BE(body + 4)) : view.readUInt32BE(body + 4);
  const scale = view.readUInt32BE(body + (long ? 20 : 12));
  const duration = long ? Number(view.readBigUInt64BE(body + 24)) : view.readUInt32BE(body + 16);
  if (scale > 0) draft.fact('Duration', duration / scale);
  // Seconds since 1904, in UTC by the standard, in local time by many cameras.
  if (made > 2_082_844_800 && made < 6e9)
    draft.fact('CreateDate', new Date((made - 2_082_844_800) * 1_000).toISOString());
}
