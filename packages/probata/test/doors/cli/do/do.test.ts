import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { differences } from '../../../../src/doors/cli/do/expect.ts';
import { stepKeys } from '../../../../src/doors/cli/do/keys.ts';
import { fill, segments, withFiles } from '../../../../src/doors/cli/do/references.ts';
import { FilePath, FileText, readSteps } from '../../../../src/doors/cli/do/steps.ts';
import { scene } from '../scene.ts';

const files = (all: Readonly<Record<string, string>>) => (name: string) => {
  const text = all[name];
  if (text === undefined) throw new Error('no such file');
  return text;
};
const beside = (_file: string, other: string): string => other;
const steps = (text: string, others: Readonly<Record<string, string>> = {}) =>
  readSteps('case.yaml', files({ 'case.yaml': text, ...others }), beside);

describe('a do-file', () => {
  it('is a list of steps that know their file and line, includes in place', () => {
    const read = steps(
      '# comment\n- init: { title: T, person: P }\n- include: more.yaml\n- ask: key.list\n  expect: { keys: [] }\n',
      { 'more.yaml': '- run: actor.name\n  as: borovia\n  with: { name: Borovia }\n' },
    );
    expect(read.map(({ kind, name, number, place }) => [kind, name, number, place.file, place.line])).toEqual(
      [
        ['init', 'init', 1, 'case.yaml', 2],
        ['run', 'actor.name', 2, 'more.yaml', 1],
        ['ask', 'key.list', 3, 'case.yaml', 4],
      ],
    );
  });

  it.each([
    ['- run: a\n  whit: {}\n', 'case.yaml:1: ', "'whit' is not a member"],
    ['- run: a\n- task: b\n  run: c\n', 'case.yaml:2: ', 'run and task'],
    ['\n\n- {}\n', 'case.yaml:3: ', 'none'],
    ['run: a\n', 'case.yaml:1: ', 'a do-file is a list'],
    ['- run: a\n  with: {a: 1, a: 2}\n', 'case.yaml:2: ', ''],
    ['- include: gone.yaml\n', 'case.yaml:1: ', 'gone.yaml cannot be read'],
    ['- include: case.yaml\n', 'case.yaml', 'includes itself'],
    ['- init: { title: T }\n', 'case.yaml:1: ', 'person'],
    ['- run: a\n  as: 1x\n', 'case.yaml:1: ', "'as:'"],
    ['', 'case.yaml', 'no step'],
  ])('that is wrong is refused by file and line: %j', (text, where, why) => {
    expect(() => steps(text)).toThrow(where);
    expect(() => steps(text)).toThrow(why);
  });

  it('marks paths and texts of files', () => {
    const [step] = steps('- task: intake.add\n  with: { path: !path ./a.pdf, note: !text ./b.md }\n');
    expect(step?.input).toEqual({ path: new FilePath('./a.pdf'), note: new FileText('./b.md') });
  });
});

describe('a reference', () => {
  const scope = new Map<string, unknown>([
    ['borovia', { entries: [{ seq: 4, kind: 'actor.named', subject: 'act_1' }], checkpoint: { size: 5 } }],
    [
      'intake',
      {
        exhibits: [
          { name: 'in/note 3.pdf', id: 'exh_3' },
          { name: 'log.csv', id: 'exh_4' },
        ],
        n: 2,
      },
    ],
  ]);

  it('to a command is the id that its first entry is about', () => {
    expect(fill('${borovia}', scope)).toBe('act_1');
    expect(fill({ a: ['x ${borovia} y'] }, scope)).toEqual({ a: ['x act_1 y'] });
    expect(fill('${borovia.entries[0].seq}', scope)).toBe(4);
  });

  it('reaches into an answer, by number, by name, by the last part of a path', () => {
    expect(fill('${intake.exhibits["note 3.pdf"]}', scope)).toBe('exh_3');
    expect(fill('${intake.exhibits["in/note 3.pdf"].id}', scope)).toBe('exh_3');
    expect(fill("${intake.exhibits['log.csv']}", scope)).toBe('exh_4');
    expect(fill('${intake.exhibits[1]}', scope)).toBe('exh_4');
    expect(fill('${intake.n}', scope)).toBe(2);
    expect(fill('$${intake.n}', scope)).toBe('${intake.n}');
  });

  it('to something unknown is refused, and what there is is named', () => {
    expect(() => fill('${qamar}', scope)).toThrow('borovia, intake');
    expect(() => fill('${intake.exhibits["x.pdf"]}', scope)).toThrow('in/note 3.pdf, log.csv');
    expect(() => fill('a ${intake.exhibits} b', scope)).toThrow('not a single value');
    expect(() => segments('a..b')).toThrow('cannot be read');
  });

  it('and a path in a task are made absolute; elsewhere a text stays a text', () => {
    const absolute = (path: string): string => `/abs/${path}`;
    const input = { p: './a', q: new FilePath('b'), t: new FileText('c'), plain: 'a/b' };
    expect(withFiles(input, true, absolute, (path) => `<${path}>`)).toEqual({
      p: '/abs/./a',
      q: '/abs/b',
      t: '</abs/c>',
      plain: 'a/b',
    });
    expect(withFiles('./a', false, absolute, String)).toBe('./a');
  });
});

