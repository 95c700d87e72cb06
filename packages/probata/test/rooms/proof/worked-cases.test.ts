// Odd corners of the design, each with its answer worked by hand beside it; invented exhibits, weights set by a person.
import { describe, expect, it } from 'vitest';
import { proveCase } from '../../../src/rooms/proof/prove.ts';
import { PROFILES } from './further-cases.ts';

const NOTE = { reason: 'worked by hand', by: 'a test', at: '2025-01-01' };
type Json = Record<string, unknown>;
/** `E2 2 gB` is a support of weight 2 from exhibit E2 and origin gB; a leading `-` contradicts. */
const on = (fact: string, ...lines: string[]): Json[] =>
  lines.map((line, n) => {
    const [exhibit = '', weight, group] = line.replace('-', '').split(' ');
    return {
      id: `P-${fact}-${n}`,
      exhibit,
      pin: 'p. 1',
      fact,
      bearing: line.startsWith('-') ? 'contradicts' : 'supports',
      group: group ?? `g-${exhibit}`,
      override: { to: Number(weight), ...NOTE },
    };
  });
const exhibits = (...ids: string[]): Json[] =>
  ids.map((id) => ({
    id: id.replace('!', ''),
    title: id,
    class: 'record',
    authenticity: 'unverified',
    status: id.endsWith('!') ? 'excluded' : 'offered',
  }));
const facts = (...ids: string[]): Json[] => ids.map((id) => ({ id, text: id }));
const alleged = (root: string, profile = 'balance', id = 'A'): Json => ({ id, root, profile });
const caseOf = (more: Json): Json => ({
  format: 'probata-proof-case/1',
  name: 'worked',
  description: 'Worked by hand.',
  profiles: PROFILES,
  nodes: [],
  ...more,
});
const asked = (by: string, level: string) => ({ allegation: 'A', by, level, maxOrder: null });
const sets = (list: readonly (readonly string[])[] | undefined): string[] =>
  (list ?? []).map((set) => [...set].sort().join(' ')).sort();
const analysis = (result: ReturnType<typeof proveCase>, by: string, level: string) => {
  const found = result.allegations['A']?.analyses.find((one) => one.by === by && one.level === level);
  return { cuts: sets(found?.minimalCutSets), paths: sets(found?.minimalPathSets), found };
};

describe('a contradiction that is outweighed', () => {
  // balance: contested by weight 1 or more unless the best support is heavier by 1. Support 3, 2, 2; against 2.
  const worked = caseOf({
    exhibits: exhibits('E1', 'E2', 'E3', 'X'),
    facts: facts('F'),
    passages: on('F', 'E1 3', 'E2 2', 'E3 2', '-X 2'),
    allegations: [alleged('fact:F')],
    ask: { analyses: ['proved', 'contested', 'arguable', 'single-sourced'].map((l) => asked('exhibit', l)) },
  });
  it('comes back when the heaviest support falls, although the rest still suffices', () => {
    const result = proveCase(worked);
    // 3 >= 2 + 1: outweighed.
    expect(result.allegations['A']?.status).toBe('proved');
    // Without E1 two of weight 2 still meet (0,2,2), but 2 < 2 + 1: contested. E1 alone meets (1,1,1) and outweighs.
    expect(analysis(result, 'exhibit', 'proved')).toMatchObject({ cuts: ['E1'], paths: ['E1'] });
    // Sufficient: E1, or E2 with E3. Its dual: E1 with either.
    expect(analysis(result, 'exhibit', 'contested')).toMatchObject({
      cuts: ['E1 E2', 'E1 E3'],
      paths: ['E1', 'E2 E3'],
    });
    // Arguable needs two origins, or what suffices: the same here, since any two suffice and E1 does alone.
    expect(analysis(result, 'exhibit', 'arguable')).toMatchObject({
      cuts: ['E1 E2', 'E1 E3'],
      paths: ['E1', 'E2 E3'],
    });
    expect(analysis(result, 'exhibit', 'single-sourced')).toMatchObject({
      cuts: ['E1 E2 E3'],
      paths: ['E1', 'E2', 'E3'],
    });
    // At “proved” E1 decides in each of the 4 subsets of E2 and E3; X supports nothing and is no unit.
    expect(analysis(result, 'exhibit', 'proved').found?.importance).toEqual([
      { unit: 'E1', cutsByOrder: { 1: 1 }, pivotal: 4, of: 4 },
      { unit: 'E2', cutsByOrder: {}, pivotal: 0, of: 4 },
      { unit: 'E3', cutsByOrder: {}, pivotal: 0, of: 4 },
    ]);
  });
});

