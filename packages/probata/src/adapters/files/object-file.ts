// Where one stored original lies, and whether it still has its hash.
import { join } from 'node:path';
import { Breach } from '../../base/errors.ts';
import type { ObjectVerdict } from '../../ports/object-store.ts';
import { hashFile } from './disk.ts';

/** In the folder of originals: the folders of files on their way to their address. */
export const INCOMING = 'incoming';

/** `originals/ab/<64 hex>`. */
export function pathOf(folder: string, address: string): string {
  return join(folder, address.slice(0, 2), address);
}

/** Re-hashes one stored object. `block` is scratch. */
export function verdictAt(folder: string, address: string, block: Uint8Array): ObjectVerdict {
  const found = hashFile(pathOf(folder, address), block);
  return found === undefined ? 'missing' : found === address ? 'sound' : 'altered';
}

/** The finding that a stored original has other bytes than its name says. */
export const altered = (address: string): Breach =>
  new Breach(
    'VAULT_OBJECT_ALTERED',
    `The stored original ${address} no longer has its hash: it was altered on the disk. Restore it from a back-up.`,
    { address },
  );
