// Invented cases for the tests: small enough to check by trying every possibility.
import fc from 'fast-check';
import type { ProofCase } from '../../../src/rooms/proof/case.ts';
import { requireCase } from '../../../src/rooms/proof/read-case.ts';

const NOTE = { reason: 'invented', by: 'test', at: '2025-01-01' };

export interface SupportWords {
  readonly exhibit: string;
  readonly fact: string;
  readonly weight: number;
  readonly group?: string;
  readonly bearing?: string;
  readonly answer?: readonly string[] | 'argument';
}

/** A passage as JSON with its weight set by a person, so that a test speaks of weights and not of rules. */
export function cite(id: string, words: SupportWords): Record<string, unknown> {
  const { answer } = words;
  return {
    id,
    exhibit: words.exhibit,
    fact: words.fact,
    bearing: words.bearing ?? 'supports',
    group: words.group ?? `of-${words.exhibit}`,
    override: { to: words.weight, ...NOTE },
    ...(answer === undefined
      ? {}
      : answer === 'argument'
        ? { answer: { kind: 'argument', ...NOTE } }
        : { answer: { kind: 'evidence', exhibits: answer, ...NOTE } }),
  };
}

export interface CaseWords {
  readonly exhibits: readonly (string | Record<string, unknown>)[];
  readonly facts: readonly (string | Record<string, unknown>)[];
  readonly passages: readonly SupportWords[];
  readonly nodes?: readonly Record<string, unknown>[];
  readonly root?: string;
  readonly profile?: string;
  readonly more?: Record<string, unknown>;
}

/** The JSON of a case with one allegation 'A'. */
export function caseJson(words: CaseWords): Record<string, unknown> {
  const [first] = words.facts;
  const firstId = typeof first === 'string' ? first : String(first?.['id']);
  return {
    format: 'probata-proof-case/1',
    exhibits: words.exhibits.map((exhibit) =>
      typeof exhibit === 'string' ? { id: exhibit, class: 'record' } : { class: 'record', ...exhibit },
    ),
    facts: words.facts.map((fact) => (typeof fact === 'string' ? { id: fact } : fact)),
    passages: words.passages.map((passage, i) => cite(`P${i + 1}`, passage)),
    nodes: words.nodes ?? [],
    allegations: [{ id: 'A', root: words.root ?? `fact:${firstId}`, profile: words.profile ?? 'balance' }],
    ...words.more,
  };
}

export function makeCase(words: CaseWords): ProofCase {
  return requireCase(caseJson(words));
}

const CLASSES = ['record', 'witness', 'press', 'expert'];
const PROFILES = ['conclusive', 'convincing', 'balance', 'prima-facie', 'scintilla'];

/** Random small cases of every kind of content: groups, contradictions, answers, inferences, overrides, k of n. */
export const smallCases: fc.Arbitrary<ProofCase> = fc
  .record({
    exhibits: fc.integer({ min: 2, max: 7 }),
    facts: fc.integer({ min: 1, max: 6 }),
    seeds: fc.infiniteStream(fc.nat(2 ** 30)),
  })
  .map(({ exhibits, facts, seeds }) => {
    const next = (below: number): number => Number(seeds.next().value) % below;
    const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
    const exhibitIds = Array.from({ length: exhibits }, (_, i) => `E${i + 1}`);
    const factIds = Array.from({ length: facts }, (_, i) => `F${i + 1}`);
    const passages: SupportWords[] = [];
    for (const fact of factIds) {
      const supports = next(5);
      for (let n = 0; n < supports; n += 1)
        passages.push({ exhibit: pick(exhibitIds), fact, weight: next(4), group: `g${next(4)}` });
      if (next(4) === 0) {
        const answer = pick([
          undefined,
          'argument' as const,
          [pick(exhibitIds)],
          [pick(exhibitIds), pick(exhibitIds)],
        ]);
        passages.push({
          exhibit: pick(exhibitIds),
          fact,
          weight: next(4),
          group: 'against',
          bearing: 'contradicts',
          ...(answer === undefined ? {} : { answer }),
        });
      }
    }
    const nodes = Array.from({ length: 1 + next(4) }, (_, i) => {
      const of = Array.from({ length: 1 + next(4) }, () =>
        i > 0 && next(3) === 0 ? `node:N${1 + next(i)}` : `fact:${pick(factIds)}`,
      );
      const op = pick(['all', 'any', 'atLeast']);
      return {
        id: `N${i + 1}`,
        op,
        of,
        ...(op === 'atLeast' ? { k: 1 + next(of.length) } : {}),
        ...(next(8) === 0 ? { profile: pick(PROFILES) } : {}),
      };
    });
    return makeCase({
      exhibits: exhibitIds.map((id) => ({
        id,
        class: pick(CLASSES),
        status: next(12) === 0 ? 'excluded' : 'offered',
        pages: next(30),
        sealed: next(4) === 0,
      })),
      facts: factIds.map((id, i) => ({
        id,
        ...(next(12) === 0 ? { premise: 'conceded' } : {}),
        ...(next(14) === 0
          ? { override: { to: pick(['empty', 'arguable', 'contested', 'proved']), ...NOTE } }
          : {}),
        ...(i > 0 && next(3) === 0
          ? {
              inferences: [
                {
                  id: `I${i}`,
                  from: Array.from({ length: 1 + next(2) }, () => `F${1 + next(i)}`),
                  strength: 1 + next(3),
                  warrant: 'invented',
                },
              ],
            }
          : {}),
      })),
      passages,
      nodes,
      root: `node:N${nodes.length}`,
      profile: pick(PROFILES),
      more: { merges: next(5) === 0 ? [{ a: 'g0', b: 'g1', reason: 'invented' }] : [] },
    });
  });
