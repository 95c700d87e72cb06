import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/base/errors.ts';
import { proveCase } from '../../../src/rooms/proof/prove.ts';
import { furtherCase, seeds } from './further-cases.ts';
import { caseJson } from './invented-cases.ts';

type Json = Record<string, unknown>;
const NOTE = { reason: 'r', by: 'b', at: 'a' };
const good = caseJson({
  exhibits: ['E1', 'E2'],
  facts: ['F1', 'F2'],
  passages: [
    { exhibit: 'E1', fact: 'F1', weight: 2 },
    { exhibit: 'E2', fact: 'F2', weight: 3 },
  ],
  nodes: [{ id: 'N', op: 'all', of: ['fact:F1', 'fact:F2'] }],
  root: 'node:N',
});
const exhibit = (more: Json) => ({
  ...good,
  exhibits: [
    { id: 'E1', class: 'record', ...more },
    { id: 'E2', class: 'record' },
  ],
});
const fact = (more: Json) => ({ ...good, facts: [{ id: 'F1', ...more }, { id: 'F2' }] });
const passage = (more: Json) => ({
  ...good,
  passages: [{ id: 'P1', exhibit: 'E1', fact: 'F1', bearing: 'supports', ...more }],
});
const node = (more: Json) => ({ ...good, nodes: [{ id: 'N', op: 'all', of: ['fact:F1'], ...more }] });
const allegation = (more: Json) => ({
  ...good,
  allegations: [{ id: 'A', root: 'node:N', profile: 'balance', ...more }],
});
const profile = (more: Json) => ({
  ...good,
  profiles: {
    balance: {
      label: 'b',
      sufficiency: [{ w3: 1, w2: 1, w1: 1 }],
      contradiction: { minWeight: 1, outweighMargin: null },
      inferenceMin: 2,
      ...more,
    },
  },
});

