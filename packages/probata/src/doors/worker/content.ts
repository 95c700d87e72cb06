// The bytes of an exhibit or of a file we wrote, piece by piece, for the one door that hands them out.
import type { House } from '../../app/house.ts';
import { playedAs } from '../../app/recordings.ts';
import { bytesOf, findExhibit, noteReading, type OpenedExhibit } from '../../app/tasks/exhibit-bytes.ts';
import { Refusal } from '../../base/errors.ts';

/** A file that was written beside the filings, by the name of its folder and its path in it. */
export interface WrittenRequest {
  readonly folder: string;
  readonly file: string;
}

export type ContentRequest = ExhibitRequest | WrittenRequest;

/** An exhibit that is asked for. Opening a sealed one is an entry, with this reason. */
export interface ExhibitRequest {
  readonly exhibit: string;
  readonly reason: string;
  /** A page's picture, from 1; without it the file as it was taken in. */
  readonly page?: number;
  /** Of the picture, in pixels. */
  readonly width?: number;
  /** A recording, to be heard or seen in the browser's own player. */
  readonly play?: true;
  /** Of a recording: the bytes from `from` to `to`, both included; `to` left out: to the end. */
  readonly part?: { readonly from: number; readonly to?: number };
}

/** What is about to be sent. `bytes` is the length, where it is known before. */
export interface ContentHead {
  readonly bytes: number | null;
  readonly mediaType: string;
  readonly name: string;
  /** True for what we made ourselves: it may be shown. Everything else is a file to save. */
  readonly ours: boolean;
  /** Of a recording that is played: whether parts of it can be asked for, and which part this is. */
  readonly played?: {
    readonly inParts: boolean;
    readonly part: { readonly from: number; readonly to: number; readonly of: number } | null;
  };
}

export interface Content {
  readonly head: ContentHead;
  readonly chunks: Iterator<Uint8Array>;
}

// Up to this size the hash is checked before the first byte leaves; a larger file is checked while it is sent.
const WHOLE = 64 * 1024 * 1024;
const WIDTH = 1200;

/**
 * Opens an exhibit, or a file written beside the filings. Refusal when it is unknown, erased, or without bytes; Breach
 * when an exhibit's bytes were altered.
 */
export async function openContent(house: House, request: ContentRequest): Promise<Content> {
  if ('folder' in request) return openWritten(house, request);
  const { exhibit: id, reason, page, width = WIDTH } = request;
  const opened = await findExhibit(house, id);
  const { exhibit, object, key } = opened;
  if (object === undefined)
    throw new Refusal(
      'VAULT_NO_BYTES',
      'This exhibit has no bytes here: it was noted, and is held elsewhere.',
      { exhibit: id },
    );
  const mediaType = exhibit.mediaType ?? 'application/octet-stream';
  if (page !== undefined) {
    const bytes = (): Uint8Array => bytesOf(house, opened);
    const png = await house.pictures.png({ exhibit: id, bytes, mediaType, page, width });
    await noteReading(house, opened, reason);
    const head = { bytes: png.length, mediaType: 'image/png', name: `${id}-${page}.png`, ours: true };
    return { head, chunks: [png].values() };
  }
  if (request.play === true) return openRecording(house, opened, request);
  await noteReading(house, opened, reason);
  // A title may be sealed: the file is then named by its id.
  const name = typeof exhibit.title === 'string' ? exhibit.title : id;
  const head = { bytes: exhibit.bytes, mediaType, name, ours: false };
  if ((exhibit.bytes ?? 0) > WHOLE) return { head, chunks: house.originals.stream(object.address, key) };
  return { head, chunks: [bytesOf(house, opened)].values() };
}

/**
 * A recording, or a part of it. Only what the reader has found to be one is given a type that plays, never what a name
 * claims. A player asks for parts as it likes: of a sealed recording each would be a reading, so it is given whole.
 */
async function openRecording(house: House, opened: OpenedExhibit, request: ExhibitRequest): Promise<Content> {
  const { exhibit, object, key } = opened;
  const mediaType = playedAs(house.renditions.front(exhibit.id, key)?.kind ?? '')?.mediaType;
  if (mediaType === undefined || object === undefined)
    throw new Refusal(
      'CONTENT_NOT_PLAYED',
      'Only recordings that were read as sound or film can be played here. Save the file to open it elsewhere.',
      { exhibit: exhibit.id },
    );
  const all = exhibit.bytes ?? 0;
  const inParts = key === undefined && all <= WHOLE && all > 0;
  await noteReading(house, opened, request.reason);
  const head = { bytes: exhibit.bytes, mediaType, name: exhibit.id, ours: false };
  const from = request.part?.from ?? 0;
  const to = Math.min(request.part?.to ?? all - 1, all - 1);
  if (!inParts || request.part === undefined || from > to) {
    const chunks =
      all > WHOLE ? house.originals.stream(object.address, key) : [bytesOf(house, opened)].values();
    return { head: { ...head, played: { inParts, part: null } }, chunks };
  }
  const piece = bytesOf(house, opened).slice(from, to + 1);
  return {
    head: { ...head, bytes: piece.length, played: { inParts, part: { from, to, of: all } } },
    chunks: [piece].values(),
  };
}

/** A filing's bag holds what strangers wrote, so every written file is one to save, whoever made it. */
function openWritten(house: House, { folder, file }: WrittenRequest): Content {
  const found = house.outgoing.open(folder, file);
  if (found === undefined)
    throw new Refusal(
      'WRITTEN_UNKNOWN',
      'No such file stands beside the filings of this matter. See the list of files written (written.list).',
      { folder, file },
    );
  const { bytes, chunks } = found;
  const name = file.split('/').at(-1) ?? file;
  return { head: { bytes, mediaType: 'application/octet-stream', name, ours: false }, chunks };
}
