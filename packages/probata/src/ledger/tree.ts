// The Merkle tree over the ledger, kept as tiles beside the entries so that proofs need only a few reads.
import {
  appendLeaf,
  EMPTY_FRONTIER,
  type Frontier,
  frontierAt,
  frontierRoot,
  type NodeSource,
  tileSource,
} from '@probata/seal';
import { Breach } from '../base/errors.ts';

export type ReadTile = (level: number, index: number) => Uint8Array | undefined;

/** The stored hashes of the tree of `size` leaves. Breach LEDGER_TILE_MISSING when a tile is gone. */
export function storedTree(size: number, read: ReadTile): NodeSource {
  return tileSource(size, ({ level, index }) => {
    const bytes = read(level, index);
    if (bytes === undefined)
      throw new Breach('LEDGER_TILE_MISSING', `The hash tile ${level}/${index} of the ledger is missing.`);
    return bytes;
  });
}

// Some megabyte: all nodes from level 8 on in a ledger of two million entries.
const REMEMBERED = 20_000;

/**
 * The same, for many proofs in a row: a complete subtree never changes, so the nodes above the lowest tiles are worked
 * out once. Not for checking: what a tile held when it was first read may no longer be there.
 */
export function rememberingTree(read: ReadTile): (size: number) => NodeSource {
  const known = new Map<string, Uint8Array>();
  return (size) => {
    // One proof asks some twenty times for the same three tiles.
    const tiles = new Map<string, Uint8Array | undefined>();
    const tree = storedTree(size, (level, index) => {
      const key = `${level}/${index}`;
      if (!tiles.has(key)) tiles.set(key, read(level, index));
      return tiles.get(key);
    });
    return (level, index) => {
      if (level < 8) return tree(level, index);
      const key = `${level}/${index}`;
      const there = known.get(key);
      // A node beyond the tree of that size is refused by the tree itself.
      if (there !== undefined && (index + 1) * 2 ** level <= size) return there;
      const hash = tree(level, index);
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, hash);
      return hash;
    };
  };
}

/** The right edge of a stored tree. */
export function storedFrontier(size: number, read: ReadTile): Frontier {
  return size === 0 ? EMPTY_FRONTIER : frontierAt(storedTree(size, read), size);
}

/** Grows the tree in memory; `flush` hands over every tile that changed, once. */
export class GrowingTree {
  #frontier: Frontier;
  readonly #read: ReadTile;
  readonly #tiles = new Map<string, { level: number; index: number; hashes: Uint8Array; width: number }>();

  constructor(frontier: Frontier, read: ReadTile) {
    this.#frontier = frontier;
    this.#read = read;
  }

  get frontier(): Frontier {
    return this.#frontier;
  }

  root(): Uint8Array {
    return frontierRoot(this.#frontier);
  }

  /** Adds one leaf hash. */
  add(leaf: Uint8Array): void {
    this.#frontier = appendLeaf(this.#frontier, leaf, (level, index, hash) => {
      // Only every eighth level is stored: the hashes between are recomputed within a tile (tlog-tiles, height 8).
      if (level % 8 === 0) this.#put(level / 8, index, hash);
    });
  }

  #put(level: number, position: number, hash: Uint8Array): void {
    const index = Math.floor(position / 256);
    const at = position % 256;
    const key = `${level}/${index}`;
    let tile = this.#tiles.get(key);
    if (tile === undefined) {
      const hashes = new Uint8Array(256 * 32);
      const stored = this.#read(level, index);
      if (stored !== undefined) hashes.set(stored);
      tile = { level, index, hashes, width: at };
      this.#tiles.set(key, tile);
    }
    tile.hashes.set(hash, at * 32);
    tile.width = at + 1;
  }

  flush(write: (level: number, index: number, hashes: Uint8Array) => void): void {
    for (const tile of this.#tiles.values())
      write(tile.level, tile.index, tile.hashes.slice(0, tile.width * 32));
    this.#tiles.clear();
  }
}
