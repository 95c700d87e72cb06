// Tiles as the C2SP text has them: paths, widths, and the same roots and proofs when the tree is read from them.
import { describe, expect, it } from 'vitest';
import * as tiles from '../../make/tiles.ts';
import { appendLeaf, EMPTY_FRONTIER, frontierRoot, inclusionProof, rootAt } from '../../make/tree.ts';
import { toHex, utf8 } from '../../src/bytes.ts';
import { leafHash, verifyInclusion } from '../../src/merkle.ts';

describe('tiles', () => {
  it('lie where the specification puts them', () => {
    expect(tiles.tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tiles.tilePath({ level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17');
    expect(tiles.tilePath({ level: 'entries', index: 1000, width: 256 })).toBe('tile/entries/x001/000');
  });

  it('are as many as the specification counts: 70,000 and 256 entries', () => {
    const count = (size: number): string[] =>
      tiles.tilesAfter(0, size).map(({ level, width }) => `${level}:${width === 256 ? 'full' : width}`);
    const big = count(70_000);
    expect(big.filter((tile) => tile === '0:full')).toHaveLength(273);
    expect(big.filter((tile) => tile !== '0:full')).toEqual(['0:112', '1:full', '1:17', '2:1']);
    expect(count(256)).toEqual(['0:full', '1:1']);
    expect(tiles.tilesAfter(256, 257)).toEqual([{ level: 0, index: 1, width: 1 }]);
    expect(tiles.tilesAfter(300, 300)).toEqual([]);
  });

  it('give the root and every proof back, whatever the size', () => {
    const stored = new Map<string, Uint8Array>();
    const nodes = new Map<string, Uint8Array>();
    let frontier = EMPTY_FRONTIER;
    const leaves = Array.from({ length: 1100 }, (_, i) => leafHash(utf8(`entry ${i}`)));
    let written = 0;
    for (const leaf of leaves) {
      frontier = appendLeaf(frontier, leaf, (level, index, hash) => nodes.set(`${level} ${index}`, hash));
      if (frontier.size % 137 !== 0 && frontier.size !== leaves.length) continue;
      for (const tile of tiles.tilesAfter(written, frontier.size)) {
        stored.set(
          tiles.tilePath(tile),
          tiles.tileBytes((level, index) => nodes.get(`${level} ${index}`) as Uint8Array, tile),
        );
      }
      written = frontier.size;
    }
    const source = tiles.tileSource(leaves.length, (tile) => stored.get(tiles.tilePath(tile)) as Uint8Array);
    const root = frontierRoot(frontier);
    expect(toHex(rootAt(source, leaves.length))).toBe(toHex(root));
    for (const index of [0, 1, 255, 256, 511, 1023, 1024, 1099]) {
      expect(
        verifyInclusion(
          index,
          leaves.length,
          leaves[index] as Uint8Array,
          inclusionProof(source, index, leaves.length),
          root,
        ),
      ).toBe(true);
    }
    expect(() => tiles.tileSource(5, () => new Uint8Array(64))(0, 4)).toThrow(
      expect.objectContaining({ code: 'SEAL_TILE_SHORT' }),
    );
    expect(() => source(0, leaves.length)).toThrow(expect.objectContaining({ code: 'SEAL_TILE_RANGE' }));
  });

  it('carry entries in bundles that read back', () => {
    const entries = [utf8(''), utf8('one'), new Uint8Array(65535).fill(1)];
    expect(tiles.parseEntryBundle(tiles.entryBundle(entries))).toEqual(entries);
    expect(() => tiles.parseEntryBundle(Uint8Array.of(0, 5, 1))).toThrow(
      expect.objectContaining({ code: 'SEAL_BUNDLE_SHORT' }),
    );
    expect(() => tiles.entryBundle([new Uint8Array(65536)])).toThrow(
      expect.objectContaining({ code: 'SEAL_LEAF_LONG' }),
    );
  });
});
