import { createHash } from 'node:crypto';
import { consistencyProof, inclusionProof, rootAt } from '@probata/seal';
import { describe, expect, it } from 'vitest';
import { GrowingTree, rememberingTree, storedFrontier, storedTree } from '../../src/ledger/tree.ts';

const leaf = (n: number): Uint8Array => createHash('sha256').update(String(n)).digest();

describe('a tree that remembers nodes between proofs', () => {
  it('gives what the tiles give, at every size, also for tiles that grew since', () => {
    const tiles = new Map<string, Uint8Array>();
    const read = (level: number, index: number): Uint8Array | undefined => tiles.get(`${level}/${index}`);
    const remembering = rememberingTree(read);
    let size = 0;
    for (const next of [1, 200, 256, 257, 700, 1024, 66_000]) {
      const growing = new GrowingTree(storedFrontier(size, read), read);
      for (; size < next; size += 1) growing.add(leaf(size));
      growing.flush((level, index, hashes) => tiles.set(`${level}/${index}`, hashes));
      for (const at of [...new Set([1, Math.ceil(size / 3), size - 1, size])].filter((n) => n > 0)) {
        const [tree, fresh] = [remembering(at), storedTree(at, read)];
        expect(rootAt(tree, at)).toEqual(rootAt(fresh, at));
        for (const seq of new Set([0, Math.floor(at / 2), at - 1])) {
          expect(inclusionProof(tree, seq, at)).toEqual(inclusionProof(fresh, seq, at));
          expect(consistencyProof(tree, seq, at)).toEqual(consistencyProof(fresh, seq, at));
        }
      }
    }
  });

  it('refuses a subtree that a smaller tree has not, though it knows it from a larger one', () => {
    const tiles = new Map<string, Uint8Array>();
    const read = (level: number, index: number): Uint8Array | undefined => tiles.get(`${level}/${index}`);
    const growing = new GrowingTree(storedFrontier(0, read), read);
    for (let n = 0; n < 1024; n += 1) growing.add(leaf(n));
    growing.flush((level, index, hashes) => tiles.set(`${level}/${index}`, hashes));
    const remembering = rememberingTree(read);
    expect(remembering(1024)(9, 1)).toEqual(storedTree(1024, read)(9, 1));
    expect(() => remembering(1000)(9, 1)).toThrow('not complete');
  });
});
