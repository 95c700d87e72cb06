// Puts the tags of recordings under one name each, and places that a camera wrote into them as numbers.
import type { Draft } from '../draft.ts';

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

/** Notes a tag under its usual name; one that is not known keeps its own. */
export function tag(draft: Draft, name: string, value: string): void {
  draft.fact(TAGS[name.toLowerCase()] ?? name, value);
}

/** Vorbis comments, used by FLAC and Ogg: lengths little-endian, `NAME=value` in UTF-8. */
export function vorbisComments(view: Buffer, from: number, draft: Draft): void {
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

/** Notes a place as phones write it: `+54.6872+025.2797+112/` (ISO 6709, Annex H), in degrees and metres. */
export function notePlace(text: string, draft: Draft): void {
  draft.fact('Location', text);
  const found = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?/.exec(text.trim());
  if (found === null || Math.abs(Number(found[1])) > 90 || Math.abs(Number(found[2])) > 180) return;
  draft.fact('GPSLatitude', Number(found[1]));
  draft.fact('GPSLongitude', Number(found[2]));
  if (found[3] !== undefined) draft.fact('GPSAltitude', Number(found[3]));
}
