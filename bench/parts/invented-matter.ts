// An invented matter of any size, as the drafts of its acts: exhibits, passages, facts, elements; the same for the same seed.
import { type IdNoun, makeId } from '../../packages/probata/src/base/ids.ts';
import type { Draft } from '../../packages/probata/src/ledger/room.ts';

export interface Shape {
  readonly exhibits: number;
  readonly facts: number;
  readonly elements: number;
  readonly seed: number;
}

const CLASSES = ['admission', 'instrument', 'record', 'sensor', 'io-report', 'expert', 'witness', 'press'];

/** The acts of an invented matter: each fact rests on two to six passages of 5,000 exhibits from a third as many sources. */
export function inventedMatter(shape: Shape): {
  readonly drafts: Draft[];
  readonly exhibits: string[];
  readonly facts: string[];
  readonly citations: string[];
} {
  const random = generator(shape.seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const newId = <N extends IdNoun>(noun: N) =>
    makeId(
      noun,
      Uint8Array.from({ length: 16 }, () => below(256)),
    );
  const drafts: Draft[] = [];
  const enter = (kind: string, subject: string, said: object, refs: readonly string[] = []): string => {
    drafts.push({ kind, subject, refs, said });
    return subject;
  };
  const sources = Math.max(2, Math.ceil(shape.exhibits / 3));
  const exhibits = Array.from({ length: shape.exhibits }, (_, n) =>
    enter('exhibit.noted', newId('exhibit'), {
      title: `Invented exhibit ${n + 1}`,
      class: pick(CLASSES),
      originId: `source-${below(sources)}`,
      authenticity: 'unverified',
      compartment: null,
      heldAt: 'Nowhere',
      why: 'Invented for the bench.',
      custody: [],
      release: { court: true, parties: 'all', publicFrom: null },
    }),
  );
  const citations: string[] = [];
  const cite = (fact: string, bearing: string): void => {
    const exhibit = pick(exhibits);
    const passage = enter(
      'passage.marked',
      newId('passage'),
      {
        exhibit,
        rendition: null,
        tool: null,
        place: { by: 'whole' },
        quote: 'Invented words.',
        prefix: '',
        suffix: '',
        pin: `p. ${1 + below(40)}`,
      },
      [exhibit],
    );
    citations.push(
      enter(
        'fact.cited',
        newId('citation'),
        {
          fact,
          passage,
          bearing,
          directness: pick(['direct', 'direct', 'secondhand', 'unknown']),
          contemporaneity: pick(['at-time', 'near', 'later']),
          interest: 'disinterested',
          knowledge: 'unknown',
          hedged: false,
        },
        [fact, passage],
      ),
    );
  };
  const facts = Array.from({ length: shape.facts }, (_, n) => {
    const fact = enter('fact.asserted', newId('fact'), {
      statement: { authoritative: 'en', versions: { en: `Invented fact ${n + 1}.` } },
      roles: [],
      account: [],
    });
    for (let supports = 2 + below(5); supports > 0; supports -= 1) cite(fact, 'supports');
    if (random() < 1 / 8) cite(fact, 'contradicts');
    return fact;
  });
  const each = Math.ceil(shape.facts / shape.elements);
  const PER_ALLEGATION = 10;
  for (let first = 0; first < shape.elements; first += PER_ALLEGATION) {
    const nodes = Array.from({ length: Math.min(PER_ALLEGATION, shape.elements - first) }, (_, n) => ({
      id: newId('node'),
      label: `Element ${first + n + 1}`,
      op: 'all',
      of: facts.slice((first + n) * each, (first + n + 1) * each).map((fact) => `fact:${fact}`),
      element: `bench.${first + n + 1}`,
    }));
    const root = newId('node');
    enter('allegation.made', newId('allegation'), {
      text: { authoritative: 'en', versions: { en: `Allegation ${first / PER_ALLEGATION + 1}` } },
      kind: 'merits',
      by: [newId('party')],
      against: [],
      standard: 'balance',
      root: `node:${root}`,
      nodes: [{ id: root, label: 'Root', op: 'all', of: nodes.map(({ id }) => `node:${id}`) }, ...nodes],
      defences: [],
    });
  }
  return { drafts, exhibits, facts, citations };
}

/** xorshift32 after Marsaglia (2003): small, seeded, the same everywhere. */
function generator(seed: number): () => number {
  let state = (seed * 2654435769 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}
