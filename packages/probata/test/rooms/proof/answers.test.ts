import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProofCase, rankOf } from '../../../src/rooms/proof/case.ts';
import { AS_IT_IS, Evaluation, indexCase } from '../../../src/rooms/proof/evaluate.ts';
import { type Explanation, explainAllegation } from '../../../src/rooms/proof/explain.ts';
import { findGaps } from '../../../src/rooms/proof/gaps.ts';
import { analyse } from '../../../src/rooms/proof/knock-out.ts';
import { findLeanest } from '../../../src/rooms/proof/leanest.ts';
import { proveCase } from '../../../src/rooms/proof/prove.ts';
import { askWhatIf, findExposures } from '../../../src/rooms/proof/what-if.ts';
import { caseJson, makeCase, smallCases } from './invented-cases.ts';

function open(proofCase: ProofCase) {
  const index = indexCase(proofCase);
  const [allegation] = index.allegations;
  if (allegation === undefined) throw new Error('no allegation');
  return { index, allegation, evaluation: new Evaluation(index) };
}

describe('the gap list', () => {
  it('names minimal sets of facts that lift the allegation once they are taken as proved', () => {
    fc.assert(
      fc.property(smallCases, (proofCase) => {
        const { evaluation, allegation } = open(proofCase);
        const { sets } = findGaps(evaluation, allegation);
        // inferences could lift more than the set itself, so they are switched off here: the structure alone is tried
        const lifts = (set: readonly string[]): boolean => {
          const facts = proofCase.facts.map((fact) => {
            const status = evaluation.facts.size >= 0 ? statusesOf(evaluation, proofCase, fact.id) : [];
            const to = set.includes(fact.id) || status.every((one) => one === 'proved') ? 'proved' : 'empty';
            return {
              ...fact,
              inferences: [],
              override: { to: to as 'proved' | 'empty', reason: 'r', by: 'b', at: 'a' },
            };
          });
          const tried = open({ ...proofCase, facts });
          return tried.evaluation.allegation(tried.allegation) === 'proved';
        };
        // the same fact may stand under two standards; then "taken as proved" is not one override: left out
        if (proofCase.nodes.some(({ profile }) => profile !== undefined)) return;
        for (const set of sets) {
          expect(lifts(set)).toBe(true);
          for (const fact of set) expect(lifts(set.filter((other) => other !== fact))).toBe(false);
        }
        expect(sets.length > 0).toBe(lifts(proofCase.facts.map(({ id }) => id)));
      }),
    );
  });

  it('says what each fact still wants, the nearest way first', () => {
    const { evaluation, allegation } = open(
      makeCase({ exhibits: ['E1'], facts: ['F'], passages: [{ exhibit: 'E1', fact: 'F', weight: 2 }] }),
    );
    const [item] = findGaps(evaluation, allegation).items;
    // one source of weight 2 under `balance`: another of weight 2, or a single one of weight 3, or two more of any weight
    expect(item?.shortfalls.map(({ wants, steps }) => [steps, wants.w3, wants.w2, wants.w1])).toEqual([
      [1, 0, 1, 1],
      [1, 1, 0, 0],
      [2, 0, 0, 2],
    ]);
  });
});

function statusesOf(evaluation: Evaluation, proofCase: ProofCase, fact: string) {
  const [allegation] = proofCase.allegations;
  return allegation === undefined ? [] : [evaluation.fact(fact, allegation.profile).status];
}

