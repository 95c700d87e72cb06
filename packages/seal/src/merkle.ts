// The Merkle tree of RFC 6962: one root commits to every entry, and short proofs show that one is in or that none changed.
import { equalBytes } from './bytes.ts';
import { sha256 } from './hash.ts';

/** The root of a tree without leaves (RFC 6962 section 2.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** SHA-256(0x00 || leaf). The prefix keeps a leaf from being passed off as a node. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(leaf.length + 1);
  bytes.set(leaf, 1);
  return sha256(bytes);
}

const pair = new Uint8Array(65).fill(1, 0, 1); // used anew by each call: a fresh one for each costs more than the hash

/** SHA-256(0x01 || left || right), of two hashes of 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

/** Whether `proof` leads from `leaf` (a leaf hash) at `index` to `root` (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(leaf, root, ...proof)) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else hash = nodeHash(hash, sibling);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && equalBytes(hash, root);
}

/**
 * Whether `proof` shows that the tree (`size`, `root`) begins with the tree (`old`, `oldRoot`) (RFC 9162 section 2.1.4.2).
 * From an empty tree (`old` 0) there is nothing to prove: false, as RFC 6962 section 2.1.2 asks for 0 < old.
 */
export function verifyConsistency(
  old: number,
  size: number,
  oldRoot: Uint8Array,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(old) || !isSize(size) || old < 1 || old > size) return false;
  if (old === size) return proof.length === 0 && equalBytes(oldRoot, root);
  if (!areHashes(oldRoot, root, ...proof)) return false;
  const path = Number.isInteger(Math.log2(old)) ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let fn = old - 1;
  let sn = size - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  let fr = first;
  let sr = first;
  for (const hash of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(hash, fr);
      sr = nodeHash(hash, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else sr = nodeHash(sr, hash);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && equalBytes(fr, oldRoot) && equalBytes(sr, root);
}

// Not the shift operators: they would cut sizes at 32 bits.
function half(n: number): number {
  return Math.floor(n / 2);
}

/** Whether `n` can be a size or a position. */
export function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function areHashes(...hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === 32);
}
