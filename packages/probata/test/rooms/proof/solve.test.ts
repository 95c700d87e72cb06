import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countComplete } from '../../../src/rooms/proof/complete.ts';
import { countBySize } from '../../../src/rooms/proof/counts.ts';
import { type Gate, GateWeb } from '../../../src/rooms/proof/gates.ts';
import { findModules } from '../../../src/rooms/proof/modules.ts';
import { minimalSolutions, orderByFirstUse } from '../../../src/rooms/proof/solve.ts';
import { FamilyBook } from '../../../src/rooms/proof/zbdd.ts';

const UNITS = 9;

/** Random webs with shared parts: each gate joins earlier ones. */
const webs = fc
  .array(
    fc.record({
      op: fc.constantFrom('all', 'any', 'atLeast'),
      parts: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }),
      k: fc.nat(3),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((recipes) => {
    const web = new GateWeb();
    const gates: Gate[] = Array.from({ length: UNITS }, (_, unit) => web.unit(unit));
    for (const { op, parts, k } of recipes) {
      const chosen = parts.map((part) => gates[part % gates.length] ?? 0);
      gates.push(
        op === 'all'
          ? web.all(chosen)
          : op === 'any'
            ? web.any(chosen)
            : web.atLeast(1 + (k % chosen.length), chosen),
      );
    }
    return { web, root: gates[gates.length - 1] ?? 0 };
  });

function countsByForce(web: GateWeb, root: Gate): string[] {
  const holds = web.evaluator(root);
  const truth = Array.from({ length: 1 << UNITS }, (_, mask) => holds((unit) => (mask & (1 << unit)) !== 0));
  const counts: number[] = [];
  for (let mask = 0; mask < truth.length; mask += 1) {
    const bits = Array.from({ length: UNITS }, (_, unit) => 1 << unit).filter((bit) => (mask & bit) !== 0);
    if (truth[mask] === true && bits.every((bit) => truth[mask ^ bit] === false))
      counts[bits.length] = (counts[bits.length] ?? 0) + 1;
  }
  return Array.from(counts, (count) => String(count ?? 0));
}

function truncated(web: GateWeb, root: Gate, order: number, shared: boolean): string[] {
  const levels = orderByFirstUse(web, root);
  const book = new FamilyBook();
  const levelOf = (unit: number): number => levels.levelOf.get(unit) ?? 0;
  const family = minimalSolutions(web, root, levelOf, order, book, shared ? new Map() : undefined);
  return countBySize(book, family).map(String);
}

describe('minimal solutions of a web of gates', () => {
  it('are, complete and by modules, those that trying every subset finds', () => {
    fc.assert(
      fc.property(webs, ({ web, root }) => {
        expect(countComplete(web, root).bySize.map(String)).toEqual(countsByForce(web, root));
      }),
      { numRuns: 500 },
    );
  });

  it('are, truncated, the complete ones up to the order, with a memo or with budgets', () => {
    fc.assert(
      fc.property(webs, fc.integer({ min: 1, max: 5 }), ({ web, root }, order) => {
        const wanted = countsByForce(web, root).slice(0, order + 1);
        while (wanted.at(-1) === '0') wanted.pop();
        expect(truncated(web, root, order, true)).toEqual(wanted);
        expect(truncated(web, root, order, false)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it('of the dual of the dual are those of the gate itself', () => {
    fc.assert(
      fc.property(webs, ({ web, root }) => {
        const twice = web.dual(web.dual(root));
        expect(countsByForce(web, twice)).toEqual(countsByForce(web, root));
      }),
    );
  });

  it('treat a part that shares nothing as a module', () => {
    const web = new GateWeb();
    const [a, b, c, d] = [0, 1, 2, 3].map((unit) => web.unit(unit)) as [Gate, Gate, Gate, Gate];
    const apart = web.any([c, d]);
    const root = web.all([web.any([a, b]), web.any([a, apart])]);
    expect(findModules(web, root)).toEqual([apart, root]);
  });
});
