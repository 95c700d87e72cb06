import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allTold } from '../../../src/doors/cli/catalogue.ts';
import { words } from '../../../src/doors/cli/help.ts';
import { OWN_COMMANDS } from '../../../src/doors/cli/own/index.ts';
import { columnsOf } from '../../../src/doors/cli/visible.ts';
import { scene } from './scene.ts';

const stage = scene();
afterAll(() => stage.end());
const { probata } = stage;

describe('help', () => {
  it('of every command fits 80 columns and shows its summary, its options and an example', async () => {
    for (const told of [...allTold().values(), ...OWN_COMMANDS]) {
      const said = await probata(...words(told.name).split(' '), '--help');
      expect(said.code, told.name).toBe(0);
      for (const line of said.out.split('\n'))
        expect(columnsOf(line), `${told.name}: ${line}`).toBeLessThanOrEqual(80);
      expect(said.out.replace(/\s+/g, ' ')).toContain(told.summary.replace(/\s+/g, ' '));
      expect(said.out).toContain('Example');
    }
  });

  it('lists everything by room, 80 columns wide', async () => {
    const said = await probata('help');
    expect(said.code).toBe(0);
    for (const line of said.out.split('\n')) expect(columnsOf(line), line).toBeLessThanOrEqual(80);
    for (const name of allTold().keys()) expect(said.out).toContain(words(name));
  });
});

describe('the exit code', () => {
  it('is 2 for a command that does not exist, and the nearest is named', async () => {
    const said = await probata('key', 'lst');
    expect(said.code).toBe(2);
    expect(said.err).toContain('key list');
  });

  it('is 2 for an option that does not exist, and those that do are named', async () => {
    const said = await probata('key', 'rotate', '--usr', 'x');
    expect(said.code).toBe(2);
    expect(said.err).toContain('--user');
  });

  it('is 3 where no matter is named, and the message says how to name one', async () => {
    const said = await probata('key', 'list');
    expect(said.code).toBe(3);
    expect(said.err).toContain('--matter');
    expect(said.err).toContain('CLI_NO_MATTER');
  });

  it('is 3 for a refusal, which --json puts into the one shape', async () => {
    const said = await probata('key', 'list', '--matter', 'nowhere', '--json');
    expect(said.code).toBe(3);
    expect(JSON.parse(said.err)).toMatchObject({ kind: 'refusal', code: 'MATTER_MISSING' });
    expect(said.out).toBe('');
  });
});

describe('a matter made from the command line', () => {
  it('is there, answers questions, and ends each command with what exists or what to do', async () => {
    const made = await probata('init', 'case', '--title', 'A v. B', '--person', 'Ada Venn');
    expect(made.code, made.err).toBe(0);
    expect(made.out.trimEnd().split('\n').at(-1)).toContain('--matter case');
    const list = await probata('key', 'list', '--matter', 'case');
    expect(list.code, list.err).toBe(0);
    expect(list.out).toContain('agent');
    expect(list.out).not.toContain('Ada Venn');
    expect(list.out.trimEnd().split('\n').at(-1)).toContain('A v. B');
  });

  it('is found from a folder within it', async () => {
    const deep = scene();
    try {
      await deep.probata('init', '.x', '--title', 'A v. B', '--person', 'Ada');
    } finally {
      deep.end();
    }
    const said = await probata('matter', 'show', '--matter', 'case', '--json');
    expect(JSON.parse(said.out)).toMatchObject({ title: 'A v. B' });
  });

  it('is not made over something that is there', async () => {
    const said = await probata('init', 'case', '--title', 'Again', '--person', 'Ada');
    expect(said.code).toBe(3);
    expect(said.err).toContain('MATTER_EXISTS');
  });

  it('carries out a command once under one idempotency key, and refuses a stale version', async () => {
    const { keys } = JSON.parse((await probata('key', 'list', '--matter', 'case', '--json')).out);
    const user: string = keys[0].user;
    writeFileSync(
      join(stage.folder, 'input.yaml'),
      `user: ${user}\nsigningKey: ${'a'.repeat(64)}\nexchangeKey: ${'b'.repeat(64)}\nground: a test\n`,
    );
    const again = ['key', 'rotate', '--matter', 'case', '--input', 'input.yaml', '--idempotency-key', 'k1'];
    const first = await probata(...again, '--json');
    expect(first.code, first.err).toBe(0);
    const second = await probata(...again, '--json');
    expect(JSON.parse(second.out)).toEqual(JSON.parse(first.out));
    const stale = await probata(
      ...['key', 'rotate', '--matter', 'case', '--input', 'input.yaml', '--expect-version', `${user}=0`],
    );
    expect(stale.code).toBe(3);
    expect(stale.err).toContain('LEDGER_STALE');
  });
});

describe('names from strangers', () => {
  it('cannot move the cursor or turn the reading order', async () => {
    const title = 'A \u202egpj.exe\u001b[2J v. B';
    const made = await probata('init', 'hostile', '--title', title, '--person', 'Ada');
    expect(made.code, made.err).toBe(0);
    const said = await probata('matter', 'show', '--matter', 'hostile');
    expect(said.out).not.toContain('\u001b');
    expect(said.out).not.toContain('\u202e');
    expect(said.out).toContain('<U+202E>');
  });
});
