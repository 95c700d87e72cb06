// The tree is held against a second, naive writing of RFC 6962; every proof holds, and no altered one does.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as tree from '../make/tree.ts';
import { toHex } from '../src/bytes.ts';
import { EMPTY_ROOT, leafHash, verifyConsistency, verifyInclusion } from '../src/merkle.ts';

const sha = (...parts: readonly Uint8Array[]): Uint8Array =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** MTH of RFC 6962 section 2.1, word for word. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Uint8Array.of(0), leaves[0] as Uint8Array);
  const k = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return sha(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const leaves = Array.from({ length: 200 }, (_, i) => Buffer.from(`entry ${i}`));
const source: tree.NodeSource = (level, index) =>
  naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const sizes = fc.integer({ min: 1, max: leaves.length });
const flip = (hash: Uint8Array, bit: number): Uint8Array =>
  hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('the tree', () => {
  it('has the roots of RFC 6962 at every size, from leaves, from stored hashes and from its right edge', () => {
    let frontier = tree.EMPTY_FRONTIER;
    expect(tree.frontierRoot(frontier)).toEqual(EMPTY_ROOT);
    for (let size = 1; size <= leaves.length; size++) {
      frontier = tree.appendLeaf(frontier, leafHash(leaves[size - 1] as Uint8Array));
      const root = toHex(naiveRoot(leaves.slice(0, size)));
      expect(toHex(tree.frontierRoot(frontier))).toBe(root);
      expect(toHex(tree.rootAt(source, size))).toBe(root);
      expect(tree.frontierAt(source, size).nodes.map(toHex)).toEqual(frontier.nodes.map(toHex));
    }
    expect(toHex(tree.rootOf(leaves.map(leafHash)))).toBe(toHex(tree.frontierRoot(frontier)));
  });

  it('tells of every complete subtree once as it grows', () => {
    const told = new Map<string, string>();
    let frontier = tree.EMPTY_FRONTIER;
    for (const leaf of leaves) {
      frontier = tree.appendLeaf(frontier, leafHash(leaf), (level, index, hash) => {
        expect(told.has(`${level} ${index}`)).toBe(false);
        told.set(`${level} ${index}`, toHex(hash));
      });
    }
    for (const [place, hash] of told) {
      const [level = 0, index = 0] = place.split(' ').map(Number);
      expect(toHex(source(level, index))).toBe(hash);
    }
    expect(told.size).toBe(
      [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, level) => sum + Math.floor(leaves.length / 2 ** level), 0),
    );
  });

  it('proves every leaf at every size, a thousand untouched proofs without a false alarm, and no altered one', () => {
    let verified = 0;
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, at, where) => {
        const index = at % size;
        const proof = tree.inclusionProof(source, index, size);
        const [leaf, root] = [leafHash(leaves[index] as Uint8Array), naiveRoot(leaves.slice(0, size))];
        expect(verifyInclusion(index, size, leaf, proof, root)).toBe(true);
        verified++;
        const bit = where % 256;
        expect(verifyInclusion(index, size, flip(leaf, bit), proof, root)).toBe(false);
        expect(verifyInclusion(index, size, leaf, proof, flip(root, bit))).toBe(false);
        expect(verifyInclusion(index, size, leaf, [...proof, root], root)).toBe(false);
        const other = (index + 1 + (where % size)) % size;
        if (other !== index) expect(verifyInclusion(other, size, leaf, proof, root)).toBe(false);
        if (proof.length === 0) return;
        const touched = where % proof.length;
        expect(
          verifyInclusion(
            index,
            size,
            leaf,
            proof.map((hash, i) => (i === touched ? flip(hash, bit) : hash)),
            root,
          ),
        ).toBe(false);
        expect(verifyInclusion(index, size, leaf, proof.slice(0, -1), root)).toBe(false);
      }),
      { numRuns: 1000 },
    );
    expect(verified).toBe(1000);
  });

  it('proves that each size begins with each smaller one, and nothing else', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (a, b, where) => {
        const [old, size] = a < b ? [a, b] : [b, a];
        const [before, after] = [naiveRoot(leaves.slice(0, old)), naiveRoot(leaves.slice(0, size))];
        const proof = tree.consistencyProof(source, old, size);
        expect(verifyConsistency(old, size, before, after, proof)).toBe(true);
        expect(verifyConsistency(old, size, flip(before, where % 256), after, proof)).toBe(false);
        expect(verifyConsistency(old, size, before, flip(after, where % 256), proof)).toBe(false);
        expect(verifyConsistency(old, size, before, after, [...proof, before])).toBe(false);
        if (proof.length === 0) return;
        const touched = where % proof.length;
        expect(
          verifyConsistency(
            old,
            size,
            before,
            after,
            proof.map((hash, i) => (i === touched ? flip(hash, where % 256) : hash)),
          ),
        ).toBe(false);
        expect(verifyConsistency(old, size, before, after, proof.slice(1))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses proofs about what is not there', () => {
    expect(() => tree.inclusionProof(source, 5, 5)).toThrow(
      expect.objectContaining({ code: 'SEAL_PROOF_RANGE' }),
    );
    expect(() => tree.consistencyProof(source, 6, 5)).toThrow(
      expect.objectContaining({ code: 'SEAL_PROOF_RANGE' }),
    );
    expect(verifyInclusion(0, 0, EMPTY_ROOT, [], EMPTY_ROOT)).toBe(false);
    expect(verifyInclusion(-1, 5, EMPTY_ROOT, [], EMPTY_ROOT)).toBe(false);
    expect(verifyInclusion(0.5, 1, EMPTY_ROOT, [], EMPTY_ROOT)).toBe(false);
    expect(verifyInclusion(0, 2, EMPTY_ROOT, [new Uint8Array(31)], EMPTY_ROOT)).toBe(false);
    expect(verifyConsistency(0, 5, EMPTY_ROOT, naiveRoot(leaves.slice(0, 5)), [])).toBe(false);
  });
});