/** Each broken case with the place that the refusal must name. */
const BROKEN: readonly (readonly [string, unknown, string])[] = [
  ['nothing at all', null, 'the file'],
  ['a list', [], 'the file'],
  ['a number', 7, 'the file'],
  ['no format', { ...good, format: undefined }, 'format'],
  ['another format', { ...good, format: 'probata-proof-case/2' }, 'format'],
  ['no exhibits', { ...good, exhibits: undefined }, 'exhibits'],
  ['facts that are no list', { ...good, facts: {} }, 'facts'],
  ['an exhibit without id', { ...good, exhibits: [{ class: 'record' }] }, 'exhibits[0].id'],
  ['an exhibit with an empty id', exhibit({ id: '' }), 'exhibits[0]'],
  ['a class that nobody knows', exhibit({ class: 'rumour' }), 'exhibits[0] (E1).class'],
  ['an authenticity that nobody knows', exhibit({ authenticity: 'maybe' }), 'exhibits[0] (E1).authenticity'],
  ['a status that nobody knows', exhibit({ status: 'lost' }), 'exhibits[0] (E1).status'],
  ['pages below nothing', exhibit({ pages: -1 }), 'exhibits[0] (E1).pages'],
  [
    'an exhibit twice',
    { ...good, exhibits: [...(good['exhibits'] as Json[]), { id: 'E1', class: 'press' }] },
    'exhibits[2] (E1).id',
  ],
  ['a premise that nobody knows', fact({ premise: 'obvious' }), 'facts[0] (F1).premise'],
  [
    'an override to nothing known',
    fact({ override: { to: 'certain', ...NOTE } }),
    'facts[0] (F1).override.to',
  ],
  [
    'an override without reason',
    fact({ override: { status: 'proved', by: 'b', at: 'a' } }),
    'facts[0] (F1).override.reason',
  ],
  [
    'an override by nobody',
    fact({ override: { to: 'proved', reason: 'r', at: 'a' } }),
    'facts[0] (F1).override.by',
  ],
  [
    'an inference from nothing',
    fact({ inferences: [{ id: 'I', from: [], strength: 2, warrant: 'w' }] }),
    'inferences[0] (I).from',
  ],
  [
    'an inference from a fact that is not there',
    fact({ inferences: [{ id: 'I', from: ['F9'], strength: 2, warrant: 'w' }] }),
    'facts[0] (F1).inferences (I)',
  ],
  [
    'an inference without warrant',
    fact({ inferences: [{ id: 'I', from: ['F2'], strength: 2, warrant: ' ' }] }),
    'warrant',
  ],
  [
    'an inference of strength 4',
    fact({ inferences: [{ id: 'I', from: ['F2'], strength: 4, warrant: 'w' }] }),
    'strength',
  ],
  [
    'a fact inferred from itself',
    fact({ inferences: [{ id: 'I', from: ['F1'], strength: 2, warrant: 'w' }] }),
    'facts (F1)',
  ],
  ['a passage of no exhibit', passage({ exhibit: 'E9' }), 'passages[0] (P1).exhibit'],
  ['a passage on no fact', passage({ fact: 'F9' }), 'passages[0] (P1).fact'],
  ['a bearing that nobody knows', passage({ bearing: 'proves' }), 'passages[0] (P1).bearing'],
  ['a weight of 4', passage({ override: { to: 4, ...NOTE } }), 'passages[0] (P1).override.to'],
  ['a weight in words', passage({ override: { to: 'heavy', ...NOTE } }), 'passages[0] (P1).override.to'],
  [
    'an answer to what supports',
    passage({ answer: { kind: 'argument', ...NOTE } }),
    'passages[0] (P1).answer',
  ],
  [
    'an answer by evidence that names none',
    passage({ bearing: 'contradicts', answer: { kind: 'evidence', exhibits: [], ...NOTE } }),
    'passages[0] (P1).answer',
  ],
  [
    'an answer by an exhibit that is not there',
    passage({ bearing: 'contradicts', answer: { kind: 'evidence', exhibits: ['E9'], ...NOTE } }),
    'passages[0] (P1).answer',
  ],
  ['a node of nothing', node({ of: [] }), 'nodes[0] (N).of'],
  ['a node of a fact that is not there', node({ of: ['fact:F9'] }), 'nodes[0] (N).of'],
  ['a node of a node that is not there', node({ of: ['node:M'] }), 'nodes[0] (N).of'],
  ['a part written without its sort', node({ of: ['F1'] }), 'nodes[0] (N).of[0]'],
  ['at least without k', node({ op: 'atLeast' }), 'nodes[0] (N).k'],
  ['at least none', node({ op: 'atLeast', k: 0 }), 'nodes[0] (N).k'],
  ['at least more than there are', node({ op: 'atLeast', k: 2 }), 'nodes[0] (N).k'],
  ['at least one and a half', node({ op: 'atLeast', k: 1.5 }), 'nodes[0] (N).k'],
  ['a node under a standard that is not there', node({ profile: 'certainty' }), 'nodes[0] (N).profile'],
  ['an operator that nobody knows', node({ op: 'not' }), 'nodes[0] (N).op'],
  ['a node in itself', node({ of: ['node:N'] }), 'nodes (N)'],
  ['an allegation of nothing', allegation({ root: 'node:M' }), 'allegations[0] (A).root'],
  ['an allegation under no standard', allegation({ profile: 'certainty' }), 'allegations[0] (A).profile'],
  ['an allegation without root', allegation({ root: undefined }), 'allegations[0] (A).root'],
  [
    'a defence of nothing',
    allegation({ defences: [{ id: 'D', root: 'node:M' }] }),
    'allegations[0] (A).defences',
  ],
  ['a standard without patterns', profile({ sufficiency: [] }), 'profiles.balance.sufficiency'],
  [
    'a standard that asks for nothing',
    profile({ sufficiency: [{ w3: 0, w2: 0, w1: 0 }] }),
    'profiles.balance.sufficiency',
  ],
  [
    'a standard with a negative count',
    profile({ sufficiency: [{ w3: -1, w2: 0, w1: 1 }] }),
    'profiles.balance.sufficiency[0].w3',
  ],
  [
    'a standard whose margin is a word',
    profile({ contradiction: { minWeight: 1, outweighMargin: 'none' } }),
    'profiles.balance.contradiction.outweighMargin',
  ],
  ['a merger without reason', { ...good, merges: [{ a: 'x', b: 'y' }] }, 'merges[0].reason'],
  [
    'a selection of what is not there',
    { ...good, selections: [{ id: 'S', exhibits: ['E9'] }] },
    'selections[0] (S).exhibits',
  ],
  [
    'a question about another allegation',
    { ...good, ask: { analyses: [{ allegation: 'B', by: 'exhibit', level: 'proved' }] } },
    "allegation 'B'",
  ],
  [
    'a question by an unknown unit',
    { ...good, ask: { analyses: [{ allegation: 'A', by: 'witness', level: 'proved' }] } },
    'ask.analyses',
  ],
  [
    'a question to order nought',
    { ...good, ask: { analyses: [{ allegation: 'A', by: 'exhibit', level: 'proved', maxOrder: 0 }] } },
    'ask.analyses',
  ],
  ['a what-if about what is not there', { ...good, ask: { whatIf: [{ exclude: ['E9'] }] } }, "exhibit 'E9'"],
  [
    'a what-if about no fact',
    { ...good, ask: { whatIf: [{ contradictions: [{ fact: 'F9', weight: 1 }] }] } },
    "fact 'F9'",
  ],
  [
    'expected analyses of another allegation',
    { ...good, expected: { allegations: { B: { analyses: [{ by: 'exhibit', level: 'proved' }] } } } },
    "allegation 'B'",
  ],
];

describe('a malformed case is refused by name', () => {
  it.each(BROKEN)('%s', (_, json, place) => {
    let thrown: unknown;
    try {
      proveCase(JSON.parse(JSON.stringify(json)));
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toBeInstanceOf(Refusal);
    expect((thrown as Refusal).message).toContain(place);
    // One sentence a person can act on: no stack, no internal name of a form.
    expect((thrown as Refusal).message).not.toMatch(/undefined|ZodError|\[object/);
  });

  it('whatever is broken in a sound case, it is answered or refused, and never fails', () => {
    const values = [null, undefined, '', 'x', -1, 1.5, 99, [], {}, true, ['fact:F1'], 'node:N1', 'fact:F1'];
    fc.assert(
      fc.property(seeds, fc.nat(), fc.constantFrom(...values), (seed, at, value) => {
        const json = JSON.parse(JSON.stringify(furtherCase(seed, undefined, 5))) as Json;
        const places: (readonly [Json, string])[] = [];
        const walk = (here: unknown): void => {
          if (typeof here !== 'object' || here === null) return;
          for (const [key, inner] of Object.entries(here)) {
            places.push([here as Json, key]);
            walk(inner);
          }
        };
        walk(json);
        const [holder, key] = places[at % places.length] as readonly [Json, string];
        holder[key] = value;
        try {
          proveCase({ ...json, ask: { analyses: [] } });
        } catch (thrown) {
          if (!(thrown instanceof Refusal))
            throw new Error(`seed ${seed}, ${key}: ${String(thrown)}`, { cause: thrown });
          expect(thrown.code).toMatch(/^PROOF_(CASE|QUESTION)_UNREADABLE$/);
        }
      }),
      { numRuns: 600 },
    );
  });
});
