// Reads what older recordings say about themselves: AVI, Windows Media, AIFF, and bare AAC and AMR sound. Nothing is played.
import { type Draft, type Source, Unreadable } from '../draft.ts';

/** Duration in seconds, streams, picture size and tags. */
export function readOldMedia(source: Source, draft: Draft): void {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  draft.fact('MIMEType', source.mediaType);
  try {
    if (source.kind === 'avi') readAvi(view, draft);
    else if (source.kind === 'aif') readAiff(view, draft);
    else if (source.kind === 'aac') readAdts(view, draft);
    else if (source.kind === 'amr') readAmr(view, draft);
    else readAsf(view, draft);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (draft.metadata['Duration'] === undefined)
      throw new Unreadable('damaged', 'The file ends inside its header.');
    draft.cut('media-cut', 'The file ends too early.');
  }
  for (const key of ['Title', 'Artist', 'Date', 'Comment', 'Description']) {
    const value = draft.metadata[key];
    if (value !== undefined) draft.line(`${key}: ${value}`);
  }
}

const MOST_PARTS = 10_000;
const plain = (bytes: Buffer): string => bytes.toString('latin1').replace(/\0.*$/s, '').trim();

/** Chunks of RIFF (little end first) or IFF (big end first): name, and the body as far as it is there. */
function* chunks(
  view: Buffer,
  isLittle: boolean,
): Generator<{ name: string; body: Buffer; isWhole: boolean }> {
  for (let at = 0, n = 0; at + 8 <= view.length && n < MOST_PARTS; n += 1) {
    const length = isLittle ? view.readUInt32LE(at + 4) : view.readUInt32BE(at + 4);
    const body = view.subarray(at + 8, at + 8 + length);
    yield { name: view.toString('latin1', at, at + 4), body, isWhole: body.length === length };
    at += 8 + length + (length & 1);
  }
}

const AVI_TAGS: Readonly<Record<string, string>> = {
  INAM: 'Title',
  IART: 'Artist',
  ICRD: 'Date',
  ICMT: 'Comment',
  ISFT: 'Encoder',
};

/** AVI (Microsoft, AVI RIFF File Reference): main header, stream headers, texts. */
function readAvi(view: Buffer, draft: Draft): void {
  let streams = 0;
  const list = (body: Buffer): void => {
    for (const { name, body: inner } of chunks(body.subarray(4), true)) {
      if (name === 'avih') {
        const [perFrame, frames] = [inner.readUInt32LE(0), inner.readUInt32LE(16)];
        draft.fact('ImageWidth', inner.readUInt32LE(32));
        draft.fact('ImageHeight', inner.readUInt32LE(36));
        if (perFrame > 0 && frames > 0) draft.fact('Duration', (perFrame * frames) / 1e6);
      } else if (name === 'strh') {
        streams += 1;
        draft.fact(
          `Stream${streams}`,
          `${plain(inner.subarray(0, 4))} ${plain(inner.subarray(4, 8))}`.replace(/[^ -~]/g, '').trim(),
        );
        const [scale, rate, length] = [
          inner.readUInt32LE(20),
          inner.readUInt32LE(24),
          inner.readUInt32LE(32),
        ];
        if (draft.metadata['Duration'] === undefined && scale > 0 && rate > 0)
          draft.fact('Duration', (length * scale) / rate);
      } else if (AVI_TAGS[name] !== undefined) draft.fact(AVI_TAGS[name], plain(inner));
      else if (name === 'IDIT') draft.fact('DateTimeOriginal', plain(inner));
      else if (name === 'LIST' && inner.length >= 4) list(inner);
    }
  };
  let isCut = false;
  for (const { name, body, isWhole } of chunks(view.subarray(12), true)) {
    isCut ||= !isWhole;
    if (name === 'LIST' && body.toString('latin1', 0, 4) !== 'movi') list(body);
  }
  draft.fact('Tracks', streams);
  if (streams === 0) throw new RangeError('no stream header');
  if (isCut || view.length < 8 + view.readUInt32LE(4)) draft.cut('media-cut', 'The file ends too early.');
}

/** AIFF and AIFF-C (Apple, 1989 and 1991): the rate is a float of ten bytes. */
function readAiff(view: Buffer, draft: Draft): void {
  let isCut = false;
  for (const { name, body, isWhole } of chunks(view.subarray(12), false)) {
    isCut ||= !isWhole;
    if (name === 'COMM') {
      const rate = Number(body.readBigUInt64BE(10)) * 2 ** ((body.readUInt16BE(8) & 0x7fff) - 16_446);
      draft.fact('Channels', body.readUInt16BE(0));
      draft.fact('SampleRate', rate);
      if (rate > 0 && Number.isFinite(rate)) draft.fact('Duration', body.readUInt32BE(2) / rate);
    } else if (name === 'NAME') draft.fact('Title', plain(body));
    else if (name === 'AUTH') draft.fact('Artist', plain(body));
    else if (name === 'ANNO') draft.fact('Comment', plain(body));
  }
  if (draft.metadata['Duration'] === undefined) throw new RangeError('no common chunk');
  if (isCut) draft.cut('media-cut', 'The file ends too early.');
}

const RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];

/** AAC in ADTS (ISO/IEC 13818-7): every frame is counted, 1,024 samples each. */
function readAdts(view: Buffer, draft: Draft): void {
  const rate = RATES[(view.readUInt8(2) >> 2) & 15] ?? 0;
  let frames = 0;
  let at = 0;
  for (; at + 7 <= view.length && (view.readUInt16BE(at) & 0xfff6) === 0xfff0; frames += 1) {
    const length =
      ((view.readUInt8(at + 3) & 3) << 11) | (view.readUInt8(at + 4) << 3) | (view.readUInt8(at + 5) >> 5);
    if (length < 7) break;
    at += length;
  }
  if (rate === 0 || frames === 0) throw new RangeError('no frame');
  draft.fact('SampleRate', rate);
  draft.fact('Channels', ((view.readUInt8(2) & 1) << 2) | (view.readUInt8(3) >> 6));
  draft.fact('Duration', (frames * 1_024) / rate);
  if (at !== view.length)
    draft.cut('media-cut', `Behind ${frames} frames of sound no further frame was found whole.`);
}

/** AMR (RFC 4867, 5): frames of 20 milliseconds, whose length their first byte tells. */
function readAmr(view: Buffer, draft: Draft): void {
  const isWide = view.toString('latin1', 0, 9) === '#!AMR-WB\n';
  const lengths = isWide ? [18, 24, 33, 37, 41, 47, 51, 59, 61, 6] : [13, 14, 16, 18, 20, 21, 27, 32, 6];
  let frames = 0;
  let at = isWide ? 9 : 6;
  for (; at < view.length; frames += 1) at += lengths[(view.readUInt8(at) >> 3) & 15] ?? 1;
  draft.fact('SampleRate', isWide ? 16_000 : 8_000);
  draft.fact('Duration', frames / 50);
  if (at !== view.length) draft.cut('media-cut', 'The file ends inside a frame of sound.');
}

const ASF_FILE = 'a1dcab8c47a9cf118ee400c00c205365';
const ASF_STREAM = '9107dcb7b7a9cf118ee600c00c205365';
const ASF_CONTENT = '3326b2758e66cf11a6d900aa0062ce6c';
const ASF_SOUND = '409e69f84d5bcf11a8fd00805f5c442b';
const ASF_FILM = 'c0ef19bc4d5bcf11a8fd00805f5c442b';

/** ASF, the container of WMA and WMV (Microsoft, ASF Specification 01.20.06): the header objects. */
function readAsf(view: Buffer, draft: Draft): void {
  const end = Math.min(view.length, Number(view.readBigUInt64LE(16)));
  let streams = 0;
  let isFilm = false;
  for (let at = 30, n = 0; at + 24 <= end && n < MOST_PARTS; n += 1) {
    const length = Number(view.readBigUInt64LE(at + 16));
    if (length < 24) break;
    const name = view.toString('hex', at, at + 16);
    const body = view.subarray(at + 24, at + length);
    if (name === ASF_FILE) {
      // Ticks of 100 nanoseconds; what is played includes a time of loading, in milliseconds.
      draft.fact(
        'Duration',
        Math.max(0, Math.round(Number(body.readBigUInt64LE(40)) / 1e4) - Number(body.readBigUInt64LE(56))) /
          1e3,
      );
      const made = Number(body.readBigUInt64LE(24) / 10_000n) - 11_644_473_600_000;
      if (made > 0 && made < 4e12) draft.fact('CreateDate', new Date(made).toISOString());
    } else if (name === ASF_STREAM) {
      streams += 1;
      const sort = body.toString('hex', 0, 16);
      draft.fact(`Stream${streams}`, sort === ASF_FILM ? 'film' : sort === ASF_SOUND ? 'sound' : 'other');
      if (sort === ASF_FILM) {
        isFilm = true;
        draft.fact('ImageWidth', body.readUInt32LE(54));
        draft.fact('ImageHeight', body.readUInt32LE(58));
      } else if (sort === ASF_SOUND) {
        draft.fact('Channels', body.readUInt16LE(56));
        draft.fact('SampleRate', body.readUInt32LE(58));
      }
    } else if (name === ASF_CONTENT) {
      const lengths = [0, 2, 4, 6, 8].map((from) => body.readUInt16LE(from));
      let from = 10;
      for (const [i, key] of ['Title', 'Artist', 'Copyright', 'Description', 'Rating'].entries()) {
        draft.fact(
          key,
          body
            .subarray(from, from + (lengths[i] ?? 0))
            .toString('utf16le')
            .replace(/\0.*$/s, ''),
        );
        from += lengths[i] ?? 0;
      }
    }
    at += length;
  }
  draft.fact('Tracks', streams);
  if (draft.metadata['Duration'] === undefined) throw new RangeError('no file properties');
  if (!isFilm) return;
  draft.mediaType = 'video/x-ms-wmv';
  draft.fact('MIMEType', draft.mediaType);
}