describe('an answer by evidence', () => {
  // The only contradiction (weight 3) is answered by E9, which supports nothing itself.
  const worked = caseOf({
    exhibits: exhibits('E1', 'E2', 'E9', 'X'),
    facts: facts('F'),
    passages: on('F', 'E1 2 gA', 'E2 2 gB', '-X 3 gX').map((one) =>
      one['bearing'] === 'contradicts'
        ? { ...one, answer: { kind: 'evidence', exhibits: ['E9'], ...NOTE } }
        : one,
    ),
    allegations: [alleged('fact:F')],
    ask: {
      analyses: [asked('exhibit', 'proved'), asked('group', 'proved')],
      whatIf: [{ exclude: ['E9'], mode: 'knock-out' }],
    },
  });
  it('holds only while its exhibit does: fatal by exhibit, and not counted by origin', () => {
    const result = proveCase(worked);
    expect(analysis(result, 'exhibit', 'proved')).toMatchObject({
      cuts: ['E1', 'E2', 'E9'],
      paths: ['E1 E2 E9'],
    });
    expect(analysis(result, 'group', 'proved')).toMatchObject({ cuts: ['gA', 'gB'], paths: ['gA gB'] });
    expect(result.whatIf[0]?.statuses['A']).toBe('contested');
  });
});

describe('an exhibit that is excluded already', () => {
  const worked = caseOf({
    exhibits: exhibits('E1!', 'E2', 'X!'),
    facts: facts('F'),
    passages: on('F', 'E1 3', 'E2 2', '-X 3'),
    allegations: [alleged('fact:F')],
    ask: { analyses: [asked('exhibit', 'proved'), asked('exhibit', 'single-sourced')] },
  });
  it('neither carries nor hurts, and is no unit: what is left is one origin', () => {
    const result = proveCase(worked);
    // E2 alone: (0,1,1) meets no pattern of balance. Live contradictions: none, X is out.
    expect(result.allegations['A']).toMatchObject({ status: 'single-sourced', gaps: [['F']] });
    expect(result.allegations['A']?.counts['F@balance']).toMatchObject({ counts: [0, 1, 1], material: [] });
    // Below the level already: the empty set cuts, no set carries.
    expect(analysis(result, 'exhibit', 'proved')).toMatchObject({ cuts: [''], paths: [] });
    expect(analysis(result, 'exhibit', 'single-sourced')).toMatchObject({ cuts: ['E2'], paths: ['E2'] });
  });
});

describe('an exhibit that helps one fact and hurts another', () => {
  // D supports F1 (3) and contradicts F2 (3), which E1 and E2 support with 3 and 2; both facts are needed.
  const worked = caseOf({
    exhibits: exhibits('D', 'E1', 'E2', 'E3'),
    facts: facts('F1', 'F2'),
    passages: [...on('F1', 'D 3', 'E3 3'), ...on('F2', 'E1 3', 'E2 2', '-D 3')],
    nodes: [{ id: 'R', op: 'all', of: ['fact:F1', 'fact:F2'] }],
    allegations: [alleged('node:R')],
    ask: {
      whatIf: [
        { exclude: ['D'], mode: 'knock-out' },
        { exclude: ['D'], mode: 'strike' },
      ],
    },
  });
  it('knocked out still hurts; struck it does neither', () => {
    const result = proveCase(worked);
    // 3 < 3 + 1: F2 is contested, and so is the whole.
    expect(result.allegations['A']).toMatchObject({ status: 'contested', gaps: [['F2']] });
    expect(result.whatIf.map(({ statuses }) => statuses['A'])).toEqual(['contested', 'proved']);
  });
});