describe('the leanest proof', () => {
  it('is the cheapest of all minimal path sets: exhibits, then sealed, then overrides, then pages', () => {
    fc.assert(
      fc.property(smallCases, (proofCase) => {
        const { index, allegation } = open(proofCase);
        const all = analyse(index, allegation, { by: 'exhibit', level: 'single-sourced', maxOrder: null });
        const cost = (set: readonly string[]): number[] => [
          set.length,
          set.filter((id) => index.exhibits.get(id)?.sealed === true).length,
          proofCase.passages.filter(({ exhibit, bearing }) => bearing === 'supports' && set.includes(exhibit))
            .length,
          set.reduce((pages, id) => pages + (index.exhibits.get(id)?.pages ?? 0), 0),
        ];
        const costs = (all.minimalPathSets ?? []).map(cost).sort(lexicographic);
        const found = findLeanest(index, allegation, 'single-sourced', 3);
        expect(found.exact).toBe(true);
        expect(found.proofs.map(({ set }) => cost(set))).toEqual(costs.slice(0, 3));
        // the second way, used when the diagram is too large, must find the same least cost
        const hit = findLeanest(index, allegation, 'single-sourced', 1, 0);
        expect(hit.method).not.toBe('path-sets');
        expect(hit.proofs.map(({ set }) => cost(set))).toEqual(costs.slice(0, 1));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the leanest proof of several allegations', () => {
  it('holds all of them at once, each under its own standard, with exhibits that serve both', () => {
    // F on the balance: E1 alone, or E2 with E3. G is convincing with E2 and E3, or with E1 and E4.
    const proofCase = makeCase({
      exhibits: ['E1', 'E2', 'E3', 'E4'],
      facts: ['F', 'G'],
      passages: [
        { exhibit: 'E1', fact: 'F', weight: 3 },
        { exhibit: 'E2', fact: 'F', weight: 2 },
        { exhibit: 'E3', fact: 'F', weight: 2 },
        { exhibit: 'E2', fact: 'G', weight: 3 },
        { exhibit: 'E3', fact: 'G', weight: 2 },
      ],
      more: {
        allegations: [
          { id: 'A', root: 'fact:F', profile: 'balance' },
          { id: 'B', root: 'fact:G', profile: 'convincing' },
        ],
      },
    });
    const index = indexCase(proofCase);
    const [a, b] = proofCase.allegations;
    if (a === undefined || b === undefined) throw new Error('no allegations');
    expect(findLeanest(index, a, 'proved').proofs[0]?.set).toEqual(['E1']);
    expect(findLeanest(index, b, 'proved').proofs[0]?.set).toEqual(['E2', 'E3']);
    expect(findLeanest(index, [a, b], 'proved').proofs[0]?.set).toEqual(['E2', 'E3']);
  });
});

function lexicographic(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}

describe('a what-if', () => {
  const words = {
    exhibits: ['E1', 'E2', { id: 'E3', class: 'witness' as const }],
    facts: ['F'],
    passages: [
      { exhibit: 'E1', fact: 'F', weight: 2, group: 'a' },
      { exhibit: 'E2', fact: 'F', weight: 2, group: 'b' },
      { exhibit: 'E3', fact: 'F', weight: 1, group: 'c' },
    ],
  };
  const ask = (question: Partial<Parameters<typeof askWhatIf>[1]>) => {
    const { evaluation, allegation } = open(makeCase(words));
    evaluation.allegation(allegation);
    return askWhatIf(evaluation, { exclude: [], mode: 'knock-out', ...question });
  };

  it('shows before and after of the allegation and of each fact that changes', () => {
    expect(ask({ exclude: ['E1'] })).toMatchObject({
      allegations: [{ id: 'A', before: 'proved', after: 'arguable' }],
      facts: [{ id: 'F@balance', before: 'proved', after: 'arguable' }],
    });
  });

  it('takes two sources as one, a class as gone, a contradiction as made', () => {
    expect(ask({ merges: [{ a: 'a', b: 'b', reason: 'same wire' }] }).allegations[0]?.after).toBe('arguable');
    expect(ask({ excludeClasses: ['witness'] }).allegations[0]?.after).toBe('proved');
    expect(ask({ contradictions: [{ fact: 'F', weight: 2 }] }).allegations[0]?.after).toBe('contested');
    expect(ask({ contradictions: [{ fact: 'F', weight: 1 }] }).allegations[0]?.after).toBe('proved');
  });

  it('lists the facts that one new contradiction would turn, with the lightest that does', () => {
    const { index, allegation } = open(makeCase(words));
    expect(findExposures(index, allegation)).toEqual([{ fact: 'F', profile: 'balance', weight: 2 }]);
  });

  it('struck exhibits never leave an allegation below the same knock-out', () => {
    fc.assert(
      fc.property(smallCases, fc.nat(), (proofCase, pick) => {
        const { index, allegation } = open(proofCase);
        const exhibit = proofCase.exhibits[pick % proofCase.exhibits.length];
        if (exhibit === undefined) return;
        const out = new Set([exhibit.id]);
        const knocked = new Evaluation(index, { ...AS_IT_IS, absent: out }).allegation(allegation);
        const struck = new Evaluation(index, { ...AS_IT_IS, absent: out, struck: out }).allegation(
          allegation,
        );
        expect(rankOf(struck)).toBeGreaterThanOrEqual(rankOf(knocked));
      }),
    );
  });
});

describe('an explanation', () => {
  const outline = (step: Explanation): string[] => [step.text, ...step.because.flatMap(outline)];

  it('says why a fact is not proved, pattern by pattern', () => {
    const { evaluation, allegation } = open(
      makeCase({
        exhibits: [{ id: 'E1', title: 'Carrier log' }, 'E2'],
        facts: [{ id: 'F', text: 'Flights rose sharply' }],
        passages: [
          { exhibit: 'E1', fact: 'F', weight: 2, group: 'carrier' },
          { exhibit: 'E2', fact: 'F', weight: 1, group: 'carrier' },
        ],
      }),
    );
    const lines = outline(explainAllegation(evaluation, allegation));
    expect(lines[0]).toBe('A: single-sourced under the standard "balance of evidence".');
    expect(lines[1]).toBe(
      'Flights rose sharply: single-sourced: 1 independent source (1 of weight 2). Not proved: it needs 1 more independent source of weight 2 or more; or 1 more independent source of weight 3; or 2 more independent sources of any weight.',
    );
    expect(lines[2]).toBe(
      'Source "carrier" counts with weight 2. These 2 passages count once because they carry the same origin.',
    );
    expect(lines[3]).toBe('Carrier log: weight 2, set by test on 2025-01-01: invented.');
  });

  it('gives the reasons of a shared part once, so that sharing cannot make it explode', () => {
    // 40 nodes, each naming the one below twice: unfolded blindly, 2^40 steps
    const nodes = Array.from({ length: 40 }, (_, i) => {
      const below = i === 0 ? 'fact:F' : `node:N${i - 1}`;
      return { id: `N${i}`, op: 'all', of: [below, below] };
    });
    const { evaluation, allegation } = open(
      makeCase({ exhibits: ['E1'], facts: ['F'], passages: [], nodes, root: 'node:N39' }),
    );
    expect(outline(explainAllegation(evaluation, allegation))).toHaveLength(82);
  });

  it('names at every step the rule that spoke, for every small case', () => {
    fc.assert(
      fc.property(smallCases, (proofCase) => {
        const { evaluation, allegation } = open(proofCase);
        const visit = (step: Explanation): void => {
          expect(step.rule).not.toBe('');
          expect(step.text).toMatch(/\.\)?$/);
          expect(step.text).not.toMatch(/undefined|NaN/);
          step.because.forEach(visit);
        };
        visit(explainAllegation(evaluation, allegation));
      }),
    );
  });
});

describe('proving a case file', () => {
  const json = caseJson({
    exhibits: ['E1'],
    facts: ['F'],
    passages: [{ exhibit: 'E1', fact: 'F', weight: 3 }],
  });

  it('asks the usual questions when the file asks none', () => {
    const result = proveCase(json);
    expect(result.allegations['A']?.analyses.map(({ by, level }) => `${by} ${level}`)).toContain(
      'group proved',
    );
    expect(result.disclaimer).toContain('house rule');
  });

  it('reads the questions of `expected` and never its answers', () => {
    const expected = {
      allegations: {
        A: {
          status: 'empty',
          analyses: [{ by: 'exhibit', level: 'proved', maxOrder: null, minimalCutSets: [['wrong']] }],
        },
      },
    };
    const result = proveCase({ ...json, expected });
    expect(result.allegations['A']?.status).toBe('proved');
    expect(result.allegations['A']?.analyses.map(({ minimalCutSets }) => minimalCutSets)).toEqual([[['E1']]]);
  });

  it('is plain JSON', () => {
    const result = proveCase(json);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('refuses a question about what the case does not hold', () => {
    expect(() => proveCase({ ...json, ask: { whatIf: [{ exclude: ['E9'] }] } })).toThrow("exhibit 'E9'");
  });
});
