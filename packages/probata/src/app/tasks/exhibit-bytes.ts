// Opens an exhibit's bytes and its reading for the person at this machine; what is sealed leaves an entry behind.
import { Refusal } from '../../base/errors.ts';
import type { Extraction } from '../../ports/extractor.ts';
import { type ExhibitRow, exhibitRow, type HeldObject, heldObject, maySee } from '../../rooms/vault/index.ts';
import type { House } from '../house.ts';

export interface OpenedExhibit {
  readonly exhibit: ExhibitRow;
  readonly object: HeldObject | undefined;
  /** The key of a sealed exhibit; undefined when it is open. */
  readonly key: { readonly ref: string; readonly key: Uint8Array } | undefined;
}

/**
 * Finds an exhibit and, if it is sealed, takes its key. Refusal VAULT_EXHIBIT_UNKNOWN also for exhibits of compartments
 * that the viewer is not let into: one does not learn that they exist.
 */
export async function findExhibit(house: House, id: string): Promise<OpenedExhibit> {
  const exhibit = await exhibitRow(house.ledger.look, id);
  if (exhibit === undefined || !maySee(await house.viewer(), exhibit.compartment))
    throw new Refusal(
      'VAULT_EXHIBIT_UNKNOWN',
      `There is no exhibit ${id}. List them with 'probata exhibit list'.`,
      { exhibit: id },
    );
  const object = await heldObject(house.ledger.look, id);
  const ref = object?.key ?? null;
  const key = ref === null ? undefined : house.ring.unwrap(ref);
  if (ref !== null && key === undefined)
    throw new Refusal(
      'VAULT_EXHIBIT_ERASED',
      'The key of this sealed exhibit was destroyed; its bytes cannot be read any more.',
      { exhibit: id },
    );
  return { exhibit, object, key: ref === null || key === undefined ? undefined : { ref, key } };
}

/** Enters that a sealed exhibit was read, before anything of it is shown. Open exhibits leave no entry. */
export async function noteReading(house: House, opened: OpenedExhibit, reason: string): Promise<void> {
  const { key } = opened;
  if (key === undefined) return;
  await house.ledger.append(async (_look, act) => [
    { kind: 'sealed.read', subject: act.by, refs: [opened.exhibit.id], said: { refs: [key.ref], reason } },
  ]);
}

/** The bytes of an exhibit, checked against their hash. Refusal VAULT_NO_BYTES for an exhibit noted without bytes. */
export function bytesOf(house: House, { exhibit, object, key }: OpenedExhibit): Uint8Array {
  if (object === undefined)
    throw new Refusal(
      'VAULT_NO_BYTES',
      'This exhibit has no bytes here: it was noted, and is held elsewhere.',
      { exhibit: exhibit.id },
    );
  return house.originals.read(object.address, key);
}

/** The reading of an exhibit, or undefined while there is none. */
export function readingOf(house: House, { exhibit, key }: OpenedExhibit): Extraction | undefined {
  return house.renditions.open(exhibit.id, key);
}
