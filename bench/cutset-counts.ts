// Counts the minimal cut sets of one published fault tree, and times it inside the process.
import { readFileSync } from 'node:fs';
import { countBySize } from '../packages/probata/src/rooms/proof/counts.ts';
import { readFaultTree } from '../packages/probata/src/rooms/proof/fault-tree.ts';
import { minimalSolutions, orderByFirstUse } from '../packages/probata/src/rooms/proof/solve.ts';
import { FamilyBook } from '../packages/probata/src/rooms/proof/zbdd.ts';

export interface Solved {
  readonly events: number;
  readonly gates: number;
  readonly countByOrder: Readonly<Record<string, number | string>>;
  readonly readMs: number;
  readonly solveMs: number;
}

/** Reads and solves one model. @param order largest size counted; null = all sizes. @throws Refusal for a bad model */
export async function solveModel(path: string, order: number | null): Promise<Solved> {
  const begun = performance.now();
  const tree = readFaultTree(readFileSync(path, 'utf8'));
  const read = performance.now();
  const counts = order === null ? await countAll(tree) : countUpTo(tree, order);
  const done = performance.now();
  const countByOrder: Record<string, number | string> = {};
  const last = order ?? counts.length - 1;
  for (let size = 1; size <= last; size += 1) {
    const count = counts[size] ?? 0n;
    if (order !== null || count > 0n)
      countByOrder[String(size)] = count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : String(count);
  }
  return {
    events: tree.events.length,
    gates: tree.web.size - tree.events.length - 2,
    countByOrder,
    readMs: read - begun,
    solveMs: done - read,
  };
}

type Tree = ReturnType<typeof readFaultTree>;

function countUpTo(tree: Tree, order: number): readonly bigint[] {
  const levels = orderByFirstUse(tree.web, tree.top);
  const book = new FamilyBook();
  const family = minimalSolutions(tree.web, tree.top, (unit) => levels.levelOf.get(unit) ?? 0, order, book);
  return countBySize(book, family);
}

async function countAll(tree: Tree): Promise<readonly bigint[]> {
  const { countComplete } = await import('../packages/probata/src/rooms/proof/complete.ts');
  return countComplete(tree.web, tree.top).bySize;
}
