// Every rule of the domain file stands in a pack, or deliberately elsewhere; what it recalls from memory keeps its mark.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packShelf } from '../../../src/adapters/packs/shelf.ts';
import { type Pack, readPack, statementsOf } from '../../../src/rooms/law/index.ts';
import { HOUSE_STANDARDS } from '../../../src/rooms/proof/standards.ts';
import { WEIGHT_RULES } from '../../../src/rooms/proof/weigh.ts';

const FILE = new URL('../../../../../../shared/domain/legal-rules.json', import.meta.url);
const isThere = existsSync(FILE);
if (!isThere)
  console.warn(`SKIPPED: ${FILE.pathname} is not beside the checkout; the packs are not compared with it.`);

interface Rule {
  readonly id: string;
  readonly confidence?: string;
  readonly elements?: readonly Rule[];
  readonly contestedPoint?: string;
  readonly modality?: string;
  readonly qualifiers?: readonly string[];
}
interface Rules {
  readonly instruments: readonly { readonly id: string; readonly provisions: readonly (Rule | string)[] }[];
  readonly attributionTests: readonly Rule[];
  readonly standardsOfProof: readonly Rule[];
  readonly weightCriteria: { readonly items: readonly Rule[] };
  readonly filingChecks: readonly Rule[];
  readonly jurisdiction: {
    readonly ladders: readonly {
      readonly steps: readonly { readonly failCode: string }[];
      readonly inputs: readonly unknown[];
      readonly caseLaw: readonly { readonly case: string }[];
    }[];
    readonly reservationsKnown: readonly unknown[];
  };
}

/** Told apart in the pack where the file has one rule for several articles, or one element for several questions. */
const TOLD_APART: Readonly<Record<string, readonly string[]>> = {
  'ars.4.1': ['ars.4.law', 'ars.4.fact'],
  // “any branch, any rank” is part of what an organ by law is
  'ars.4.2': ['ars.4.law'],
  'ars.4.3': ['ars.4.capacity'],
  'ars.20-25': ['ars.20', 'ars.21', 'ars.22', 'ars.23', 'ars.24', 'ars.25'],
  'ars.20-25.1': ['ars.20.1'],
  'ars.20-25.2': ['ars.21.1'],
  'ars.20-25.3': ['ars.22.prior', 'ars.22.call', 'ars.22.proportion', 'ars.22.reversible'],
  'ars.20-25.4': ['ars.23.1', 'ars.23.2'],
  'ars.20-25.5': ['ars.24.1'],
  'ars.20-25.6': ['ars.25.only', 'ars.25.peril', 'ars.25.impair', 'ars.25.excluded', 'ars.25.contributed'],
};
/** How the file's verbs are called in a pack. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  shall: ['shall'],
  'shall-not': ['shall-not'],
  'shall-consider': ['shall-consider'],
  'shall-take-into-account': ['shall-take-into-account'],
  definition: ['defines', 'rule'],
  scope: ['scope'],
  procedure: ['procedure'],
  purpose: ['purpose'],
  saving: ['saves'],
};

/** An element is known as well as the rule that it belongs to. */
const withElements = (rule: Rule): readonly Rule[] => [
  rule,
  ...(rule.elements ?? []).map((element) => ({
    ...element,
    ...(rule.confidence === undefined ? {} : { confidence: rule.confidence }),
  })),
];

