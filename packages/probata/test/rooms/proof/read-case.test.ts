import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_ORIGIN } from '../../../src/rooms/proof/case.ts';
import { proveCase } from '../../../src/rooms/proof/prove.ts';
import { findCircle, readCase, requireCase } from '../../../src/rooms/proof/read-case.ts';
import { caseJson } from './invented-cases.ts';

const good = caseJson({
  exhibits: ['E1'],
  facts: ['F1', 'F2'],
  passages: [{ exhibit: 'E1', fact: 'F1', weight: 2 }],
});

function problemsOf(json: unknown): string[] {
  const reading = readCase(json);
  return reading.ok ? [] : reading.problems.map(({ place, message }) => `${place}: ${message}`);
}

describe('reading a case', () => {
  it('takes a whole case and fills in what is not said with the safe default', () => {
    const proofCase = requireCase({
      ...good,
      passages: [{ id: 'P1', exhibit: 'E1', fact: 'F1', bearing: 'supports' }],
    });
    expect(proofCase.passages[0]).toMatchObject({ group: UNKNOWN_ORIGIN, interest: 'unknown', pin: '' });
    expect(proofCase.profiles.map(({ id }) => id)).toContain('balance');
  });

  it('names the place of a wrong value by index and by id', () => {
    const passages = [{ id: 'P1', exhibit: 'E1', fact: 'F1', bearing: 'proves' }];
    expect(problemsOf({ ...good, passages })[0]).toMatch(/^passages\[0\] \(P1\)\.bearing: /);
  });

  it('refuses a name that leads nowhere', () => {
    const passages = [{ id: 'P1', exhibit: 'E9', fact: 'F1', bearing: 'supports', group: 'g' }];
    expect(problemsOf({ ...good, passages })).toEqual([
      "passages[0] (P1).exhibit: names exhibit 'E9', which the case does not hold",
    ]);
  });

  it('refuses inferences that go in a circle, and says which', () => {
    const infer = (id: string, from: string) => ({
      id,
      inferences: [{ id: `i-${id}`, from: [from], strength: 2, warrant: 'w' }],
    });
    expect(problemsOf({ ...good, facts: [infer('F1', 'F2'), infer('F2', 'F1')] })).toEqual([
      'facts (F1): a fact cannot be inferred from itself: F1 → F2 → F1; break the circle',
    ]);
  });

  it('refuses nodes that contain themselves', () => {
    const nodes = [
      { id: 'N1', op: 'all', of: ['node:N2'] },
      { id: 'N2', op: 'any', of: ['fact:F1', 'node:N1'] },
    ];
    expect(problemsOf({ ...good, nodes })[0]).toContain('N1 → N2 → N1');
  });

  it('refuses an override or an inference without a reason', () => {
    const passages = [
      {
        id: 'P1',
        exhibit: 'E1',
        fact: 'F1',
        bearing: 'supports',
        override: { to: 2, reason: ' ', by: 'x', at: 'y' },
      },
    ];
    expect(problemsOf({ ...good, passages })[0]).toBe(
      'passages[0] (P1).override.reason: needs a reason that is not empty',
    );
  });

  it('refuses k outside the parts, an answer by evidence without exhibits, and an id used twice', () => {
    expect(
      problemsOf({ ...good, nodes: [{ id: 'N', op: 'atLeast', k: 3, of: ['fact:F1', 'fact:F2'] }] })[0],
    ).toContain('k between 1 and 2');
    const answer = { kind: 'evidence', exhibits: [], reason: 'r', by: 'x', at: 'y' };
    expect(
      problemsOf({
        ...good,
        passages: [{ id: 'P1', exhibit: 'E1', fact: 'F1', bearing: 'contradicts', group: 'g', answer }],
      })[0],
    ).toContain('must name the exhibits');
    expect(problemsOf({ ...good, facts: [{ id: 'F1' }, { id: 'F1' }] })[0]).toContain('is used twice');
  });

  it('tells which keys nobody reads, so that a misspelt attribute is seen', () => {
    const reading = readCase({ ...good, exhibits: [{ id: 'E1', class: 'record', testd: true }] });
    expect(reading.ok && reading.unread).toEqual(['exhibits[].testd']);
    const misspelt = { ...good, exhibits: [{ id: 'E1', class: 'record', testd: true }] };
    expect(proveCase(misspelt).unread).toEqual(['exhibits[].testd']);
  });

  it('refuses a chain that no reader could follow, and proves the longest that it takes', () => {
    const chain = (length: number) => ({
      ...good,
      facts: Array.from({ length: length + 1 }, (_, i) => ({
        id: `F${i + 1}`,
        inferences: i === 0 ? [] : [{ id: `I${i}`, from: [`F${i}`], strength: 2, warrant: 'w' }],
      })),
      passages: [
        {
          id: 'P1',
          exhibit: 'E1',
          fact: 'F1',
          bearing: 'supports',
          group: 'g',
          override: { to: 3, reason: 'r', by: 'b', at: 'a' },
        },
      ],
      allegations: [{ id: 'A', root: `fact:F${length + 1}`, profile: 'balance' }],
    });
    expect(problemsOf(chain(501))).toEqual([
      'facts (F502): stands on a chain of more than 500 steps; no reader could follow it',
    ]);
    expect(proveCase(chain(500)).allegations['A']?.status).toBe('proved');
  });

  it('throws one refusal with every problem for callers that stop', () => {
    expect(() => requireCase({ format: 'other' })).toThrow(/The case cannot be read\. format: must be/);
  });

  it('finds circles of any depth without running out of stack', () => {
    const chain = new Map(Array.from({ length: 50_000 }, (_, i) => [`${i}`, [`${i + 1}`]]));
    expect(findCircle(chain)).toBeUndefined();
    chain.set('50000', ['49999']);
    expect(findCircle(chain)).toEqual(['49999', '50000', '49999']);
  });

  it('the case that its format shows is read and proved', () => {
    const page = readFileSync(new URL('../../../../../docs/formats/proof-case.md', import.meta.url), 'utf8');
    const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '') as unknown;
    // One record of the moment by somebody without interest weighs 3, which is enough on the balance.
    expect(proveCase(shown)).toMatchObject({ unread: [], allegations: { A1: { status: 'proved' } } });
  });
});
