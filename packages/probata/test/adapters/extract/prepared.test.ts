import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { preparedProgram } from '../../../src/adapters/extract/prepared.ts';

let folder: string;
let sources: string;
let kept: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probata-test-'));
  [sources, kept] = [join(folder, 'src'), join(folder, 'kept')];
  mkdirSync(join(sources, 'inner'), { recursive: true });
  write(
    'child.ts',
    "import { said } from './inner/one.ts';\nconst two = await import('./inner/two.ts');\nconsole.log(said as string, two.more);\n",
  );
  write('inner/one.ts', "import type { Word } from './types.ts';\nexport const said: Word = 'read';\n");
  write('inner/two.ts', 'export const more: number = 2;\n');
  write('inner/types.ts', "export type Word = 'read';\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, code: string): void {
  writeFileSync(join(sources, name), code);
}

const child = (): string => join(sources, 'child.ts');

it('a program is written as JavaScript with what it imports, and says the same', () => {
  const { program, folder: own } = preparedProgram(child(), sources, kept);
  expect(own).toBe(join(kept, readdirSync(kept)[0] ?? ''));
  expect(readdirSync(join(own ?? '', 'inner')).sort()).toEqual(['one.js', 'two.js']);
  expect(readFileSync(program, 'utf8')).not.toMatch(/\.ts'|as string/);
  const ran = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  expect([ran.stdout, ran.stderr]).toEqual(['read 2\n', '']);
});

it('is written once for each state of the sources, and long unused ones are forgotten', () => {
  const first = preparedProgram(child(), sources, kept);
  const written = readFileSync(first.program, 'utf8');
  writeFileSync(first.program, `${written}// marked`);
  expect(preparedProgram(child(), sources, kept)).toEqual(first);
  expect(readFileSync(first.program, 'utf8')).toContain('// marked');
  utimesSync(first.folder ?? '', 1, 1);
  write('inner/two.ts', 'export const more: number = 3;\n');
  const second = preparedProgram(child(), sources, kept);
  expect(second.program).not.toBe(first.program);
  expect(existsSync(first.folder ?? '')).toBe(false);
});

it('a program runs from its sources where nothing can be written, and a built one as it is', () => {
  writeFileSync(kept, 'a file where the folder should be');
  expect(preparedProgram(child(), sources, kept)).toEqual({ program: child(), folder: undefined });
  expect(preparedProgram('/lib/child.js')).toEqual({ program: '/lib/child.js', folder: undefined });
});

it('nothing is said on the terminal while types are stripped', () => {
  const script = `import { preparedProgram } from ${JSON.stringify(join(import.meta.dirname, '../../../src/adapters/extract/prepared.ts'))};
    preparedProgram(${JSON.stringify(child())}, ${JSON.stringify(sources)}, ${JSON.stringify(kept)});`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect([ran.stderr, ran.status]).toEqual(['', 0]);
});
