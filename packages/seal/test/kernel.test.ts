// The promises about the kernel itself: small, without dependencies, and described as it is.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../src/index.ts';

const file = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const sources = readdirSync(fileURLToPath(new URL('../src', import.meta.url)), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: file(`../src/${name}`) }));

describe('the kernel', () => {
  it('can be read in a day: under 2,500 lines, comments included', () => {
    expect(sources.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)).toBeLessThan(2500);
  });

  it('imports nothing but itself, and node: modules in one file', () => {
    for (const { name, text } of sources) {
      for (const [, from = ''] of text.matchAll(/ from '([^']+)'/g)) {
        const allowed = from.startsWith('.') || (name === 'node.ts' && from.startsWith('node:'));
        expect(allowed, `${name} imports ${from}`).toBe(true);
        expect(name !== 'index.ts' && from.includes('make/'), `${name} imports ${from}`).toBe(false);
      }
      expect(text.includes('import('), name).toBe(false);
    }
    expect(JSON.parse(file('../package.json'))).not.toHaveProperty('dependencies');
  });

  it('has every check described in docs/formats/bundle.md', () => {
    const text = file('../../../docs/formats/bundle.md');
    for (const name of Object.keys(CHECKS)) expect(text, name).toContain(`\`${name}\``);
  });
});
