// Further cases in the form `probata-proof-case/1`, made from a seed: of the kinds of the reference cases, and mixed.
import fc from 'fast-check';

type Json = Record<string, unknown>;
export interface Chance {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** True once in `n` times. */
  readonly once: (n: number) => boolean;
}

export function chanceOf(seed: number): Chance {
  // xorshift32 after Marsaglia (2003)
  let state = (seed * 2654435769 + 1) >>> 0 || 1;
  const below = (limit: number): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return Math.floor((state / 4294967296) * limit);
  };
  return { below, pick: (list) => list[below(list.length)] as never, once: (n) => below(n) === 0 };
}

export const CLASSES = [
  'admission',
  'judgment',
  'instrument',
  'record',
  'sensor',
  'io-report',
  'expert',
  'witness',
  'ngo-report',
  'press',
  'open-source',
  'official-statement',
  'unknown',
] as const;
const NOTE = { reason: 'invented', by: 'a test', at: '2025-01-01' };
const pattern = (w3: number, w2: number, w1: number) => ({ w3, w2, w1 });

/** The five standards of the house as a case file writes them. */
export const PROFILES: Json = {
  conclusive: {
    label: 'fully conclusive',
    sufficiency: [pattern(2, 2, 2), pattern(1, 3, 3)],
    contradiction: { minWeight: 1, outweighMargin: null },
    inferenceMin: 3,
  },
  convincing: {
    label: 'convincing',
    sufficiency: [pattern(1, 2, 2), pattern(0, 3, 3)],
    contradiction: { minWeight: 2, outweighMargin: null },
    inferenceMin: 2,
  },
  balance: {
    label: 'balance of evidence',
    sufficiency: [pattern(1, 1, 1), pattern(0, 2, 2), pattern(0, 1, 3)],
    contradiction: { minWeight: 1, outweighMargin: 1 },
    inferenceMin: 2,
  },
  'prima-facie': {
    label: 'prima facie',
    sufficiency: [pattern(0, 1, 1), pattern(0, 0, 2)],
    contradiction: { minWeight: 3, outweighMargin: null },
    inferenceMin: 1,
  },
  scintilla: {
    label: 'some evidence',
    sufficiency: [pattern(0, 0, 1)],
    contradiction: { minWeight: 4, outweighMargin: null },
    inferenceMin: 1,
  },
};
const STANDARDS = Object.keys(PROFILES);

/** What a made case is about; each adds to a plain one. */
export interface Flavour {
  /** Weights by the rules and the attributes; else a person set each. */
  readonly byRules: boolean;
  readonly contradictions: boolean;
  readonly inferences: boolean;
  readonly overrides: boolean;
  readonly excluded: boolean;
  readonly ownStandards: boolean;
  readonly merges: boolean;
  readonly selections: boolean;
  readonly ownProfiles: boolean;
}
export const MIXED: Flavour = {
  byRules: true,
  contradictions: true,
  inferences: true,
  overrides: true,
  excluded: true,
  ownStandards: true,
  merges: true,
  selections: true,
  ownProfiles: true,
};

