// Five standards of proof, as data that a team may edit: how much independent evidence each asks for, and why.
import type { Pattern, Profile } from './case.ts';

/** Shown wherever a standard or a status that rests on one is shown. */
export const STANDARD_DISCLAIMER =
  'a house rule for preparing the case, not a statement of how the Court decides';

/** The house standards, strictest first. Every anchor is recalled and stays 'to be checked' until a person clears it. */
export const HOUSE_STANDARDS: readonly Profile[] = [
  {
    id: 'conclusive',
    label: 'fully conclusive',
    sufficiency: [pattern(2, 2, 2), pattern(1, 3, 3)],
    contradiction: { minWeight: 1, outweighMargin: null },
    inferenceMin: 3,
    authority:
      '[R] to be checked: Corfu Channel 1949; Bosnia Genocide 2007 para 209 "fully conclusive"; Croatia v Serbia 2015 para 178.',
    version: 1,
  },
  {
    id: 'convincing',
    label: 'convincing, to the level the gravity of the charge requires',
    sufficiency: [pattern(1, 2, 2), pattern(0, 3, 3)],
    contradiction: { minWeight: 2, outweighMargin: null },
    inferenceMin: 2,
    authority:
      '[R] to be checked: Bosnia Genocide 2007 para 210 "high level of certainty appropriate to the seriousness"; Armed Activities 2005 para 72.',
    version: 1,
  },
  {
    id: 'balance',
    label: 'balance of evidence',
    sufficiency: [pattern(1, 1, 1), pattern(0, 2, 2), pattern(0, 1, 3)],
    contradiction: { minWeight: 1, outweighMargin: 1 },
    inferenceMin: 2,
    authority:
      '[R] to be checked: the civil standard; for quantum with care, Armed Activities (reparations) 2022 paras 106-126.',
    version: 1,
  },
  {
    id: 'prima-facie',
    label: 'prima facie / plausible',
    sufficiency: [pattern(0, 1, 1), pattern(0, 0, 2)],
    contradiction: { minWeight: 3, outweighMargin: null },
    inferenceMin: 1,
    authority: '[R] to be checked: plausibility of the rights claimed, at the stage of provisional measures.',
    version: 1,
  },
  {
    id: 'scintilla',
    label: 'some evidence',
    sufficiency: [pattern(0, 0, 1)],
    contradiction: { minWeight: 4, outweighMargin: null },
    inferenceMin: 1,
    authority: '[R] to be checked: no authority; a house tier for internal triage only.',
    version: 1,
  },
];

function pattern(w3: number, w2: number, w1: number): Pattern {
  return { w3, w2, w1 };
}

/** Counts of independent groups of weight ≥3, ≥2, ≥1. */
export type GroupCounts = readonly [c3: number, c2: number, c1: number];

export function meets(counts: GroupCounts, wanted: Pattern): boolean {
  return counts[0] >= wanted.w3 && counts[1] >= wanted.w2 && counts[2] >= wanted.w1;
}

/** False for a pattern without any count: it would call everything proved, whatever the evidence. */
export function asksForSomething({ w3, w2, w1 }: Pattern): boolean {
  return w3 + w2 + w1 > 0;
}

/** The index of the first pattern that the counts meet, or -1. */
export function patternMet(profile: Profile, counts: GroupCounts): number {
  return profile.sufficiency.findIndex((wanted) => meets(counts, wanted));
}

/** A place where the laxer of two standards would refuse what the stricter accepts. */
export interface NestingBreak {
  readonly stricter: string;
  readonly laxer: string;
  readonly message: string;
}

/**
 * Checks that each standard accepts everything the one before it accepts on direct support.
 * (A fact that rests on inference alone has no weight to set against a contradiction: there `balance`, which lets
 * light contradictions count, can be less generous than `convincing`, which ignores them.)
 * @param chain strictest first
 * @returns one entry per break; empty = nested. A warning for the person editing, never a refusal.
 */
export function findNestingBreaks(chain: readonly Profile[]): NestingBreak[] {
  const breaks: NestingBreak[] = [];
  for (let i = 0; i + 1 < chain.length; i += 1) {
    const stricter = chain[i];
    const laxer = chain[i + 1];
    if (stricter === undefined || laxer === undefined) continue;
    const note = (message: string) => breaks.push({ stricter: stricter.id, laxer: laxer.id, message });
    for (const wanted of stricter.sufficiency) {
      // as counts, the smallest that meets the pattern: c3 <= c2 <= c1 always holds
      const c2 = Math.max(wanted.w2, wanted.w3);
      const counts: GroupCounts = [wanted.w3, c2, Math.max(wanted.w1, c2)];
      if (patternMet(laxer, counts) < 0)
        note(`${counts.join('-')} sources suffice for ${stricter.label} but not for ${laxer.label}`);
    }
    if (laxer.inferenceMin > stricter.inferenceMin)
      note(
        `an inference of strength ${stricter.inferenceMin} suffices for ${stricter.label} but not for ${laxer.label}`,
      );
    // only where direct support suffices for the stricter: there its best source weighs at least this much
    const least = Math.min(...stricter.sufficiency.map(({ w3, w2 }) => (w3 > 0 ? 3 : w2 > 0 ? 2 : 1)));
    for (let weight = 1; weight <= 3; weight += 1) {
      for (let best = least; best <= 3; best += 1) {
        if (weighsAgainst(laxer, weight, best) && !weighsAgainst(stricter, weight, best))
          note(
            `a contradiction of weight ${weight} against support of ${best} stands under ${laxer.label} only`,
          );
      }
    }
  }
  return breaks;
}

/** Whether an unanswered contradiction of this weight is material against support whose best passage weighs `best`. */
export function weighsAgainst(profile: Profile, weight: number, best: number): boolean {
  const { minWeight, outweighMargin } = profile.contradiction;
  if (weight < 1 || weight < minWeight) return false;
  return outweighMargin === null || best < weight + outweighMargin;
}
