// Reads the length, size, place and titles of MP4, QuickTime and 3GP recordings, whole ones and those written piece by piece.
import type { Draft } from '../draft.ts';
import { notePlace } from './media-tags.ts';

const BOXES = new Set([
  'moov',
  'trak',
  'mdia',
  'minf',
  'stbl',
  'udta',
  'meta',
  'ilst',
  'mvex',
  'moof',
  'traf',
]);

interface Track {
  id: number;
  scale: number;
  /** Ticks of one sample where neither fragment nor sample says other. */
  usual: number;
  end: number;
}

/** What is learnt on the way from box to box. */
interface Reading {
  readonly tracks: Map<number, Track>;
  track: Track;
  /** The names of the entries of `ilst`, where it uses numbers (QuickTime, Metadata Item Keys Atom). */
  keys: readonly string[];
  /** The fragment that is being read. */
  fragment: { track: Track; perSample: number; at: number };
  seconds: number;
}

const KEYED: Readonly<Record<string, string>> = {
  'com.apple.quicktime.make': 'Make',
  'com.apple.quicktime.model': 'Model',
  'com.apple.quicktime.software': 'Software',
  'com.apple.quicktime.creationdate': 'CreationDate',
  'com.apple.quicktime.title': 'Title',
  title: 'Title',
  artist: 'Artist',
  comment: 'Comment',
};
const NAMED: Readonly<Record<string, string>> = {
  '\xa9nam': 'Title',
  '\xa9ART': 'Artist',
  '\xa9alb': 'Album',
  '\xa9day': 'Date',
  '\xa9cmt': 'Comment',
  '\xa9mak': 'Make',
  '\xa9mod': 'Model',
};

/** Boxes of the movie header and of its fragments (ISO/IEC 14496-12, 8.2 and 8.8; QuickTime File Format). */
export function readMp4(view: Buffer, draft: Draft): void {
  const none: Track = { id: 0, scale: 0, usual: 0, end: 0 };
  const reading: Reading = {
    tracks: new Map(),
    track: none,
    keys: [],
    fragment: { track: none, perSample: 0, at: 0 },
    seconds: 0,
  };
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
    if (type === 'ftyp' && view.toString('latin1', body, body + 2) === '3g') {
      draft.mediaType = 'video/3gpp';
      draft.fact('MIMEType', draft.mediaType);
    }
    if (BOXES.has(type)) {
      at = type === 'meta' && view.readUInt32BE(body) === 0 ? body + 4 : body;
      continue;
    }
    if (type === 'tkhd') tracks += 1;
    readBox(type, view.subarray(body, Math.min(view.length, at + size)), reading, draft);
    at += size;
  }
  if (tracks > 0) draft.fact('Tracks', tracks);
  const pieces = [...reading.tracks.values()].map(({ end, scale }) => (scale > 0 ? end / scale : 0));
  const seconds = Math.max(reading.seconds, ...pieces);
  if (seconds > 0) draft.fact('Duration', seconds);
  if (at > view.length) draft.cut('media-cut', 'The file ends inside a box.');
}

function readBox(type: string, body: Buffer, reading: Reading, draft: Draft): void {
  if (type === 'mvhd') noteMovie(body, reading, draft);
  else if (type === 'tkhd') noteTrack(body, reading, draft);
  else if (type === 'mdhd') reading.track.scale = body.readUInt32BE(body.readUInt8(0) === 1 ? 20 : 12);
  else if (type === 'trex') {
    const track = reading.tracks.get(body.readUInt32BE(4));
    if (track !== undefined) track.usual = body.readUInt32BE(12);
  } else if (type === 'tfhd') {
    const track = reading.tracks.get(body.readUInt32BE(4)) ?? reading.track;
    const flags = body.readUInt32BE(0);
    const at = 8 + ((flags & 1) !== 0 ? 8 : 0) + ((flags & 2) !== 0 ? 4 : 0);
    const perSample = (flags & 8) !== 0 ? body.readUInt32BE(at) : track.usual;
    reading.fragment = { track, perSample, at: track.end };
  } else if (type === 'tfdt') {
    reading.fragment.at = body.readUInt8(0) === 1 ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4);
  } else if (type === 'trun') noteRun(body, reading);
  else if (type === 'keys') reading.keys = keysOf(body);
  else if (type === '\xa9xyz' && body.length > 4)
    notePlace(body.toString('utf8', 4, Math.min(body.length, 200)).replace(/\0.*$/s, ''), draft);
  else if (type === 'loci') noteLocation(body, draft);
  else if (body.toString('latin1', 4, 8) === 'data') noteTag(type, body, reading, draft);
  else if (NAMED[type] !== undefined && body.length > 4)
    // The older form: a length, a language, the words.
    draft.fact(NAMED[type], body.toString('utf8', 4, Math.min(body.length, 4 + body.readUInt16BE(0))));
}