describe.skipIf(!isThere)('legal-rules.json', () => {
  const rules = (isThere ? JSON.parse(readFileSync(FILE, 'utf8')) : {}) as Rules;
  const shelf = packShelf();
  const packs: readonly Pack[] = shelf.shipped().map((name) => readPack(shelf.read(name)));
  const statements = new Map(packs.flatMap(statementsOf).map((one) => [one.id, one]));
  const provisions = new Map(
    packs
      .flatMap((pack) => pack.instruments.flatMap((instrument) => instrument.provisions))
      .map((one) => [one.id, one]),
  );
  const named = (rule: Rule): readonly string[] => TOLD_APART[rule.id] ?? [rule.id];
  const all: readonly Rule[] = isThere
    ? [
        ...rules.instruments.flatMap(({ provisions: list }) =>
          list.flatMap((one) => (typeof one === 'string' ? [] : withElements(one))),
        ),
        ...rules.attributionTests.flatMap(withElements),
        ...rules.standardsOfProof,
        ...rules.weightCriteria.items,
        ...rules.filingChecks,
      ]
    : [];

  it('stands in the packs, rule by rule and element by element', () => {
    const missing = all.flatMap(named).filter((id) => !statements.has(id));
    expect(missing).toEqual([]);
    expect([
      rules.filingChecks.length,
      rules.attributionTests.length,
      rules.standardsOfProof.length,
      rules.weightCriteria.items.length,
    ]).toEqual([62, 25, 7, 17]);
  });

  it('keeps the mark of everything recalled from memory', () => {
    const recalled = all.filter((rule) => rule.confidence === 'memory');
    expect(recalled.length).toBeGreaterThan(280);
    const unmarked = recalled.flatMap(named).filter((id) => {
      const statement = statements.get(id);
      // What the product itself does is seen in the product, not recalled of a court.
      return statement?.toBeChecked === false && statement.seenIn !== 'this product';
    });
    expect(unmarked).toEqual([]);
  });

  it('keeps verb strength, qualifiers and contested points', () => {
    for (const rule of rules.instruments.flatMap(({ provisions: list }) => list)) {
      if (typeof rule === 'string' || rule.modality === undefined) continue;
      const provision = provisions.get(rule.id);
      expect([rule.id, VERBS[rule.modality]]).toEqual([rule.id, expect.arrayContaining([provision?.verb])]);
      expect([rule.id, provision?.qualifiers.length]).toEqual([rule.id, rule.qualifiers?.length ?? 0]);
      for (const element of rule.elements ?? []) {
        const mine = provision?.elements.find(({ id }) => id === element.id);
        if (element.contestedPoint !== undefined)
          expect([element.id, mine?.contested?.for.length, mine?.contested?.against.length]).toEqual([
            element.id,
            expect.any(Number),
            expect.any(Number),
          ]);
      }
    }
  });

  it('keeps the ladder of article 20, rung by rung, with its authorities', () => {
    const ladder = packs.flatMap((pack) => pack.ladders).find(({ id }) => id === 'sp.20.ladder');
    const [theirs] = rules.jurisdiction.ladders;
    expect(ladder?.rungs.map((rung) => rung.fails)).toEqual(theirs?.steps.map((step) => step.failCode));
    const cited = ladder?.rungs.flatMap((rung) => rung.authorities) ?? [];
    expect(cited.length).toBeGreaterThanOrEqual(theirs?.caseLaw.length ?? 0);
    const bonds = packs.flatMap((pack) => pack.instruments).flatMap((instrument) => instrument.bonds);
    const known = bonds.filter((bond) => ['reservation', 'declaration', 'objection'].includes(bond.event));
    // The reservation and its withdrawal are two events, as are the two dates of the declaration.
    expect(known.length).toBeGreaterThanOrEqual(rules.jurisdiction.reservationsKnown.length);
  });

  it('joins the rules of weight and the standards of the house to what courts say, and to nothing else', () => {
    const houseRules = new Set(WEIGHT_RULES.map((rule) => rule.id));
    for (const criterion of packs.flatMap((pack) => pack.criteria ?? []))
      for (const rule of criterion.houseRules)
        expect([criterion.id, houseRules.has(rule)]).toEqual([criterion.id, true]);
    const standards = new Set(HOUSE_STANDARDS.map(({ id }) => id));
    for (const { id, profile } of packs.flatMap((pack) => pack.standards))
      if (profile !== undefined) expect([id, standards.has(profile)]).toEqual([id, true]);
  });
});
