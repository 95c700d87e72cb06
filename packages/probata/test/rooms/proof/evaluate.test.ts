import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOf, type Status } from '../../../src/rooms/proof/case.ts';
import { Evaluation, indexCase, joinGroups } from '../../../src/rooms/proof/evaluate.ts';
import { type CaseWords, makeCase, smallCases } from './invented-cases.ts';

function statusOf(words: CaseWords): Status {
  const index = indexCase(makeCase(words));
  const [allegation] = index.allegations;
  if (allegation === undefined) throw new Error('no allegation');
  return new Evaluation(index).allegation(allegation);
}

const two = { exhibits: ['E1', 'E2', 'E3'], facts: ['F'] };

describe('the status of a fact', () => {
  it('counts distinct sources, not papers: a reprinted story is one source', () => {
    const reprint = ['E1', 'E2', 'E3'].map((exhibit) => ({ exhibit, fact: 'F', weight: 2, group: 'wire' }));
    expect(statusOf({ ...two, passages: reprint })).toBe('single-sourced');
    const apart = reprint.map((passage, i) => ({ ...passage, group: `g${i}` }));
    expect(statusOf({ ...two, passages: apart })).toBe('proved');
  });

  it('is contested while a contradiction stands and proved once it is outweighed by the margin', () => {
    const against = { exhibit: 'E3', fact: 'F', weight: 2, bearing: 'contradicts' };
    const even = [{ exhibit: 'E1', fact: 'F', weight: 2 }, { exhibit: 'E2', fact: 'F', weight: 2 }, against];
    expect(statusOf({ ...two, passages: even })).toBe('contested');
    const heavier = [
      { exhibit: 'E1', fact: 'F', weight: 3 },
      { exhibit: 'E2', fact: 'F', weight: 2 },
      against,
    ];
    expect(statusOf({ ...two, passages: heavier })).toBe('proved');
  });

  it('falls with the exhibit on which an answer rests', () => {
    const answered = (status: string) =>
      statusOf({
        exhibits: ['E1', 'E2', { id: 'E3', status }],
        facts: ['F'],
        passages: [
          { exhibit: 'E1', fact: 'F', weight: 3 },
          { exhibit: 'E2', fact: 'F', weight: 3, bearing: 'contradicts', answer: ['E3'] },
        ],
      });
    expect(answered('offered')).toBe('proved');
    expect(answered('excluded')).toBe('contested');
  });

  it('may be inferred from proved facts, but an inference never corroborates', () => {
    const inference = { id: 'I', from: ['G'], strength: 2, warrant: 'who holds the key opened the door' };
    const words = (weight: number) => ({
      exhibits: ['E1'],
      facts: [{ id: 'F', inferences: [inference] }, 'G'],
      passages: [{ exhibit: 'E1', fact: 'G', weight }],
    });
    expect(statusOf(words(3))).toBe('proved');
    expect(statusOf(words(1))).toBe('empty');
    const weak = { ...words(3), facts: [{ id: 'F', inferences: [{ ...inference, strength: 1 }] }, 'G'] };
    expect(statusOf(weak)).toBe('arguable');
    expect(statusOf({ ...weak, passages: [...weak.passages, { exhibit: 'E1', fact: 'F', weight: 1 }] })).toBe(
      'arguable',
    );
  });

  it('is what the parties conceded or a person set, whatever the evidence', () => {
    expect(statusOf({ ...two, facts: [{ id: 'F', premise: 'conceded' }], passages: [] })).toBe('proved');
    const override = { status: 'arguable', reason: 'counsel’s view', by: 'c1', at: '2025-01-01' };
    expect(statusOf({ ...two, facts: [{ id: 'F', override }], passages: [] })).toBe('arguable');
  });

  it('can differ under a node with its own standard', () => {
    const passages = [{ exhibit: 'E1', fact: 'F', weight: 3 }];
    const nodes = [
      { id: 'strict', op: 'all', of: ['fact:F'], profile: 'conclusive' },
      { id: 'root', op: 'any', of: ['node:strict', 'fact:F'] },
    ];
    const index = indexCase(makeCase({ ...two, passages, nodes, root: 'node:root' }));
    const evaluation = new Evaluation(index);
    expect(evaluation.node('root', 'balance')).toBe('proved');
    expect(evaluation.node('strict', 'balance')).toBe('single-sourced');
    expect([...evaluation.facts.keys()].sort()).toEqual(['F@balance', 'F@conclusive']);
  });

  it('takes the k-th strongest part of an "at least k" node', () => {
    const nodes = [{ id: 'N', op: 'atLeast', k: 2, of: ['fact:F', 'fact:G', 'fact:H'] }];
    const passages = [
      { exhibit: 'E1', fact: 'F', weight: 3 },
      { exhibit: 'E2', fact: 'G', weight: 1 },
    ];
    expect(statusOf({ ...two, facts: ['F', 'G', 'H'], passages, nodes, root: 'node:N' })).toBe(
      'single-sourced',
    );
  });
});