function noteMovie(body: Buffer, reading: Reading, draft: Draft): void {
  const long = body.readUInt8(0) === 1;
  const made = long ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4);
  const scale = body.readUInt32BE(long ? 20 : 12);
  const duration = long ? Number(body.readBigUInt64BE(24)) : body.readUInt32BE(16);
  if (scale > 0 && duration !== 0xffffffff) reading.seconds = duration / scale;
  // Noted at once: a film that is cut behind its header has a length all the same.
  if (scale > 0) draft.fact('Duration', reading.seconds);
  // Seconds since 1904, in UTC by the standard, in local time by many cameras.
  if (made > 2_082_844_800 && made < 6e9)
    draft.fact('CreateDate', new Date((made - 2_082_844_800) * 1_000).toISOString());
}

function noteTrack(body: Buffer, reading: Reading, draft: Draft): void {
  const long = body.readUInt8(0) === 1;
  const id = body.readUInt32BE(long ? 20 : 12);
  reading.track = { id, scale: 0, usual: 0, end: 0 };
  if (reading.tracks.size < 10_000) reading.tracks.set(id, reading.track);
  const width = body.readUInt32BE(long ? 88 : 76) / 65_536;
  const height = body.readUInt32BE(long ? 92 : 80) / 65_536;
  if (width === 0 || height === 0) return;
  draft.fact('ImageWidth', width);
  draft.fact('ImageHeight', height);
}

/** Samples of one run: each with its own length, or all with that of the fragment. */
function noteRun(body: Buffer, { fragment }: Reading): void {
  const flags = body.readUInt32BE(0) & 0xffffff;
  const count = body.readUInt32BE(4);
  const row = [0x100, 0x200, 0x400, 0x800].reduce((sum, bit) => sum + ((flags & bit) !== 0 ? 4 : 0), 0);
  let at = 8 + ((flags & 1) !== 0 ? 4 : 0) + ((flags & 4) !== 0 ? 4 : 0);
  if ((flags & 0x100) === 0) fragment.at += count * fragment.perSample;
  else
    for (let i = 0; i < count && at + row <= body.length; i += 1, at += row)
      fragment.at += body.readUInt32BE(at);
  fragment.track.end = Math.max(fragment.track.end, fragment.at);
}

/** A place with a name (3GPP TS 26.244, 8.2): longitude, latitude and height as numbers of 16.16 bits. */
function noteLocation(body: Buffer, draft: Draft): void {
  const end = body.indexOf(0, 6);
  if (end < 0) return;
  const [longitude, latitude] = [body.readInt32BE(end + 2) / 65_536, body.readInt32BE(end + 6) / 65_536];
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return;
  draft.fact('Location', body.toString('utf8', 6, end));
  draft.fact('GPSLatitude', latitude);
  draft.fact('GPSLongitude', longitude);
}

function keysOf(body: Buffer): readonly string[] {
  const keys: string[] = [];
  for (let at = 8; at + 8 <= body.length && keys.length < 1_000; ) {
    const size = body.readUInt32BE(at);
    if (size < 8) break;
    keys.push(body.toString('utf8', at + 8, Math.min(at + size, body.length)));
    at += size;
  }
  return keys;
}

function noteTag(type: string, body: Buffer, reading: Reading, draft: Draft): void {
  const value = body.toString('utf8', 16, Math.min(body.length, body.readUInt32BE(0), 65_536));
  const key = reading.keys[Buffer.from(type, 'latin1').readUInt32BE(0) - 1];
  if (key === 'com.apple.quicktime.location.ISO6709' || key === 'location') notePlace(value, draft);
  else {
    const name = NAMED[type] ?? (key === undefined ? undefined : KEYED[key]);
    if (name !== undefined) draft.fact(name, value);
  }
}
