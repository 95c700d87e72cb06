// Puts blocks in order: each stands after the one it names; of two that name the same, the later placed comes first.

export interface Placed {
  readonly id: string;
  readonly after: string | null;
  readonly placed: number;
}

/**
 * The blocks in reading order. A block whose predecessor is gone, or that stands in a ring, is put at the end rather
 * than lost.
 */
export function inOrder<T extends Placed>(blocks: readonly T[]): T[] {
  const following = new Map<string | null, T[]>();
  for (const block of blocks) following.set(block.after, [...(following.get(block.after) ?? []), block]);
  const ordered: T[] = [];
  const seen = new Set<string>();
  const stack: T[] = [];
  // Pushed in the order they were placed, so that the latest is taken off first.
  const push = (after: string | null): void => {
    for (const block of [...(following.get(after) ?? [])].sort((a, b) => a.placed - b.placed))
      stack.push(block);
  };
  push(null);
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    if (seen.has(block.id)) continue;
    seen.add(block.id);
    ordered.push(block);
    push(block.id);
  }
  return [...ordered, ...blocks.filter((block) => !seen.has(block.id)).sort((a, b) => a.placed - b.placed)];
}
