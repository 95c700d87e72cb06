// Builds the Merkle tree of RFC 6962: appends leaves, computes roots, and makes the proofs that src/merkle.ts verifies.
import { Refusal } from '../src/error.ts';
import { EMPTY_ROOT, isSize, nodeHash } from '../src/merkle.ts';

/**
 * Where stored hashes come from: the root of the complete subtree over leaves
 * `[index * 2^level, (index + 1) * 2^level)`. Level 0 are the leaf hashes.
 */
export type NodeSource = (level: number, index: number) => Uint8Array;

/** The right edge of a tree: roots of its complete subtrees, largest first. Enough to append and to know the root. */
export interface Frontier {
  readonly size: number;
  readonly nodes: readonly Uint8Array[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, nodes: [] };

/** The frontier after one more leaf. `onNode` hears of every complete subtree this makes, the leaf itself first. */
export function appendLeaf(
  frontier: Frontier,
  leaf: Uint8Array,
  onNode?: (level: number, index: number, hash: Uint8Array) => void,
): Frontier {
  const nodes = frontier.nodes.slice();
  let hash = leaf;
  let index = frontier.size;
  let level = 0;
  onNode?.(0, index, hash);
  while (index % 2 === 1) {
    const left = nodes.pop();
    if (left === undefined)
      throw new Refusal('SEAL_FRONTIER', 'This right edge does not belong to a tree of its size.');
    hash = nodeHash(left, hash);
    index = (index - 1) / 2;
    level++;
    onNode?.(level, index, hash);
  }
  nodes.push(hash);
  return { size: frontier.size + 1, nodes };
}

/** The root of the tree with this right edge. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  return frontier.nodes.length === 0 ? EMPTY_ROOT : foldRight(frontier.nodes);
}

/** The root over leaf hashes held in memory. */
export function rootOf(leafHashes: Iterable<Uint8Array>): Uint8Array {
  let frontier = EMPTY_FRONTIER;
  for (const hash of leafHashes) frontier = appendLeaf(frontier, hash);
  return frontierRoot(frontier);
}

/** The right edge of the tree of `size` leaves, read from stored hashes. */
export function frontierAt(source: NodeSource, size: number): Frontier {
  return { size, nodes: completeSubtrees(source, 0, size) };
}

/** The root of the first `size` leaves, read from stored hashes. */
export function rootAt(source: NodeSource, size: number): Uint8Array {
  return frontierRoot(frontierAt(source, size));
}

/** The hashes, leaf to root, which show that leaf `index` is in the tree of `size` leaves (RFC 6962 section 2.1.1). */
export function inclusionProof(source: NodeSource, index: number, size: number): Uint8Array[] {
  checkSizes(index, size);
  if (index >= size) throw new Refusal('SEAL_PROOF_RANGE', `A tree of ${size} leaves has no leaf ${index}.`);
  return pathTo(source, index, 0, size);
}

/** The hashes which show that the tree of `size` leaves begins with the tree of `old` leaves (RFC 6962 section 2.1.2). */
export function consistencyProof(source: NodeSource, old: number, size: number): Uint8Array[] {
  checkSizes(old, size);
  if (old > size)
    throw new Refusal('SEAL_PROOF_RANGE', `A tree of ${size} leaves cannot contain one of ${old}.`);
  return old === 0 || old === size ? [] : subproof(source, old, 0, size, true);
}

// PATH(m, D[n]) of RFC 6962 over the leaves [begin, end).
function pathTo(source: NodeSource, index: number, begin: number, end: number): Uint8Array[] {
  if (end - begin === 1) return [];
  const middle = begin + largestPowerBelow(end - begin);
  return index < middle
    ? [...pathTo(source, index, begin, middle), rangeRoot(source, middle, end)]
    : [...pathTo(source, index, middle, end), rangeRoot(source, begin, middle)];
}

// SUBPROOF(m, D[n], b) of RFC 6962 over the leaves [begin, end); `known` is its b.
function subproof(source: NodeSource, old: number, begin: number, end: number, known: boolean): Uint8Array[] {
  if (old === end) return known ? [] : [rangeRoot(source, begin, end)];
  const middle = begin + largestPowerBelow(end - begin);
  return old <= middle
    ? [...subproof(source, old, begin, middle, known), rangeRoot(source, middle, end)]
    : [...subproof(source, old, middle, end, false), rangeRoot(source, begin, middle)];
}

function rangeRoot(source: NodeSource, begin: number, end: number): Uint8Array {
  return foldRight(completeSubtrees(source, begin, end));
}

// `begin` is a multiple of the largest power of two within the range, as every range of a proof is.
function completeSubtrees(source: NodeSource, begin: number, end: number): Uint8Array[] {
  const nodes: Uint8Array[] = [];
  for (let from = begin; from < end; ) {
    let level = 0;
    while (from % 2 ** (level + 1) === 0 && from + 2 ** (level + 1) <= end) level++;
    nodes.push(source(level, from / 2 ** level));
    from += 2 ** level;
  }
  return nodes;
}

function foldRight(nodes: readonly Uint8Array[]): Uint8Array {
  return nodes.reduceRight((right, left) => nodeHash(left, right));
}

function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

function checkSizes(...sizes: readonly number[]): void {
  if (!sizes.every(isSize))
    throw new Refusal('SEAL_PROOF_RANGE', 'A position in the tree is a whole number from 0.');
}
