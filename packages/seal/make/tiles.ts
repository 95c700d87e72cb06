// The tree as files: C2SP tlog-tiles, 256 hashes to a tile, so that any tlog tool can read an exported ledger.
import { concat } from '../src/bytes.ts';
import { Breach, Refusal } from '../src/error.ts';
import { sha256 } from '../src/hash.ts';
import type { NodeSource } from './tree.ts';

// A node of RFC 6962 is hashed over 0x01 and its two children.
const pair = Uint8Array.of(1, ...new Uint8Array(64));

/** Tile `index` of tile level `level`, holding the first `width` (1 to 256) of its hashes. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]`: `tile/0/x001/x234/067.p/8`. With `'entries'` for the level, the path of an entry bundle. */
export function tilePath(tile: {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}): string {
  const digits = String(tile.index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const index = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${tile.level}/${index}${tile.width === 256 ? '' : `.p/${tile.width}`}`;
}

/** How many hashes of tile (`level`, `index`) exist in a tree of `size` leaves: 0 to 256. */
export function tileWidth(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(256, Math.floor(size / 256 ** level) - index * 256));
}

/** The tiles that a tree of `size` leaves has and one of `old` leaves has not, or has with fewer hashes. */
export function tilesAfter(old: number, size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; Math.floor(size / 256 ** level) > 0; level++) {
    const first = Math.floor(Math.floor(old / 256 ** level) / 256);
    for (let index = first; tileWidth(level, index, size) > 0; index++) {
      const width = tileWidth(level, index, size);
      if (width !== tileWidth(level, index, old)) tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** The bytes of a tile (32 for each hash), from stored hashes. */
export function tileBytes(source: NodeSource, tile: Tile): Uint8Array {
  const hashes = Array.from({ length: tile.width }, (_, i) => source(8 * tile.level, tile.index * 256 + i));
  return concat(...hashes);
}

/**
 * Stored hashes of the tree of `size` leaves, read from its tiles. `readTile` gives the bytes of the tile asked for
 * (or of a wider one). A tile that is too short is a Breach (SEAL_TILE_SHORT).
 */
export function tileSource(size: number, readTile: (tile: Tile) => Uint8Array): NodeSource {
  return (nodeLevel, nodeIndex) => {
    const level = Math.floor(nodeLevel / 8);
    const span = 2 ** (nodeLevel % 8); // hashes of the tile under this node
    const index = Math.floor((nodeIndex * span) / 256);
    const from = (nodeIndex * span) % 256;
    const width = tileWidth(level, index, size);
    if (from + span > width)
      throw new Refusal('SEAL_TILE_RANGE', 'This subtree is not complete in a tree of that size.');
    const bytes = readTile({ level, index, width });
    if (bytes.length < width * 32 || bytes.length % 32 !== 0) {
      throw new Breach('SEAL_TILE_SHORT', `The tile ${tilePath({ level, index, width })} is incomplete.`);
    }
    // In place, a level at a time: a proof in a tree of a million leaves hashes some eight hundred pairs.
    const hashes = bytes.slice(32 * from, 32 * (from + span));
    for (let n = span; n > 1; n /= 2)
      for (let i = 0; i < n; i += 2) {
        pair.set(hashes.subarray(32 * i, 32 * (i + 2)), 1);
        hashes.set(sha256(pair), 16 * i);
      }
    return hashes.slice(0, 32);
  };
}

/** An entry bundle: each entry behind its length in 16 bits, big-endian. */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff)
        throw new Refusal('SEAL_LEAF_LONG', 'An entry of a bundle has at most 65,535 bytes.');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The entries of a bundle; a bundle that ends inside an entry is a Breach (SEAL_BUNDLE_SHORT). */
export function parseEntryBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 <= bytes.length ? at + 2 + view.getUint16(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) throw new Breach('SEAL_BUNDLE_SHORT', 'An entry bundle ends inside an entry.');
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries;
}
