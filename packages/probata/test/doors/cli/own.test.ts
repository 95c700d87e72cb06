import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scene } from './scene.ts';

const stage = scene();
afterAll(() => stage.end());
const { probata } = stage;
const write = (name: string, text: string): void => writeFileSync(join(stage.folder, name), text);

describe('without a matter', () => {
  it('verify refuses what is not there, and finds that a folder is no bag', async () => {
    const absent = await probata('verify', 'nowhere');
    expect([absent.code, absent.err.includes('CLI_PATH')]).toEqual([3, true]);
    mkdirSync(join(stage.folder, 'no-bag'));
    write('no-bag/file.txt', 'x');
    const said = await probata('verify', 'no-bag', '--json');
    expect(said.code, said.err).toBe(6);
    expect(JSON.parse(said.out)).toMatchObject({ verdict: 'failed' });
    const read = await probata('verify', 'no-bag');
    expect(read.out.trimEnd().split('\n').at(-1)).toMatch(/wrong\.$/);
  });

  it('prove refuses what is not a case and says what is wrong with it', async () => {
    write('case.json', '{"format":"probata-proof-case/1"}');
    expect((await probata('prove', 'case.json')).code).toBe(3);
    write('broken.json', '{');
    const broken = await probata('prove', 'broken.json');
    expect([broken.code, broken.err.includes('PROVE_JSON')]).toEqual([3, true]);
    expect((await probata('prove', 'gone.json')).code).toBe(4);
  });

  it('read shows what a file says, with every control made visible', async () => {
    write('note.txt', 'The guards \u202eno longer\u202c stop anyone.\u001b[2J\n');
    const said = await probata('read', 'note.txt');
    expect(said.code, said.err).toBe(0);
    expect(said.out).toContain('The guards');
    expect(said.out).not.toContain('\u001b');
    expect(said.out).not.toContain('\u202e');
    const json = await probata('read', 'note.txt', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ state: 'read' });
    write('empty.pdf', '%PDF-1.4\n');
    expect((await probata('read', 'empty.pdf')).code).toBe(6);
  });
});

describe('with a matter', () => {
  it('adding reads what was added, and search lands on it', async () => {
    await probata('init', 'm', '--title', 'A v. B', '--person', 'Ada');
    mkdirSync(join(stage.folder, 'evidence'));
    write('evidence/log.txt', 'At 04:10 the guards no longer stop anyone at post 118.\n');
    const added = await probata('add', 'evidence', '--matter', 'm');
    expect(added.code, added.err).toBe(0);
    expect(added.out).toMatch(/read +1\n/);
    expect(added.out.trimEnd().split('\n').at(-1)).toContain('entries');
    const found = await probata('search', 'no longer', '--matter', 'm', '--json');
    expect(JSON.parse(found.out), found.err).toMatchObject({ total: 1 });
    const status = await probata('status', '--matter', 'm');
    expect([status.code, status.out.includes('sound')]).toEqual([0, true]);
  });
});
