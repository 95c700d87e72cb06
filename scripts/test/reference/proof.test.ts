import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countBySize } from '../../../packages/probata/src/rooms/proof/counts.ts';
import { readFaultTree } from '../../../packages/probata/src/rooms/proof/fault-tree.ts';
import { minimalSolutions, orderByFirstUse } from '../../../packages/probata/src/rooms/proof/solve.ts';
import { FamilyBook } from '../../../packages/probata/src/rooms/proof/zbdd.ts';
import { run } from '../../reference/proof.ts';

const folder = fileURLToPath(new URL('../../../../shared/reference/proof', import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`SKIPPED: the reference cases of the proof room are not at ${folder}`);
const ifPresent = present ? it : it.skip;

describe('the reference cases', () => {
  ifPresent('all agree', { timeout: 240_000 }, async () => {
    const cases = readdirSync(folder).filter((name) => name.endsWith('.json'));
    for (const name of cases)
      expect([name, await run(`${folder}/${name}`)]).toEqual([name, { passed: 1, failed: [] }]);
    expect(cases.length).toBeGreaterThanOrEqual(20);
  });

  ifPresent(
    'hold forty coherent fault trees whose order-3 cut sets are found, and three that are refused',
    () => {
      const models = readdirSync(`${folder}/aralia/models`).filter((name) => name.endsWith('.xml'));
      let solved = 0;
      for (const name of models) {
        const xml = readFileSync(`${folder}/aralia/models/${name}`, 'utf8');
        if (['cea9601.xml', 'das9601.xml', 'das9701.xml'].includes(name)) {
          expect(() => readFaultTree(xml)).toThrow(/is not coherent/);
          continue;
        }
        const tree = readFaultTree(xml);
        const levels = orderByFirstUse(tree.web, tree.top);
        const book = new FamilyBook();
        countBySize(
          book,
          minimalSolutions(tree.web, tree.top, (unit) => levels.levelOf.get(unit) ?? 0, 3, book),
        );
        solved += 1;
      }
      expect(solved).toBe(40);
    },
  );
});
