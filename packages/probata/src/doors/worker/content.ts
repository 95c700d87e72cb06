// The bytes of an exhibit, piece by piece, for the one door that hands them out.
import type { House } from '../../app/house.ts';
import { bytesOf, findExhibit, noteReading } from '../../app/tasks/exhibit-bytes.ts';
import { Refusal } from '../../base/errors.ts';

/** What is asked for: the file as it was taken in. Opening a sealed one is an entry, with this reason. */
export interface ContentRequest {
  readonly exhibit: string;
  readonly reason: string;
}

/** What is about to be sent. `bytes` is the length, where it is known before. */
export interface ContentHead {
  readonly bytes: number | null;
  readonly mediaType: string;
  readonly name: string;
}

export interface Content {
  readonly head: ContentHead;
  readonly chunks: Iterator<Uint8Array>;
}

// Up to this size the hash is checked before the first byte leaves; a larger file is checked while it is sent.
const WHOLE = 64 * 1024 * 1024;

/** Opens an exhibit's original. Refusal when it is unknown, erased, or without bytes; Breach when they were altered. */
export async function openContent(house: House, { exhibit: id, reason }: ContentRequest): Promise<Content> {
  const opened = await findExhibit(house, id);
  const { exhibit, object, key } = opened;
  if (object === undefined)
    throw new Refusal(
      'VAULT_NO_BYTES',
      'This exhibit has no bytes here: it was noted, and is held elsewhere.',
      {
        exhibit: id,
      },
    );
  await noteReading(house, opened, reason);
  const head = {
    bytes: exhibit.bytes,
    mediaType: exhibit.mediaType ?? 'application/octet-stream',
    // A title may be sealed, and a name from a stranger may be anything: the file is named by its id.
    name: typeof exhibit.title === 'string' ? exhibit.title : id,
  };
  if ((exhibit.bytes ?? 0) > WHOLE) return { head, chunks: house.originals.stream(object.address, key) };
  return { head, chunks: [bytesOf(house, opened)].values() };
}