describe('an expectation', () => {
  it('holds where the named members are equal and lists have the same length', () => {
    expect(differences({ a: { b: 1 } }, { a: { b: 1, c: 2 } })).toEqual([]);
    expect(differences([1], [1, 2])).toEqual(['the answer must have 1 items; it has 2']);
    expect(differences({ a: { b: 1 } }, { a: { b: 2 } })).toEqual(['a.b must be 1; it is 2']);
    expect(differences({ a: { b: 1 } }, {})).toEqual(['a.b must be 1; there is only absent']);
  });

  it('tests counts, bounds, patterns and membership', () => {
    expect(differences({ $count: 2, $has: { n: 2 } }, [{ n: 1 }, { n: 2 }])).toEqual([]);
    expect(differences({ $count: { $min: 3 } }, [1])).toHaveLength(1);
    expect(differences({ $min: 1, $max: 3 }, 2)).toEqual([]);
    expect(differences({ $matches: '^A' }, 'Borovia')).toHaveLength(1);
    expect(differences({ $is: 1 }, 1)[0]).toContain('is not a test');
  });
});

describe('a step’s key', () => {
  it('is the same at every run, differs by content, file and repetition, and not by what stands before it', () => {
    const a = stepKeys();
    const b = stepKeys();
    b('f', 'run y', {});
    expect(a('f', 'run x', { p: 1, q: 2 })).toBe(b('f', 'run x', { q: 2, p: 1 }));
    expect(a('f', 'run x', { p: 1, q: 2 })).not.toBe(stepKeys()('f', 'run x', { p: 1, q: 2 }));
    expect(a('g', 'run z', {})).not.toBe(a('h', 'run z', {}));
  });
});

describe('probata do', () => {
  const stage = scene();
  afterAll(() => stage.end());
  const write = (text: string): void => {
    mkdirSync(stage.folder, { recursive: true });
    writeFileSync(join(stage.folder, 'case.do.yaml'), text);
  };
  const rotate = (ground: string): string =>
    `- run: key.rotate\n  as: rotated\n  with:\n    user: \${keys.keys[0].user}\n    signingKey: ${'a'.repeat(64)}\n    exchangeKey: ${'b'.repeat(64)}\n    ground: ${ground}\n`;
  const head =
    '- init: { title: A v. B, person: Ada }\n- ask: key.list\n  as: keys\n  expect: { keys: { $count: 1 } }\n';
  const run = (...more: string[]) => stage.probata('do', 'case.do.yaml', '--matter', 'm', '--json', ...more);

  it('stops at a step that is refused, names the line of the member at fault, and says how to go on', async () => {
    write(`${head}${rotate('""')}`);
    const said = await run();
    expect(said.code).toBe(3);
    const { message, details } = JSON.parse(said.err);
    expect(message).toContain('case.do.yaml:11: step 3 (key.rotate)');
    expect(message).toContain('--from 3');
    expect(details).toMatchObject({ step: 3, of: 3, line: 11 });
  });

  it('goes on after the mend and enters nothing twice, however often it is run', async () => {
    write(`${head}${rotate('mended')}${rotate('"again, for ${rotated}"')}`);
    expect(JSON.parse((await run()).out)).toMatchObject({ entered: 2, size: 5 });
    expect(JSON.parse((await run()).out)).toMatchObject({ entered: 0, size: 5 });
    // A step put in front does not make the others new.
    write(`${head}- ask: matter.show\n${rotate('mended')}${rotate('"again, for ${rotated}"')}`);
    expect(JSON.parse((await run()).out)).toMatchObject({ entered: 0, size: 5, steps: 5 });
  });

  it('begins at a step when the ones before are done, and refuses when they are not', async () => {
    expect(JSON.parse((await run('--from', '5')).out)).toMatchObject({ entered: 0 });
    write(`${head}${rotate('new one')}${rotate('last')}`);
    const said = await run('--from', '4');
    expect(said.code).toBe(3);
    expect(said.err).toContain('DO_NOT_DONE');
  });

  it('ends with 3 where an expectation does not hold, and passes where a refusal was expected', async () => {
    write(`${head}- ask: matter.show\n  expect: { title: B v. A }\n`);
    const wrong = await run();
    expect(wrong.code).toBe(3);
    expect(JSON.parse(wrong.err)).toMatchObject({ code: 'DO_EXPECT', details: { line: 5 } });
    write(
      `${head}- run: key.lose\n  refused: HOUSE_SECOND_PERSON\n  with: { user: "\${keys.keys[0].user}", ground: gone, countersignedBy: "\${keys.keys[0].user}" }\n`,
    );
    expect((await run()).code).toBe(0);
  });
});