describe('origins found to be one', () => {
  // Two of weight 2 from two origins meet (0,2,2). As one origin they count once, and no pattern is met.
  const worked = caseOf({
    exhibits: exhibits('E1', 'E2', 'E3'),
    facts: facts('F', 'G'),
    passages: [...on('F', 'E1 2 gA', 'E2 2 gB'), ...on('G', 'E3 3 gC')],
    nodes: [{ id: 'R', op: 'any', of: ['fact:F', 'fact:G'] }],
    allegations: [alleged('fact:F'), alleged('node:R', 'balance', 'B')],
    ask: {
      analyses: [asked('group', 'proved')],
      whatIf: [
        { merges: [{ a: 'gA', b: 'gB', reason: 'one author' }] },
        { merges: [{ a: 'gA', b: 'gB' }], exclude: ['E3'] },
        // One by way of a third.
        {
          merges: [
            { a: 'gA', b: 'gC' },
            { a: 'gC', b: 'gB' },
          ],
        },
      ],
    },
  });
  it('leave a fact single-sourced, and fell what another route does not carry', () => {
    const result = proveCase(worked);
    expect(result.whatIf.map(({ statuses }) => [statuses['A'], statuses['B']])).toEqual([
      ['single-sourced', 'proved'],
      ['single-sourced', 'single-sourced'],
      ['single-sourced', 'proved'],
    ]);
    expect(analysis(result, 'group', 'proved')).toMatchObject({ cuts: ['gA', 'gB'], paths: ['gA gB'] });
  });
});

describe('what a person set', () => {
  const worked = (to: string) =>
    caseOf({
      exhibits: exhibits('E1', 'E2'),
      facts: [
        { id: 'F', text: 'F', override: { to, ...NOTE } },
        { id: 'G', text: 'G' },
      ],
      passages: [...on('F', 'E1 3'), ...on('G', 'E2 3')],
      nodes: [{ id: 'R', op: 'all', of: ['fact:F', 'fact:G'] }],
      allegations: [alleged('node:R')],
      ask: { analyses: [asked('exhibit', 'proved')] },
    });
  it('stands whatever falls: no exhibit can take it away, and no proof counts one for it', () => {
    const result = proveCase(worked('proved'));
    expect(analysis(result, 'exhibit', 'proved')).toMatchObject({ cuts: ['E2'], paths: ['E2'] });
  });
  it('holds a fact down that the rules would call proved, and is the gap', () => {
    const result = proveCase(worked('arguable'));
    expect(result.allegations['A']).toMatchObject({ status: 'arguable', gaps: [['F']] });
    expect(analysis(result, 'exhibit', 'proved')).toMatchObject({ cuts: [''], paths: [] });
  });
});