/** A small case of some flavour: up to `most` exhibits, so that every subset can be tried. */
export function furtherCase(seed: number, flavour: Flavour = MIXED, most = 8): Json {
  const { below, pick, once } = chanceOf(seed);
  const exhibits = Array.from({ length: 1 + below(most) }, (_, i) => exhibitOf(`E${i + 1}`));
  const ids = exhibits.map(({ id }) => String(id));
  const facts = Array.from({ length: 1 + below(7) }, (_, i) => factOf(i));
  const passages = facts.flatMap(({ id }) => passagesOn(String(id)));
  const nodes = Array.from({ length: 1 + below(5) }, (_, i) => nodeOf(i));
  const roots = [`node:N${nodes.length}`, pick(facts.map(({ id }) => `fact:${String(id)}`))];
  const allegations = roots.slice(0, 1 + below(2)).map((root, i) => ({
    id: `A${i + 1}`,
    root,
    profile: pick(STANDARDS),
  }));
  const selections = Array.from({ length: 1 + below(3) }, (_, i) => ({
    id: `S${i + 1}`,
    exhibits: ids.filter(() => once(2)),
  }));
  return {
    format: 'probata-proof-case/1',
    name: `further-${seed}`,
    description: 'Made by a test.',
    profiles: flavour.ownProfiles && once(4) ? { ...PROFILES, balance: oddProfile() } : PROFILES,
    exhibits,
    facts,
    passages,
    nodes,
    allegations,
    ...(flavour.merges && once(3)
      ? { merges: [{ a: 'g1', b: pick(['g0', 'g2', 'g3']), reason: 'one' }] }
      : {}),
    ...(flavour.selections ? { selections } : {}),
  };

  function exhibitOf(id: string): Json {
    return {
      id,
      title: id,
      class: pick(CLASSES),
      authenticity: flavour.byRules
        ? pick(['unverified', 'unverified', 'verified', 'disputed', 'failed'])
        : 'unverified',
      status: flavour.excluded && once(8) ? 'excluded' : 'offered',
      ...(flavour.byRules && once(5) ? { tested: once(2) } : {}),
      ...(flavour.byRules && once(5) ? { preparedForCase: true } : {}),
      ...(flavour.byRules && once(8) ? { identityWithheldFromCourt: true } : {}),
      ...(flavour.merges && once(3) ? { origin: `g${below(4)}` } : {}),
    };
  }

  function factOf(i: number): Json {
    const premise =
      flavour.overrides && once(10) ? { premise: pick(['conceded', 'notice', 'needs-proof']) } : {};
    const to = pick(['empty', 'single-sourced', 'arguable', 'contested', 'proved']);
    const override =
      flavour.overrides && once(12) ? { override: once(2) ? { to, ...NOTE } : { status: to, ...NOTE } } : {};
    const inferences =
      flavour.inferences && i > 0 && once(3)
        ? {
            inferences: Array.from({ length: 1 + below(2) }, (_, n) => ({
              id: `I${i}-${n}`,
              from: Array.from({ length: 1 + below(3) }, () => `F${1 + below(i)}`),
              strength: 1 + below(3),
              warrant: 'invented',
            })),
          }
        : {};
    return { id: `F${i + 1}`, text: `Invented fact ${i + 1}`, ...premise, ...override, ...inferences };
  }

  function passagesOn(fact: string): Json[] {
    const against = flavour.contradictions && once(2) ? 1 + below(2) : 0;
    const bearings = [
      ...Array.from({ length: below(6) }, () => 'supports'),
      ...Array.from({ length: against }, () => 'contradicts'),
      ...(once(5) ? ['context'] : []),
    ];
    return bearings.map((bearing, n) => {
      const answer =
        bearing === 'contradicts' && once(2)
          ? {
              answer: once(3)
                ? { kind: 'argument', exhibits: [], ...NOTE }
                : { kind: 'evidence', exhibits: once(2) ? [pick(ids)] : [pick(ids), pick(ids)], ...NOTE },
            }
          : {};
      return {
        id: `P${fact}-${n}`,
        exhibit: pick(ids),
        pin: 'p. 1',
        fact,
        bearing,
        ...(flavour.merges && once(5) ? {} : { group: `g${below(5)}` }),
        ...(flavour.byRules && once(2) ? attributes() : { override: { to: below(4), ...NOTE } }),
        ...answer,
      };
    });
  }

  function attributes(): Json {
    return {
      directness: pick(['operative', 'direct', 'direct', 'secondhand', 'derived', 'unknown']),
      contemporaneity: pick(['at-time', 'near', 'later', 'unknown']),
      interest: pick(['against', 'disinterested', 'self-serving', 'unknown']),
      ...(once(6) ? { hedged: true } : {}),
    };
  }

  function nodeOf(i: number): Json {
    const of = Array.from({ length: 1 + below(4) }, () =>
      i > 0 && once(3) ? `node:N${1 + below(i)}` : `fact:F${1 + below(facts.length)}`,
    );
    const op = pick(['all', 'any', 'atLeast']);
    return {
      id: `N${i + 1}`,
      op,
      of,
      ...(op === 'atLeast' ? { k: 1 + below(of.length) } : {}),
      ...(flavour.ownStandards && once(4) ? { profile: pick(STANDARDS) } : {}),
    };
  }

  function oddProfile(): Json {
    return {
      label: 'edited',
      sufficiency: Array.from({ length: 1 + below(3) }, () => pattern(below(3), below(4), 1 + below(3))),
      contradiction: { minWeight: 1 + below(4), outweighMargin: once(2) ? null : below(4) },
      inferenceMin: 1 + below(3),
    };
  }
}

export const seeds: fc.Arbitrary<number> = fc.nat(2 ** 31 - 2);

/** A large case that is proved as it is: facts on many exhibits, elements that need two of a few facts, all of them. */
export function largeCase(seed: number, exhibits: number, facts: number, supports = 5): Json {
  const { below, pick } = chanceOf(seed);
  const ids = Array.from({ length: exhibits }, (_, i) => `E${i + 1}`);
  const factIds = Array.from({ length: facts }, (_, i) => `F${i + 1}`);
  const passages = factIds.flatMap((fact) =>
    Array.from({ length: supports + below(3) }, (_, n) => {
      const exhibit = pick(ids);
      return {
        id: `P${fact}-${n}`,
        exhibit,
        fact,
        bearing: 'supports',
        group: `of-${exhibit}`,
        override: { to: pick([2, 2, 3]), ...NOTE },
      };
    }),
  );
  const elements = Array.from({ length: Math.ceil(facts / 4) }, (_, i) => {
    const of = factIds.slice(i * 4, i * 4 + 4).map((id) => `fact:${id}`);
    return of.length >= 3 ? { id: `N${i + 1}`, op: 'atLeast', k: 2, of } : { id: `N${i + 1}`, op: 'any', of };
  });
  return {
    format: 'probata-proof-case/1',
    name: `large-${seed}`,
    profiles: PROFILES,
    exhibits: ids.map((id) => ({ id, title: id, class: 'record', status: 'offered' })),
    facts: factIds.map((id) => ({ id, text: id })),
    passages,
    nodes: [...elements, { id: 'R', op: 'all', of: elements.map(({ id }) => `node:${id}`) }],
    allegations: [{ id: 'A1', root: 'node:R', profile: 'balance' }],
  };
}