describe('flags beside a status', () => {
  it('say when a proof rests on one source, on press, on own sources, on what is sealed', () => {
    const proofCase = makeCase({
      exhibits: [
        { id: 'E1', class: 'press', side: 'applicant', sealed: true },
        { id: 'E2', class: 'press', side: 'applicant' },
      ],
      facts: ['F'],
      passages: [
        { exhibit: 'E1', fact: 'F', weight: 3, group: 'g' },
        { exhibit: 'E2', fact: 'F', weight: 1, group: 'g' },
      ],
    });
    const evaluation = new Evaluation(indexCase(proofCase));
    expect(evaluation.flags(evaluation.fact('F', 'balance'), ['applicant'])).toEqual({
      singleGroup: true,
      pressOnly: true,
      ownSourcesOnly: true,
      contradicted: false,
      overridden: true,
      restsOnSealed: true,
      assumed: false,
    });
    expect(evaluation.flags(evaluation.fact('F', 'balance'), ['respondent']).ownSourcesOnly).toBe(false);
  });

  it('report a live defence without touching the status', () => {
    const proofCase = makeCase({
      exhibits: ['E1', 'E2', 'E3'],
      facts: ['F', 'necessity'],
      passages: [
        { exhibit: 'E1', fact: 'F', weight: 3 },
        { exhibit: 'E2', fact: 'necessity', weight: 1 },
        { exhibit: 'E3', fact: 'necessity', weight: 1 },
      ],
      more: {
        allegations: [
          {
            id: 'A',
            root: 'fact:F',
            profile: 'balance',
            defences: [{ id: 'art25', root: 'fact:necessity', burden: 'respondent' }],
          },
        ],
      },
    });
    const evaluation = new Evaluation(indexCase(proofCase));
    const [allegation] = proofCase.allegations;
    if (allegation === undefined) throw new Error('no allegation');
    expect(evaluation.allegation(allegation)).toBe('proved');
    expect(evaluation.liveDefences(allegation)).toEqual(['art25']);
  });
});

describe('evaluation as a whole', () => {
  it('never falls when support is added', () => {
    fc.assert(
      fc.property(
        smallCases,
        fc.integer({ min: 0, max: 3 }),
        fc.nat(),
        fc.nat(),
        (proofCase, weight, f, e) => {
          const fact = proofCase.facts[f % proofCase.facts.length];
          const exhibit = proofCase.exhibits[e % proofCase.exhibits.length];
          const [allegation] = proofCase.allegations;
          if (fact === undefined || exhibit === undefined || allegation === undefined) return;
          const added = {
            id: 'new',
            exhibit: exhibit.id,
            pin: '',
            fact: fact.id,
            bearing: 'supports' as const,
            group: 'new-source',
            directness: 'unknown' as const,
            contemporaneity: 'unknown' as const,
            interest: 'unknown' as const,
            override: { to: weight as 0 | 1 | 2 | 3, reason: 'r', by: 'b', at: 'a' },
          };
          const before = new Evaluation(indexCase(proofCase)).allegation(allegation);
          const after = new Evaluation(indexCase({ ...proofCase, passages: [...proofCase.passages, added] }));
          expect(rankOf(after.allegation(allegation))).toBeGreaterThanOrEqual(rankOf(before));
        },
      ),
    );
  });

  it('does not depend on the order in which entries came', () => {
    fc.assert(
      fc.property(smallCases, (proofCase) => {
        const turned = {
          ...proofCase,
          exhibits: proofCase.exhibits.toReversed(),
          facts: proofCase.facts.toReversed(),
          passages: proofCase.passages.toReversed(),
          nodes: proofCase.nodes.toReversed(),
        };
        const [allegation] = proofCase.allegations;
        if (allegation === undefined) return;
        const [one, other] = [new Evaluation(indexCase(proofCase)), new Evaluation(indexCase(turned))];
        expect(one.allegation(allegation)).toBe(other.allegation(allegation));
        for (const [key, result] of one.facts) {
          const same = other.fact(result.fact.id, result.profile.id);
          expect([key, same.status, same.counts]).toEqual([key, result.status, result.counts]);
        }
      }),
    );
  });

  it('joins merged origins whatever the order of the merges', () => {
    const merges = [
      { a: 'd', b: 'c' },
      { a: 'b', b: 'a' },
      { a: 'c', b: 'b' },
    ];
    for (const list of [merges, merges.toReversed()]) {
      const sourceOf = joinGroups(list);
      expect(['a', 'b', 'c', 'd', 'e'].map(sourceOf)).toEqual(['a', 'a', 'a', 'a', 'e']);
    }
  });
});
