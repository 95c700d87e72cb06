// Every minimal cut set counted, of every size, exactly: part by part where a part shares nothing with the rest.
import { type Decision, DecisionBook, NO, YES } from './bdd.ts';
import { type BySize, countBySize } from './counts.ts';
import { type Gate, type GateWeb, NEVER } from './gates.ts';
import { findModules, orderDownTo } from './modules.ts';
import { FamilyBook } from './zbdd.ts';

/** What a complete count cost, for the reader of a benchmark. */
export interface CompleteCount {
  readonly bySize: BySize;
  readonly modules: number;
  readonly decisionNodes: number;
  readonly familyNodes: number;
}

/**
 * How many minimal solutions `root` has, by size.
 * Each module is solved by BDD and minimal solutions (Rauzy 1993) and enters its parent as one level; since modules
 * share no unit, the minimal sets of the whole are the free combinations of those of the parts.
 * @param limit most nodes in any one book
 * @throws TooLarge when a book outgrows `limit`
 */
export function countComplete(web: GateWeb, root: Gate, limit = 30_000_000): CompleteCount {
  if (root <= 1) return { bySize: root === NEVER ? [] : [1n], modules: 0, decisionNodes: 0, familyNodes: 0 };
  const modules = findModules(web, root);
  if (modules.length === 0) return { bySize: [0n, 1n], modules: 0, decisionNodes: 1, familyNodes: 1 };
  const boundary = new Set(modules);
  const counts = new Map<Gate, BySize>();
  let decisionNodes = 0;
  let familyNodes = 0;
  for (const gate of modules) {
    const decisions = new DecisionBook(limit);
    const leaves: Gate[] = [];
    const decision = decide(web, gate, boundary, decisions, leaves);
    const book = new FamilyBook(limit);
    const family = decisions.minimalSolutions(decision, book);
    const inner = leaves.some((leaf) => counts.has(leaf));
    counts.set(
      gate,
      countBySize(book, family, inner ? (level) => counts.get(leaves[level] ?? NEVER) : undefined),
    );
    decisionNodes += decisions.size;
    familyNodes += book.size;
  }
  return { bySize: counts.get(root) ?? [], modules: modules.length, decisionNodes, familyNodes };
}

/**
 * The decision diagram of one module. Levels go to its leaves (units and inner modules) by first use.
 * @param leaves filled with the leaf gate of each level
 */
export function decide(
  web: GateWeb,
  root: Gate,
  boundary: ReadonlySet<Gate>,
  book: DecisionBook,
  leaves: Gate[],
): Decision {
  const known = new Map<Gate, Decision>([
    [0, NO],
    [1, YES],
  ]);
  for (const gate of orderDownTo(web, root, boundary)) {
    if (known.has(gate)) continue;
    const kind = web.kind(gate);
    if (kind === 'unit' || (gate !== root && boundary.has(gate))) {
      known.set(gate, book.single(leaves.length));
      leaves.push(gate);
      continue;
    }
    const parts = web.parts(gate).map((part) => known.get(part) ?? NO);
    // deepest first: each step then works on levels below the ones already joined
    parts.sort((a, b) => (book.level[b] ?? 0) - (book.level[a] ?? 0));
    if (kind === 'all')
      known.set(
        gate,
        parts.reduce((all, part) => book.both(all, part), YES),
      );
    else if (kind === 'any')
      known.set(
        gate,
        parts.reduce((any, part) => book.either(any, part), NO),
      );
    else known.set(gate, decideAtLeast(book, parts, web.number(gate)));
  }
  return known.get(root) ?? NO;
}

function decideAtLeast(book: DecisionBook, parts: readonly Decision[], k: number): Decision {
  const row: Decision[] = [YES, ...new Array<Decision>(k).fill(NO)];
  for (const part of parts) {
    for (let j = k; j >= 1; j -= 1) row[j] = book.either(row[j] ?? NO, book.both(row[j - 1] ?? NO, part));
  }
  return row[k] ?? NO;
}
