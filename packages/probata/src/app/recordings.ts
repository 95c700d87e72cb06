// Which recordings browsers play, and as what: by the kind that the reader told from their bytes, never by a name.

/** How a recording is played. */
export interface Played {
  readonly mediaType: string;
  readonly as: 'sound' | 'film';
}

const sound = (mediaType: string): Played => ({ mediaType, as: 'sound' });
const film = (mediaType: string): Played => ({ mediaType, as: 'film' });

const PLAYED: Readonly<Record<string, Played>> = {
  flac: sound('audio/flac'),
  ogg: sound('audio/ogg'),
  ogv: film('video/ogg'),
  aac: sound('audio/aac'),
  mp3: sound('audio/mpeg'),
  wav: sound('audio/wav'),
  m4a: sound('audio/mp4'),
  mp4: film('video/mp4'),
  mov: film('video/mp4'),
  mkv: film('video/webm'),
  webm: film('video/webm'),
};

/** How an exhibit that was read as `kind` (the reader's short name) is played; undefined for whatever is no recording. */
export function playedAs(kind: string): Played | undefined {
  return PLAYED[kind];
}
