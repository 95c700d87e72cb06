// Parts of a case that share no unit with the rest: each can be decided on its own and then counts as one unit.
import { type Gate, type GateWeb, NEVER } from './gates.ts';

/**
 * The gates under `root` that are modules (no unit below them is used outside them), inner ones first, `root` last.
 * Linear in the size of the web: Dutuit and Rauzy, "A linear-time algorithm to find modules of fault trees" (1996).
 */
export function findModules(web: GateWeb, root: Gate): Gate[] {
  const first = new Map<Gate, number>();
  const left = new Map<Gate, number>();
  const last = new Map<Gate, number>();
  visitAll(web, root, first, left, last);
  const earliest = new Map<Gate, number>();
  const latest = new Map<Gate, number>();
  const modules: Gate[] = [];
  for (const gate of web.postOrder(root)) {
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    for (const part of web.parts(gate)) {
      low = Math.min(low, first.get(part) ?? 0, earliest.get(part) ?? Number.POSITIVE_INFINITY);
      high = Math.max(high, last.get(part) ?? 0, latest.get(part) ?? 0);
    }
    earliest.set(gate, low);
    latest.set(gate, high);
    if (web.parts(gate).length === 0) continue;
    if (gate === root || (low > (first.get(gate) ?? 0) && high < (left.get(gate) ?? 0))) modules.push(gate);
  }
  return modules;
}

/** Dates of the first visit, of leaving after the first visit, and of the last visit of each gate. */
function visitAll(
  web: GateWeb,
  root: Gate,
  first: Map<Gate, number>,
  left: Map<Gate, number>,
  last: Map<Gate, number>,
): void {
  let date = 0;
  const stack: { gate: Gate; next: number }[] = [];
  const enter = (gate: Gate): void => {
    date += 1;
    last.set(gate, date);
    if (first.has(gate)) return;
    first.set(gate, date);
    stack.push({ gate, next: 0 });
  };
  enter(root);
  while (stack.length > 0) {
    const frame = stack[stack.length - 1];
    if (frame === undefined) break;
    const part = web.parts(frame.gate)[frame.next];
    if (part === undefined) {
      stack.pop();
      date += 1;
      left.set(frame.gate, date);
      last.set(frame.gate, Math.max(last.get(frame.gate) ?? 0, date));
    } else {
      frame.next += 1;
      enter(part);
    }
  }
}

/** Gates under `root` down to, and including, the given boundary gates and the units; parts before wholes. */
export function orderDownTo(web: GateWeb, root: Gate, boundary: ReadonlySet<Gate>): Gate[] {
  const order: Gate[] = [];
  const state = new Map<Gate, 1 | 2>();
  const stack: Gate[] = [root];
  while (stack.length > 0) {
    const gate = stack[stack.length - 1] ?? NEVER;
    const seen = state.get(gate);
    if (seen !== undefined) {
      if (seen === 1) order.push(gate);
      state.set(gate, 2);
      stack.pop();
      continue;
    }
    state.set(gate, 1);
    if (gate !== root && boundary.has(gate)) continue;
    const parts = web.parts(gate);
    for (let i = parts.length - 1; i >= 0; i -= 1) {
      const part = parts[i] ?? NEVER;
      if (!state.has(part)) stack.push(part);
    }
  }
  return order;
}
