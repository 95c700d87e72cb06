// From a web of gates to its minimal solutions: the truncated bottom-up way, which answers "which few units decide this".
import { budgetsFor } from './budgets.ts';
import type { Gate, GateWeb } from './gates.ts';
import { EMPTY_SET, type Family, type FamilyBook, NOTHING } from './zbdd.ts';

/** An order in which units are decided: `levelOf[unit]` and its inverse `unitAt[level]`. */
export interface UnitOrder {
  readonly levelOf: ReadonlyMap<number, number>;
  readonly unitAt: readonly number[];
}

/** Units by first use, left to right and depth first from the root: the order of the pleading. */
export function orderByFirstUse(web: GateWeb, root: Gate): UnitOrder {
  const levelOf = new Map<number, number>();
  const unitAt: number[] = [];
  for (const gate of web.postOrder(root)) {
    if (web.kind(gate) !== 'unit') continue;
    levelOf.set(web.number(gate), unitAt.length);
    unitAt.push(web.number(gate));
  }
  return { levelOf, unitAt };
}

/** Gate → family, kept between questions about the same web, order and truncation. */
export type FamilyMemo = Map<Gate, Family>;

/**
 * The minimal sets of at most `order` units that make `root` true, built bottom-up.
 * @param memo families of gates already solved with the same book, levels and order; new ones are added. Without one,
 * each gate is solved only as far as the root can use it, which is faster once and useless for a later question.
 */
export function minimalSolutions(
  web: GateWeb,
  root: Gate,
  levelOf: (unit: number) => number,
  order: number,
  book: FamilyBook,
  memo?: FamilyMemo,
): Family {
  const families: FamilyMemo = memo ?? new Map();
  const budgets = memo === undefined ? budgetsFor(web, root, order) : undefined;
  const known = families.get(root);
  if (known !== undefined) return known;
  for (const gate of web.postOrder(root)) {
    if (families.has(gate)) continue;
    const budget = budgets === undefined ? order : (budgets.get(gate) ?? 0);
    families.set(gate, budget < 1 ? NOTHING : solveGate(web, gate, levelOf, budget, book, families));
  }
  return families.get(root) ?? NOTHING;
}

function solveGate(
  web: GateWeb,
  gate: Gate,
  levelOf: (unit: number) => number,
  order: number,
  book: FamilyBook,
  memo: ReadonlyMap<Gate, Family>,
): Family {
  const kind = web.kind(gate);
  if (kind === 'never') return NOTHING;
  if (kind === 'always') return EMPTY_SET;
  if (kind === 'unit') return book.upTo(book.single(levelOf(web.number(gate))), order);
  const families = web.parts(gate).map((part) => memo.get(part) ?? NOTHING);
  if (kind === 'any') return unionOfAll(book, families);
  if (kind === 'all') return productOfAll(book, families, order);
  return atLeast(book, families, web.number(gate), order);
}

/** Unions in pairs, so that one large family is not rewritten once per part. */
function unionOfAll(book: FamilyBook, families: readonly Family[]): Family {
  let round = families.toSorted((a, b) => (book.members[a] ?? 0) - (book.members[b] ?? 0));
  while (round.length > 1) {
    const next: Family[] = [];
    for (let i = 0; i < round.length; i += 2)
      next.push(book.union(round[i] ?? NOTHING, round[i + 1] ?? NOTHING));
    round = next;
  }
  return round[0] ?? NOTHING;
}

/** Smallest first: a short family prunes the long ones that follow. */
function productOfAll(book: FamilyBook, families: readonly Family[], order: number): Family {
  const sorted = families.toSorted((a, b) => (book.members[a] ?? 0) - (book.members[b] ?? 0));
  let result: Family = EMPTY_SET;
  for (const family of sorted) {
    result = book.product(result, family, order);
    if (result === NOTHING) return NOTHING;
  }
  return result;
}

/** Row of "at least j so far": row[j] = row[j] or (row[j-1] and the next part). */
function atLeast(book: FamilyBook, families: readonly Family[], k: number, order: number): Family {
  const row: Family[] = [EMPTY_SET, ...new Array<Family>(k).fill(NOTHING)];
  for (const family of families) {
    for (let j = k; j >= 1; j -= 1) {
      const withIt = book.product(row[j - 1] ?? NOTHING, family, order);
      row[j] = book.union(row[j] ?? NOTHING, withIt);
    }
  }
  return row[k] ?? NOTHING;
}
