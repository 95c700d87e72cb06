// Reads the length and titles of Ogg recordings: Vorbis, Opus, FLAC and Speex sound, Theora films.
import type { Draft } from '../draft.ts';
import { vorbisComments } from './media-tags.ts';

interface Stream {
  /** Where its header stands. */
  readonly at: number;
  /** Granules a second, or 0 where it is not known. */
  readonly rate: number;
  /** The granule of the last page as a number of samples or frames. */
  readonly count: (granule: bigint) => number;
  /** Where its comments stand, or -1. */
  readonly comments: number;
}

const plainCount = (granule: bigint): number => Number(granule);

/**
 * The last page's granule over the rate of the first stream of sound, else of the film (RFC 3533; RFC 7845 for Opus; the
 * mappings of FLAC, Speex and Theora by Xiph.Org).
 */
export function readOgg(view: Buffer, draft: Draft): void {
  const theora = theoraIn(view, draft);
  const sound = soundIn(view, draft);
  const stream = sound ?? theora;
  if (stream !== undefined) {
    if (stream.comments >= 0) vorbisComments(view, stream.comments, draft);
    const last = lastPageOf(view, stream.at);
    const granule = last < 0 ? 0n : view.readBigUInt64LE(last + 6);
    if (stream.rate > 0 && granule > 0n && granule < 2n ** 60n)
      draft.fact('Duration', stream.count(granule) / stream.rate);
  }
  if (view.length < 58) draft.cut('media-cut', 'The file ends too early.');
}

function soundIn(view: Buffer, draft: Draft): Stream | undefined {
  const has = (text: string): number => view.subarray(0, 4_096).indexOf(text, 0, 'latin1');
  const vorbis = has('\x01vorbis');
  if (vorbis >= 0) {
    const rate = view.readUInt32LE(vorbis + 12);
    const nominal = view.readInt32LE(vorbis + 20);
    draft.fact('Channels', view.readUInt8(vorbis + 11));
    draft.fact('SampleRate', rate);
    // Some programs only estimate from the nominal bit rate; both figures are kept, and named for what they are.
    if (nominal > 0) {
      draft.fact('NominalBitrate', nominal);
      draft.fact('NominalDuration', (view.length * 8) / nominal);
    }
    return { at: vorbis, rate, count: plainCount, comments: behind(view, '\x03vorbis') };
  }
  const opus = has('OpusHead');
  if (opus >= 0) return { at: opus, rate: 48_000, count: plainCount, comments: behind(view, 'OpusTags') };
  const speex = has('Speex   ');
  if (speex >= 0) {
    const rate = view.readUInt32LE(speex + 36);
    draft.fact('SampleRate', rate);
    draft.fact('Channels', view.readUInt32LE(speex + 48));
    return { at: speex, rate, count: plainCount, comments: secondPacket(view, speex) };
  }
  const flac = has('\x7fFLAC');
  if (flac < 0) return undefined;
  const info = flac + 17; // behind the version, the number of headers, `fLaC` and the head of a block
  const rate = view.readUIntBE(info + 10, 3) >> 4;
  draft.fact('SampleRate', rate);
  draft.fact('Channels', ((view.readUInt8(info + 12) >> 1) & 7) + 1);
  return { at: flac, rate, count: plainCount, comments: secondPacket(view, flac) + 4 };
}

function theoraIn(view: Buffer, draft: Draft): Stream | undefined {
  const theora = view.subarray(0, 4_096).indexOf('\x80theora', 0, 'latin1');
  if (theora < 0) return undefined;
  draft.fact('ImageWidth', view.readUIntBE(theora + 14, 3));
  draft.fact('ImageHeight', view.readUIntBE(theora + 17, 3));
  const [frames, seconds] = [view.readUInt32BE(theora + 22), view.readUInt32BE(theora + 26)];
  const shift = BigInt(((view.readUInt8(theora + 40) & 3) << 3) | (view.readUInt8(theora + 41) >> 5));
  return {
    at: theora,
    rate: seconds > 0 ? frames / seconds : 0,
    // The frame of the last key picture, and how many came since.
    count: (granule) => Number(granule >> shift) + Number(granule & ((1n << shift) - 1n)),
    comments: behind(view, '\x81theora'),
  };
}

function behind(view: Buffer, mark: string): number {
  const at = view.indexOf(mark, 0, 'latin1');
  return at < 0 ? -1 : at + mark.length;
}

/** Speex and FLAC do not name their comments: they are what the second page begins with. */
function secondPacket(view: Buffer, header: number): number {
  const page = view.indexOf('OggS', header, 'latin1');
  if (page < 0) throw new RangeError('one page only');
  return page + 27 + view.readUInt8(page + 26);
}

/** The last page of the stream whose header stands at `header`: each page names its stream at byte 14. */
function lastPageOf(view: Buffer, header: number): number {
  const first = view.lastIndexOf('OggS', header, 'latin1');
  if (first < 0) return -1;
  const stream = view.readUInt32LE(first + 14);
  let at = view.lastIndexOf('OggS', undefined, 'latin1');
  for (let n = 0; at > first && n < 10_000; n += 1) {
    if (at + 18 <= view.length && view.readUInt32LE(at + 14) === stream) return at;
    at = view.lastIndexOf('OggS', at - 1, 'latin1');
  }
  return first;
}