describe('an inference', () => {
  const worked = (strength: number, profile: string) =>
    caseOf({
      exhibits: exhibits('E1', 'E2', 'E3'),
      facts: [
        ...facts('P1', 'P2'),
        { id: 'F', text: 'F', inferences: [{ id: 'I', from: ['P1', 'P2'], strength, warrant: 'invented' }] },
      ],
      passages: [...on('P1', 'E1 3'), ...on('P2', 'E2 3'), ...on('F', 'E3 1')],
      allegations: [alleged('fact:F', profile)],
      ask: { analyses: [asked('exhibit', 'proved')] },
    });
  it('is another way and never a further source: it fails with any premise, and needs its strength', () => {
    // balance takes 2 or more; E3 alone meets nothing, and adds nothing.
    const strong = proveCase(worked(2, 'balance'));
    expect(strong.allegations['A']?.status).toBe('proved');
    expect(analysis(strong, 'exhibit', 'proved')).toMatchObject({ cuts: ['E1', 'E2'], paths: ['E1 E2'] });
    expect(analysis(strong, 'exhibit', 'proved').found?.importance?.map(({ unit }) => unit)).toEqual([
      'E1',
      'E2',
      'E3',
    ]);
    // A possible inference (1) is not enough under balance; with its premises proved it is live, so the fact is arguable
    // and not single-sourced: “one group only and no live inference”.
    expect(proveCase(worked(1, 'balance')).allegations['A']?.status).toBe('arguable');
    // Under “convincing” one source of weight 3 proves no premise, so the inference is not live.
    expect(proveCase(worked(3, 'convincing')).allegations['A']?.status).toBe('single-sourced');
  });
});

describe('a node with a standard of its own', () => {
  // F alone has one source of weight 3: proved on the balance, not under “convincing”. Two of three are needed.
  const worked = caseOf({
    exhibits: exhibits('E1', 'E2', 'E10'),
    facts: facts('F', 'G', 'H'),
    passages: [...on('F', 'E1 3'), ...on('G', 'E2 3'), ...on('H', 'E10 3')],
    nodes: [
      { id: 'N', op: 'all', of: ['fact:F'], profile: 'convincing' },
      { id: 'R', op: 'atLeast', k: 2, of: ['node:N', 'fact:G', 'fact:H', 'fact:F'] },
    ],
    allegations: [alleged('node:R')],
    ask: { analyses: [asked('exhibit', 'proved')] },
  });
  it('gives one fact two statuses, and importance ties go by the id', () => {
    const result = proveCase(worked);
    const mine = result.allegations['A'];
    expect(mine?.facts).toEqual({
      'F@convincing': 'single-sourced',
      'F@balance': 'proved',
      'G@balance': 'proved',
      'H@balance': 'proved',
    });
    // Best first: proved, proved, proved, single-sourced; the second best is proved.
    expect(mine).toMatchObject({ status: 'proved', gaps: [[]] });
    expect(analysis(result, 'exhibit', 'proved')).toMatchObject({
      cuts: ['E1 E10', 'E1 E2', 'E10 E2'],
      paths: ['E1 E10', 'E1 E2', 'E10 E2'],
    });
    // Two of three: each decides when exactly one of the other two is in: 2 of 4. Ids as text.
    expect(analysis(result, 'exhibit', 'proved').found?.importance).toEqual([
      { unit: 'E1', cutsByOrder: { 2: 2 }, pivotal: 2, of: 4 },
      { unit: 'E10', cutsByOrder: { 2: 2 }, pivotal: 2, of: 4 },
      { unit: 'E2', cutsByOrder: { 2: 2 }, pivotal: 2, of: 4 },
    ]);
  });
});

describe('gaps', () => {
  // R needs (F or G) and two of (H, I, J). F: empty; G: one lead; H proved; I, J empty.
  const worked = caseOf({
    exhibits: exhibits('E1', 'E2'),
    facts: facts('F', 'G', 'H', 'I', 'J'),
    passages: [...on('G', 'E1 1'), ...on('H', 'E2 3')],
    nodes: [
      { id: 'O', op: 'any', of: ['fact:F', 'fact:G'] },
      { id: 'K', op: 'atLeast', k: 2, of: ['fact:H', 'fact:I', 'fact:J'] },
      { id: 'R', op: 'all', of: ['node:O', 'node:K'] },
    ],
    allegations: [alleged('node:R')],
    ask: { analyses: [] },
  });
  it('are the smallest sets of failing facts that would carry it; what is proved is in none', () => {
    const result = proveCase(worked);
    expect(result.allegations['A']?.status).toBe('empty');
    expect(sets(result.allegations['A']?.gaps)).toEqual(['F I', 'F J', 'G I', 'G J']);
  });
});
