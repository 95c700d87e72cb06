// How large a set each part of a web may still contribute: what cannot matter at the top is never built below.
import { type Gate, type GateWeb, NEVER } from './gates.ts';

/**
 * For each gate under `root`, the largest size that a minimal set of it can have and still be part of one of at most
 * `order` units at the root; below 1 = the gate cannot matter.
 * Parts of an 'all' gate that share no unit add up: if the others need at least m units, this one may use order - m.
 */
export function budgetsFor(web: GateWeb, root: Gate, order: number): ReadonlyMap<Gate, number> {
  const gates = web.postOrder(root);
  const places = new Map(gates.map((gate, place) => [gate, place]));
  const supports = supportsOf(web, gates, places);
  const least = new Float64Array(gates.length);
  const clusters = new Map<Gate, Gate[][]>();
  const leastOf = (gate: Gate): number => least[places.get(gate) ?? 0] ?? 0;
  gates.forEach((gate, place) => {
    const parts = web.parts(gate);
    const kind = web.kind(gate);
    if (kind === 'unit') least[place] = 1;
    else if (kind === 'never') least[place] = Number.POSITIVE_INFINITY;
    else if (kind === 'any') least[place] = Math.min(...parts.map(leastOf));
    else if (kind === 'atLeast') {
      const sorted = parts.map(leastOf).sort((a, b) => a - b);
      least[place] = sorted[web.number(gate) - 1] ?? 0;
    } else if (kind === 'all') {
      const apart = cluster(parts, (part) => supports(part));
      clusters.set(gate, apart);
      least[place] = apart.reduce((sum, group) => sum + Math.max(...group.map(leastOf)), 0);
    }
  });
  const budgets = new Map<Gate, number>([[root, order]]);
  const allow = (gate: Gate, budget: number): void => {
    if (budget > (budgets.get(gate) ?? 0)) budgets.set(gate, budget);
  };
  for (const gate of gates.toReversed()) {
    const budget = budgets.get(gate) ?? 0;
    if (budget < leastOf(gate)) {
      budgets.set(gate, 0);
      continue;
    }
    const apart = clusters.get(gate);
    if (apart === undefined) for (const part of web.parts(gate)) allow(part, budget);
    else {
      for (const group of apart) {
        const need = Math.max(...group.map(leastOf));
        for (const part of group) allow(part, budget - (leastOf(gate) - need));
      }
    }
  }
  return budgets;
}

/** The units under each gate, as bits. */
function supportsOf(
  web: GateWeb,
  gates: readonly Gate[],
  places: ReadonlyMap<Gate, number>,
): (gate: Gate) => Uint32Array {
  const units = new Map<number, number>();
  for (const gate of gates) if (web.kind(gate) === 'unit') units.set(web.number(gate), units.size);
  const words = Math.ceil(units.size / 32);
  const bits = new Uint32Array(words * gates.length);
  const rowOf = (gate: Gate): Uint32Array => {
    const place = places.get(gate) ?? 0;
    return bits.subarray(place * words, (place + 1) * words);
  };
  for (const gate of gates) {
    const row = rowOf(gate);
    if (web.kind(gate) === 'unit') {
      const bit = units.get(web.number(gate)) ?? 0;
      row[bit >> 5] = (row[bit >> 5] ?? 0) | (1 << (bit & 31));
    }
    for (const part of web.parts(gate)) {
      const below = rowOf(part);
      for (let word = 0; word < words; word += 1) row[word] = (row[word] ?? 0) | (below[word] ?? 0);
    }
  }
  return rowOf;
}

/** Groups parts so that no unit lies under two groups. */
function cluster(parts: readonly Gate[], supportOf: (gate: Gate) => Uint32Array): Gate[][] {
  let groups: { parts: Gate[]; support: Uint32Array }[] = [];
  for (const part of parts) {
    if (part === NEVER) continue;
    const merged = { parts: [part], support: supportOf(part).slice() };
    const others: typeof groups = [];
    for (const group of groups) {
      if (!overlaps(group.support, merged.support)) {
        others.push(group);
        continue;
      }
      merged.parts.push(...group.parts);
      for (let word = 0; word < merged.support.length; word += 1)
        merged.support[word] = (merged.support[word] ?? 0) | (group.support[word] ?? 0);
    }
    groups = [...others, merged];
  }
  return groups.map((group) => group.parts);
}

function overlaps(a: Uint32Array, b: Uint32Array): boolean {
  for (let word = 0; word < a.length; word += 1) if (((a[word] ?? 0) & (b[word] ?? 0)) !== 0) return true;
  return false;
}
