import { describe, expect, it } from 'vitest';
import { judgeText } from '../check/floors.ts';
import { isAllowed } from '../check/packages.ts';
import { ROOMS } from '../check/table.ts';
import { importsOf, withoutComments } from '../check/tree.ts';

describe('the import scanner', () => {
  it('sees values, types, re-exports, side effects, dynamic imports and worker files, by line', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from '../ports/b.ts';",
      "export { c } from 'zod';",
      "import 'node:fs';",
      'import {',
      '  d,',
      "} from './d.ts';",
      "const e = await import('./e.ts');",
      "new Worker(new URL('./f.ts', import.meta.url));",
    ].join('\n');
    expect(importsOf('x/y.ts', text).map(({ line, from, path }) => [line, from, path])).toEqual([
      [1, './a.ts', 'x/a.ts'],
      [2, '../ports/b.ts', 'ports/b.ts'],
      [3, 'zod', undefined],
      [4, 'node:fs', undefined],
      [5, './d.ts', 'x/d.ts'],
      [8, './e.ts', 'x/e.ts'],
      [9, './f.ts', 'x/f.ts'],
    ]);
  });

  it('does not see comments, and keeps strings that look like them', () => {
    expect(
      importsOf('x.ts', "// import 'node:fs';\n/* import 'node:fs';\n*/\nconst a = 'http://b';"),
    ).toEqual([]);
    expect(withoutComments("const a = 'http://b'; // c\n")).toBe("const a = 'http://b';     \n");
  });
});

describe('the floors', () => {
  it.each([
    ['packages/probata/src/base/x.ts', "import '../ledger/y.ts';", 'base may not see ledger'],
    ['packages/probata/src/adapters/x/y.ts', "import '../../app/house.ts';", 'adapters may not see app'],
    [
      'packages/probata/src/rooms/vault/x.ts',
      "import '../record/index.ts';",
      'vault may not look into record',
    ],
    [
      'packages/probata/src/rooms/record/x.ts',
      "import '../vault/decide.ts';",
      'vault is entered by its index.ts',
    ],
    [
      'packages/probata/src/app/x.ts',
      "import '../rooms/vault/decide.ts';",
      'vault is entered by its index.ts',
    ],
    ['packages/probata/src/rooms/vault/x.ts', "import 'node:fs';", 'rooms does not touch the machine'],
    ['packages/probata/src/rooms/vault/x.ts', "import 'hono';", 'rooms may not import hono'],
    ['packages/probata/src/doors/x.ts', "import 'node:sqlite';", 'a SQL driver stands in adapters alone'],
    ['packages/probata/src/app/x.ts', "import '../compose.ts';", 'only a door opens the house'],
    ['packages/probata/src/app/x.ts', 'const t = Date.now();', 'time and chance come through the ports'],
    ['packages/workbench/src/x.tsx', 'el.innerHTML = text;', 'text must not become markup'],
    ['packages/workbench/src/x.tsx', "import 'probata';", 'workbench may not import probata'],
    ['packages/seal/src/x.ts', "import 'node:fs';", 'node: stands in node.ts alone'],
    ['packages/seal/src/x.ts', "import 'zod';", 'the seal has no dependencies'],
    ['packages/seal/src/x.ts', "import '../../probata/src/base/json.ts';", 'leaves the workspace'],
  ])('refuse in %s: %s', (path, text, why) => {
    expect(judgeText(path, text).join('\n')).toContain(why);
  });

  it.each([
    ['packages/probata/src/rooms/record/x.ts', "import '../vault/index.ts';\nimport 'kysely';"],
    ['packages/probata/src/doors/http/x.ts', "import 'node:http';\nimport '../../compose.ts';"],
    ['packages/probata/src/adapters/x/y.ts', 'const t = Date.now();'],
    ['packages/seal/src/node.ts', "import 'node:fs';"],
    ['packages/workbench/src/x.tsx', "import '@probata/seal';\nimport 'probata/contract';"],
  ])('allow in %s: %s', (path, text) => {
    expect(judgeText(path, text)).toEqual([]);
  });

  it('know a room table without a circle', () => {
    const reaches = (room: string, seen: readonly string[]): boolean =>
      (ROOMS[room] ?? []).some((next) => seen.includes(next) || reaches(next, [...seen, next]));
    for (const room of Object.keys(ROOMS)) expect([room, reaches(room, [room])]).toEqual([room, false]);
  });
});

describe('the licence list', () => {
  it('reads AND and OR', () => {
    expect(isAllowed('MIT')).toBe(true);
    expect(isAllowed('(MIT OR SSPL-1.0)')).toBe(true);
    expect(isAllowed('MIT AND SSPL-1.0')).toBe(false);
    expect(isAllowed('none stated')).toBe(false);
  });
});
